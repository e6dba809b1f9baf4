"""A sentence as promises are read: its words, its moment, its condition, how firm it is."""

from __future__ import annotations

from collections.abc import KeysView
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from analysis.conversation import Sentence
from analysis.findings import By, Grade
from analysis.language.calendar_words import names_day_or_month
from analysis.language.dates import When, find_when
from analysis.language.pack import Pack
from analysis.language.spoken import hesitates
from analysis.language.tokens import plain


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with what every reading of it needs. ``today`` is the call's date, if known;
    ``heard`` are the lists of which a cue is in it."""

    sentence: Sentence
    words: tuple[str, ...]
    tokens: tuple[str, ...]
    pack: Pack
    today: date | None
    heard: KeysView[str]

    @classmethod
    def of(cls, sentence: Sentence, pack: Pack, today: date | None) -> Said:
        """A sentence of a call held on ``today``."""
        words = _without_hesitation(sentence.said, pack)
        tokens = pack.texts(words)
        return cls(sentence, words, tokens, pack, today, pack.lists_in(tokens))

    @property
    def by(self) -> By:
        """Whose word it is."""
        return "seller" if self.sentence.side == "seller" else "customer"

    @property
    def behind_but(self) -> Said | None:
        """ "I haven't got them here, but I'll mail them tonight": what is said behind the first
        "but"; None where nothing is."""
        but = self.pack.word_set("commitments.but")
        if but.isdisjoint(self.tokens):
            return None
        places = (at for at, word in enumerate(self.words[:-1]) if at and plain(word) in but)
        at = next(places, None)
        return None if at is None else self._part(self.words[at + 1 :])

    @property
    def behind_and(self) -> Said | None:
        """ "I'll send it tomorrow, and I'll ring you next week": what is said behind the last
        "and"; None where nothing is."""
        also = self.pack.word_set("commitments.also")
        places = [at for at, word in enumerate(self.words[:-1]) if at and plain(word) in also]
        return self._part(self.words[places[-1] + 1 :]) if places else None

    @property
    def up_to_comma(self) -> Said | None:
        """ "I'll take you off the list today, so you don't get us again": what is said before the
        first comma; None where there is none."""
        at = next((at for at, word in enumerate(self.words[:-1]) if word.endswith(",")), None)
        return None if at is None else self._part(self.words[: at + 1])

    @property
    def behind_comma(self) -> Said | None:
        """ "I'm in Paris on Monday, Tuesday is fine": what is said behind the last comma; None
        where there is none."""
        commas = [at for at, word in enumerate(self.words[:-1]) if word.endswith(",")]
        return self._part(self.words[commas[-1] + 1 :]) if commas else None

    @property
    def behind_no(self) -> Said | None:
        """ "No, Friday": what is said behind the "no" with which it begins; None where it begins
        with none, or nothing follows."""
        begins = not self.pack.word_set("conversation.no").isdisjoint(self.tokens[:1])
        return self._part(self.words[1:]) if begins and self.words[1:] else None

    @property
    def up_to_reason(self) -> Said | None:
        """ "Yes please, because I've none left": the yes alone; None where none stands before a
        reason."""
        reason = self.pack.find("commitments.reasons", self.tokens)
        if reason is None or not reason.first:
            return None
        head = self._part(self.words[: self.pack.tokenize(self.words)[reason.first].word])
        return head if head.has("acceptances") else None

    @property
    def first_clause(self) -> tuple[str, ...]:
        """The tokens up to the first comma: "Tuesday after four, I'll know by then"."""
        ends = next((at for at, word in enumerate(self.words) if word.endswith(",")), None)
        return self.tokens if ends is None else self.pack.texts(self.words[: ends + 1])

    def _part(self, words: tuple[str, ...]) -> Said:
        tokens = self.pack.texts(words)
        return replace(self, words=words, tokens=tokens, heard=self.pack.lists_in(tokens))

    @property
    def offers_moment(self) -> bool:
        """ "Thursday works": whether it names a day or an hour that suits."""
        return self.has("fits") and self.is_dated

    def has(self, *names: str) -> bool:
        """Whether one of these lists of [commitments] is heard in it."""
        return not _paths(names).isdisjoint(self.heard)

    def cue(self, name: str) -> str | None:
        """The cue of this list of [commitments] that is heard in it."""
        match = self.pack.find(f"commitments.{name}", self.tokens)
        return None if match is None else match.cue

    @property
    def denies(self) -> bool:
        """Whether a "not" stands in it, and not in what it hangs on; "no problem" is none."""
        if "commitments.negations" not in self.heard:
            return False
        tokens = self.main_clause  # "as long as there's no charge, I'm fine with it"
        bare = self.pack.find_all("commitments.no_negations", tokens)
        aside = {place for match in bare for place in range(match.first, match.last + 1)}
        said = [token for place, token in enumerate(tokens) if place not in aside]
        return self.pack.find("commitments.negations", said) is not None

    @property
    def when(self) -> When | None:
        """The most exact moment named, beside the one that a condition names."""
        clause = self._condition_places
        main = self.words[: clause.start] + self.words[clause.stop :]
        return find_when(main or self.words, self.pack, self.today)

    @property
    def is_dated(self) -> bool:
        """Whether it names a day or an hour exactly, beside that of a condition."""
        when = self.when
        return when is not None and when.is_exact

    @property
    def in_his_own_name(self) -> bool:
        """Whether the speaker names himself, or his side."""
        own = (self.pack.word_set(f"commitments.{name}") for name in ("i", "we"))
        return any(not words.isdisjoint(self.tokens) for words in own)

    @property
    def begins_with_yes(self) -> bool:
        """ "Yes, I'll be out of the car by then", "of course"."""
        yes = self.pack.find("conversation.yes", self.tokens)
        return yes is not None and yes.first == 0

    @property
    def names_somebody(self) -> bool:
        """Whether a word inside it is written with a capital: a name, and not "I" or "Tuesday"."""
        own = self.pack.word_set("commitments.i")
        capitals = (word for word in self.words[1:] if word[:1].isupper())
        return any(
            own.isdisjoint(tokens) and not names_day_or_month(tokens, self.pack)
            for tokens in map(self.pack.texts, zip(capitals, strict=True))
        )

    @property
    def condition(self) -> str | None:
        """What it is made to depend on, in its words: "if the test stays under sixty"."""
        clause = self._condition_places
        return " ".join(self.words[clause.start : clause.stop]).strip(" ,.") if clause else None

    @property
    def _condition_places(self) -> range:
        """The places of the words of the "if" clause, up to its comma; none where there is none."""
        match = self.pack.find("commitments.conditions", self.tokens)
        if match is None:
            return range(0)
        first = self.pack.tokenize(self.words)[match.first].word
        ends = (at + 1 for at in range(first + 2, len(self.words)) if self.words[at].endswith(","))
        return range(first, next(ends, len(self.words)))

    @property
    def main_clause(self) -> tuple[str, ...]:
        """The tokens without an "if" clause: what is promised, not what it hangs on."""
        clause = self._condition_places
        if not clause:
            return self.tokens
        said = self.pack.tokenize(self.words)
        main = tuple(token.text for token in said if token.word not in clause)
        return main if len(main) > 1 else self.tokens

    def grade(self, when: When | None) -> Grade:
        """A with a day, an hour or a trigger that will be seen; C where it is tentative or far."""
        if self.has("tentative"):
            return "C"
        if (when is not None and when.is_exact) or self.has("triggers"):
            return "A"
        return "B" if when is None or when.exactness == "rough" else "C"


class Readings:
    """The sentences of a call held on ``today`` as they are read, each once: to put a day in place
    of another all that was said since is looked at again."""

    def __init__(self, pack: Pack, today: date | None) -> None:
        self._pack, self._today = pack, today
        self._read: dict[int, Said] = {}

    def __call__(self, sentence: Sentence) -> Said:
        said = self._read.get(sentence.id)
        if said is None:
            said = self._read[sentence.id] = Said.of(sentence, self._pack, self._today)
        return said


def _without_hesitation(words: tuple[str, ...], pack: Pack) -> tuple[str, ...]:
    """ "Er, yes" says yes as well as "yes" does."""
    at = next((at for at, word in enumerate(words) if not hesitates(word, pack)), 0)
    return words[at:]


@cache
def _paths(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(f"commitments.{name}" for name in names)
