"""Mixes the sound cues of all shots into one stereo track in step with the frames; knows nothing of pictures."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from donnybrook.sample.programme import PlacedShot
from donnybrook.sample.sounds import SAMPLE_RATE_HZ, sound

_LOUDEST = 0.89


def sample_at(frame: int, rate: Fraction) -> int:
    """The first sound sample heard with a frame."""
    return int(frame * SAMPLE_RATE_HZ / rate)


def mixed_track(placed: Sequence[PlacedShot], rate: Fraction) -> npt.NDArray[np.float32]:
    """The whole track, float32 (samples, 2), softly limited, exactly as long as the pictures."""
    length = sample_at(placed[-1].end, rate)
    track = np.zeros((length, 2), np.float32)
    seed = 0
    for row in placed:
        for cue in row.shot.cues:
            seed += 1
            wave = sound(cue.sound, sample_at(cue.frames, rate), seed) * cue.gain
            start = sample_at(row.start + cue.frame, rate)
            wave = wave[: max(0, length - start)]
            angle = (cue.pan + 1) * np.pi / 4
            track[start : start + len(wave), 0] += wave * np.float32(np.cos(angle))
            track[start : start + len(wave), 1] += wave * np.float32(np.sin(angle))
    return np.asarray(np.tanh(track * 0.9) * _LOUDEST, np.float32)
