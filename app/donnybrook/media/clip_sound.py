"""Codes the sound of a clip into its container, without a gap; knows no film that it comes from."""

from fractions import Fraction
from typing import cast

import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer

from donnybrook.media.facts import SOUND_RATE_HZ
from donnybrook.times import SECOND_US

AAC, PLAIN = "aac", "pcm_s16le"
_AAC_BITS = 192_000

type Samples = npt.NDArray[np.int16]


class ClipSound:
    """The sound stream of a file being written; it begins with the file."""

    def __init__(self, container: OutputContainer, codec: str) -> None:
        self._container = container
        self._stream = cast("AudioStream", container.add_stream(codec, rate=SOUND_RATE_HZ))
        self._stream.codec_context.layout = "stereo"
        if codec == AAC:
            self._stream.codec_context.bit_rate = _AAC_BITS
        self._given = 0

    def add(self, samples: Samples) -> None:
        """Append stereo sound: (n, 2) samples of ``SOUND_RATE_HZ``."""
        if not len(samples):
            return
        block = np.ascontiguousarray(samples, np.int16).reshape(1, -1)
        frame = AudioFrame.from_ndarray(block, format="s16", layout="stereo")
        frame.sample_rate, frame.time_base, frame.pts = SOUND_RATE_HZ, Fraction(1, SOUND_RATE_HZ), self._given
        self._given += len(samples)
        self._container.mux(self._stream.encode(frame))

    def end(self) -> None:
        """Write what is left."""
        self._container.mux(self._stream.encode(None))

    def missing(self, until_us: int) -> int:
        """Return how many samples there are from here to a time."""
        return max(0, samples_until(until_us) - self._given)


def samples_until(time_us: int) -> int:
    """Return how many samples begin before a time."""
    return (time_us * SOUND_RATE_HZ + SECOND_US // 2) // SECOND_US
