"""What a run needs and whether it is there: each with the exact next step where it is not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.language.own_cues import checked_packs
from analysis.language.pack import PackError
from analysis.speech import hub, models
from analysis.speech.errors import ModelError
from analysis.speech.settings import ModelsSettings
from flows.model_shelf import Shelved, size_said
from flows.places import is_remote
from flows.settings import Settings

GB = 1e9


@dataclass(frozen=True, slots=True)
class Check:
    """``said`` is what was found; ``step`` what to do, None where nothing has to be done.
    ``stops`` where no call can be measured before."""

    what: str
    said: str
    step: str | None = None
    stops: bool = False


def check_all(settings: Settings, shelved: list[Shelved]) -> Iterator[Check]:
    """Every check but the speed. Asks the hub only about models that are not here."""
    yield from _computing(settings)
    for model in shelved:
        yield _model(model, settings.analysis.models)
    yield _cues(settings)
    yield _memory(settings, shelved)
    yield _disk(settings)
    yield _inbox(settings)


def _computing(settings: Settings) -> Iterator[Check]:
    """Device, compute type, batch; a GPU that one of the two engines does not see."""
    import ctranslate2
    import torch

    from analysis.speech.device import CPU_BATCH, device_of

    computing = device_of(settings.analysis.models)
    device, compute = computing.name, computing.compute_type
    batch = settings.analysis.speech.batch_size or (
        CPU_BATCH if device == "cpu" else "as many as its free memory takes"
    )
    threads = settings.analysis.models.threads or "as many threads as it likes"
    place = f"processor, {len(os.sched_getaffinity(0))} cores, an engine takes {threads}"
    if device == "cuda":
        if not torch.cuda.is_available():
            place = "no GPU"
            yield Check(
                "computing",
                "models.device is cuda, and PyTorch sees no GPU",
                "install PyTorch's CUDA build (pytorch.org) and NVIDIA's driver, "
                'or set models.device = "cpu"',
                stops=settings.analysis.models.device == "cuda",
            )
        else:
            free, total = torch.cuda.mem_get_info()
            place = f"{torch.cuda.get_device_name()}, {free / GB:.0f} of {total / GB:.0f} GB free"
    elif torch.cuda.is_available() or Path("/proc/driver/nvidia/version").exists():
        yield Check(
            "computing",
            "there is a GPU that is not used",
            f"CTranslate2 sees {ctranslate2.get_cuda_device_count()} GPUs: install NVIDIA's driver "
            'and CUDA libraries (nvidia-cublas-cu12, nvidia-cudnn-cu12), models.device = "auto"',
        )
    yield from _compute_type(device, compute)
    at_once = f", {computing.at_once} calls at once" if computing.at_once > 1 else ""
    yield Check("computing", f"{place}; {compute}; batches of {batch}{at_once}")


def _compute_type(device: str, compute: str) -> Iterator[Check]:
    """Only where the device cannot compute like that: the recognizer would not load."""
    import ctranslate2

    try:
        able = ctranslate2.get_supported_compute_types(device)
    except RuntimeError:  # no such device: that is a check of its own
        return
    if compute not in {*able, "default"}:
        yield Check(
            "computing",
            f"models.compute_type is {compute}, and this machine's {device} does not compute in it",
            f'set models.compute_type = "auto", or to one of {", ".join(sorted(able))}',
            stops=True,
        )


def _model(model: Shelved, settings: ModelsSettings) -> Check:
    if model.state != "missing":
        size = f"{size_said(model.size)}, " if model.size is not None else ""
        said = f"{model.name}, {size}{model.state} ({model.folder})"
        if model.folder is not None and models.is_demo(model.folder):
            said += "; a demo model: it understands the demo's voices and nothing else"
        return Check(model.key, said, model.trouble, stops=model.state in ("damaged", "unreadable"))
    try:
        folder = models.folder_named(model.key, settings)
        if folder is not None or settings.offline:
            return Check(model.key, f"{model.name} is not here", model.trouble, stops=True)
        wanted = models.hub_model(model.key, settings)
        to_fetch = hub.size_on_hub(wanted, settings)
        hub.require_room(hub.store(settings), to_fetch, wanted.name)
    except ModelError as error:
        return Check(model.key, f"{model.name} is not here", str(error), stops=True)
    return Check(
        model.key,
        f"{model.name} is not here",
        f"run `callprobe models fetch` ({size_said(to_fetch)}, once)",
        stops=True,
    )


def _cues(settings: Settings) -> Check:
    """A call can be heard without them and not measured."""
    try:
        packs = checked_packs(settings.analysis.cues)
    except PackError as error:
        return Check("cues", "a language pack cannot be used", str(error), stops=True)
    return Check("cues", ", ".join(pack.language for pack in packs))


def _memory(settings: Settings, shelved: list[Shelved]) -> Check:
    """Free memory beside what the models and a long call take."""
    free = _free_memory()
    needed = sum(model.size or 0 for model in shelved) + settings.doctor.memory_gb * GB
    missing = any(model.size is None for model in shelved)
    more = " and the models that are missing" if missing else " at most, models included"
    said = f"{free / GB:.1f} GB free, needed: {needed / GB:.1f} GB{more}"
    step = "close other programs, or set models.transcriber to a smaller model (small)"
    return Check("memory", said, step if free < needed else None)


def _free_memory() -> int:
    """Bytes a program can get: the machine's, or what a container is allowed."""
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    free = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable"))
    limit, used = Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")
    if limit.is_file() and used.is_file():
        most = limit.read_text(encoding="ascii").strip()
        if most.isdigit():
            free = min(free, int(most) - int(used.read_text(encoding="ascii")))
    return max(0, free)


def _disk(settings: Settings) -> Check:
    data = settings.folders.data.absolute()
    there = next(folder for folder in (data, *data.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    said = f"{free / GB:.1f} GB free for {data}"
    if not os.access(there, os.W_OK):
        step = f"give this user the right to write in {there}, or set [folders] data"
        return Check("disk", f"{there} may not be written to", step, stops=True)
    if free < settings.doctor.disk_gb * GB:
        return Check("disk", said, "make room, or set [folders] data to a larger disk", stops=True)
    return Check("disk", said)


def _inbox(settings: Settings) -> Check:
    inbox = settings.folders.inbox
    if is_remote(inbox):
        return Check("inbox", f"{inbox} (object storage; a run says whether it may be read)")
    inbox = inbox.absolute()
    if not inbox.is_dir():
        step = "make that folder, or say where it is with --inbox or [folders] inbox"
        return Check("inbox", f"there is no folder {inbox}", step, stops=True)
    if not os.access(inbox, os.R_OK | os.X_OK):
        return Check("inbox", f"{inbox} may not be read", "give this user the right to", stops=True)
    return Check("inbox", str(inbox))
