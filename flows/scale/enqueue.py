"""What waits becomes runs of the flow ``measure``; Prefect's work pool gives them to workers.

A call that is in a run which has not ended is in no second one. A run whose machine died is ended
by Prefect (configs/automations.yaml), and the next look finds its calls waiting again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.states import Scheduled

from analysis.record import fingerprint
from flows.inbox import Recording
from flows.scale.measure import rules_of
from flows.scale.waiting import Waiting
from flows.settings import Settings

MEASURE = "measure/callprobe"
"""Flow and deployment that measure calls, as configs/prefect.yaml names them."""

NOT_ENDED = [
    StateType.SCHEDULED,
    StateType.PENDING,
    StateType.RUNNING,
    StateType.PAUSED,
    StateType.CANCELLING,
]

PAGE = 200
"""Runs that Prefect's API gives at a time."""


def enqueue(settings: Settings, work: Sequence[Recording], look: str) -> int:
    """Enqueue those of ``work`` that no run has; how many those were.

    ``look`` names this look: asking Prefect twice in it, as its client does when an answer is
    late, makes no second run. Raises OSError, and what Prefect's client raises.
    """
    waiting = Waiting(settings.kept)
    waiting.keep_only({item.call_id for item in work})
    if not work:
        return 0
    with get_client(sync_client=True) as client:
        deployment = client.read_deployment_by_name(MEASURE)
        taken = set(_taken(client, deployment.id))
        new = [item for item in work if item.call_id not in taken]
        waiting.note(new)
        for first in range(0, len(new), settings.scale.calls_a_run):
            calls = [item.call_id for item in new[first : first + settings.scale.calls_a_run]]
            client.create_flow_run_from_deployment(
                deployment.id,
                parameters={"calls": calls, "rules": rules_of(settings)},
                state=Scheduled(),
                name=f"{len(calls)} calls from {calls[0]}",
                idempotency_key=fingerprint({"look": look, "calls": calls}),
            )
    return len(new)


def _taken(client: SyncPrefectClient, deployment: UUID) -> Iterator[str]:
    """The ids of all calls that runs have which did not end."""
    offset = 0
    while True:
        runs = client.read_flow_runs(
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
            flow_run_filter=FlowRunFilter(
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=NOT_ENDED))
            ),
            limit=PAGE,
            offset=offset,
        )
        for run in runs:
            yield from run.parameters["calls"]
        offset += len(runs)
        if len(runs) < PAGE:
            return
