"""A choice out of a few, in a row of its own: of a closed list, or of what is in a fight. Knows no catalog."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox

from donnybrook.records import dataclass

_SIGN_PX = 10  # from the right edge to the sign that it opens
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

type Key = str | int | None


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen, and the words for it."""

    key: Key
    words: str


class OpeningBox(QComboBox):
    """A combo box that Enter opens, and that shows, where it stands in a frame of its own, the sign that it opens."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from what is around it: a sentence would open again, and take the keyboard to its first field."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it, and the sign."""
        super().paintEvent(event)
        if self.property("role"):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(self.foregroundRole()), 1.4))
        right, middle = self.width() - _SIGN_PX, self.height() / 2
        points = ((right - 8.0, middle - 2.0), (right - 4.0, middle + 2.0), (float(right), middle - 2.0))
        painter.drawPolyline([QPointF(x, y) for x, y in points])


class Choice(OpeningBox):
    """The first option stands for what is not said."""

    chosen = Signal(object)
    """Emits the key of what a person has chosen."""

    def __init__(self, name: str, unsaid: Option, options: Sequence[Option] = ()) -> None:
        super().__init__()
        self._options: list[Option] = []
        self._unsaid = unsaid
        self._kept: Key = unsaid.key
        self.setProperty("role", "quiet")
        self.setAccessibleName(name)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.show_options(options, unsaid.key)
        self.activated.connect(lambda place: self.chosen.emit(self._options[place].key))

    def show_options(self, options: Sequence[Option], key: Key) -> None:
        """Offer these, one of them chosen."""
        wanted = [self._unsaid, *options]
        if wanted != self._options:
            self._options = wanted
            self.clear()
            self.addItems([option.words for option in wanted])
        self.show_key(key)

    def show_key(self, key: Key) -> None:
        """Show what is kept."""
        self._kept = key
        self.setCurrentIndex(next((place for place, option in enumerate(self._options) if option.key == key), 0))

    def show_several(self, words: str) -> None:
        """Show that there is more than one value, in such words."""
        self._kept = self._unsaid.key
        self.setPlaceholderText(words)
        self.setCurrentIndex(-1)

    def take_back(self) -> None:
        """Show again what is kept: what was chosen could not be."""
        self.show_key(self._kept)

    @property
    def key(self) -> Key:
        """What is shown as chosen."""
        return self._options[max(0, self.currentIndex())].key

    @property
    def words(self) -> str:
        """The words of what is shown as chosen."""
        return self._options[max(0, self.currentIndex())].words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with the arrows: to step through it in place would keep every value on the way."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel: a value must not change by scrolling past."""
        event.ignore()
