"""Answers requests about films inside the decoding process; knows no pipe and no other process."""

import mmap
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import cv2
import numpy as np

from donnybrook.media import covers, fingerprints, probing, strips, survey_parcel, surveying
from donnybrook.media.admission import LARGEST_PICTURE_BYTES, FileIdentity, admit
from donnybrook.media.chapter_parcel import packed_chapters
from donnybrook.media.chapters import read_chapters
from donnybrook.media.cutting_desk import CuttingDesk
from donnybrook.media.detectors import detector_named
from donnybrook.media.facts import Thumbnail
from donnybrook.media.frames import FrameReader
from donnybrook.media.looks import look_of
from donnybrook.media.picture_files import read_picture
from donnybrook.media.pictures import Painter, Pixels, fitted, jpeg
from donnybrook.media.playing_desk import PlayingDesk
from donnybrook.media.problems import FilmProblem, shown_name
from donnybrook.media.runs import ShownFrame
from donnybrook.media.wire import Action, Alive, Answer, Request
from donnybrook.records import dataclass

_MOST_OPEN = 3


@dataclass(frozen=True, slots=True)
class _OpenedFilm:
    reader: FrameReader
    painter: Painter


class FilmDesk:
    """The films held open (the last few asked about), and one method an action."""

    def __init__(self, memory: mmap.mmap, alive: Alive) -> None:
        """Answer bulk through ``memory``, of ``LARGEST_PICTURE_BYTES``; call ``alive`` during long work."""
        self._memory = memory
        self._alive = alive
        self._films: OrderedDict[FileIdentity, _OpenedFilm] = OrderedDict()
        self._actions: dict[Action, Callable[[Request], Answer]] = {
            "probe": self._probe,
            "frame": self._frame,
            "frame_times": self._frame_times,
            "thumbnail": self._thumbnail,
            "cover": self._cover,
            "picture": self._picture,
            "look": self._look,
            "fingerprint": self._fingerprint,
            "survey": self._survey,
            "strip": self._strip,
            "contact_sheet": self._contact_sheet,
            "chapters": self._chapters,
            "versions": self._versions,
            **PlayingDesk(memory, alive).actions,
            **CuttingDesk(alive).actions,
        }

    def answer(self, request: Request) -> Answer:
        """Do what is asked.

        Raises:
            FilmProblem: the film can't be used so.
        """
        return self._actions[request.action](request)

    def _film(self, path: Path) -> _OpenedFilm:
        identity = admit(path)
        film = self._films.get(identity)
        if film is None:
            for old in [known for known in self._films if known.path == identity.path]:
                self._films.pop(old).reader.close()
            reader = FrameReader(path, self._alive)
            film = self._films[identity] = _OpenedFilm(reader, Painter(probing.pixel_aspect(reader.film)))
            if len(self._films) > _MOST_OPEN:
                self._films.popitem(last=False)[1].reader.close()
        self._films.move_to_end(identity)
        return film

    def _probe(self, request: Request) -> Answer:
        return Answer("done", facts=probing.probe(self._film(Path(request.path)).reader))

    def _frame(self, request: Request) -> Answer:
        film = self._film(Path(request.path))
        return self._drawn(film, film.reader.at(request.time_us), request.max_width_px)

    def _drawn(self, film: _OpenedFilm, shown: ShownFrame, max_width_px: int | None) -> Answer:
        size_px = film.painter.admitted_size(film.reader.film.path, shown.picture)
        width_px, height_px = fitted(*size_px, max_width_px)
        room = np.frombuffer(self._memory, np.uint8, count=3 * width_px * height_px)
        np.copyto(room.reshape(height_px, width_px, 3), film.painter.rgb(shown.picture, width_px, height_px))
        return Answer(
            "done",
            time_us=shown.time_us,
            duration_us=shown.duration_us,
            width_px=width_px,
            height_px=height_px,
            payload_bytes=room.nbytes,
        )

    def _thumbnail(self, request: Request) -> Answer:
        path = Path(request.path)
        film = self._film(path)
        return self._handed(strips.thumbnail(film.painter, path, film.reader.at(request.time_us)))

    def _cover(self, request: Request) -> Answer:
        film = self._film(Path(request.path))
        chosen = covers.choose_cover(film.reader, film.painter, request.time_us, request.until_us)
        if chosen is None:
            return self._thumbnail(request)
        return self._small(chosen.time_us, chosen.bgr)

    def _picture(self, request: Request) -> Answer:
        return self._small(0, read_picture(Path(request.path)))

    def _look(self, request: Request) -> Answer:
        return Answer("done", text=look_of(read_picture(Path(request.path))).hex())

    def _small(self, time_us: int, bgr: Pixels) -> Answer:
        return self._handed(Thumbnail(time_us, bgr.shape[1], bgr.shape[0], jpeg(bgr)))

    def _handed(self, small: Thumbnail) -> Answer:
        self._memory[: len(small.jpeg)] = small.jpeg
        return Answer(
            "done",
            time_us=small.time_us,
            width_px=small.width_px,
            height_px=small.height_px,
            payload_bytes=len(small.jpeg),
        )

    def _frame_times(self, request: Request) -> Answer:
        path = Path(request.path)
        return self._bulk(path, self._film(path).reader.times().tobytes())

    def _survey(self, request: Request) -> Answer:
        path = Path(request.path)
        survey = surveying.survey(path, self._alive, detector_named(request.detector))
        return replace(self._bulk(path, survey_parcel.packed(survey)), facts=survey.facts)

    def _strip(self, request: Request) -> Answer:
        path = Path(request.path)
        film = self._film(path)
        times_us = strips.places(strips.length_us(film.reader), request.count)
        strip = strips.keyframe_strip(path, times_us, request.threads, self._alive)
        # An edit list may leave out every keyframe, and some films can't be sought in.
        strip = strip or [strips.thumbnail(film.painter, path, film.reader.first())]
        return self._bulk(path, survey_parcel.packed_strip(strip))

    def _contact_sheet(self, request: Request) -> Answer:
        film = self._film(Path(request.path))
        return self._small(0, strips.contact_sheet(film.reader, film.painter, request.count, self._alive))

    def _chapters(self, request: Request) -> Answer:
        path = Path(request.path)
        return self._bulk(path, packed_chapters(read_chapters(self._film(path).reader.film)))

    def _bulk(self, path: Path, coded: bytes) -> Answer:
        if len(coded) > LARGEST_PICTURE_BYTES:
            raise FilmProblem(f"{shown_name(path)} has more frames than any film; it is damaged.", "too_big")
        self._memory[: len(coded)] = coded
        return Answer("done", payload_bytes=len(coded))

    def _fingerprint(self, request: Request) -> Answer:
        path = Path(request.path)
        admit(path)
        return Answer("done", text=fingerprints.quick_fingerprint(path))

    def _versions(self, _: Request) -> Answer:
        return Answer("done", text="\n".join((av.__version__, av.ffmpeg_version_info, cv2.__version__)))
