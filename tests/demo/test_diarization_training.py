"""What the diarization models are trained and judged on is true."""

from itertools import pairwise

import numpy as np
import pytest
from pyannote.core import Annotation, Segment

from demo.training.diarization import bank, plda, scoring, testing
from demo.training.diarization.conversations import (
    CLOSED_GAP_S,
    Made,
    frame_labels,
    make,
    make_speechless,
)

RATE = bank.RATE_HZ


def tone(hertz: float, seconds: float) -> np.ndarray:
    now = np.arange(round(seconds * RATE)) / RATE
    return np.round(6000 * np.sin(2 * np.pi * hertz * now)).astype(np.int16)


@pytest.fixture
def two_voices() -> bank.Bank:
    """Two "voices" that hum at their own pitch, named like voices of different families."""
    return {
        name: [
            bank.Utterance(tone(hertz, 0.4), ((0.0, 0.4),), short=True),
            bank.Utterance(tone(hertz, 1.5), ((0.0, 1.5),), short=False),
            bank.Utterance(tone(hertz * 1.1, 2.5), ((0.0, 2.5),), short=False),
        ]
        for name, hertz in (("espeak_Andy", 500.0), ("flite_rms_1.0", 1100.0))
    }


def spectrum_share(sound: np.ndarray, low: float, high: float) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    return float(power[(hertz > low) & (hertz < high)].sum() / power.sum())


def test_the_truth_of_a_made_call_says_who_sounds_when(two_voices: bank.Bank) -> None:
    names = tuple(two_voices)
    made = make(np.random.default_rng(3), two_voices, 60.0, names)
    bands = ((450.0, 600.0), (1000.0, 1300.0))
    alone = frame_labels(made, 0.0, int(60 * RATE / 270) - 4)
    for who, (low, high) in enumerate(bands):
        spoken = [(a, b) for a, b, speaker in made.speech if speaker == who]
        assert spoken
        for start, end in spoken:
            frames = alone[int(start * RATE / 270) + 2 : int(end * RATE / 270) - 2]
            if len(frames) and frames[:, 1 - who].max() == 0:
                piece = made.sound[int(start * RATE) : int(end * RATE)]
                assert spectrum_share(piece, low, high) > 0.6


def test_where_nobody_speaks_there_is_only_noise(two_voices: bank.Bank) -> None:
    made = make(np.random.default_rng(4), two_voices, 60.0, tuple(two_voices))
    speaks = np.zeros(len(made.sound), bool)
    near = np.zeros(len(made.sound), bool)
    for start, end, _ in made.speech:
        speaks[int(start * RATE) : int(end * RATE)] = True
        near[max(0, int((start - 0.3) * RATE)) : int((end + 0.3) * RATE)] = True
    loud = float((made.sound[speaks] ** 2).mean())
    assert float((made.sound[~near] ** 2).mean()) < loud / 10


def test_one_speakers_short_silences_are_closed(two_voices: bank.Bank) -> None:
    for seed in range(5):
        made = make(np.random.default_rng(seed), two_voices, 60.0, tuple(two_voices))
        for who in range(2):
            mine = [row for row in made.speech if row[2] == who]
            assert all(b[0] - a[1] >= CLOSED_GAP_S for a, b in pairwise(mine))


def test_the_same_seed_makes_the_same_call(two_voices: bank.Bank) -> None:
    first, second = (make(np.random.default_rng(9), two_voices, 20.0) for _ in range(2))
    assert np.array_equal(first.sound, second.sound)
    assert first.speech == second.speech


def test_speechless_material_is_sound_without_speech() -> None:
    made = make_speechless(np.random.default_rng(1), 10.0, "anybody")
    assert made.speech == ()
    assert np.abs(made.sound).max() > 0


def test_a_frame_belongs_to_who_speaks_at_its_centre() -> None:
    made = Made(np.zeros(RATE * 5, np.float32), ((1.0, 2.0, 1),), ("a", "b"))
    labels = frame_labels(made, 0.0, 293)
    assert labels[:, 0].max() == 0
    assert labels[:, 1].sum() * 270 / RATE == pytest.approx(1.0, abs=0.02)
    first = int(labels[:, 1].argmax())
    assert (first * 270 + 495) / RATE == pytest.approx(1.0, abs=0.02)


def test_no_voice_of_the_test_set_was_trained_on() -> None:
    families = {
        split: {voice.family.lower() for voice in bank.voices() if voice.split == split}
        for split in ("train", "unseen")
    }
    assert len(families["unseen"]) >= 15
    assert not families["train"] & families["unseen"]


def test_versions_of_a_voice_are_one_family() -> None:
    assert bank.family_of("flite_rms_0.88") == bank.family_of("flite_rms_1.14") == "flite_rms"
    assert bank.family_of("espeak_Andy~1.14") == "espeak_Andy"


def test_speech_is_found_where_it_sounds() -> None:
    half = np.zeros(RATE // 2, np.float32)
    sound = np.concatenate([half, tone(700, 1.0), half, tone(700, 0.5), half]).astype(np.float32)
    (first, second) = bank.speech_segments(sound)
    assert first == pytest.approx((0.5, 1.5), abs=0.02)
    assert second == pytest.approx((2.0, 2.5), abs=0.02)


def annotation(*rows: tuple[float, float, str]) -> Annotation:
    made = Annotation()
    for track, (start, end, who) in enumerate(rows):
        made[Segment(start, end), track] = who
    return made


def test_the_error_rate_adds_up_what_is_wrong() -> None:
    truth = annotation((0, 10, "seller"), (12, 20, "customer"))
    heard = annotation((0.1, 9, "x"), (12, 18, "y"), (18, 20, "x"), (21, 22, "y"))
    found = scoring.score("call", truth, heard, 25.0)
    assert found.missed == pytest.approx(1.1)
    assert found.confused == pytest.approx(2.0)
    assert found.false_alarm == pytest.approx(1.0)
    assert found.error_rate == pytest.approx(4.1 / 18)
    assert sorted(found.starts) == pytest.approx([0.0, 0.1])
    assert found.boundaries == 2
    perfect = scoring.score("call", truth, truth, 25.0)
    assert scoring.error_rate([found, perfect]) == pytest.approx(4.1 / 36)


def test_speech_outside_the_call_is_not_asked_for() -> None:
    truth = annotation((0, 10, "seller"))
    found = scoring.score("call", truth, annotation((0, 10, "x")), 10.0)
    assert found.error_rate == 0.0


def test_a_plda_tells_voices_apart_best_in_its_first_directions() -> None:
    rng = np.random.default_rng(0)
    means = rng.normal(0, 3, (80, 64))
    voices = np.repeat(np.arange(80), 8)
    fitted = plda.fit(means[voices] + rng.normal(0, 1, (640, 64)), voices)
    psi = fitted.plda["psi"]
    assert psi.shape == (plda.LDA_DIMENSION,)
    assert np.all(np.diff(psi) <= 0)
    assert psi[0] > 1.0
    assert fitted.transform["lda"].shape == (64, plda.LDA_DIMENSION)


def test_speechless_sounds_are_what_they_say() -> None:
    sounds = testing.speechless()
    assert np.abs(sounds["digital silence"]).max() < 1e-3
    ring = sounds["ring-back, European"]
    assert spectrum_share(ring, 415, 435) > 0.95
    assert {len(sound) for sound in sounds.values()} == {int(testing.SPEECHLESS_S * RATE)}
