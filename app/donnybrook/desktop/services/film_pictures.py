"""The film on the desk from end to end: its outline, and small pictures of any moment. Knows no widget, no catalog.

All of it is read in a thread: first what was kept of the film when it was looked through, then pictures, the last
that was wanted first.
A moment that the strip has no picture of is decoded from the film, in a process that yields to the player's.
"""

import logging
import threading
from collections import OrderedDict

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from donnybrook.catalog import MediaFile
from donnybrook.desktop.models.film_outline import NOT_READ, FilmOutline, outline_of
from donnybrook.desktop.models.frame_times import FrameTimes
from donnybrook.desktop.services.picture_shapes import decoded, without_bars
from donnybrook.ingest.standing import Standing, changed_sentence, look_at
from donnybrook.media import FilmSurvey, FilmWorker, Nursery, SurveyCache
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_log = logging.getLogger(__name__)

_HEIGHT_PX = 88  # the lane's, on a screen of double density
_KEPT = 600
_WAITING_MOST = 48
_TELL_EVERY_MS = 40


@dataclass(frozen=True, slots=True)
class Moment:
    """A picture that is wanted: of a time on the version's clock, or, where ``place`` is given, one of the strip."""

    time_us: int
    place: int | None = None


class _Reader(QThread):
    """Reads what is wanted of one film, the last wish first, pictures of the strip before those to be decoded."""

    outlined = Signal(object, object)
    timed = Signal(object, object)
    changed = Signal(object)
    read = Signal(object, object, QImage)

    def __init__(self, cache: SurveyCache, nursery: Nursery | None) -> None:
        super().__init__()
        self._cache = cache
        self._turn = threading.Condition()
        self._media_file: MediaFile | None = None
        self._is_new = False
        self._outline = NOT_READ
        self._wanted: OrderedDict[Moment, None] = OrderedDict()
        self._glance: Moment | None = None
        self._is_ending = False
        self._worker = FilmWorker(niceness=5, nursery=nursery)

    def show(self, media_file: MediaFile | None) -> None:
        with self._turn:
            self._media_file = media_file
            self._is_new = media_file is not None
            self._wanted.clear()
            self._glance = None
            self._turn.notify()

    def want(self, moment: Moment) -> None:
        with self._turn:
            self._wanted[moment] = None
            self._wanted.move_to_end(moment)
            while len(self._wanted) > _WAITING_MOST:
                self._wanted.popitem(last=False)
            self._turn.notify()

    def glance(self, moment: Moment | None) -> None:
        """Read this one before all others that are to be decoded; the last that was asked for so is forgotten."""
        with self._turn:
            self._glance = moment
            self._turn.notify()

    def end(self) -> None:
        with self._turn:
            self._is_ending = True
            self._turn.notify()
        self._worker.close()
        self.wait()
        self._worker.close()  # a picture that was just begun started it again

    def run(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._is_ending or self._is_new or self._glance or bool(self._wanted))
                if self._is_ending:
                    return
                media_file, is_new, self._is_new = self._media_file, self._is_new, False
                moment = None if is_new else self._next()
            if media_file is None:
                continue
            try:
                self._do(media_file, moment)
            except Exception:  # noqa: BLE001 (this loop is a door)
                _log.exception("a picture of a film could not be read")

    def _next(self) -> Moment | None:
        # Those of the strip are there in a moment; what is glanced at comes before all others that take longer.
        ready = next((each for each in reversed(self._wanted) if each.place is not None), None)
        if ready is None and self._glance is not None:
            glance, self._glance = self._glance, None
            return glance
        if ready is None:
            return self._wanted.popitem()[0]
        del self._wanted[ready]
        return ready

    def _do(self, media_file: MediaFile, moment: Moment | None) -> None:
        if moment is None:
            survey = self._cache.load(media_file.fingerprint)
            self._outline = NOT_READ if survey is None else outline_of(survey, media_file.clock)
            self.outlined.emit(media_file, self._outline)
            self._tell_times(media_file, survey)
            if look_at(self._worker, media_file) == Standing.CHANGED:
                self.changed.emit(media_file)
            return
        self.read.emit(media_file, moment, self._picture(media_file, moment))

    def _tell_times(self, media_file: MediaFile, survey: FilmSurvey | None) -> None:
        try:
            times = survey.frame_times if survey is not None else self._worker.frame_times(media_file.path)
        except Problem:
            return
        if times:
            self.timed.emit(media_file, FrameTimes(times, media_file))

    def _picture(self, media_file: MediaFile, moment: Moment) -> QImage:
        try:
            if moment.place is not None:
                image = decoded(self._outline.strip[moment.place].jpeg)
            else:
                image = decoded(self._worker.thumbnail(media_file.path, media_file.begins_us(moment.time_us)).jpeg)
        except (Problem, IndexError):
            return QImage()
        return without_bars(image).scaledToHeight(_HEIGHT_PX, Qt.TransformationMode.SmoothTransformation)


class FilmPictures(QObject):
    """Nothing here waits: what is not there yet is asked for, and ``arrived`` tells when it has come."""

    outlined = Signal()
    """Another film is shown, or more is known of it."""

    timed = Signal()
    """It is known now when each frame is shown: see ``frames``."""

    changed = Signal(str)
    """Emits, once a film, the sentence that its file is no longer the one that was added."""

    arrived = Signal()
    """Pictures that were asked for have come; emitted at most every 40 ms."""

    glanced = Signal()
    """The picture has come that was glanced at last."""

    def __init__(self, cache: SurveyCache, parent: QObject | None = None, nursery: Nursery | None = None) -> None:
        super().__init__(parent)
        self.outline = NOT_READ
        self.frames: FrameTimes | None = None
        self._media_file: MediaFile | None = None
        self._kept: OrderedDict[Moment, QPixmap] = OrderedDict()
        self._refused: set[Moment] = set()
        self._glanced_at: Moment | None = None
        self._is_closed = False
        self._telling = QTimer(self, interval=_TELL_EVERY_MS, singleShot=True)
        self._telling.timeout.connect(self.arrived)
        self._reader = _Reader(cache, nursery)
        self._reader.outlined.connect(self._take_outline)
        self._reader.timed.connect(self._take_times)
        self._reader.changed.connect(self._tell_changed)
        self._told_of: set[tuple[str, str]] = set()  # UUIDs of files, and what they were known by
        self._reader.read.connect(self._keep)

    def show(self, media_file: MediaFile | None) -> None:
        """Show another film, or the same one as it is known now."""
        if self._is_closed:
            return
        if self._media_file != media_file:
            self.outline = NOT_READ
            self.frames = None
            self._kept.clear()
            self._refused.clear()
        self._media_file = media_file
        if media_file is not None and not self._reader.isRunning():
            self._reader.start(QThread.Priority.LowPriority)
        self._reader.show(media_file)
        self.outlined.emit()

    def picture(self, time_us: int, near_us: int) -> QPixmap | None:
        """Return a picture of a moment, at most ``near_us`` from it; while there is none, what is nearest at hand."""
        place = self.outline.nearest(time_us)
        of_strip = None if place is None else Moment(self.outline.strip_times_us[place], place)
        if of_strip is not None and abs(of_strip.time_us - time_us) <= near_us:
            return self._at_hand(of_strip)
        exact = self._at_hand(Moment(time_us))
        return exact if exact is not None or of_strip is None else self._at_hand(of_strip)

    def glance(self, time_us: int) -> QPixmap | None:
        """Return a picture for a glance at a moment: the very frame, or, until that is read, the nearest at hand.

        Of several moments in a row only the last is read.
        """
        exact = Moment(self.frames.shown_at(time_us) if self.frames is not None else time_us)
        if exact in self._kept:
            return self._kept[exact]
        self._glanced_at = exact
        if exact not in self._refused and self._media_file is not None:
            self._reader.glance(exact)
        place = self.outline.nearest(time_us)
        return None if place is None else self._at_hand(Moment(self.outline.strip_times_us[place], place))

    def close(self) -> None:
        """End the thread and the decoding process; what it told last is heard no more."""
        self._is_closed = True
        self._media_file = None
        self._reader.end()

    def _at_hand(self, moment: Moment) -> QPixmap | None:
        kept = self._kept.get(moment)
        if kept is not None:
            self._kept.move_to_end(moment)
        elif moment not in self._refused and self._media_file is not None:
            self._reader.want(moment)
        return kept

    def _take_outline(self, media_file: MediaFile, outline: FilmOutline) -> None:
        if media_file == self._media_file:
            self.outline = outline
            self.outlined.emit()

    def _take_times(self, media_file: MediaFile, frames: FrameTimes) -> None:
        if media_file == self._media_file:
            self.frames = frames
            self.timed.emit()

    def _tell_changed(self, media_file: MediaFile) -> None:
        known = (media_file.uuid, media_file.fingerprint)
        if media_file == self._media_file and known not in self._told_of:
            self._told_of.add(known)
            self.changed.emit(changed_sentence(media_file))

    def _keep(self, media_file: MediaFile, moment: Moment, image: QImage) -> None:
        if media_file != self._media_file:
            return
        if image.isNull():
            self._refused.add(moment)
            return
        self._kept[moment] = QPixmap.fromImage(image)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        if moment == self._glanced_at:
            self.glanced.emit()
        elif not self._telling.isActive():
            self._telling.start()
