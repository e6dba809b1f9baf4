"""What Prefect's pages show of a run besides its tasks: a page for each call, a table for the run.

They are copies for whoever looks there. One that cannot be made costs nothing but itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from analysis.record import Record
from flows.files import printable
from flows.prefect_server import foreign_server

CALL = "call-{}"
TABLE = "scorecards"
REMOVED = "retention"

Row = Mapping[str, str | float | None]


def row_of(record: Record) -> Row:
    """A call's row in the table of its run."""
    measures, call = record.measures, record.call
    share = measures.talk.seller_talk_share_of_speech
    return {
        "recording": printable(call.recording),
        "seller": call.seller,
        "customer": call.customer,
        "outcome": measures.outcome or "not measurable",
        "score": None if measures.score.total is None else round(measures.score.total),
        "seller's share of speech": None if share is None else round(share, 2),
        "silences kept": measures.counts.silences_kept,
        "flags": ", ".join(flag.name for flag in measures.flags),
        "page": CALL.format(call.id),
    }


def show_call(record: Record) -> None:
    """The call's page, under its id."""
    from prefect.artifacts import create_markdown_artifact

    from review.markdown_card import page_of

    with suppress(Exception):
        create_markdown_artifact(page_of(record), key=CALL.format(record.call.id))


def show_table(rows: Sequence[Row]) -> None:
    """The scorecards of a run in one table."""
    from prefect.artifacts import create_table_artifact

    with suppress(Exception):
        create_table_artifact([dict(row) for row in rows], key=TABLE)


def show_removed(counts: Mapping[str, int]) -> None:
    """How much of each kind retention removed."""
    from prefect.artifacts import create_table_artifact

    rows: list[dict[str, Any]] = [
        {"kind": kind, "removed": count} for kind, count in counts.items()
    ]
    with suppress(Exception):
        create_table_artifact(rows, key=REMOVED)


def forget_shown(calls: Collection[str]) -> Iterator[str]:
    """Take these calls' pages, and every table, from a Prefect server that is not our own.

    What it had is then gone from its pages; its database is somebody else's to compact.
    """
    if not calls or foreign_server() is None:
        return
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey

    keys = [*(CALL.format(call) for call in sorted(calls)), TABLE]
    with get_client(sync_client=True) as client:
        wanted = ArtifactFilter(key=ArtifactFilterKey(any_=keys))
        while found := client.read_artifacts(artifact_filter=wanted):
            for artifact in found:
                client.delete_artifact(artifact.id)
                yield f"{artifact.key} on Prefect's server"
