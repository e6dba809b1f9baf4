"""Keeps every library from calling home, and from advising ops on its own affairs.

pyannote.audio, onnxruntime, Prefect and huggingface_hub each send usage data by default, some
within seconds of a plain import. ``keep_quiet`` must therefore run before any of them is imported.
"""

from __future__ import annotations

import logging
import os

SILENCED = {
    "PYANNOTE_METRICS_ENABLED": "0",
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
}


def keep_quiet() -> None:
    """Set the environment so that nothing reports usage to anybody. Matplotlib, which
    pyannote.audio imports, says nothing where a service's user has no home: it does without a cache
    there."""
    os.environ.update(SILENCED)
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
