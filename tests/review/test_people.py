"""Who may look: nobody unknown, a seller at her own calls alone, and a coach at all."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from unicodedata import normalize

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from flows.cli import app
from flows.settings import Settings
from flows.verdicts import Verdicts
from review.app import make_app
from review.people import PeopleError, Person, hashed, load_people
from tests.review.conftest import call_id_of

WORD = "twaalf stiltes"
OTHER_WORD = "geen stiltes meer"

Opener = Callable[..., TestClient]


@pytest.fixture(scope="module")
def lines() -> tuple[str, str]:
    return hashed(WORD), hashed(OTHER_WORD)


@pytest.fixture
def people(tmp_path: Path, lines: tuple[str, str]) -> str:
    """A coach and a seller, as a file."""
    path = tmp_path / "people.toml"
    path.write_text(
        f'[vera]\npassword = "{lines[0]}"\n\n'
        f'["karin@ons"]\npassword = "{lines[1]}"\nseller = "Karin Smit"\n'
        '[piet]\nseller = "Tom Mulder"\n'
    )
    return str(path)


@pytest.fixture
def opened(settings: Settings) -> Iterator[Opener]:
    with ExitStack() as stack:

        def opener(base: str = "https://calls.example", **review: object) -> TestClient:
            more = settings.review.model_copy(update={"names": ("calls.example",)} | review)
            server = make_app(settings.model_copy(update={"review": more}))
            return stack.enter_context(TestClient(server, base_url=base))

        yield opener


def basic(name: str, word: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{word}".encode()).decode()}


def shown(page: str) -> set[str]:
    return set(re.findall('class="open" href="/call/([0-9a-f]+)"', page))


def test_names_without_people_are_not_served(settings: Settings, opened: Opener) -> None:
    with pytest.raises(PeopleError, match="people or proxy_header"):
        opened()


WRONG = [
    {},
    {"Authorization": "Basic"},
    {"Authorization": "Basic !!!"},
    {"Authorization": "Bearer vera"},
    {"Authorization": "Basic " + base64.b64encode(b"\xff\xfe").decode()},
    basic("vera", ""),
    basic("vera", OTHER_WORD),
    basic("Vera", WORD),
    basic("nobody", WORD),
    basic("piet", ""),
    basic("vera", "x" * 100_000),
]


@pytest.mark.parametrize("headers", WRONG)
def test_without_the_password_nothing_is_answered(
    opened: Opener, people: str, headers: dict[str, str]
) -> None:
    client = opened(people=people)
    for path in ("/", "/call/none/sound.wav", "/static/call.js"):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Basic ")
        assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_a_coach_with_a_password_sees_all_and_judges_under_her_name(
    opened: Opener, people: str, settings: Settings
) -> None:
    client = opened(people=people)
    client.headers.update(basic("vera", WORD))
    page = client.get("/")
    assert len(shown(page.text)) == 6
    assert "secure" in page.headers["set-cookie"].lower()
    call = call_id_of(settings, "nl-03")
    token = re.search('name="csrf" content="([0-9a-f]+)"', page.text)
    assert token
    body = {"kind": "flag", "key": "rescued_customer", "verdict": "right"}
    headers = {"x-csrf-token": token[1], "origin": "https://calls.example"}
    assert client.post(f"/call/{call}/verdict", json=body, headers=headers).status_code == 200
    (file,) = (settings.folders.data / "verdicts").iterdir()
    assert '"author": "vera"' in file.read_text()
    headers["origin"] = "http://calls.example"
    assert client.post(f"/call/{call}/verdict", json=body, headers=headers).status_code == 403


def test_a_seller_hears_her_own_calls_and_judges_none(
    opened: Opener, people: str, settings: Settings
) -> None:
    client = opened(people=people)
    client.headers.update(basic("karin@ons", OTHER_WORD))
    mine, other = call_id_of(settings, "nl-03"), call_id_of(settings, "nl-01")
    listed = client.get("/").text
    assert shown(listed) == {mine}
    assert "Mulder" not in listed
    page = client.get(f"/call/{mine}").text
    for what in ("data-verdict", "mark-form", "keep-note", 'class="sells"'):
        assert what not in page
    assert client.get(f"/call/{mine}/peaks.json").status_code == 200
    for path in ("", "/sound.wav", "/peaks.json", "/clip.wav?from=0&to=1", "/clip.txt?from=0&to=1"):
        assert client.get(f"/call/{other}{path}").status_code == 404
    token = re.search('name="csrf" content="([0-9a-f]+)"', page)
    assert token
    headers = {"x-csrf-token": token[1]}
    body = {"kind": "flag", "key": "rescued_customer", "verdict": "wrong"}
    for path, content in (
        ("verdict", body),
        ("coaching", {"note": "x"}),
        ("seller", {"voice": "right"}),
    ):
        answer = client.post(f"/call/{mine}/{path}", json=content, headers=headers)
        assert answer.status_code == 403
        assert answer.json()["reason"] == "verdicts and notes are for coaches to give"
    assert not (settings.folders.data / "verdicts").exists()


def test_a_proxy_says_who_asks(opened: Opener, people: str, settings: Settings) -> None:
    client = opened(proxy_header="X-Remote-User", people=people)
    assert client.get("/").status_code == 403
    assert client.get("/", headers=basic("vera", WORD)).status_code == 403
    assert len(shown(client.get("/", headers={"X-Remote-User": "vera"}).text)) == 6
    karin = {"X-Remote-User": "karin@ons"}
    assert shown(client.get("/", headers=karin).text) == {call_id_of(settings, "nl-03")}
    assert client.get("/", headers={"X-Remote-User": "mallory"}).status_code == 403
    assert client.get("/", headers={"X-Remote-User": " "}).status_code == 403
    twice = [("X-Remote-User", "vera"), ("X-Remote-User", "karin@ons")]
    assert client.get("/", headers=twice).status_code == 403


def test_accents_are_the_same_in_whatever_form_they_are_written(tmp_path: Path) -> None:
    """A file written on a Mac may hold ``ë`` in two pieces; calls and browsers hold it in one."""
    path, in_pieces = tmp_path / "people.toml", normalize("NFD", "Zoë")
    path.write_text(f'["{in_pieces}"]\nseller = " {in_pieces} Bos"\n', encoding="utf-8")
    for name in ("Zoë", in_pieces):
        assert load_people(path).named(name) == Person(name, "Zoë Bos")


def test_a_name_that_a_proxy_writes_in_utf_8_is_read_as_it_is(
    opened: Opener, settings: Settings, tmp_path: Path
) -> None:
    asking = [(b"X-Remote-User", "Zoë".encode())]
    client = opened(proxy_header="X-Remote-User")
    page = client.get(f"/call/{call_id_of(settings, 'nl-03')}", headers=asking)
    token = re.search('name="csrf" content="([0-9a-f]+)"', page.text)
    assert token
    body = {"kind": "flag", "key": "rescued_customer", "verdict": "right"}
    csrf = (b"x-csrf-token", token[1].encode())
    address = f"/call/{call_id_of(settings, 'nl-03')}/verdict"
    assert client.post(address, json=body, headers=[*asking, csrf]).status_code == 200
    assert [item.author for item in Verdicts(settings.folders.data).all()] == ["Zoë"]
    path = tmp_path / "people.toml"
    path.write_text('["Zoë"]\nseller = "Karin Smit"\n', encoding="utf-8")
    client = opened(proxy_header="X-Remote-User", people=str(path))
    assert shown(client.get("/", headers=asking).text) == {call_id_of(settings, "nl-03")}


def test_a_sellers_name_is_the_same_one_in_other_capitals_and_blanks(
    opened: Opener, tmp_path: Path, settings: Settings
) -> None:
    """Calls are published under the spelling that most of them have, which may be another one."""
    path = tmp_path / "people.toml"
    path.write_text("[karin]\nseller = 'karin  SMIT'\n[k]\nseller = 'Karin'\n", encoding="utf-8")
    client = opened(proxy_header="X-Remote-User", people=str(path))
    mine = call_id_of(settings, "nl-03")
    assert shown(client.get("/", headers={"X-Remote-User": "karin"}).text) == {mine}
    assert client.get(f"/call/{mine}", headers={"X-Remote-User": "karin"}).status_code == 200
    assert shown(client.get("/", headers={"X-Remote-User": "k"}).text) == set()
    assert client.get(f"/call/{mine}", headers={"X-Remote-User": "k"}).status_code == 404


def test_without_a_file_whom_the_proxy_lets_in_is_a_coach(opened: Opener) -> None:
    client = opened(proxy_header="X-Remote-User")
    assert len(shown(client.get("/", headers={"X-Remote-User": "wim"}).text)) == 6


def test_a_host_that_is_not_named_is_refused_before_anyone_is_asked(
    opened: Opener, people: str
) -> None:
    client = opened(base="https://elsewhere.example", people=people)
    assert client.get("/", headers=basic("vera", WORD)).status_code == 400


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[vera]\npassword = 'my own word'",
        "[vera]\nrole = 'coach'",
        "[karin]\nseller = ''",
        "vera = 'coach'",
        "[vera",
    ],
)
def test_a_file_that_is_not_clear_is_refused_without_showing_a_password(
    tmp_path: Path, content: str
) -> None:
    path = tmp_path / "people.toml"
    path.write_text(content)
    with pytest.raises(PeopleError, match=re.escape(str(path))) as raised:
        load_people(path)
    assert "my own word" not in str(raised.value)


def test_a_password_in_clear_is_refused_with_the_command_that_makes_its_line(
    tmp_path: Path,
) -> None:
    path = tmp_path / "people.toml"
    path.write_text('\ufeff[vera]\npassword = "my own word"', encoding="utf-8")
    with pytest.raises(PeopleError, match=r"vera\.password: it is no line that `callprobe review"):
        load_people(path)


def test_a_short_password_is_not_hashed() -> None:
    with pytest.raises(PeopleError, match="12 characters"):
        hashed("elf tekens.")


def test_the_command_makes_the_line_of_a_password(settings: Settings, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["review", "--password"], input=f"{WORD}\n{WORD}\n")
    assert result.exit_code == 0
    line = result.stdout.splitlines()[-1]
    path = tmp_path / "people.toml"
    path.write_text(f"[vera]\n{line}\n")
    people = load_people(path)
    assert people.known("vera", WORD) == Person("vera")
    assert people.known("vera", OTHER_WORD) is None
    assert WORD not in result.stdout


@pytest.mark.parametrize(
    ("review", "headers", "dutch"),
    [
        ({}, {}, "een naam en een wachtwoord"),
        ({}, basic("vera", "fout"), "een naam en een wachtwoord"),
        ({"proxy_header": "X-User"}, {}, "zijn proxy"),
        ({"proxy_header": "X-User"}, {"X-User": "mallory"}, "niet bij wie mag kijken"),
        ({}, {"Host": "evil.example"}, "antwoordt alleen op 127.0.0.1"),
        ({}, {"Sec-Fetch-Site": "cross-site"}, "eigen pagina's"),
    ],
)
def test_who_is_not_let_in_reads_why_in_their_own_language(
    opened: Opener, people: str, review: dict[str, str], headers: dict[str, str], dutch: str
) -> None:
    client = opened(people=people, **review)
    for language in ("nl", "en"):
        answer = client.get("/", headers={**headers, "Accept-Language": language})
        assert answer.status_code in (400, 401, 403)
        assert (dutch in answer.text) is (language == "nl"), answer.text
