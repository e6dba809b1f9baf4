"""What a manager asks the warehouse: of every view, for one seller and for the whole team."""

from __future__ import annotations

from dataclasses import dataclass

SELLER = "Seller 7"
ACCOUNT = "Account 77"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query over a view, for ``whom``."""

    view: str
    whom: str
    sql: str


def _pair(view: str, order: str, column: str = "seller", value: str = SELLER) -> list[Asked]:
    """The first hundred rows of a seller (an account), and of everybody."""
    rows = f"select * from {view}"
    return [
        Asked(view, f"one {column}", f"{rows} where {column} = '{value}' {order} limit 100"),
        Asked(view, "the team", f"{rows} where true {order} limit 100"),
    ]


ASKED: tuple[Asked, ...] = (
    *_pair("call_scorecard", "order by started_at desc"),
    *_pair("flagged_calls", "order by rank"),
    *_pair("seller_scorecard", "order by starts_on desc, seller"),
    Asked("team_trend", "the team", "select * from team_trend order by starts_on"),
    *_pair("account_momentum", "order by calls_without_progress desc", "account", ACCOUNT),
    *_pair("open_commitments", "order by due"),
    Asked(
        "question_bank", "the team", "select * from question_bank order by worked desc limit 100"
    ),
    Asked("silence_curve", "the team", "select * from silence_curve order by from_s"),
    *_pair("moments", "and kind = 'commitment' order by started_at desc"),
    Asked("flag_precision", "the team", "select * from flag_precision"),
    Asked("data_quality", "the team", "select * from data_quality"),
)

PEERS: dict[str, tuple[str, str, str]] = {
    "a seller's months": (
        f"""select starts_on, calls, score from seller_scorecard
            where seller = '{SELLER}' and period = 'month' order by starts_on""",
        f"""select substr(started_at, 1, 7), count(*), avg(scores.total)
            from calls join scores using (call_id)
            where seller = '{SELLER}' group by 1 order by 1""",
        f"""select strftime(call.started_at, '%Y-%m'), count(*), avg(measures.score.total)
            from records where call.seller = '{SELLER}' group by 1 order by 1""",
    ),
    "the team's outcomes": (
        "select starts_on, calls, orders from team_trend where period = 'month' order by 1",
        """select substr(started_at, 1, 7), count(*), sum(outcome = 'order')
           from calls group by 1 order by 1""",
        """select strftime(call.started_at, '%Y-%m'), count(*),
               count(*) filter (where measures.outcome = 'order')
           from records group by 1 order by 1""",
    ),
    "what silence brings": (
        "select from_s, silences, answered from silence_curve order by from_s",
        """select min(cast(seller_silence_s * 2 as int) / 2.0, 5.0), count(*),
               sum(answer = 'answered')
           from silences where probing and seller_silence_s >= 0 group by 1 order by 1""",
        """select least(floor(s.seller_silence_s * 2) / 2, 5.0), count(*),
               sum((s.answer = 'answered')::int)
           from (select unnest(measures.silences) as s from records)
           where s.probing and s.seller_silence_s >= 0 group by 1 order by 1""",
    ),
    "promises overdue": (
        "select count(*) from open_commitments where state = 'overdue'",
        "select count(*) from commitments where grade is not null and when_date < date('now')",
        """select count(*) from (select unnest(measures.commitments) as c from records)
           where c.grade is not null and c.when_date::date < current_date""",
    ),
}
"""The same question to the snapshot, to SQLite over the same tables, and to the record files."""
