"""The sentences that every language pack holds, and what is filled in in each of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_BARE = (
    "quote_without_commitment outcome_continuation too_short one_speaker reason_roles "
    "reason_words reason_languages reason_speakers reason_times reason_times_told "
    "reason_sound reason_tracks doubt_words_none doubt_times_told doubt_roles_third "
    "channel_left channel_right "
).split()
"""Those in which nothing is filled in."""

FIELDS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(_BARE, "")
    | {
        "good_conversation": "pleasant tense",
        "lingering_maybe": "quote",
        "account_lingers": "calls days",
        "rescued_customer": "broken probing",
        "no_probing": "minutes",
        "seller_dominates_share": "share",
        "seller_dominates_monologue": "seconds",
        "problem_dropped": "quote",
        "tension_abandoned": "quote",
        "claim_not_found": "report",
        "check_by_hand": "reasons",
        "check_by_hand_silences": "reasons",
        "exemplary": "kept probing",
        "outcome_order": "quote",
        "outcome_advance": "quote",
        "outcome_no": "quote",
        "outcome_continuation_called_off": "agreed quote",
        "outcome_continuation_stall": "quote",
        "outcome_continuation_declined": "quote",
        "outcome_continuation_tentative": "quote",
        "outcome_continuation_taken": "quote",
        "outcome_continuation_sellers": "quote",
        "outcome_none": "reason",
        "outcome_unknown": "reason",
        "doubt_words_unsure": "needed sure",
        "doubt_words_pace": "a_minute",
        "doubt_words_few": "covered",
        "doubt_languages": "en nl",
        "doubt_times_outside": "outside words",
        "doubt_sound": "seconds",
        "doubt_sound_lost": "seconds",
        "doubt_tracks": "tracks",
        "doubt_roles_talk": "needed sure",
        "doubt_roles_swapped": "talks told",
    }
)
"""What may be filled in in each sentence, by its name."""

_TEXTS = frozenset("agreed days quote reason reasons report talks told".split())
"""Fields that are texts; the others are numbers."""


def trouble_in(sentences: Mapping[str, str]) -> str | None:
    """What is wrong with the sentences of a pack; None where nothing is. Else a call would be
    heard before anybody knew that it cannot be told of."""
    for name, sentence in sentences.items():
        if name not in FIELDS:
            return f"there is no sentence {name!r}"
        filled = {each: "x" if each in _TEXTS else 1.0 for each in FIELDS[name].split()}
        try:
            sentence.format(**filled)
        except (KeyError, IndexError) as error:
            wrong = "" if isinstance(error, IndexError) else error.args[0]
            fields = " or ".join(f"{{{each}}}" for each in filled) or "nothing"
            return f"{name}: {{{wrong}}} cannot be filled in here, only {fields}"
        except (ValueError, AttributeError, TypeError) as error:
            return f"{name}: {sentence!r} cannot be filled in ({error})"
    lacking = next((name for name in FIELDS if name not in sentences), None)
    return lacking and f"the sentence {lacking!r} is missing"
