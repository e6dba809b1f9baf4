"""The settings in force: those that decide numbers, and of them those that decide what is heard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.record import fingerprint
from analysis.settings import AnalysisSettings

ENGINE_SECTIONS = ("models", "speech", "activity")
"""What is heard depends on these sections of the settings, and on nothing else of them."""

OF_THE_MACHINE = frozenset({"token", "folder", "offline", "threads", "calls_at_once"})
"""Keys of [models] that say how to get and run them, not which ones."""


def settings_in_force(settings: AnalysisSettings) -> dict[str, Any]:
    """The settings that decide numbers, as plain values: no secret, nothing of the machine."""
    document = settings.model_dump(mode="json")
    document["models"] = {
        name: value for name, value in document["models"].items() if name not in OF_THE_MACHINE
    }
    return document


def heard_with(document: Mapping[str, Any]) -> dict[str, Any]:
    """The sections of a record's settings that tell how it was heard."""
    return {name: document[name] for name in ENGINE_SECTIONS if name in document}


def read_with(document: Mapping[str, Any]) -> dict[str, Any]:
    """The sections of a record's settings that tell how its words were read: all the others."""
    return {name: value for name, value in document.items() if name not in ENGINE_SECTIONS}


def engine_hash(settings: AnalysisSettings) -> str:
    """Names the settings a transcript depends on."""
    return fingerprint(heard_with(settings_in_force(settings)))
