"""The fights of one film as a list model over their rows; texts are made when they are looked at. Reads no catalog."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from donnybrook.catalog import SceneRow
from donnybrook.desktop.scene_text import length, name_of
from donnybrook.times import format_clock

ROW_ROLE = Qt.ItemDataRole.UserRole

type _Index = QModelIndex | QPersistentModelIndex


class FilmScenes(QAbstractListModel):
    """Holds the rows that it was given last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SceneRow] = []
        self._places: dict[int, int] = {}

    def show_rows(self, rows: Sequence[SceneRow]) -> None:
        """Hold other rows; only what changed, came and went is told of."""
        ids = [row.id for row in rows]
        held = [row.id for row in self._rows]
        if ids != held:
            self._exchange(rows, ids, held)
        changed = [place for place, row in enumerate(rows) if row is not self._rows[place]]
        self._rows = list(rows)
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def _exchange(self, rows: Sequence[SceneRow], ids: list[int], held: list[int]) -> None:
        """Take out and put in the stretch that differs, between what is alike at both ends."""
        most = min(len(ids), len(held))
        start = next((place for place in range(most) if ids[place] != held[place]), most)
        alike = next((n for n in range(most - start) if ids[-1 - n] != held[-1 - n]), most - start)
        if start < len(held) - alike:
            self.beginRemoveRows(QModelIndex(), start, len(held) - alike - 1)
            del self._rows[start : len(held) - alike]
            self.endRemoveRows()
        if start < len(ids) - alike:
            self.beginInsertRows(QModelIndex(), start, len(ids) - alike - 1)
            self._rows[start:start] = rows[start : len(ids) - alike]
            self._places = {each: place for place, each in enumerate(ids)}
            self.endInsertRows()
        self._places = {each: place for place, each in enumerate(ids)}

    def place(self, scene_id: int | None) -> int:
        """Return where a fight stands; -1 where it does not."""
        return -1 if scene_id is None else self._places.get(scene_id, -1)

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
