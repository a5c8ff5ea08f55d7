"""Cuts a stretch out of a film to the very frame, by coding it anew, its sound with it. Knows no catalog."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain
from pathlib import Path

import numpy as np
from av.video.frame import VideoFrame

from donnybrook.media import probing, running
from donnybrook.media.cards import card
from donnybrook.media.clip_easel import ClipEasel, even, meant_colours
from donnybrook.media.clip_sound import AAC, PLAIN, Samples
from donnybrook.media.clip_writer import BT709, ClipForm, ClipWriter
from donnybrook.media.facts import Clip
from donnybrook.media.frames import FrameReader
from donnybrook.media.pictures import Painter
from donnybrook.media.problems import FilmProblem, shown_name
from donnybrook.media.rgb_frames import RgbFrames
from donnybrook.media.runs import ShownFrame
from donnybrook.media.sound_track import SoundTrack
from donnybrook.media.wire import Alive
from donnybrook.times import SECOND_US, format_clock

PART_RATE = Fraction(24)
CARD_US = 2 * SECOND_US
_CARD_FRAMES = 48
_UNKNOWN_FRAME_US = 40_000
# Pictures and sound lie beside each other in a file, half a second at a time.
_SOUND_STEP_US = SECOND_US // 2

type Timed = tuple[VideoFrame, int, int]
"""A picture, when it is shown after the stretch's beginning, and for how long, in µs."""


class Stretch:
    """A stretch of one film, from a time to another (excluded), both in µs of the file."""

    def __init__(self, path: Path, in_us: int, out_us: int, alive: Alive) -> None:
        """Open the film.

        Raises:
            FilmProblem: it can't be opened.
        """
        self.path = path
        self.in_us = in_us
        self.out_us = out_us
        self.alive = alive
        self._reader = FrameReader(path, alive)
        self._track = SoundTrack(path)
        self.is_silent = self._track.is_silent
        self.painter = Painter(probing.pixel_aspect(self._reader.film))

    def close(self) -> None:
        """Close the film."""
        self._reader.close()
        self._track.close()

    @property
    def rate(self) -> Fraction:
        """The frames a second that the film says it has; 25 where it does not."""
        return probing.stated_rate(self._reader.film) or Fraction(25)

    def pictures(self) -> Iterator[Timed]:
        """Yield what is shown in the stretch, in order; the first picture may have been shown before it begins.

        Raises:
            FilmProblem: ``no_frame`` if nothing is shown there, or as ``running.run_from``.
        """
        waiting: ShownFrame | None = None
        begins_us, usual_us = 0, _UNKNOWN_FRAME_US
        for shown in running.run_from(self._reader, self.in_us):
            if shown is None:
                continue
            if shown.time_us >= self.out_us:
                next_us = self.out_us
                break
            if waiting is not None:
                usual_us = shown.time_us - waiting.time_us
                yield waiting.picture, begins_us, shown.time_us - self.in_us - begins_us
                begins_us = shown.time_us - self.in_us
            waiting = shown
        else:
            next_us = 0 if waiting is None else waiting.time_us + (waiting.duration_us or usual_us)
        if waiting is None or next_us <= self.in_us:
            raise FilmProblem(
                f"{shown_name(self.path)} shows nothing at {format_clock(self.in_us)}: it begins later, or has ended.",
                "no_frame",
            )
        yield waiting.picture, begins_us, min(next_us, self.out_us) - self.in_us - begins_us

    def sound(self, from_us: int, count: int) -> Samples:
        """Return so many samples of sound, from so long after the stretch's beginning on; silence where is none."""
        if self.is_silent:
            return np.zeros((count, 2), np.int16)
        return self._track.take(self.in_us + from_us, 1.0, count)


def write_clip(stretch: Stretch, out: Path, ending: str) -> Clip:
    """Write a stretch as a film of its own: with the film's size and colours, or as the program shows it.

    Raises:
        FilmProblem: nothing is shown there, or ``unwritable``.
    """
    pictures = stretch.pictures()
    first = next(pictures)
    easel = _own_easel(stretch, first[0])
    form = ClipForm(ending, *easel.size_px, stretch.rate, "" if stretch.is_silent else AAC, easel.colours)
    with ClipWriter(out, form, stretch.alive) as writer:
        return _write(stretch, chain((first,), pictures), writer, easel)


def write_part(stretch: Stretch, out: Path, size_px: tuple[int, int], words: Sequence[str]) -> Clip:
    """Write a stretch as a part of a longer film: all parts of one size are of one kind, and all have sound.

    A title card with ``words`` goes before it; none without words.

    Raises:
        FilmProblem: nothing is shown there, or ``unwritable``.
    """
    pictures = stretch.pictures()
    first = next(pictures)
    easel = ClipEasel(stretch.path, stretch.painter, size_px)
    with ClipWriter(out, ClipForm(".mov", *size_px, PART_RATE, PLAIN), stretch.alive) as writer:
        carded = _write_card(writer, size_px, words) if words else Clip(0, 0)
        clip = _write(stretch, chain((first,), pictures), writer, easel, carded.length_us)
    return Clip(carded.length_us + clip.length_us, carded.frame_count + clip.frame_count)


def _own_easel(stretch: Stretch, first: VideoFrame) -> ClipEasel:
    size_px = even(stretch.painter.admitted_size(stretch.path, first))
    own = ClipEasel(stretch.path, stretch.painter, size_px, meant_colours(first) or BT709)
    # What has to be drawn anew is drawn in the usual colours.
    return own if own.is_ready(first) else ClipEasel(stretch.path, stretch.painter, size_px)


def _write(
    stretch: Stretch, pictures: Iterator[Timed], writer: ClipWriter, easel: ClipEasel, after_us: int = 0
) -> Clip:
    length_us, count, heard_us = 0, 0, 0
    for picture, begins_us, lasts_us in pictures:
        writer.add_picture(easel.drawn(picture), after_us + begins_us, lasts_us)
        length_us, count = begins_us + lasts_us, count + 1
        if length_us - heard_us >= _SOUND_STEP_US:
            _add_sound(stretch, writer, heard_us, after_us + length_us)
            heard_us = length_us
        stretch.alive(length_us / (stretch.out_us - stretch.in_us))
    _add_sound(stretch, writer, heard_us, after_us + length_us)
    return Clip(length_us, count)


def _add_sound(stretch: Stretch, writer: ClipWriter, from_us: int, until_us: int) -> None:
    if count := writer.missing_sound(until_us):
        writer.add_sound(stretch.sound(from_us, count))


def _write_card(writer: ClipWriter, size_px: tuple[int, int], words: Sequence[str]) -> Clip:
    picture = RgbFrames(*size_px).frame(card(size_px, words))
    for number in range(_CARD_FRAMES):
        begins_us = CARD_US * number // _CARD_FRAMES
        writer.add_picture(picture, begins_us, CARD_US * (number + 1) // _CARD_FRAMES - begins_us)
    writer.add_sound(np.zeros((writer.missing_sound(CARD_US), 2), np.int16))
    return Clip(CARD_US, _CARD_FRAMES)
