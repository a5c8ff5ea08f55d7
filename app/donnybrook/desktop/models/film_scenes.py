"""The fights of one film as a list model over their rows; texts are made when they are looked at. Reads no catalog."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from donnybrook.catalog import SceneRow
from donnybrook.desktop.scene_text import length, name_of
from donnybrook.times import format_clock

ROW_ROLE = Qt.ItemDataRole.UserRole

type _Index = QModelIndex | QPersistentModelIndex


class FilmScenes(QAbstractListModel):
    """Holds the rows that it was given last, which are in the order of the film."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SceneRow] = []
        self._by_id: dict[int, SceneRow] = {}

    def show_rows(self, rows: list[SceneRow]) -> bool:
        """Hold other rows, and return whether any came or went; only what changed, came and went is told of."""
        start = _same_before(rows, self._rows)
        alike = _same_before(rows[start:][::-1], self._rows[start:][::-1])
        held, came = self._rows[start : len(self._rows) - alike], rows[start : len(rows) - alike]
        others = [row.id for row in held] != [row.id for row in came]
        if others:
            self._exchange(came, held, start)
        changed = [place for place, row in enumerate(came, start) if row is not self._rows[place]]
        self._rows = [*rows]
        self._by_id.update((row.id, row) for row in came)
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        return others

    def _exchange(self, came: Sequence[SceneRow], held: Sequence[SceneRow], start: int) -> None:
        """Take out and put in what differs of a stretch that begins at a place, between what is alike at its ends."""
        ids, before = [row.id for row in came], [row.id for row in held]
        most = min(len(ids), len(before))
        first = next((place for place in range(most) if ids[place] != before[place]), most)
        alike = next((n for n in range(most - first) if ids[-1 - n] != before[-1 - n]), most - first)
        gone, new = before[first : len(before) - alike], came[first : len(came) - alike]
        start += first
        if gone:
            self.beginRemoveRows(QModelIndex(), start, start + len(gone) - 1)
            del self._rows[start : start + len(gone)]
            for scene_id in gone:
                del self._by_id[scene_id]
            self.endRemoveRows()
        if new:
            self.beginInsertRows(QModelIndex(), start, start + len(new) - 1)
            self._rows[start:start] = new
            self._by_id.update((row.id, row) for row in new)
            self.endInsertRows()

    def place(self, scene_id: int | None) -> int:
        """Return where a fight stands; -1 where it does not."""
        row = None if scene_id is None else self._by_id.get(scene_id)
        return -1 if row is None else place_among(self._rows, row)

    def row_at(self, place: int) -> SceneRow | None:
        """Return the fight at a place, if there is one."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many fights there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> SceneRow | str | None:
        """Return a fight's row, or the words for it."""
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        return f"{name_of(row)}, {times_of(row)}" if role == Qt.ItemDataRole.DisplayRole else None


def film_order(row: SceneRow) -> tuple[bool, int, int]:
    """Return what the fights of a film are ordered by: see ``catalog.reading.read_scene_ids``."""
    return row.in_us is None, row.in_us or 0, row.id


def place_among(rows: Sequence[SceneRow], row: SceneRow) -> int:
    """Return where a row stands among those of a film; -1 where it does not.

    They are in the film's order, but for some that are still to be read again after thousands were changed.
    """
    place = bisect_left(rows, film_order(row), key=film_order)
    if place < len(rows) and rows[place].id == row.id:
        return place
    return next((place for place, each in enumerate(rows) if each.id == row.id), -1)


def _same_before(rows: list[SceneRow], held: list[SceneRow]) -> int:
    """Return how many rows at the beginning are the same.

    A row that did not change is mostly the very same object, and lists compare thousands of those in no time: so the
    first other one is closed in on.
    """
    same, other = 0, min(len(rows), len(held)) + 1
    while other - same > 1:
        middle = (same + other) // 2
        if rows[same:middle] == held[same:middle]:
            same = middle
        else:
            other = middle
    return same


def times_of(row: SceneRow) -> str:
    """Return a fight's times as the list shows them: ``0:16.5 – 0:17.5 · 1.0 s``."""
    if row.in_us is None:
        return QCoreApplication.translate("FilmScenes", "from memory")
    if row.out_us is None:
        return f"{_tenths(row.in_us)} – ?"
    return f"{_tenths(row.in_us)} – {_tenths(row.out_us)} · {length(row.out_us - row.in_us)}"


def _tenths(time_us: int) -> str:
    clock = format_clock(time_us)[:-2]
    return clock[2:].removeprefix("0") if clock.startswith("0:") else clock
