"""Writes a film file of H.264 pictures and AAC sound with PyAV; knows pixels and samples, nothing of what they show."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import ColorRange

from donnybrook.media.rgb_frames import RgbFrames

_BT709 = 1
# One thread: with two, one film in a hundred came out with other bytes. It costs the same processor time.
_X264 = (
    "threads=1:lookahead-threads=1:sync-lookahead=0:"
    "rc-lookahead=16:keyint=48:min-keyint=12:bframes=2:b-adapt=1:aq-mode=1"
)
_SOUND_BLOCK_SAMPLES = 1024


class FilmWriter:
    """An MP4 being written: constant rate, B-frames, BT.709, index in front; the same input gives the same bytes."""

    def __init__(
        self, path: Path, *, width_px: int, height_px: int, rate: Fraction, sample_rate_hz: int = 48_000
    ) -> None:
        """Open ``path`` for writing, over whatever is there; raises ``OSError`` when it cannot be."""
        self._container = av.open(
            str(path), "w", format="mp4", container_options={"movflags": "+faststart", "fflags": "+bitexact"}
        )
        self._picture = self._container.add_stream("libx264", rate=rate)
        self._picture.width, self._picture.height, self._picture.pix_fmt = width_px, height_px, "yuv420p"
        context = self._picture.codec_context
        context.time_base = 1 / rate
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = ColorRange.MPEG.value
        context.options = {
            "preset": "superfast",
            "tune": "animation",
            "crf": "25",
            "profile": "high",
            "x264-params": _X264,
            "flags": "+bitexact",
        }
        self._sound = self._container.add_stream("aac", rate=sample_rate_hz, layout="stereo")
        self._sound.codec_context.bit_rate = 128_000
        self._sound.codec_context.options = {"flags": "+bitexact"}
        self._sample_rate_hz = sample_rate_hz
        self._tick = 1 / rate
        self._pictures = RgbFrames(width_px, height_px)
        self._frames = 0
        self._samples = 0
        self._pending: npt.NDArray[np.float32] = np.zeros((0, 2), np.float32)

    def add_frame(self, rgb: npt.NDArray[np.uint8]) -> None:
        """Append one picture: (height, width, 3) RGB, 8 bits, shown for one tick of the rate."""
        picture = self._pictures.frame(rgb)
        picture.pts, picture.time_base = self._frames, self._tick
        self._frames += 1
        self._container.mux(self._picture.encode(picture))

    def add_sound(self, samples: npt.NDArray[np.float32]) -> None:
        """Append stereo sound: (n, 2) samples from -1 to 1; it begins with the first frame and runs on without gaps."""
        self._pending = np.concatenate([self._pending, samples])
        while len(self._pending) >= _SOUND_BLOCK_SAMPLES:
            self._write_sound(self._pending[:_SOUND_BLOCK_SAMPLES])
            self._pending = self._pending[_SOUND_BLOCK_SAMPLES:]

    def close(self) -> None:
        """Write what is left and finish the file."""
        if len(self._pending):
            self._write_sound(self._pending)
        self._container.mux(self._sound.encode(None))
        self._container.mux(self._picture.encode(None))
        self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._container.close()

    def _write_sound(self, block: npt.NDArray[np.float32]) -> None:
        planes = np.ascontiguousarray(block.T.astype(np.float32))
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = (
            self._sample_rate_hz,
            self._samples,
            Fraction(1, self._sample_rate_hz),
        )
        self._samples += len(block)
        self._container.mux(self._sound.encode(frame))
