"""Asks for pictures of the fights of the film on the desk: missing ones, and those whose times are others now.

It reads no frame itself, and knows no widget.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject

from donnybrook.catalog import SceneRow
from donnybrook.desktop.services.desk_file import DeskFile
from donnybrook.desktop.services.film_rows import FilmRows
from donnybrook.desktop.services.films import FilmService
from donnybrook.desktop.session import Session


class FightCovers(QObject):
    """Goes by the rows of the film, and by the file that is on the desk."""

    def __init__(
        self, session: Session, films: FilmService, file: DeskFile, rows: FilmRows, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._films = films
        self._file = file
        self._rows = rows
        self._retimed: set[int] = set()
        rows.changed.connect(self._go_on)

    def make_missing(self) -> None:
        """Have pictures made of fights that came without one: tagged on the command line, or just before closing."""
        if self._file.media_file is None or self._session.catalog.read_only:
            return
        end_us = self._file.media_file.version_end_us
        for row in self._rows.rows:
            if row.cover is None and (end_us is None or (row.in_us or 0) < end_us):
                self._ask(row)

    def make_anew(self, scene_ids: Iterable[int]) -> None:
        """Have others made of fights, as soon as their new times are known: of thousands, a few at a time are read."""
        self._retimed.update(scene_ids)
        self._go_on()

    def choose(self, scene_id: int, time_us: int) -> None:
        """Make a frame a fight's picture; it stays until another is chosen."""
        if self._file.media_file is not None:
            self._films.request_chosen_cover(scene_id, self._file.media_file, time_us)

    def _go_on(self) -> None:
        for scene_id in [each for each in self._retimed if not self._rows.is_stale(each)]:
            self._retimed.discard(scene_id)
            row = self._rows.row(scene_id)
            if row is not None:
                self._ask(row)

    def _ask(self, row: SceneRow) -> None:
        if self._file.media_file is not None and row.in_us is not None:
            self._films.request_cover(row.id, self._file.media_file, row.in_us, row.out_us)
