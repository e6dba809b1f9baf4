"""The lists that every language pack holds: what one language can be asked, the other can."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SECTIONS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "conversation": frozenset(
            {
                "abbreviations",
                "backchannels",
                "hesitations",
                "hums",
                "heard",
                "leading",
                "yes",
                "no",
            }
        ),
        "interludes": frozenset({"announcements", "notices", "greetings", "hold", "returns"}),
        "roles": frozenset({"seller", "customer"}),
        "questions": frozenset(
            "question_words relatives prepositions verbs subjects clause_subjects not_subjects "
            "askers listeners restarts anywhere openers alone indirect tags sure_tags tag_ties "
            "unfinished choice no_choice bare not_questions courtesy procedural backchannel "
            "rhetorical quoted clause_words never_told menu requests summaries supposing "
            "supposing_verbs then restating elliptic exclamations anaphors digging "
            "stop_words connecting whether conjunctions sayings articles concluding numbers "
            "number_ties turned fronted".split()
        ),
        "purpose": frozenset(
            "commitment counter_offer leave opinion decision implication problem confrontation "
            "need_payoff would_you no_act may_we".split()
        ),
        "silences": frozenset(
            "softened topic_changes off_subject again evasions endings closings companions".split()
        ),
        "commitments": frozenset(
            "i we you subjects acceptances conditions tentative past reported hypothetical "
            "negations proposals asks stalls declines deal_declines option_declines calls_off "
            "drops taken_back "
            "favours bodies triggers promises willing empty_promises refusals plain_noes amounts "
            "habits requests offers undecided idle_promises it fits no_amount moves "
            "joining facts wants_step why_not agreed_tags vague_conditions not_before unavailable "
            "not_all_day asks_quantity leaves_out "
            "decides receives received duty budgets no_negations undertakes keen "
            "after_fits passives doubters ours arranged routines minds asks_when things but "
            "takes unsure no_acceptances others wait long_past determiners deal_things no_order "
            "with_us states by_verb no_deal_declines decides_asked elsewhere besides after_all "
            "releases other_moments was does_it asks_for no_stalls puts_down himself deal_tags "
            "goes_through maybes delivers closes together wishes add_ons books aims pays_up_front "
            "tells_of works no_works works_begin reasons goes_on also put_as_no put_as_not "
            "confirms in_talk asks_no_step for_you other_papers "
            "plain_present of_others to_us".split()
        ),
        "steps": frozenset(
            "order pay meeting decision_maker trial deliver internal quote information "
            "call_back other".split()
        ),
        "dates": frozenset({"exact", "rough", "vague", "no_moment"}),
        "calendar": frozenset(
            "weekdays day_parts months numbers ordinals days_ahead seasons days weeks fortnights "
            "months_long quarters years hours weekends christmas at_christmas few half in_time "
            "within from_now next this after_next start middle end last past before after at "
            "fillers or oclock quarter_hour past_hour noon".split()
        ),
        "customer_map": frozenset(
            "need enthusiasm relief aversion not_need not_enthusiasm asks_a_fact asks_against "
            "asks_opinion praises no_praises "
            "asks_price weighs_price fair_price some_day sympathy moments".split()
        ),
        "tension": frozenset({"objections", "denials", "soothing", "asks_on", "ours", "solutions"}),
        "pleasantness": frozenset({"courtesy", "agreement", "appreciation"}),
        "report": frozenset("agreement no no_claim own next_step call_back".split()),
    }
)
"""What every pack must hold: sections, and in each the names of its lists."""

_WORD_LISTS = frozenset(
    {f"calendar.{name}" for name in SECTIONS["calendar"]}
    | {
        f"commitments.{name}"
        for name in (
            "i we you after_fits also but determiners deal_things others states things".split()
        )
    }
    | {
        f"conversation.{name}"
        for name in ("abbreviations", "backchannels", "hesitations", "hums", "heard", "no")
    }
    | {"customer_map.moments", "silences.endings"}
    | {
        f"questions.{name}"
        for name in (
            "question_words relatives prepositions verbs clause_subjects askers listeners restarts "
            "tag_ties unfinished choice no_choice clause_words never_told supposing "
            "supposing_verbs then stop_words connecting whether conjunctions sayings articles "
            "concluding numbers number_ties".split()
        )
    }
)
"""Lists of single words, read with ``word_set``; the others hold phrases to be found."""

_OF_SEVERAL_WORDS = frozenset(
    {f"calendar.{name}" for name in SECTIONS["calendar"]} | {"conversation.backchannels"}
)
"""Those of them whose entries may be of several words: "half past", "I see"."""

SINGLE_WORDS = (_WORD_LISTS - _OF_SEVERAL_WORDS) | {"commitments.it", "commitments.negations"}
"""Lists in which a phrase of several words would never be heard, or by some rules and not by
others: two of them are also looked for in sentences."""

NAMES = frozenset(f"{section}.{name}" for section, names in SECTIONS.items() for name in names)
"""Every list of a pack, as ``section.name``."""

PHRASE_LISTS = NAMES - _WORD_LISTS
"""The lists that are looked for in sentences."""
