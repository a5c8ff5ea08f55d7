"""Gathers how loud a film is, from its decoded sound; knows samples and times, no file."""

from typing import Any

import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame

from donnybrook.media.facts import SoundEnvelope
from donnybrook.times import SECOND_US

STEP_US = SECOND_US // 50
# Times that a damaged film gives its sound are not believed beyond this; it bounds the memory, too (4 MB).
_LONGEST_US = 24 * 3600 * SECOND_US


class SoundPeaks:
    """The loudest sample of each step of time, over all channels."""

    def __init__(self) -> None:
        self._peaks = np.zeros(0, np.uint8)
        self._steps = 0

    def hear(self, sound: AudioFrame, time_us: int) -> None:
        """Take a stretch of sound that begins at a time; what lies before 0 is left out."""
        if sound.samples < 1 or sound.sample_rate < 1:
            return
        loudness = _loudness(sound)
        first_us = time_us + np.arange(len(loudness), dtype=np.int64) * SECOND_US // sound.sample_rate
        steps = first_us // STEP_US
        starts = np.flatnonzero(np.diff(steps, prepend=steps[0] - 1))
        peaks = np.maximum.reduceat(loudness, starts)
        for step, peak in zip(steps[starts].tolist(), peaks.tolist(), strict=True):
            self._note(step, round(min(peak, 1.0) * 255))

    def _note(self, step: int, peak: int) -> None:
        if not 0 <= step < _LONGEST_US // STEP_US:
            return
        if step >= len(self._peaks):
            self._peaks = np.concatenate([self._peaks, np.zeros(max(4096, len(self._peaks), step), np.uint8)])
        self._peaks[step] = max(int(self._peaks[step]), peak)
        self._steps = max(self._steps, step + 1)

    def envelope(self) -> SoundEnvelope | None:
        """Return what was heard; None if nothing was."""
        return SoundEnvelope(STEP_US, self._peaks[: self._steps].tobytes()) if self._steps else None


def _loudness(sound: AudioFrame) -> npt.NDArray[np.float32]:
    """The largest of the channels at each sample, 0 to 1, float32 (samples,)."""
    samples: npt.NDArray[Any] = sound.to_ndarray()
    if not sound.format.is_planar:
        samples = samples.reshape(sound.samples, -1).T
    level: npt.NDArray[Any]
    if samples.dtype == np.uint8:
        level = np.abs(samples.astype(np.float32) - 128) / 128
    elif samples.dtype.kind == "i":
        level = np.abs(samples.astype(np.float32)) / -float(np.iinfo(samples.dtype).min)
    else:
        level = np.nan_to_num(np.abs(samples).astype(np.float32), nan=0.0, posinf=1.0)
    loudest: npt.NDArray[np.float32] = level.max(axis=0).astype(np.float32)
    return loudest
