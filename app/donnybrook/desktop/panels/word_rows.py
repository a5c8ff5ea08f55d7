"""A few short things one beneath the other, each with a button that takes it away. Knows not what they are."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.elided_label import ElidedLabel
from donnybrook.desktop.panels.plain import icon_button, label
from donnybrook.desktop.tips import tip
from donnybrook.records import dataclass

_LEFT_PX = 100  # where the controls of the fields above stand
_ROW_PX = 22


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word, and beside it what else there is to say of it."""

    word: str
    also: str = ""


class WordRows(QWidget):
    """Shows them, and asks for one to be taken away."""

    removed = Signal(int)
    """Emits the place of the one that is to go."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.rows: tuple[WordRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_LEFT_PX, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(self, rows: Sequence[WordRow]) -> None:
        """Show other ones."""
        if self.rows == tuple(rows):
            return
        self.rows = tuple(rows)
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for place, row in enumerate(rows):
            line = self._line(place, row)
            self._column.addWidget(line)
            line.show()  # now: how high a sheet is follows from what is shown
        self.setVisible(bool(rows))

    def _line(self, place: int, row: WordRow) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(label(row.word))
        also = ElidedLabel("small")
        also.setText(row.also)
        also.setToolTip(tip(row.also))
        also.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        across.addWidget(also, 1)
        remove = icon_button(self._icons, "x", self.tr("Remove {word}").format(word=row.word))
        remove.clicked.connect(lambda: self.removed.emit(place))
        remove.setFixedSize(_ROW_PX, _ROW_PX)
        across.addWidget(remove)
        return line
