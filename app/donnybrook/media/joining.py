"""Joins the parts of a longer film, which are all of one kind, into one file: copies pictures, codes sound once."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.rational import AVRational
from av.video.stream import VideoStream

from donnybrook.media.clip_sound import AAC, ClipSound, Samples
from donnybrook.media.clip_writer import TICKS_HZ
from donnybrook.media.facts import Chapter
from donnybrook.media.muxing import AnyPacket, finish, opened_for_writing, packets_of, refusals
from donnybrook.media.opening import open_container
from donnybrook.media.wire import Alive
from donnybrook.times import SECOND_US


def join(parts: Sequence[Path], chapters: Sequence[Chapter], out: Path, ending: str, alive: Alive) -> None:
    """Write parts one after the other; each is a chapter, whose times say where it lies.

    Raises:
        FilmProblem: ``unwritable``, or a part can't be read.
    """
    with refusals():
        container = opened_for_writing(out, ending, chapters)
        first = open_container(parts[0])
        # The form of the pictures is that of the first part, as it is of all others.
        picture = container.add_stream_from_template(first.streams.video[0], opaque=True)
        first.close()
        joiner = _Joiner(picture, ClipSound(container, AAC), container, alive)
        for part, chapter in zip(parts, chapters, strict=True):
            alive(chapter.in_us / chapters[-1].out_us)
            joiner.append(part, chapter)
        joiner.sound.end()
        finish(container, alive)


class _Joiner:
    def __init__(
        self, picture: VideoStream, sound: ClipSound, container: av.container.OutputContainer, alive: Alive
    ) -> None:
        self.sound = sound
        self._picture = picture
        self._container = container
        self._alive = alive
        self._last_dts = -TICKS_HZ

    def append(self, part: Path, chapter: Chapter) -> None:
        source = open_container(part)
        try:
            self._copy(source, chapter)
        finally:
            source.close()
        # The sound of a part may be shorter by a sample than what lies between two chapters.
        self.sound.add(np.zeros((self.sound.missing(chapter.out_us), 2), np.int16))

    def _copy(self, source: InputContainer, chapter: Chapter) -> None:
        picture, sound = source.streams.video[0], source.streams.audio[0]
        shift = _ticks(chapter.in_us, picture.time_base)
        for packet in packets_of(source, picture, sound):
            self._alive()
            if packet.stream is sound:
                for frame in packet.decode():
                    self.sound.add(_samples(cast("AudioFrame", frame))[: self.sound.missing(chapter.out_us)])
            elif packet.pts is not None and packet.dts is not None:
                self._mux(packet, shift)

    def _mux(self, packet: AnyPacket, shift: int) -> None:
        # The next part is decoded from before its first picture on: where the last one was still being decoded.
        self._last_dts = max(self._last_dts + 1, cast("int", packet.dts) + shift)
        packet.pts, packet.dts = cast("int", packet.pts) + shift, self._last_dts
        packet.stream = self._picture
        self._container.mux(packet)


def _ticks(time_us: int, base: AVRational) -> int:
    return round(Fraction(time_us * base.denominator, SECOND_US * base.numerator))


def _samples(frame: AudioFrame) -> Samples:
    return np.frombuffer(frame.planes[0], np.int16, frame.samples * 2).reshape(-1, 2)
