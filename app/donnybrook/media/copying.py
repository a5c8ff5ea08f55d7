"""Copies a stretch out of a film as its packets are, without decoding it: soon done, and not to the frame.

It begins at a keyframe at or before the time asked for. In MP4 an edit list says where it is to be shown from, which
players heed; in Matroska, which has none, the pictures before are shown too. Knows no catalog.
"""

from collections.abc import Iterator
from pathlib import Path

from av.container import OutputContainer

from donnybrook.media.copied_tracks import Sieve, Track, others_of, track_in, words_for
from donnybrook.media.facts import Clip
from donnybrook.media.frames import FrameReader
from donnybrook.media.lookahead import Lookahead
from donnybrook.media.muxing import AnyPacket, finish, opened_for_writing, packets_of, refusals
from donnybrook.media.opening import sound_stream
from donnybrook.media.problems import FilmProblem, shown_name
from donnybrook.media.wire import Alive


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
        # Of what is copied: how many pictures, and when the first begins and the last ends.
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
        try:
            return self._written(out, ending, is_whole=True)
        except FilmProblem as problem:
            if problem.reason != "uncopyable" or not others_of(self._reader.film):
                raise
        # Some containers say only when they begin that they don't want a track: then it goes without the others.
        return self._written(out, ending, is_whole=False)

    def _written(self, out: Path, ending: str, *, is_whole: bool) -> Clip:
        self._begin()
        with refusals():
            container = opened_for_writing(out, ending)
        tracks = self._tracks(container, ending, is_whole=is_whole)
        for packet in self._wanted(tracks):
            self._alive(self._share())
            self._mux(container, packet, tracks[packet.stream.index], ending)
        if self._first_us is None or self._last_us <= self._in_us:
            raise self._nothing()
        with refusals():
            finish(container, self._alive)
        without = words_for([each for each in others_of(self._reader.film) if each.index not in tracks])
        return Clip(self._last_us - self._in_us, self._count, max(0, self._in_us - self._first_us), without)

    def _begin(self) -> None:
        """Go where a keyframe at or before the beginning comes first, or to the film's start; nothing is copied yet."""
        self._count, self._first_us, self._last_us = 0, None, self._in_us
        for start_us in self._reader.starts(self._in_us):
            if not self._reader.go(start_us):
                continue
            first_us = Lookahead(self._reader.film, self._in_us).first_us
            if start_us is None or (first_us is not None and first_us <= self._in_us):
                self._reader.go(start_us)
                return

    def _tracks(self, container: OutputContainer, ending: str, *, is_whole: bool) -> dict[int, Track]:
        """Add the picture, the sound that is heard, and of the others (``is_whole``) what that container can hold."""
        film = self._reader.film
        sound = sound_stream(film.container)
        main = [film.stream] if sound is None else [film.stream, sound]
        tracks: dict[int, Track] = {}
        for source in (*main, *(others_of(film) if is_whole else ())):
            track = track_in(container, film, source, self._in_us, self._out_us)
            if track is not None:
                tracks[source.index] = track
            elif source in main:
                raise self._unholdable(ending)
        return tracks

    def _wanted(self, tracks: dict[int, Track]) -> Iterator[AnyPacket]:
        """Yield what belongs to the stretch, from the keyframe on."""
        film = self._reader.film
        picture = tracks[film.stream.index]
        sieve = Sieve(picture.out_pts)
        left = {index for index, track in tracks.items() if not track.is_sparse}
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

    def _mux(self, container: OutputContainer, packet: AnyPacket, track: Track, ending: str) -> None:
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
