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
        said = " ".join(str(error).split()).partition(". ")[0].removesuffix(".")
        raise ModelUnfit(
            f"the model in {folder} cannot be loaded here ({said or type(error).__name__}): fetch "
            'it again, or set models.device and models.compute_type to "auto"'
        ) from error
