"""A model that is here and cannot be loaded: torn, of another kind, or not for this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.speech.errors import ModelError, ModelUnfit


@contextmanager
def loading(folder: Path) -> Iterator[None]:
    """Whatever goes wrong meanwhile is the model's fault or the machine's, and no recording's:
    raises ModelUnfit. Else every call that needs the model would be set aside for it."""
    try:
        yield
    except ModelError:
        raise
    except Exception as error:  # each engine has its own, down to bare ones
        raise ModelUnfit(
            f"the model in {folder} cannot be loaded here ({_said(error)}): fetch it again, or set "
            'models.device and models.compute_type to "auto"'
        ) from error


def _said(error: Exception) -> str:
    """The first sentence of what an engine says, or what the system refused, without a number."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror.lower()}" if error.filename else error.strerror
    said = " ".join(str(error).split()).partition(". ")[0].removesuffix(".")
    return said or type(error).__name__
