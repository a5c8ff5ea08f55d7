"""A handful of pictures from all over a scene, for a glance at how it moves. Knows no widget.

They are read in a thread: from the film's strip where it was looked through and has enough of them, else decoded in a
process that yields to the player's. What was read last is kept.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtGui import QImage, QPixmap

from donnybrook.catalog import Catalog, FileClock, Gone, MediaFile
from donnybrook.desktop.models.film_outline import NOT_READ, FilmOutline, outline_of
from donnybrook.desktop.services.picture_shapes import decoded, without_bars
from donnybrook.ingest.covers import file_of_scene
from donnybrook.media import FilmWorker, Nursery, SurveyCache
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_log = logging.getLogger(__name__)

PICTURES = 10
_WIDTH_PX = 320
_SCENES_KEPT = 40
_FILMS_KEPT = 4


@dataclass(frozen=True, slots=True)
class _Wish:
    number: int
    scene_id: int
    missing: tuple[int, ...]  # places
    turn: int  # how often all was forgotten before


class _Reader(QThread):
    """Reads the scene that was asked for last; one that is no longer wanted is left half-read."""

    read = Signal(int, int, int, QImage)
    """Emits the turn of the wish, the scene, the place, and the picture."""

    def __init__(self, catalog: Path, cache: SurveyCache, nursery: Nursery | None) -> None:
        super().__init__()
        self._catalog = catalog
        self._cache = cache
        self._turn = threading.Condition()
        self._wanted: _Wish | None = None
        self._number = 0  # of the last wish, also of the wish for nothing
        self._is_ending = False
        self._worker = FilmWorker(niceness=5, nursery=nursery)
        self._outlines: OrderedDict[tuple[str, FileClock], FilmOutline] = OrderedDict()

    def want(self, scene_id: int | None, missing: Sequence[int] = (), *, turn: int = 0) -> None:
        with self._turn:
            self._number += 1
            self._wanted = None if scene_id is None else _Wish(self._number, scene_id, tuple(missing), turn)
            self._turn.notify()

    def end(self) -> None:
        with self._turn:
            self._is_ending = True
            self._turn.notify()
        self._worker.close()
        self.wait()
        self._worker.close()  # a picture that was just begun started it again

    def run(self) -> None:
        try:
            with Catalog.open(self._catalog, read_only=True) as catalog:
                while (wish := self._next()) is not None:
                    catalog.noticed_changes()
                    self._read_scene(catalog, wish)
        except Problem:
            return  # the window tells of a catalog that can't be read; nothing moves

    def _next(self) -> _Wish | None:
        with self._turn:
            self._turn.wait_for(lambda: self._is_ending or self._wanted is not None)
            if self._is_ending:
                return None
            wanted, self._wanted = self._wanted, None
            return wanted

    def _is_wanted(self, wish: _Wish) -> bool:
        with self._turn:
            return not self._is_ending and self._number == wish.number

    def _read_scene(self, catalog: Catalog, wish: _Wish) -> None:
        try:
            scene = catalog.scene(wish.scene_id)
            media_file = file_of_scene(catalog, scene)
            in_us, out_us = scene.fields.in_us, scene.fields.out_us
            if media_file is None or in_us is None or out_us is None:
                return
            times_us = moments(in_us, out_us)
            for place in wish.missing:
                if not self._is_wanted(wish):
                    return
                image = self._picture(media_file, times_us[place], (out_us - in_us) // (2 * PICTURES))
                self.read.emit(wish.turn, wish.scene_id, place, image)
        except (Gone, Problem):  # gone meanwhile, or a film that can't be read
            return
        except Exception:  # noqa: BLE001 (this loop is a door)
            _log.exception("the pictures of a scene could not be read")

    def _picture(self, media_file: MediaFile, time_us: int, near_us: int) -> QImage:
        outline = self._outline(media_file)
        place = outline.nearest(time_us)
        if place is not None and abs(outline.strip_times_us[place] - time_us) <= near_us:
            jpeg = outline.strip[place].jpeg
        else:
            jpeg = self._worker.thumbnail(media_file.path, media_file.begins_us(time_us)).jpeg
        image = without_bars(decoded(jpeg))
        return image if image.isNull() else image.scaledToWidth(_WIDTH_PX, Qt.TransformationMode.SmoothTransformation)

    def _outline(self, media_file: MediaFile) -> FilmOutline:
        # The strip's times are on the version's clock: a file that is set to another clock has other ones.
        key = media_file.fingerprint, media_file.clock
        known = self._outlines.get(key)
        if known is None:
            survey = self._cache.load(media_file.fingerprint) if media_file.fingerprint else None
            if survey is None:
                return NOT_READ  # it may be looked through meanwhile
            known = self._outlines[key] = outline_of(survey, media_file.clock)
            if len(self._outlines) > _FILMS_KEPT:
                self._outlines.popitem(last=False)
        return known


def moments(in_us: int, out_us: int) -> list[int]:
    """Return the times of a scene's pictures: the middles of equal parts."""
    return [in_us + (out_us - in_us) * (2 * part + 1) // (2 * PICTURES) for part in range(PICTURES)]


class SceneStrips(QObject):
    """Nothing here waits: what is not there yet is asked for, and ``arrived`` tells when a picture has come."""

    arrived = Signal(int)
    """A picture of a scene, by its id, has come."""

    def __init__(
        self,
        catalog: Path,
        parent: QObject | None = None,
        *,
        cache: SurveyCache | None = None,
        nursery: Nursery | None = None,
    ) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[int, dict[int, QPixmap]] = OrderedDict()
        self._reader = _Reader(catalog, cache or SurveyCache(), nursery)
        self._reader.read.connect(self._keep)
        self._wanted: int | None = None
        self._turn = 0  # what was asked for in an earlier one is of times, or of a film's clock, that are others now
        self._is_closed = False

    def pictures(self, scene_id: int) -> list[QPixmap]:
        """Return the pictures of a scene that are there, in order."""
        kept = self._kept.get(scene_id, {})
        return [kept[place] for place in sorted(kept)]

    def want(self, scene_id: int | None) -> None:
        """Ask for the pictures of a scene in place of those asked for before; ``None``: of no scene."""
        if self._is_closed:
            return
        self._wanted = scene_id
        kept = {} if scene_id is None else self._kept.get(scene_id, {})
        missing = [place for place in range(PICTURES) if place not in kept]
        if scene_id is not None and missing and not self._reader.isRunning():
            self._reader.start(QThread.Priority.LowPriority)
        self._reader.want(scene_id if missing else None, missing, turn=self._turn)

    def forget(self) -> None:
        """Read all scenes again: their times, or the clocks of their films, may be others now."""
        self._kept.clear()
        self._turn += 1
        if self._wanted is not None:
            self.want(self._wanted)

    def close(self) -> None:
        """End the thread and the decoding process."""
        self._is_closed = True
        if self._reader.isRunning():
            self._reader.end()

    def _keep(self, turn: int, scene_id: int, place: int, image: QImage) -> None:
        if image.isNull() or self._is_closed or turn != self._turn:
            return
        self._kept.setdefault(scene_id, {})[place] = QPixmap.fromImage(image)
        self._kept.move_to_end(scene_id)
        while len(self._kept) > _SCENES_KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit(scene_id)
