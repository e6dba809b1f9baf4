"""Language packs: the cue words and phrases of one language, as a sales manager writes them.

A pack is a TOML file of sections, each a list of phrases by name (how a phrase is written is in
``analysis/language/cues.py``). Every language has the same sections and names: what one language
can be asked, the other can.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, KeysView, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import chain

from analysis.language.cue_tree import CueTree, Place
from analysis.language.cues import CueError, Match, check
from analysis.language.pack_lists import PHRASE_LISTS, SECTIONS, SINGLE_WORDS
from analysis.language.pack_sentences import trouble_in
from analysis.language.tokens import WORDS_KEPT, Token, plain

LANGUAGES = ("nl", "en")

_WRITTEN = re.compile(r"(?<![\w<*'-])[\w'-]+(?![\w>*'-])")
"""A whole word of a phrase: no name of a group, and no part of a word beside a ``*``."""

_SENTENCES_KEPT = 4096
"""Sentences whose tokens and cues are remembered: every measure of a call reads each of them."""


class PackError(ValueError):
    """A language pack that cannot be read; the message names file, section and what is wrong."""


class UnknownLanguage(LookupError):
    """There is no pack for this language."""


class Pack:
    """One language's cues. What they are found with is made when they are first looked for."""

    def __init__(self, language: str, data: Mapping[str, object], digest: str, file: str) -> None:
        self.language = language
        self.digest = digest
        self._file = file
        self.words = self._string_lists(data, "words")
        self.spoken_forms = self._strings(data, "spoken_forms")
        self.sentences = self._strings(data, "sentences")
        self.lists: Mapping[str, Mapping[str, tuple[str, ...]]] = {
            name: self._string_lists(data, name) for name in SECTIONS
        }
        self._parts = lru_cache(WORDS_KEPT)(self._parts_of)
        self._tokens = lru_cache(_SENTENCES_KEPT)(self._tokens_of)
        self._texts = lru_cache(_SENTENCES_KEPT)(self._texts_of)
        self._places = lru_cache(_SENTENCES_KEPT)(self._places_in)
        self._tree_of = cache(self._tree_of_lists)
        self._sets: dict[str, frozenset[str]] = {}
        self._check_names(data)

    def get_ready(self) -> None:
        """Make what cues are found with now, and not when the first sentence is read."""
        self._tree.get_ready()

    def lists_in(self, tokens: Sequence[str]) -> KeysView[str]:
        """The lists (``"section.name"``) of which a cue is in ``tokens``."""
        return self._places(tuple(tokens)).keys()

    def find(self, name: str, tokens: Sequence[str]) -> Match | None:
        """The first match of the list ``"section.name"`` in ``tokens``, or None. Raises KeyError
        for a list of phrases that no pack has."""
        places = self._places(tuple(tokens)).get(name)
        if places is not None:
            return self._tree.first_of(places, tokens)
        if name not in PHRASE_LISTS:
            raise KeyError(name)
        return None

    def find_all(self, name: str, tokens: Sequence[str]) -> tuple[Match, ...]:
        """All matches of the list ``"section.name"``, by their first token, the longest first."""
        places = self._places(tuple(tokens))
        return self._tree.all_of(places.get(name, ()), tokens)

    def find_in_part(self, name: str, tokens: Sequence[str]) -> Match | None:
        """``find`` for words that are no whole sentence, of which nothing else is asked: this one
        list alone is looked for."""
        tree = self._tree_of(frozenset((name,)))
        places = tree.places(tokens)
        return tree.first_of(places[name], tokens) if places else None

    def is_any_in_part(self, names: frozenset[str], tokens: Sequence[str]) -> bool:
        """Whether one of these lists is in words of which nothing else is asked."""
        return bool(self._tree_of(names).places(tokens))

    def first_of(self, names: Iterable[str], tokens: Sequence[str]) -> tuple[str, Match] | None:
        """The first of the lists ``names`` that matches ``tokens``, with its match."""
        found = self._places(tuple(tokens))
        for name in names:
            if name in found:
                return name, self._tree.first_of(found[name], tokens)
        return None

    def word_set(self, name: str) -> frozenset[str]:
        """The list ``"section.name"`` as plain words, for lists that hold single words."""
        found = self._sets.get(name)
        if found is None:
            section, _, key = name.partition(".")
            source = self.words if section == "words" else self.lists[section]
            found = self._sets[name] = frozenset(source[key])
        return found

    def tokenize(self, words: Sequence[str]) -> tuple[Token, ...]:
        """Tokens of ``words`` with this language's spoken forms written out: of "da's goed" dat, is
        and goed."""
        return self._tokens(tuple(words))

    def texts(self, words: Sequence[str]) -> tuple[str, ...]:
        """The tokens of ``words`` as they are compared, without the words they stand for."""
        return self._texts(tuple(words))

    def say(self, sentence: str, **fields: object) -> str:
        """The sentence ``sentence`` of the pack with its fields filled in."""
        return self.sentences[sentence].format(**fields)

    def _texts_of(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(chain.from_iterable(map(self._parts, words)))

    def _tokens_of(self, words: tuple[str, ...]) -> tuple[Token, ...]:
        return tuple(
            Token(part, index) for index, word in enumerate(words) for part in self._parts(word)
        )

    def _parts_of(self, word: str) -> tuple[str, ...]:
        """The tokens of one word."""
        bare = plain(word)
        return tuple(self.spoken_forms.get(bare, bare).split())

    @cached_property
    def _tree(self) -> CueTree:
        """All phrases: every sentence is searched for all of them at once."""
        return self._tree_of(PHRASE_LISTS)

    def _places_in(self, tokens: tuple[str, ...]) -> Mapping[str, list[Place]]:
        return self._tree.places(tokens)

    def _tree_of_lists(self, names: frozenset[str]) -> CueTree:
        groups = {
            name: [self.as_heard(phrase) for phrase in self.words[name]] for name in self.words
        }
        return CueTree({name: self.phrases(name) for name in names}, groups, self.as_heard)

    def as_heard(self, phrase: str) -> str:
        """A phrase with its spoken forms written out, as they are in what is said: "zo'n"."""
        return _WRITTEN.sub(lambda word: self.spoken_forms.get(word[0], word[0]), phrase.lower())

    def phrases(self, name: str) -> tuple[str, ...]:
        """The list ``"section.name"`` as it is written."""
        section, _, key = name.partition(".")
        return self.lists[section][key]

    def _check_names(self, data: Mapping[str, object]) -> None:
        known = {"words", "spoken_forms", "sentences", *SECTIONS}
        for section in data:
            if section not in known:
                raise PackError(f"{self._file}: there is no section [{section}]")
        if trouble := trouble_in(self.sentences):
            raise PackError(f"{self._file}: [sentences] {trouble}")
        for section, names in SECTIONS.items():
            for name in self.lists[section]:
                if name not in names:
                    raise PackError(f"{self._file}: [{section}] has no list called {name!r}")
            for name in sorted(names - set(self.lists[section])):
                raise PackError(f"{self._file}: [{section}] lacks the list {name!r}")
            for name, phrases in self.lists[section].items():
                path = f"{section}.{name}"
                if path in SINGLE_WORDS:
                    self._check_words(path, phrases)
                try:
                    for phrase in phrases:
                        check(phrase, self.words)
                except CueError as error:
                    raise PackError(f"{self._file}: [{section}] {name}: {error}") from error

    def _check_words(self, path: str, phrases: Sequence[str]) -> None:
        """A phrase in a list of single words would not be heard."""
        for phrase in phrases:
            if not phrase or set(phrase) & set(" ()|*<>^$"):
                section, _, name = path.partition(".")
                raise PackError(
                    f"{self._file}: [{section}] {name}: {phrase!r} is no single word, as this "
                    "list holds"
                )

    def _string_lists(
        self, data: Mapping[str, object], section: str
    ) -> Mapping[str, tuple[str, ...]]:
        table = self._table(data, section)
        lists: dict[str, tuple[str, ...]] = {}
        for name, value in table.items():
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise PackError(f"{self._file}: [{section}] {name} must be a list of phrases")
            lists[name] = tuple(value)
        return lists

    def _strings(self, data: Mapping[str, object], section: str) -> Mapping[str, str]:
        table = self._table(data, section)
        strings: dict[str, str] = {}
        for name, value in table.items():
            if not isinstance(value, str):
                raise PackError(f"{self._file}: [{section}] {name} must be a text")
            strings[name] = value
        return strings

    def _table(self, data: Mapping[str, object], section: str) -> Mapping[str, object]:
        table = data.get(section)
        if not isinstance(table, dict):
            raise PackError(f"{self._file}: the section [{section}] is missing")
        return table


def read_pack(language: str, text: str, file: str) -> Pack:
    """A pack from TOML ``text``. Raises ``PackError`` naming ``file`` when it is not a good one."""
    return Pack(language, parsed_pack(text, file), digest_of(text), file)


def digest_of(text: str) -> str:
    """What tells a pack from any other: that of its text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def parsed_pack(text: str, file: str) -> dict[str, object]:
    """The tables of a pack. Raises ``PackError`` naming ``file`` for text that is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{file}: this is not TOML: {error}") from error


@cache
def load_pack(language: str) -> Pack:
    """The pack of ``language`` (ISO 639-1). Raises ``UnknownLanguage`` or ``PackError``."""
    if language not in LANGUAGES:
        raise UnknownLanguage(
            f"there is no language pack for {language!r}; callprobe knows {', '.join(LANGUAGES)}"
        )
    return read_pack(language, *pack_file(language))


def pack_file(language: str) -> tuple[str, str]:
    """The text of a language's pack, and the name of its file. Raises ``PackError`` where that
    cannot be read."""
    name = f"languages/{language}.toml"
    file = f"configs/{name}"
    try:
        return files("configs").joinpath(name).read_text(encoding="utf-8-sig"), file
    except UnicodeDecodeError as error:
        raise PackError(f"{file} is not written in UTF-8: save it so") from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise PackError(f"{file} cannot be read ({why}): put a language pack there") from error
