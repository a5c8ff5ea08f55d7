"""The fights of the film on the desk as lists show them, kept up to date from what changed alone. Knows no widget.

Where thousands changed at once they are read a few at a time, so that the window goes on meanwhile.
"""

from bisect import insort
from collections.abc import Collection, Iterable, Set
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from donnybrook.catalog import Scene, SceneRow
from donnybrook.desktop.models.film_scenes import film_order, place_among
from donnybrook.desktop.session import Session

_AT_A_TIME = 150


class FilmRows(QObject):
    """``rows`` are in the order of the film; one that did not change stays the very same object."""

    changed = Signal()
    """Fights came, went or look different."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._film_id: int | None = None
        self._version_id: int | None = None
        self._stale: set[int] = set()
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._read_slice)
        self.rows: list[SceneRow] = []
        self.changed_ids: Collection[int] | None = None
        """The fights that the last ``changed`` was about; ``None`` for any."""
        self._by_id: dict[int, SceneRow] = {}

    def show_film(self, film_id: int | None, version_id: int | None) -> None:
        """Show the fights of another film, or of another version of it; ``None`` for no film."""
        if (film_id, version_id) != (self._film_id, self._version_id):
            self._film_id, self._version_id = film_id, version_id
            self._hold([])
            self.look_again(None)
        else:
            self.changed.emit()

    def row(self, scene_id: int) -> SceneRow | None:
        """Return a fight's row, if it is one of the film's."""
        return self._by_id.get(scene_id)

    @property
    def stale(self) -> Set[int]:
        """The fights whose rows are still to be read again."""
        return self._stale

    def let_go(self) -> None:
        """Read nothing any more."""
        self._slices.stop()

    def look_again(self, changed: Collection[int] | None) -> None:
        """Read what changed, by the fights' ids; everything for ``None``."""
        if self._film_id is None:
            self._slices.stop()
            self._hold([])
            self._stale = set()
            self.changed.emit()
        elif changed is not None and len(changed) <= _AT_A_TIME:
            self._look_at_few(self._film_id, changed)
        else:
            self._look_at_many(self._film_id, changed)

    def _look_at_few(self, film_id: int, changed: Collection[int]) -> None:
        """Put a few in their places, and leave all others where they are."""
        catalog = self._session.catalog
        rows = [*self.rows]
        self._stale.difference_update(changed)
        for scene_id in changed:
            before = self._by_id.pop(scene_id, None)
            if before is not None:
                del rows[place_among(rows, before)]
        for row in catalog.scene_rows(catalog.scene_ids_of_film(film_id, self._version_id, among=changed)):
            insort(rows, row, key=film_order)
            self._by_id[row.id] = row
        self.rows = rows
        self._tell(changed)

    def _look_at_many(self, film_id: int, changed: Collection[int] | None) -> None:
        catalog, known = self._session.catalog, self._by_id
        ids = catalog.scene_ids_of_film(film_id, self._version_id)
        stale = set(ids) if changed is None else self._stale.union(changed).intersection(ids)
        first = [each for each in ids if each in stale or each not in known]
        if len(first) > _AT_A_TIME and len(known) > len(ids) // 2:
            # What is known is shown as it was until it has been read again.
            now = [each for each in first if each not in known][:_AT_A_TIME]
            self._stale = set(first).difference(now)
            self._slices.start()
        else:
            now, self._stale = first, set()
            self._slices.stop()
        read = self._other(catalog.scene_rows(now))
        self._hold([row for row in (read.get(each) or known.get(each) for each in ids) if row is not None])
        self._tell(None if changed is None else read.keys() | (known.keys() - self._by_id.keys()))

    def _read_slice(self) -> None:
        now = [row.id for row in self.rows if row.id in self._stale][:_AT_A_TIME]
        if not now:
            left, self._stale = self._stale, set()
            self._slices.stop()
            if left and self._film_id is not None:
                self._look_at_many(self._film_id, left)
            return
        self._stale.difference_update(now)
        read = self._other(self._session.catalog.scene_rows(now))
        if read:
            self._hold([read.get(row.id, row) for row in self.rows])
            self._tell(read.keys())

    def _other(self, read: Iterable[SceneRow]) -> dict[int, SceneRow]:
        """Return those that are not as they are known."""
        return {row.id: row for row in read if row != self._by_id.get(row.id)}

    def _tell(self, changed: Collection[int] | None) -> None:
        self.changed_ids = changed
        self.changed.emit()
        self.changed_ids = None

    def _hold(self, rows: list[SceneRow]) -> None:
        self.rows = rows
        self._by_id = {row.id: row for row in rows}


def is_same_but_for_its_picture(scene: Scene | None, before: Scene | None) -> bool:
    """Whether nothing is other than when it was changed last, which a new picture does, too."""
    if scene is None or before is None:
        return scene is before
    return replace(scene, modified_at=before.modified_at) == before
