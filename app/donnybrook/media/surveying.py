"""Reads a film through once and tells all that can be had on the way: shots, sound, strip, times; knows no process."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import av
from av.audio.stream import AudioStream
from av.stream import Discard, Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from donnybrook.media import fingerprints, probing
from donnybrook.media.admission import MOST_FRAMES, admit_picture_size
from donnybrook.media.facts import FilmFacts, FilmSurvey, Thumbnail
from donnybrook.media.frames import FrameReader
from donnybrook.media.glimpses import Glimpser
from donnybrook.media.opening import MOST_THREADS, OpenFilm, VideoPacket, sound_stream
from donnybrook.media.pictures import Painter
from donnybrook.media.problems import FilmProblem, shown_name
from donnybrook.media.runs import ShownFrame
from donnybrook.media.second_looks import Skipper, placed_exactly
from donnybrook.media.shot_detectors import DetectorPlug, Transition, shots_between
from donnybrook.media.sound_peaks import SoundPeaks
from donnybrook.media.strips import thumbnail
from donnybrook.media.wire import Alive
from donnybrook.times import SECOND_US

STRIP_COUNT = 200
_LEAST_SPACING_US = SECOND_US
_USUAL_FRAME_US = SECOND_US // 24

type AnyPacket = av.Packet[Any]
type SoundPacket = av.Packet[AudioStream]


def survey(path: Path, alive: Alive, plug: DetectorPlug) -> FilmSurvey:
    """Return a film's survey, with the shots that a detector finds; as far as it can be read, where it is damaged.

    Raises:
        FilmProblem: not one picture can be decoded, or there are more than any film has.
    """
    reader = FrameReader(path, alive)
    try:
        facts = probing.probe(reader)
    finally:
        reader.close()
    film = open_for_survey(path, is_fast=plug.is_fast)
    surveyor = Surveyor(film, facts, plug, alive)
    return surveyor.survey(fingerprints.quick_fingerprint(path))


def open_for_survey(path: Path, *, is_fast: bool) -> OpenFilm:
    """Open a film the way that is quickest for reading all of it for small pictures.

    Raises:
        FilmProblem: it can't be opened.
    """
    # Pictures are looked at many at a time, and decoding goes on meanwhile only as far ahead as it has threads.
    return OpenFilm(path, threads=MOST_THREADS, unsmoothed="nokey" if is_fast else "bidir")


class Surveyor:
    """One reading of one film."""

    def __init__(self, film: OpenFilm, facts: FilmFacts, plug: DetectorPlug, alive: Alive) -> None:
        self._film = film
        self._facts = facts
        self._plug = plug
        self._detector = plug.make()
        self._alive = alive
        self._skipper = Skipper(film) if plug.is_fast else None
        self._sound = sound_stream(film.container)
        self._peaks = SoundPeaks()
        self._glimpser = Glimpser(plug.picture_px)
        self._strip = StripPicker(film.path, Painter(probing.pixel_aspect(film)), facts.duration_us)
        self._times = array("q")
        self._keyframe_times = array("q")
        self._seen = array("q")

    def survey(self, fingerprint: str) -> FilmSurvey:
        """Read the film to its end and return what was found; the film is closed afterwards."""
        try:
            self._read()
        finally:
            self._film.close()
        times = array("q", sorted(self._times))
        return FilmSurvey(
            facts=self._facts,
            fingerprint=fingerprint,
            frame_times=times,
            keyframe_times=array("q", sorted(self._keyframe_times)),
            shots=shots_between(self._transitions(times), times, _end_us(times)),
            detector=self._plug.name,
            detector_version=self._plug.version,
            sound=self._peaks.envelope(),
            strip=tuple(self._strip.pictures),
        )

    def _read(self) -> None:
        for packet in self._packets():
            self._alive(self._share(packet))
            if isinstance(packet.stream, AudioStream):
                self._hear(packet)
            elif isinstance(packet.stream, VideoStream):
                self._note(packet)
                if self._skipper is not None:
                    self._skipper.prepare(packet)
                self._watch(packet)
        self._watch(None)

    def _packets(self) -> Iterator[AnyPacket]:
        streams: list[Stream] = [self._film.stream]
        if self._sound is not None:
            self._sound.discard = Discard.default
            streams.append(self._sound)
        try:
            yield from (packet for packet in self._film.container.demux(*streams) if packet.size)
        except (av.FFmpegError, EOFError):
            # A damaged end is an end.
            return

    def _transitions(self, times: Sequence[int]) -> list[Transition]:
        """What the detector found; a cut among frames that were left out is looked at again."""
        found = list(self._detector.transitions())
        doubtful = [each for each in found if each.kind == "cut" and self._left_out(each, times)]
        if not doubtful:
            return found
        reader = FrameReader(self._film.path, self._alive)
        try:
            placed = [placed_exactly(reader, cut, self._before_us(cut)) for cut in doubtful]
        finally:
            reader.close()
        kept = [each for each in found if each not in doubtful] + [each for each in placed if each is not None]
        return sorted(kept, key=lambda each: each.in_us)

    def _before_us(self, cut: Transition) -> int:
        return self._seen[bisect_left(self._seen, cut.in_us) - 1]

    def _left_out(self, cut: Transition, times: Sequence[int]) -> bool:
        """Whether frames directly before a cut were not decoded."""
        return bisect_left(times, cut.in_us) - bisect_right(times, self._before_us(cut)) > 0

    def _share(self, packet: AnyPacket) -> float | None:
        if packet.pos is None or packet.pos < 0:
            return None
        return min(1.0, packet.pos / self._facts.size_bytes)

    def _note(self, packet: VideoPacket) -> None:
        if packet.pts is None or packet.is_discard:
            return
        time_us = self._film.time_us(packet.pts)
        self._times.append(time_us)
        if packet.is_keyframe:
            self._keyframe_times.append(time_us)
        if len(self._times) > MOST_FRAMES:
            name = shown_name(self._film.path)
            raise FilmProblem(f"{name} has more frames than any film; it is damaged.", "too_big")

    def _watch(self, packet: VideoPacket | None) -> None:
        for picture in self._film.decode(packet):
            if picture.pts is None:
                continue
            time_us = self._film.time_us(picture.pts)
            if self._seen and time_us <= self._seen[-1]:
                continue
            self._seen.append(time_us)
            admit_picture_size(self._film.path, picture.width, picture.height)
            self._detector.see(self._glimpser.glimpse(picture, time_us))
            self._strip.see(picture, time_us)

    def _hear(self, packet: SoundPacket) -> None:
        # Broken sound is no reason to know nothing of the pictures.
        try:
            for sound in packet.decode():
                if sound.pts is not None and sound.time_base is not None:
                    time_us = round(sound.pts * sound.time_base * SECOND_US) - self._film.start_us
                    self._peaks.hear(sound, time_us)
        except (av.FFmpegError, EOFError, ValueError):
            return


class StripPicker:
    """Makes a small picture now and then, so that those kept lie evenly over a film of whatever length."""

    def __init__(self, path: Path, painter: Painter, duration_us: int | None, count: int = STRIP_COUNT) -> None:
        self.pictures: list[Thumbnail] = []
        self._path = path
        self._painter = painter
        self._count = count
        self._spacing_us = max(_LEAST_SPACING_US, (duration_us or 0) // count)
        self._next_us: int | None = None

    def see(self, picture: VideoFrame, time_us: int) -> None:
        """Take the next picture, in order of display."""
        if self._next_us is not None and time_us < self._next_us:
            return
        self.pictures.append(thumbnail(self._painter, self._path, ShownFrame(picture, time_us, None)))
        if len(self.pictures) > 2 * self._count:
            # The film is longer than it claimed.
            self.pictures = self.pictures[::2]
            self._spacing_us *= 2
        self._next_us = time_us - time_us % self._spacing_us + self._spacing_us


def _end_us(times: array[int]) -> int:
    if not times:
        return 0
    before_last = bisect_left(times, times[-1]) - 1
    return times[-1] + (times[-1] - times[before_last] if before_last >= 0 else _USUAL_FRAME_US)
