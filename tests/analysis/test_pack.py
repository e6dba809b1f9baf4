"""Language packs: both languages can do the same, and a broken one says where."""

import re
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from analysis.language.cue_ways import is_plain
from analysis.language.cues import Cue, Match, as_text, matches, tokens_between
from analysis.language.pack import (
    LANGUAGES,
    PackError,
    UnknownLanguage,
    load_pack,
    pack_file,
    read_pack,
)
from analysis.language.pack_lists import PHRASE_LISTS
from analysis.language.pack_sentences import FIELDS
from demo.script import load

DUTCH = files("configs").joinpath("languages/nl.toml").read_text()


def test_every_language_has_the_same_lists_and_sentences() -> None:
    packs = [load_pack(language) for language in LANGUAGES]
    assert len({frozenset(pack.sentences) for pack in packs}) == 1
    for pack in packs:
        for section, name in (("questions", "tags"), ("silences", "softened")):
            assert pack.lists[section][name]


def test_the_sentences_of_all_languages_take_the_same_fields() -> None:
    dutch, english = (load_pack(language).sentences for language in LANGUAGES)
    for name, sentence in dutch.items():
        assert fields(sentence) == fields(english[name]), name


def fields(sentence: str) -> set[tuple[str, str]]:
    """What is filled in in a sentence, and in what form."""
    return {(name, form or "") for _, name, form, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_takes_all_that_may_be_filled_in(language: str) -> None:
    for name, sentence in load_pack(language).sentences.items():
        assert {field for field, _ in fields(sentence)} == set(FIELDS[name].split()), name


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda pack: pack.write_bytes("# café".encode("latin-1")), "is not written in UTF-8"),
        (lambda pack: pack.mkdir(), r"cannot be read \(is a directory\)"),
        (lambda pack: None, r"cannot be read \(no such file"),
    ],
)
def test_a_pack_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], object], said: str
) -> None:
    (tmp_path / "languages").mkdir()
    monkeypatch.setattr("analysis.language.pack.files", lambda _: tmp_path)
    damage(tmp_path / "languages" / "nl.toml")
    with pytest.raises(PackError, match=f"configs/languages/nl.toml {said}"):
        pack_file("nl")


def test_a_pack_saved_with_a_byte_order_mark_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "nl.toml").write_text(DUTCH, encoding="utf-8-sig")
    monkeypatch.setattr("analysis.language.pack.files", lambda _: tmp_path)
    assert pack_file("nl")[0] == DUTCH


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_list_is_part_of_a_phrase(language: str) -> None:
    pack = load_pack(language)
    named = {
        name
        for lists in pack.lists.values()
        for phrases in lists.values()
        for phrase in phrases
        for name in re.findall(r"<(\w+)>", phrase)
    }
    assert set(pack.words) == named


def test_a_list_of_words_takes_no_phrase() -> None:
    broken = DUTCH.replace('but = ["', 'but = ["of ook", "')
    with pytest.raises(PackError, match=r"\[commitments\] but: 'of ook' is no single word"):
        read_pack("nl", broken, "nl.toml")


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(UnknownLanguage, match="'fr'"):
        load_pack("fr")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[tension]", "[tensions]", r"\[tension"),
        ("objections =", "objektions =", "objektions"),
        ('"geen budget"', '"geen <budget>"', "budget"),
        ("[roles]", "[roles", "TOML"),
        ("soothing = [", "soothing = [3, ", "list of phrases"),
        (
            "{pleasant:.0f}",
            "{plesant:.0f}",
            r"good_conversation: \{plesant\} .* only \{pleasant\} or",
        ),
        ("{pleasant:.0f}", "{pleasant:.0f", "good_conversation: .* cannot be filled in"),
        ("{pleasant:.0f}", "{pleasant:d}", "good_conversation: .* cannot be filled in"),
        ('"Een stap vooruit: ', '"{} vooruit: ', r"outcome_advance: \{\} cannot .* only \{quote\}"),
        ("outcome_no =", "outcome_nee =", "there is no sentence 'outcome_nee'"),
        ('outcome_no = "Een', '# "Een', "the sentence 'outcome_no' is missing"),
    ],
)
def test_a_broken_pack_says_which_file_and_what(old: str, new: str, said: str) -> None:
    assert old in DUTCH
    with pytest.raises(PackError, match=said) as error:
        read_pack("nl", DUTCH.replace(old, new, 1), "my.toml")
    assert "my.toml" in str(error.value)


def test_a_phrase_added_to_a_pack_is_found() -> None:
    tokens = ["we", "laten", "het", "borrelen"]
    assert load_pack("nl").find("commitments.stalls", tokens) is None
    pack = read_pack("nl", DUTCH.replace("stalls = [", 'stalls = ["laten het borrelen", ', 1), "x")
    match = pack.find("commitments.stalls", tokens)
    assert match is not None
    assert match.cue == "laten het borrelen"


@pytest.mark.parametrize(
    ("language", "phrase", "said"),
    [
        ("nl", "zo'n gedoe", "Dat is weer zo'n gedoe."),
        ("nl", "(effe|even) wachten", "Effe wachten nog."),
        ("en", "(gonna|going to) sleep on it", "I'm gonna sleep on it."),
    ],
)
def test_a_phrase_in_spoken_forms_is_found(language: str, phrase: str, said: str) -> None:
    """What is said is compared with its spoken forms written out, and so are the phrases."""
    text = (Path("configs/languages") / f"{language}.toml").read_text(encoding="utf-8")
    pack = read_pack(language, text.replace("stalls = [", f'stalls = ["{phrase}", ', 1), "x")
    match = pack.find("commitments.stalls", pack.texts(said.split()))
    assert match is not None
    assert match.cue == phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_in_a_call_is_found_as_by_each_phrase_alone(language: str) -> None:
    """However the lists of a pack are gone through: every phrase is found where its pattern is."""
    pack = load_pack(language)
    script = load(next(Path("demo/scripts").glob(f"{language}-01-*.call")))
    said = {pack.texts(line.text.split()) for line in script.lines} - {()}
    groups = {name: [pack.as_heard(word) for word in words] for name, words in pack.words.items()}
    cues = {
        name: [(p, Cue(pack.as_heard(p), groups)) for p in pack.phrases(name)]
        for name in PHRASE_LISTS
    }
    found = 0
    for tokens in said:
        text = as_text(tokens)
        for name, alone in cues.items():
            expected = [
                Match(phrase, *tokens_between(*span, text))
                for phrase, cue in alone
                for span in matches(cue.pattern, text)
            ]
            assert sorted(pack.find_all(name, tokens)) == sorted(expected), name
            found += len(expected)
    assert found > len(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_that_is_left_out_is_not_heard_by_others_all_the_same(language: str) -> None:
    """Of those that are words alone: what a phrase says, no other of its list says with them."""
    pack = load_pack(language)
    for name in PHRASE_LISTS:
        cues = [Cue(phrase, pack.words) for phrase in pack.phrases(name)]
        plain = [cue for cue in cues if all(map(is_plain, cue.ways))]
        times = Counter(way for cue in plain for way in dict.fromkeys(cue.ways))
        twice = [cue.phrase for cue in plain if all(times[way] > 1 for way in cue.ways)]
        assert twice == [], name
