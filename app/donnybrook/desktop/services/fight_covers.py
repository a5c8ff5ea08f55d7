"""Asks for pictures of the fights of the film on the desk: missing ones, and those that show something else by now.

Where a fight has its old times again, it gets the picture again that it had. This reads no frame itself, and knows no
widget.
"""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from donnybrook.catalog import MediaFile, SceneRow
from donnybrook.catalog.edits.pictures import show_earlier_cover
from donnybrook.catalog.reading import read_cover_times, read_earlier_covers
from donnybrook.desktop.services.desk_file import DeskFile
from donnybrook.desktop.services.film_rows import FilmRows
from donnybrook.desktop.services.films import FilmService
from donnybrook.desktop.session import Session
from donnybrook.problems import Problem
from donnybrook.times import SECOND_US

_REST_MS = 200
_NEAR_US = 2 * SECOND_US  # the frame that a mark means may begin a little before it


class FightCovers(QObject):
    """Goes by the rows of the film, and by the file that is on the desk.

    It waits until the hands rest: a picture that is read, stored and shown between two keys would delay the second.
    """

    def __init__(
        self, session: Session, films: FilmService, file: DeskFile, rows: FilmRows, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._films = films
        self._file = file
        self._rows = rows
        self._retimed: set[int] = set()
        self._doubted: set[int] = set()
        self._made_for: dict[int, tuple[MediaFile, int | None, int | None]] = {}  # of those that were found wrong
        self._wanted: dict[int, SceneRow] = {}
        self._outside: dict[int, tuple[SceneRow, int]] = {}  # those whose pictures lie outside them, and where
        self._earlier: list[int] = []  # pictures that are to be covers again; all at once, they would take too long
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._show_earlier)
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._request)
        rows.changed.connect(self._go_on)

    def make_missing(self) -> None:
        """Have pictures made of fights that came without one: tagged on the command line, or just before closing."""
        if self._file.media_file is None or self._session.catalog.read_only:
            return
        for row in self._rows.rows:
            if row.cover is None and not _is_beyond(row, self._file.media_file):
                self._ask(row)

    def make_anew(self, scene_ids: Iterable[int]) -> None:
        """Have others made of fights, as soon as their new times are known: of thousands, a few at a time are read."""
        self._retimed.update(scene_ids)
        self._go_on()

    def doubt(self, scene_ids: Iterable[int] | None) -> None:
        """Have others made of those fights whose pictures lie outside them by now; ``None``: of any of the film.

        Times change without a word to whoever makes pictures: by an undo, in another workplace, for another film, or
        with the clock of the file.
        """
        if not self._session.catalog.read_only:
            self._doubted.update((row.id for row in self._rows.rows) if scene_ids is None else scene_ids)
            self._go_on()

    def forget(self) -> None:
        """Another film comes to the desk: what is wrong with this one's pictures is found when it comes back."""
        self._retimed.clear()
        self._doubted.clear()
        self._outside.clear()
        self._request()

    def choose(self, scene_id: int, time_us: int) -> None:
        """Make a frame a fight's picture; it stays until another is chosen."""
        if self._file.media_file is not None:
            self._films.request_chosen_cover(scene_id, self._file.media_file, time_us)

    def _go_on(self) -> None:
        for row in self._known(self._retimed):
            self._ask(row)
        file = self._file.media_file
        rows = self._known(self._doubted)
        if file is None or not rows:
            return
        shown = self._session.catalog.read(read_cover_times, [row.id for row in rows])
        for row in rows:
            file_id, time_us = shown.get(row.id, (None, 0))
            if file_id == file.id and _is_outside(row, time_us, file):
                self._outside[row.id] = row, time_us
                self._rest.start()

    def _known(self, waiting: set[int]) -> list[SceneRow]:
        """Take the fights out of those that wait whose rows have been read."""
        now = waiting - self._rows.stale
        waiting &= self._rows.stale  # a set that only lost what it had stays as large to go through as it was
        return [row for row in map(self._rows.row, now) if row is not None]

    def _ask(self, row: SceneRow) -> None:
        self._wanted[row.id] = row
        self._rest.start()

    def _request(self) -> None:
        """Have those pictures made that are wanted, of the film that is on the desk."""
        file = self._file.media_file
        if file is not None:
            self._replace_outside(file)
        wanted, self._wanted = self._wanted, {}
        for row in wanted.values():
            if file is not None and row.in_us is not None:
                self._films.request_cover(row.id, file, row.in_us, row.out_us)

    def _replace_outside(self, file: MediaFile) -> None:
        """Have earlier pictures shown again where they lie within the fights, and others made where none does."""
        outside, self._outside = self._outside, {}
        earlier = self._session.catalog.read(read_earlier_covers, file.id, list(outside)) if outside else {}
        for row, shown_us in outside.values():
            within = [key for key, time_us in earlier.get(row.id, ()) if not _is_outside(row, time_us, file)]
            times = file, row.in_us, row.out_us
            if row.id in self._wanted:
                continue
            if within:
                self._earlier.append(within[0])
                self._slices.start()
            elif _is_outside(row, shown_us, file, _NEAR_US) and self._made_for.get(row.id) != times:
                self._made_for[row.id] = times
                self._wanted[row.id] = row

    def _show_earlier(self) -> None:
        if self._earlier:
            self._session.when_free(partial(self._make_cover, self._earlier.pop(0)))
        else:
            self._slices.stop()

    def _make_cover(self, thumbnail_id: int) -> None:
        try:
            edited = self._session.catalog.follow_up("Cover", show_earlier_cover, thumbnail_id)
        except Problem as problem:
            self._session.tell(problem)
        else:
            self._session.tell_changes(edited.changes)


def _is_outside(row: SceneRow, time_us: int, file: MediaFile, by_us: int = 0) -> bool:
    """Whether a time of the file lies outside a fight, by so much at least."""
    if row.in_us is None or _is_beyond(row, file):
        return False
    first_us, last_us = file.begins_us(row.in_us), file.ends_us(row.in_us if row.out_us is None else row.out_us)
    return not first_us - by_us <= time_us <= last_us + by_us


def _is_beyond(row: SceneRow, file: MediaFile) -> bool:
    """Whether a fight begins after the file has ended: there is no frame of it."""
    return file.version_end_us is not None and (row.in_us or 0) >= file.version_end_us
