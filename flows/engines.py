"""The engines that hear: loaded only where a recording waits of which no transcript is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from flows.inbox import Recording
from flows.settings import Settings

if TYPE_CHECKING:
    from analysis.speech.hear import Ears
    from flows.call import Listener


def ears_for(
    settings: Settings, work: Sequence[Recording], load: Callable[[], Listener] | None = None
) -> Listener | None:
    """The engines, loaded once for all calls; None where every transcript is kept already.

    Raises ModelError.
    """
    if not unheard(settings, work):
        return None
    return load() if load else load_engines(settings)


def unheard(settings: Settings, work: Sequence[Recording]) -> list[Recording]:
    """The recordings that cost engine time: no transcript of them is kept."""
    from flows.call import heard_before

    return [item for item in work if not heard_before(item, settings)]


def load_engines(settings: Settings) -> Ears:
    """The engines, ready to hear. Raises ModelError."""
    from analysis.speech.hear import Ears
    from flows.voices import known_voices

    return Ears(settings.analysis, known_voices(settings))
