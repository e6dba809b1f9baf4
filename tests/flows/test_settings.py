"""Settings: one packaged file, the user's own, the environment; nothing unknown gets through."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import pytest
from pydantic import BaseModel

from flows.settings import Settings, SettingsError, load_settings

NONE: Mapping[str, str] = {}


def said(error: pytest.ExceptionInfo[SettingsError]) -> str:
    assert "\n" not in str(error.value)
    return str(error.value)


def test_the_packaged_file_gives_every_setting() -> None:
    settings = load_settings(environment=NONE)
    assert settings.folders.inbox == Path("inbox")
    assert settings.database.parent == settings.folders.data


def test_every_setting_is_read_somewhere() -> None:
    """A setting that nothing reads would be changed in vain. Views read theirs as a table."""
    code = "".join(
        path.read_text(encoding="utf-8")
        for package in ("analysis", "flows", "review")
        for path in Path(str(files(package))).rglob("*")
        if path.suffix in (".py", ".html")
    )
    read = set(re.findall(r"\.(\w+)", code))
    settings = load_settings(environment=NONE)
    sections = [getattr(settings, name) for name in type(settings).model_fields if name != "views"]
    names = {name for section in sections for name in leaves(section)}
    assert names - read == set()


def leaves(section: BaseModel) -> Iterator[str]:
    """The settings of a section and of those inside it."""
    for name in type(section).model_fields:
        value = getattr(section, name)
        if isinstance(value, BaseModel):
            yield from leaves(value)
        else:
            yield name


def test_every_setting_has_a_comment_above_it() -> None:
    text = (files("configs") / "callprobe.toml").read_text(encoding="utf-8")
    lines = text.splitlines()
    bare = []
    for number, line in enumerate(lines):
        if line and line[0].isalpha() and " = " in line:
            above = number - 1
            while lines[above][:1].isalpha() or lines[above].startswith((" ", "]")):
                above -= 1  # settings that share a comment stand under it together
            if lines[above].startswith("[") and above:
                above -= 1
            if not lines[above].startswith("#"):
                bare.append(line)
    assert bare == []


def test_a_file_of_the_users_changes_only_what_it_names(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[inbox]\nwhole_after_s = 1.5\n[flags.severity]\nexemplary = 1\n")
    settings = load_settings(own, NONE)
    assert settings.inbox.whole_after_s == 1.5
    assert settings.analysis.flags.severity["exemplary"] == 1
    before = load_settings(environment=NONE)
    assert settings.inbox.extensions == before.inbox.extensions
    assert settings.analysis.score == before.analysis.score


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[inbox]\nwhole_after_s = 1.5\n")
    environment = {"CALLPROBE_CONFIG": str(own), "CALLPROBE_INBOX__WHOLE_AFTER_S": "0"}
    assert load_settings(environment=environment).inbox.whole_after_s == 0
    environment.pop("CALLPROBE_INBOX__WHOLE_AFTER_S")
    assert load_settings(environment=environment).inbox.whole_after_s == 1.5


@pytest.mark.parametrize(
    ("value", "folder"), [("calls", "calls"), ('"a b"', "a b"), ("/srv/calls", "/srv/calls")]
)
def test_a_text_in_the_environment_needs_no_quotes(value: str, folder: str) -> None:
    settings = load_settings(environment={"CALLPROBE_FOLDERS__INBOX": value})
    assert settings.folders.inbox == Path(folder)


@pytest.mark.parametrize(
    ("text", "asked", "near"),
    [
        ("[inbox]\nextention = []", "[inbox] extention", "[inbox] extensions"),
        ("[inbox]\nwhole_after = 1", "[inbox] whole_after", "[inbox] whole_after_s"),
        ("[flags.severity]\nexemplar = 1", "[flags.severity] exemplar", "exemplary"),
        ("[flow]\nretrys = 1", "[flow] retrys", "[flow] retries"),
    ],
)
def test_an_unknown_setting_is_refused_with_the_nearest_one(
    tmp_path: Path, text: str, asked: str, near: str
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text)
    with pytest.raises(SettingsError) as error:
        load_settings(own, NONE)
    assert said(error).startswith(f"{own}: there is no setting {asked}; did you mean")
    assert near in said(error)


def test_an_unknown_setting_in_the_environment_is_refused_too() -> None:
    with pytest.raises(SettingsError) as error:
        load_settings(environment={"CALLPROBE_INBOX__EXTENSION": "[]"})
    assert "CALLPROBE_INBOX__EXTENSION" in said(error)
    assert "[inbox] extensions" in said(error)


@pytest.mark.parametrize(
    ("variable", "right"),
    [
        ("CALLPROBE_FOLDERS_INBOX", "CALLPROBE_FOLDERS__INBOX"),
        ("CALLPROBE_RETENTION_RECORDINGS_DAYS", "CALLPROBE_RETENTION__RECORDINGS_DAYS"),
    ],
)
def test_a_variable_with_one_underscore_too_few_is_refused(variable: str, right: str) -> None:
    with pytest.raises(SettingsError) as error:
        load_settings(environment={variable: "30"})
    assert said(error).startswith(f"{variable} sets nothing: write {right}, ")
    load_settings(environment={"CALLPROBE_SERVICE_HOST": "10.0.0.1"})  # somebody else's


def test_a_tilde_is_ones_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    own = tmp_path / "own.toml"
    own.write_text('[folders]\ninbox = "~/calls"\ndata = "~"\n[review]\npeople = "~/people.toml"\n')
    settings = load_settings(own, NONE)
    assert (settings.folders.inbox, settings.folders.data) == (tmp_path / "calls", tmp_path)
    assert settings.review.people == str(tmp_path / "people.toml")
    with pytest.raises(SettingsError, match=r"inbox = '~nobody-here/x' will not do: nobody of"):
        load_settings(environment={"CALLPROBE_FOLDERS__INBOX": "~nobody-here/x"})


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("\ufeff[flow]\nattempts = 7\n", encoding="utf-8")
    assert load_settings(own, NONE).flow.attempts == 7
    own.write_text("# café", encoding="latin-1")
    with pytest.raises(SettingsError, match="is not written in UTF-8"):
        load_settings(own, NONE)


def test_a_file_that_is_not_there_or_no_toml_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"cannot be read \(.*\): put it there, give"):
        load_settings(tmp_path / "none.toml", NONE)
    broken = tmp_path / "broken.toml"
    broken.write_text("[inbox\n")
    with pytest.raises(SettingsError, match="is no TOML"):
        load_settings(broken, NONE)


def test_settings_cannot_be_changed_afterwards() -> None:
    settings = load_settings(environment=NONE)
    with pytest.raises(ValueError, match="frozen"):
        settings.inbox.whole_after_s = 3  # type: ignore[misc]


def test_every_section_of_the_file_is_one_of_the_settings() -> None:
    document = tomllib.loads((files("configs") / "callprobe.toml").read_text(encoding="utf-8"))
    analysis = load_settings(environment=NONE).analysis
    assert set(document) == (set(Settings.model_fields) - {"analysis"}) | set(
        type(analysis).model_fields
    )
