"""After a change of ``[redaction]`` one ``remeasure`` masks what was kept, wherever it is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from analysis.heard import Heard, Word
from flows import work
from flows.remeasure import Remeasured
from flows.store import Store
from tests.flows.replay import Replay, drop_stubs, run_replayed, settings_in

NAME = "en-01-a-clear-no"
NUMBER = "0612345678"


class Dictated(Replay):
    """A demo call in which somebody says a telephone number at the end."""

    def hear(self, path: Path, *, progress: object = None, language: str | None = None) -> Heard:
        heard = super().hear(path, progress=progress, language=language)
        last = heard.words[-1]
        said = Word(last.speaker, NUMBER, last.end + 0.1, last.end + 0.9, 1.0)
        return replace(heard, words=(*heard.words, said))


def holds_number(folder: Path) -> list[str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in paths if NUMBER.encode() in path.read_bytes()]


def test_no_file_holds_what_is_masked_by_now(tmp_path: Path) -> None:
    off = settings_in(tmp_path, CALLPROBE_REDACTION__ON="false")
    on = settings_in(tmp_path)
    drop_stubs(off, [NAME])
    run_replayed(off, Dictated())
    data = off.folders.data
    call = Store(data).paths()[0].stem
    (data / "verdicts").mkdir()
    verdict = {"shown": f"Call {NUMBER}, please.", "comment": "clear"}
    (data / "verdicts" / f"{call}-0123.json").write_text(json.dumps(verdict), encoding="utf-8")
    (data / "prefect").mkdir()
    (data / "prefect" / "prefect.db").write_text(f"a page says {NUMBER}", encoding="utf-8")
    assert len(holds_number(data)) > 4
    assert work.remeasure(on, Console(quiet=True)) == Remeasured(1)
    assert holds_number(data) == []
    kept = json.loads((data / "verdicts" / f"{call}-0123.json").read_text(encoding="utf-8"))
    assert kept == verdict | {"shown": "Call xxxxxxxxxx, please."}
    assert work.remeasure(on, Console(quiet=True)) == Remeasured()


def test_a_transcript_that_no_record_rests_on_is_masked_too(tmp_path: Path) -> None:
    off = settings_in(tmp_path, CALLPROBE_REDACTION__ON="false")
    on = settings_in(tmp_path)
    drop_stubs(off, [NAME])
    run_replayed(off, Dictated())
    data = off.folders.data
    earlier = next((data / "transcripts").iterdir())
    earlier.rename(earlier.with_name(f"{earlier.name.partition('-')[0]}-0000.json"))
    work.remeasure(on, Console(quiet=True))
    assert holds_number(data) == []


def test_a_run_before_it_leaves_nothing_unmasked(tmp_path: Path) -> None:
    off = settings_in(tmp_path, CALLPROBE_REDACTION__ON="false")
    on = settings_in(tmp_path)
    drop_stubs(off, [NAME])
    run_replayed(off, Dictated())
    sidecar = off.folders.inbox / f"{NAME}.json"
    told = json.loads(sidecar.read_text(encoding="utf-8"))
    sidecar.write_text(json.dumps(told | {"deal_stage": "demo"}), encoding="utf-8")
    run_replayed(on, Dictated())
    assert work.remeasure(on, Console(quiet=True)) == Remeasured()
    assert holds_number(off.folders.data) == []
