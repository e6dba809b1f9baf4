"""All settings in one object: the packaged file, the user's own, the environment, in that order.

``configs/callprobe.toml`` holds every setting with its comment. A file of the user's (``--config``
or CALLPROBE_CONFIG) names only what it changes; so does an environment variable
``CALLPROBE_<SECTION>__<KEY>``. A setting that does not exist is refused, with the nearest one
that does.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from os.path import normpath
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    Field,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from analysis.section import Section
from analysis.settings import AnalysisSettings, CueSettings
from flows import setting_kinds as kinds
from flows.names import checked_pattern
from flows.redaction_settings import WORD_TABLES, RedactionSettings
from flows.settings_file import parsed, text_of
from flows.wrong_setting import PACKAGED, SettingsError, refuse_one_underscore, unknown, wrong

__all__ = ["InboxSettings", "Settings", "SettingsError", "load_settings"]

PREFIX = "CALLPROBE_"
CONFIG_VARIABLE = "CALLPROBE_CONFIG"
OWN_SECTIONS = (
    *("folders", "inbox", "flow", "redaction", "retention", "warehouse", "views", "review"),
    *("doctor", "scale"),
)


class FolderSettings(Section):
    """Where things are. Relative to the folder callprobe is started in."""

    inbox: Annotated[Path, PlainValidator(kinds.folder)]
    data: Annotated[Path, PlainValidator(kinds.here)]
    kept: Annotated[Path | None, PlainValidator(kinds.shared)]


class InboxSettings(Section):
    """What is taken for a recording, and when it is whole (seconds)."""

    extensions: Annotated[tuple[kinds.Extension, ...], Field(min_length=1)]
    whole_after_s: kinds.Pause
    sidecar_max_kb: Annotated[int, Field(gt=0)]
    transcript_max_mb: Annotated[int, Field(gt=0)]
    manifest: kinds.InboxFile
    manifest_max_kb: Annotated[int, Field(gt=0)]
    name_patterns: tuple[Annotated[str, AfterValidator(checked_pattern)], ...]


class FlowSettings(Section):
    """How often a stage is tried again, and after how many seconds."""

    retries: Annotated[int, Field(ge=0)]
    retry_delay_s: kinds.Pause
    attempts: Annotated[int, Field(ge=1)]
    keep_transcripts: bool
    rehear: bool
    calls_a_run: Annotated[int, Field(ge=1)]
    poll_s: Annotated[float, Field(gt=0, le=86_400)]
    prefect_max_mb: kinds.NotNegative
    prefect_port: Annotated[int, Field(ge=0, le=65535)]


class ScaleSettings(Section):
    """How calls are given to workers, past one machine."""

    calls_a_run: Annotated[int, Field(ge=1)]


class RetentionSettings(Section):
    """Days that each kind is kept; 0 is for good."""

    recordings_days: kinds.NotNegative
    transcripts_days: kinds.NotNegative
    measures_days: kinds.NotNegative


class WarehouseSettings(Section):
    """File names inside the data folder, and whether every word is a row."""

    database: kinds.Filled
    snapshot: kinds.Filled
    figures_only: kinds.FileOrNone
    words: bool

    @field_validator("snapshot", "figures_only")
    @classmethod
    def _own_file(cls, name: str, before: ValidationInfo) -> str:
        """Two of them in one file would write over each other."""
        for other in ("database", "snapshot"):
            taken = before.data.get(other)
            if taken and name and normpath(name) == normpath(taken):
                raise ValueError(f"that is [warehouse] {other} already: give each its own file")
        return name


class ViewSettings(Section):
    """What the manager's views go by: calls, silences, verdicts, days, and where links lead."""

    few_calls: Annotated[int, Field(ge=1, le=kinds.Many)]
    few_silences: Annotated[int, Field(ge=1, le=kinds.Many)]
    few_verdicts: Annotated[int, Field(ge=1, le=kinds.Many)]
    long_no_calls: Annotated[int, Field(ge=1, le=kinds.Many)]
    long_no_stalls: Annotated[int, Field(ge=0, le=kinds.Many)]
    due_within_days: Annotated[int, Field(ge=0, le=kinds.Many)]
    review_page: kinds.Page


class ReviewSettings(Section):
    """The coach's page: port, who may look, whose name verdicts carry, seconds, days."""

    port: Annotated[int, Field(ge=1, le=65535)]
    names: tuple[kinds.Host, ...]
    proxy_header: kinds.Header
    people: kinds.UsersFile
    coach: str
    calls_a_page: Annotated[int, Field(ge=1, le=500)]
    before_s: kinds.NotNegative
    hop_s: kinds.NotNegative
    clip_margin_s: kinds.NotNegative
    clip_longest_s: Annotated[float, Field(gt=0)]
    log_days: Annotated[int, Field(ge=1, le=kinds.Many)]
    precision_below: Annotated[float, Field(ge=0, le=1)]
    fewest_verdicts: Annotated[int, Field(ge=1)]


class DoctorSettings(Section):
    """What `callprobe doctor` reckons with."""

    day_minutes: Annotated[float, Field(gt=0)]
    memory_gb: kinds.NotNegative
    disk_gb: kinds.NotNegative


class Settings(Section):
    """Everything a user can set. ``analysis`` is what the numbers depend on."""

    folders: FolderSettings
    inbox: InboxSettings
    flow: FlowSettings
    redaction: RedactionSettings
    retention: RetentionSettings
    warehouse: WarehouseSettings
    views: ViewSettings
    review: ReviewSettings
    scale: ScaleSettings
    doctor: DoctorSettings
    analysis: AnalysisSettings

    @property
    def kept(self) -> Path:
        """Where records and transcripts lie, and what is noted of calls."""
        return self.folders.kept or self.folders.data

    @property
    def database(self) -> Path:
        """The warehouse's own file, which only the pipeline opens."""
        return self.folders.data / self.warehouse.database

    @property
    def snapshot(self) -> Path:
        """The published file, which managers open."""
        return self.folders.data / self.warehouse.snapshot

    @property
    def chosen_for_views(self) -> dict[str, object]:
        """The row of ``view_settings`` to be published."""
        page = self.views.review_page or f"http://127.0.0.1:{self.review.port}"
        return self.views.model_dump() | {
            "review_page": page.rstrip("/"),
            "lingering_severity": self.analysis.flags.severity["lingering_maybe"],
        }

    @property
    def figures_only(self) -> Path | None:
        """The snapshot without words and names; None where none is wanted."""
        name = self.warehouse.figures_only
        return self.folders.data / name if name else None


Document = dict[str, Any]


def load_settings(
    config: Path | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """The settings in force. Raises SettingsError.

    ``config`` wins over CALLPROBE_CONFIG; ``environment`` is the process's own unless given.
    """
    environment = os.environ if environment is None else environment
    packaged = files("configs") / "callprobe.toml"
    document = parsed(packaged.read_text(encoding="utf-8"), PACKAGED)
    known = frozenset(_keys(document, WORD_TABLES))
    refuse_one_underscore(environment, PREFIX, known)
    sources = dict.fromkeys(known, PACKAGED)
    for source, layer in _layers(config, environment):
        for key in _keys(layer, known):
            if key not in known:
                raise unknown(key, source, known)
            sources[key] = source
        _overlay(document, layer)
    settings = _validated(document, sources)
    _check_cues(settings.analysis.cues, sources)
    return settings


def _layers(config: Path | None, environment: Mapping[str, str]) -> Iterator[tuple[str, Document]]:
    """What changes the packaged settings, weakest first, each with the name of its source."""
    chosen = config or (Path(named) if (named := environment.get(CONFIG_VARIABLE)) else None)
    if chosen is not None:
        yield str(chosen), parsed(text_of(chosen), str(chosen))
    for variable in sorted(environment):
        if variable.startswith(PREFIX) and "__" in variable:
            *sections, key = variable.removeprefix(PREFIX).lower().split("__")
            layer: Document = {key: _value(environment[variable])}
            for section in reversed(sections):
                layer = {section: layer}
            yield variable, layer


def _value(text: str) -> Any:
    """An environment variable's value as TOML would read it, else the text as it is."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _keys(
    document: Document, known: frozenset[str] = frozenset(), prefix: str = ""
) -> Iterator[str]:
    """Dotted names of all settings in a document; a table known as one value is one setting."""
    for key, value in document.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and value and name not in known:
            yield from _keys(value, known, f"{name}.")
        else:
            yield name


def _overlay(document: Document, layer: Document) -> None:
    for key, value in layer.items():
        if isinstance(value, dict) and isinstance(document.get(key), dict):
            _overlay(document[key], value)
        else:
            document[key] = value


def _validated(document: Document, sources: Mapping[str, str]) -> Settings:
    own = {name: document[name] for name in OWN_SECTIONS if name in document}
    rest = {name: section for name, section in document.items() if name not in own}
    try:
        return Settings.model_validate(own | {"analysis": rest})
    except ValidationError as error:
        raise wrong(error.errors(include_url=False), sources, document) from error


def _check_cues(cues: CueSettings, sources: Mapping[str, str]) -> None:
    """Every command refuses a change to a language pack that would change nothing."""
    given = {"cues.added": cues.added, "cues.left_out": cues.left_out}
    own = dict.fromkeys(sources[key] for key, lists in given.items() if lists)
    if own:
        from analysis.language.own_cues import checked_packs  # late: few have cues of their own
        from analysis.language.pack import PackError

        try:
            checked_packs(cues)
        except PackError as error:
            raise SettingsError(f"{' and '.join(own)}: {error}") from error
