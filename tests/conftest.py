"""Property tests look at the same examples every time, however busy the machine: a red test is red
again.

No test reaches for a model hub: whichever library asks, it asks a port where nobody answers.

The files that take longest come first: one of them alone at the end would leave a processor idle.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ["HF_ENDPOINT"] = "http://127.0.0.1:9"

settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")


LONGEST = ("test_demo", "test_readers", "test_bad_files", "test_prefect_server", "test_kill")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.stem not in LONGEST)


@pytest.fixture(scope="module", autouse=True)
def own_environment() -> Iterator[None]:
    """What a run puts into the environment (Prefect's home, its server) ends with its tests."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
