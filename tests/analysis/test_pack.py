"""Language packs: both languages can do the same, and a broken one says where."""

from importlib.resources import files

import pytest

from analysis.language.pack import LANGUAGES, PackError, UnknownLanguage, load_pack, read_pack

DUTCH = files("configs").joinpath("languages/nl.toml").read_text()


def test_every_language_has_the_same_lists_and_sentences() -> None:
    packs = [load_pack(language) for language in LANGUAGES]
    assert len({frozenset(pack.sentences) for pack in packs}) == 1
    for pack in packs:
        for name in ("questions.tags", "commitments.stalls", "silences.softened"):
            assert pack.cues(name).phrases


def test_the_sentences_of_all_languages_take_the_same_fields() -> None:
    fields: dict[str, object] = {"pleasant": 1.0, "quote": "q", "broken": 1, "probing": 2}
    fields |= {"rate": 0.5, "minutes": 5.0, "share": 0.7}
    fields |= {"seconds": 160.0, "report": "r", "reasons": "x", "kept": 0.8, "reason": "z"}
    for language in LANGUAGES:
        pack = load_pack(language)
        for name in pack.sentences:
            assert "{" not in pack.say(name, **fields)


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
        ('soothing = ["dat snap ik"', 'soothing = [3, "dat snap ik"', "list of phrases"),
    ],
)
def test_a_broken_pack_says_which_file_and_what(old: str, new: str, said: str) -> None:
    assert old in DUTCH
    with pytest.raises(PackError, match=said) as error:
        read_pack("nl", DUTCH.replace(old, new, 1), "my.toml")
    assert "my.toml" in str(error.value)


def test_a_phrase_added_to_a_pack_is_found() -> None:
    tokens = ["we", "laten", "het", "sudderen"]
    assert load_pack("nl").find("commitments.stalls", tokens) is None
    pack = read_pack("nl", DUTCH.replace("stalls = [", 'stalls = ["laten het sudderen", ', 1), "x")
    match = pack.find("commitments.stalls", tokens)
    assert match is not None
    assert match.cue == "laten het sudderen"
