"""What can go wrong with a recording or a model, each with what to do about it.

::

    SpeechError
    ├── RecordingError            this recording can't be measured; others can
    │   ├── Unreadable            not sound, or not the sound its name says
    │   ├── NoAudio               a file without an audio stream
    │   ├── Truncated             broken off, or half of it does not come out
    │   ├── TooShort, TooLong     shorter or longer than the settings allow
    │   ├── TooManyChannels       more than two: nobody can tell who is who
    │   └── Silent                no speech in it
    └── ModelError                a model can't be had; no recording can be measured
        ├── ModelMissing          not there, and may not or can't be fetched
        ├── ModelDamaged          not the files that were fetched
        ├── ModelUnfit            there, and cannot be loaded on this machine
        ├── HubUnreachable        the model hub does not answer
        ├── TokenMissing          the hub wants to know who asks
        ├── LicenceNotAccepted    the model's terms are not yet accepted
        └── NoRoom                not enough disk or memory
"""

from __future__ import annotations


class SpeechError(Exception):
    """Base of all: the message is one sentence saying what, which file, what to do."""


class RecordingError(SpeechError):
    """This recording can't be measured; others can."""


class Unreadable(RecordingError):
    """The file is no sound that can be decoded."""


class NoAudio(RecordingError):
    """The file has no audio stream."""


class Truncated(RecordingError):
    """The file breaks off, or too much of it cannot be decoded."""


class TooShort(RecordingError):
    """The recording is shorter than the setting ``speech.shortest_s``."""


class TooLong(RecordingError):
    """The recording is longer than the setting ``speech.longest_s``."""


class TooManyChannels(RecordingError):
    """The recording has more than two channels."""


class Silent(RecordingError):
    """Nobody speaks in the recording."""


class ModelError(SpeechError):
    """A model can't be had: nothing can be measured until it is."""


class ModelMissing(ModelError):
    """The model is not where the settings say, or is not a whole model."""


class ModelDamaged(ModelError):
    """A model's files are not those that were fetched: nothing of them may be loaded."""


class ModelUnfit(ModelError):
    """A model is there and cannot be loaded: torn, of another kind, or not for this machine."""


class HubUnreachable(ModelError):
    """The model hub does not answer."""


class TokenMissing(ModelError):
    """The hub gives this model only to somebody it knows."""


class LicenceNotAccepted(ModelError):
    """The model's terms have to be accepted on its page first."""


class NoRoom(ModelError):
    """Not enough disk or memory for the model."""
