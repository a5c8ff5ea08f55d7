"""Writes a clip: pictures with their own times as H.264, and sound; knows no film that they come from."""

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
from av.video.frame import PictureType, VideoFrame

from donnybrook.media.clip_sound import AAC, ClipSound, Samples
from donnybrook.media.muxing import finish, opened_for_writing, refusals
from donnybrook.records import dataclass
from donnybrook.times import SECOND_US

# So many ticks a second hold the times of all usual rates exactly: 24, 25, 30, 50, 60, and 1000/1001 of them.
TICKS_HZ = 120_000
# Fast, and hardly to be told from the original; a keyframe every two seconds or so, to jump to.
X264 = {"preset": "veryfast", "crf": "18"}
_KEYFRAME_EVERY = 48


@dataclass(frozen=True, slots=True)
class Colours:
    """What the numbers of a picture mean, as ITU-T H.273 counts it."""

    primaries: int = 1
    transfer: int = 1
    table: int = 1
    value_range: int = 1  # limited


BT709 = Colours()


@dataclass(frozen=True, slots=True)
class ClipForm:
    """What a clip is to be: its container by ending, its size, its usual rate, how its sound is coded ('' for none)."""

    ending: str
    width_px: int
    height_px: int
    rate: Fraction
    sound: str = AAC
    colours: Colours = BT709


class ClipWriter:
    """A clip being written; ``close`` finishes it. Everything raises ``FilmProblem`` on a full disk: ``unwritable``."""

    def __init__(self, out: Path, form: ClipForm, alive: Callable[[], None]) -> None:
        """Open ``out`` for writing, over whatever is there; ``alive`` is called while the end is written."""
        self._alive = alive
        self._lasts: dict[int, int] = {}
        with refusals():
            self._container = opened_for_writing(out, form.ending)
            self._picture = self._container.add_stream("libx264", rate=form.rate)
            self._set_up(form)
            self._sound = ClipSound(self._container, form.sound) if form.sound else None

    def _set_up(self, form: ClipForm) -> None:
        self._picture.width, self._picture.height, self._picture.pix_fmt = form.width_px, form.height_px, "yuv420p"
        context = self._picture.codec_context
        context.time_base = Fraction(1, TICKS_HZ)
        context.color_primaries, context.color_trc = form.colours.primaries, form.colours.transfer
        context.colorspace, context.color_range = form.colours.table, form.colours.value_range
        context.gop_size = _KEYFRAME_EVERY
        context.options = dict(X264)

    def missing_sound(self, until_us: int) -> int:
        """Return how many samples of sound there are from what was written to a time; none where none is written."""
        return 0 if self._sound is None else self._sound.missing(until_us)

    def add_picture(self, picture: VideoFrame, time_us: int, lasts_us: int) -> None:
        """Append a picture of the clip's size, as 4:2:0; times only rise. The picture is of no use afterwards."""
        begins, ends = _ticks(time_us), _ticks(time_us + lasts_us)
        picture.pts, picture.time_base = begins, Fraction(1, TICKS_HZ)
        # What the film had as a keyframe need not be one here.
        picture.pict_type = PictureType.NONE
        self._lasts[begins] = max(1, ends - begins)
        with refusals():
            self._mux_pictures(picture)

    def add_sound(self, samples: Samples) -> None:
        """Append stereo sound, (n, 2) samples of ``SOUND_RATE_HZ``; it begins with the clip and has no gaps."""
        if self._sound is not None:
            with refusals():
                self._sound.add(samples)

    def close(self) -> None:
        """Write what is left and finish the file."""
        with refusals():
            self._mux_pictures(None)
            if self._sound is not None:
                self._sound.end()
            finish(self._container, self._alive)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            with suppress(av.FFmpegError):
                self._container.close()

    def _mux_pictures(self, picture: VideoFrame | None) -> None:
        # One at a time: at the end an encoder hands out all it has held back, which takes a while.
        for packet in self._picture.codec_context.encode_lazy(picture):
            self._alive()
            packet.stream = self._picture
            packet.duration = self._lasts.pop(packet.pts or 0, 0)
            self._container.mux(packet)


def _ticks(time_us: int) -> int:
    return (2 * time_us * TICKS_HZ + SECOND_US) // (2 * SECOND_US)
