"""Coaches' verdicts in the warehouse: its table ``reviews``, made again from their files.

Verdict files are few and change without their call's record, so all of them are loaded whenever
the warehouse is published, in one transaction.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

from flows.verdicts import Verdicts
from flows.warehouse_file import open_warehouse

REVIEWS = files("sql") / "reviews.sql"


def load_reviews(database: Path, data: Path) -> None:
    """Put the verdicts below ``data`` in place of those in the warehouse. Raises WarehouseError.

    Verdicts on calls that the warehouse does not have are left out.
    """
    given = [
        asdict(item) | {"what": item.what, "at": item.moment.isoformat()}
        for item in Verdicts(data).all()
    ]
    with open_warehouse(database) as connection:
        connection.begin()
        try:
            connection.execute("delete from reviews")
            connection.execute(REVIEWS.read_text(encoding="utf-8"), [json.dumps(given)])
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
