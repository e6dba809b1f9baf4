"""What one machine does for all, every minute: enqueue what waits, load what was measured.

It alone has the data folder with the warehouse: DuckDB has one writer, and this is it. The
ledger's lock keeps a command given by hand out of its way.
"""

from __future__ import annotations

from analysis.speech.quiet import keep_quiet

keep_quiet()

from prefect import flow, get_run_logger  # noqa: E402
from prefect.runtime import flow_run  # noqa: E402

from analysis.language.own_cues import checked_packs  # noqa: E402
from flows.current import broken_records, is_behind, load_records, publish_snapshot  # noqa: E402
from flows.ledger import Ledger  # noqa: E402
from flows.plan import make_plan  # noqa: E402
from flows.retention import enforce  # noqa: E402
from flows.scale.enqueue import enqueue  # noqa: E402
from flows.settings import load_settings  # noqa: E402


@flow(name="look")
def look() -> None:
    """Look once.

    Raises BusyError, InboxError, PackError, WarehouseError, OSError: the next look tries again.
    """
    settings = load_settings()
    checked_packs(settings.analysis.cues)
    with Ledger(settings.folders.data).alone():
        plan = make_plan(settings)
        new = enqueue(settings, plan.work, str(flow_run.id))
        loaded = 0
        if is_behind(settings):
            loaded = load_records(settings)
            publish_snapshot(settings)
        broken = broken_records(settings)
    for why in broken.values():
        get_run_logger().warning(why)
    get_run_logger().info(
        f"{len(plan.work)} wait, {new} of them enqueued now, {loaded} loaded, "
        f"{len(plan.still_aside) + len(plan.aside)} set aside"
    )


@flow(name="retain")
def retain() -> None:
    """Remove what is over its time: once a night, since every record is read for it.

    Raises BusyError, WarehouseError, OSError.
    """
    settings = load_settings()
    with Ledger(settings.folders.data).alone():
        kept = settings.retention.model_dump().values()
        removed = enforce(settings) if any(kept) else []
    get_run_logger().info(f"{len(removed)} removed")
