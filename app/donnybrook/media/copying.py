"""Copies a stretch out of a film as its packets are, without decoding it: soon done, and not to the frame.

It begins at a keyframe at or before the time asked for. In MP4 an edit list says where it is to be shown from, which
players heed; in Matroska, which has none, the pictures before are shown too. Knows no catalog.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
from av.container import OutputContainer
from av.stream import Discard, Stream

from donnybrook.media.clip_writer import AnyPacket, finish, opened_for_writing, packets_of, refusals
from donnybrook.media.facts import Clip
from donnybrook.media.frames import FrameReader
from donnybrook.media.lookahead import Lookahead
from donnybrook.media.opening import sound_stream
from donnybrook.media.problems import FilmProblem, shown_name
from donnybrook.media.wire import Alive
from donnybrook.times import SECOND_US

_BESIDE_US = 5 * SECOND_US


@dataclass(slots=True)
class _Track:
    """One stream that is copied, and where the stretch begins and ends on its own clock."""

    source: Stream
    target: Stream
    in_pts: int
    out_pts: int
    last_pts: int  # until here at most, what belongs to the stretch lies in the file
    last_dts: int | None = None  # of what was copied, on the clock of the clip

    def moved(self, packet: AnyPacket) -> bool:
        """Put a packet on the clip's clock; say whether it can be copied: its time of decoding has to rise."""
        packet.pts = None if packet.pts is None else packet.pts - self.in_pts
        packet.dts = None if packet.dts is None else packet.dts - self.in_pts
        if packet.dts is not None and self.last_dts is not None:
            packet.dts = max(packet.dts, self.last_dts + 1)
        if packet.dts is not None:
            if packet.pts is not None and packet.pts < packet.dts:
                return False
            self.last_dts = packet.dts
        packet.stream = self.target
        return True


class _Sieve:
    """Of pictures in the order of decoding, keeps those of a stretch: from the first keyframe on, up to an end.

    Of those that are shown after the end it keeps only what others before the end are made of.
    """

    def __init__(self, out_pts: int) -> None:
        self._out_pts = out_pts
        self._first_pts: int | None = None
        self._late: list[AnyPacket] = []

    @property
    def has_begun(self) -> bool:
        return self._first_pts is not None

    def sifted(self, packet: AnyPacket) -> list[AnyPacket]:
        if packet.pts is None or (self._first_pts is None and not packet.is_keyframe):
            return []
        if self._first_pts is None:
            self._first_pts = packet.pts
        if packet.pts >= self._out_pts:
            self._late.append(packet)
            return []
        if packet.pts < self._first_pts:
            # It is made of pictures before the keyframe, too.
            return []
        kept = [*self._late, packet]
        self._late.clear()
        return kept


class Copier:
    """One stretch of one film, from a time to another (excluded), in µs of the file."""

    def __init__(self, path: Path, in_us: int, out_us: int, alive: Alive) -> None:
        """Open the film.

        Raises:
            FilmProblem: it can't be opened.
        """
        self._path = path
        self._in_us = in_us
        self._out_us = out_us
        self._alive = alive
        self._reader = FrameReader(path, alive)
        self._count = 0
        self._first_us: int | None = None
        self._last_us = in_us

    def close(self) -> None:
        """Close the film."""
        self._reader.close()

    def write(self, out: Path, ending: str) -> Clip:
        """Copy the stretch into a file.

        Raises:
            FilmProblem: ``uncopyable`` for what that container can't hold, ``no_frame``, ``unwritable``.
        """
        self._go_to_keyframe()
        with refusals():
            container = opened_for_writing(out, ending)
        tracks = self._tracks(container, ending)
        for packet in self._wanted(tracks):
            self._alive(self._share())
            self._mux(container, packet, tracks[packet.stream.index], ending)
        if self._first_us is None or self._last_us <= self._in_us:
            raise self._nothing()
        with refusals():
            finish(container, self._alive)
        early_us = max(0, self._in_us - self._first_us)
        return Clip(self._last_us - self._in_us, self._count, early_us)

    def _go_to_keyframe(self) -> None:
        """Go where a keyframe at or before the beginning comes first, or to the film's start."""
        for start_us in self._reader.starts(self._in_us):
            if not self._reader.go(start_us):
                continue
            first_us = Lookahead(self._reader.film, self._in_us).first_us
            if start_us is None or (first_us is not None and first_us <= self._in_us):
                self._reader.go(start_us)
                return

    def _tracks(self, container: OutputContainer, ending: str) -> dict[int, _Track]:
        film = self._reader.film
        sound = sound_stream(film.container)
        chosen: list[Stream] = [film.stream]
        if sound is not None:
            sound.discard = Discard.default
            chosen.append(sound)
        return {each.index: self._track(container, each, ending) for each in chosen}

    def _track(self, container: OutputContainer, source: Stream, ending: str) -> _Track:
        try:
            target = container.add_stream_from_template(source, opaque=True)
        except (ValueError, av.FFmpegError) as error:
            raise self._unholdable(ending) from error
        base, zero_us = source.time_base, self._reader.film.start_us
        if base is None:
            raise self._unholdable(ending)

        def pts(time_us: int) -> int:
            ticks = 2 * (time_us + zero_us) * base.denominator
            return (ticks + SECOND_US * base.numerator) // (2 * SECOND_US * base.numerator)

        return _Track(source, target, pts(self._in_us), pts(self._out_us), pts(self._out_us + _BESIDE_US))

    def _wanted(self, tracks: dict[int, _Track]) -> Iterator[AnyPacket]:
        """Yield what belongs to the stretch, from the keyframe on."""
        film = self._reader.film
        picture = tracks[film.stream.index]
        sieve = _Sieve(picture.out_pts)
        left = set(tracks)
        for packet in packets_of(film.container, *(track.source for track in tracks.values())):
            index, decoded_pts = packet.stream.index, packet.pts if packet.dts is None else packet.dts
            if decoded_pts is None:
                continue
            if decoded_pts >= tracks[index].out_pts and packet.dts is not None:
                left.discard(index)
                # Sound lies beside its picture: where there is none, it is not waited for to the film's end.
                if not left or (index == film.stream.index and decoded_pts >= picture.last_pts):
                    return
            elif tracks[index] is picture:
                yield from sieve.sifted(packet)
            elif sieve.has_begun:
                yield packet

    def _mux(self, container: OutputContainer, packet: AnyPacket, track: _Track, ending: str) -> None:
        film = self._reader.film
        if track.source is film.stream and packet.pts is not None:
            time_us = film.time_us(packet.pts)
            self._first_us = time_us if self._first_us is None else self._first_us
            self._count += time_us < self._out_us
            self._last_us = max(self._last_us, min(time_us + film.ticks_us(packet.duration or 0), self._out_us))
        if not track.moved(packet):
            return
        try:
            with refusals():
                container.mux(packet)
        except FilmProblem as problem:
            # Before anything is written, it is the container that refuses.
            if self._count <= 1 and problem.reason == "broken":
                raise self._unholdable(ending) from problem
            raise

    def _share(self) -> float:
        return max(0.0, (self._last_us - self._in_us) / (self._out_us - self._in_us))

    def _unholdable(self, ending: str) -> FilmProblem:
        return FilmProblem(
            f"{shown_name(self._path)} is coded in a way that can't be copied into a {ending} file. Cut it exactly, or"
            " copy it into another kind of file (.mkv holds the most).",
            "uncopyable",
        )

    def _nothing(self) -> FilmProblem:
        return FilmProblem(f"{shown_name(self._path)} shows nothing there: it begins later, or has ended.", "no_frame")
