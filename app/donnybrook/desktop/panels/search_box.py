"""The search box: what is typed, how much it finds, and what of it could not be understood. Runs no query itself."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.entry_line import leaves_to_window
from donnybrook.desktop.panels.plain import figures, give_role, icon_button, label
from donnybrook.desktop.panels.search_completion import SearchCompletion
from donnybrook.desktop.panels.word_colours import WordColour, colour_words
from donnybrook.desktop.theme import Theme
from donnybrook.desktop.tips import tip

_HEIGHT_PX = 34
_BESIDE_PX, _ABOVE_PX = 10, 5  # room around the explanation
_EDGE_PX = 1  # the line around that


class SearchBox(QFrame):
    """One line of the query language, at the head of the window."""

    typed = Signal(str)
    """Emits the whole text at each change."""

    left_downwards = Signal()
    """The down arrow was pressed: the person wants to be on the wall."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_role(self, "search")
        self.setFixedHeight(_HEIGHT_PX)
        self._line = QLineEdit()
        self._line.setProperty("role", "bare")
        self._line.setAccessibleName(self.tr("Search"))
        self._line.setPlaceholderText(
            self.tr('Search:  skates   ·   flamethrower vs "fire hose"   ·   by:Eve improvised')
        )
        self._line.installEventFilter(self)
        self.completion = SearchCompletion(self._line, theme)
        self._line.textChanged.connect(self._changed)
        self._count = figures(role="muted")
        self._clear = icon_button(icons, "x", self.tr("Empty the search box"))
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        sign = label()
        sign.setPixmap(icons.icon("search", "muted").pixmap(15, 15))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(sign)
        row.addWidget(self._line, 1)
        row.addWidget(self._count)
        row.addWidget(self._clear)
        self.setFocusProxy(self._line)
        self._problems = _ProblemLine(self)

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Put another query into the box, as if it had been typed."""
        self._line.setText(text)

    def clear(self) -> None:
        """Empty the box and stay in it."""
        self._line.clear()
        self._line.setFocus()

    def take_focus(self) -> None:
        """Go to the box, with all its text chosen."""
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def show_count(self, words: str) -> None:
        """Say how much was found."""
        self._count.setText(words)

    def colour(self, words: Sequence[WordColour]) -> None:
        """Give words of the query their looks."""
        colour_words(self._line, words)

    def show_problems(self, sentences: tuple[str, ...]) -> None:
        """Explain beneath the box what could not be understood; nothing, if nothing."""
        self._problems.say("  ".join(sentences))
        self.completion.below_px = self._problems.height() + 10 if sentences else 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Draw the box as focused with its line, and let the arrow down leave it."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        if leaves_to_window(self._line, event):
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the explanation beneath."""
        super().resizeEvent(event)
        self._problems.place()

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.typed.emit(text)


class _ProblemLine(QFrame):
    """One line that floats under the box, so that nothing moves when it comes and goes."""

    def __init__(self, box: SearchBox) -> None:
        super().__init__(box)
        self._box = box
        give_role(self, "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = label(role="loss", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(_BESIDE_PX, _ABOVE_PX, _BESIDE_PX, _ABOVE_PX)
        row.addWidget(self._words)
        self.hide()

    def say(self, sentence: str) -> None:
        self._words.setText(sentence)
        self._words.setToolTip(tip(sentence))
        if not sentence:
            self.hide()
            return
        self.setParent(self._box.window())
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Stand under the box."""
        if not self._words.text():
            return
        words = QFontMetrics(self._words.font()).horizontalAdvance(self._words.text())
        width = min(words + 2 * _BESIDE_PX + 8, self._box.width())
        beside_px, above_px = 2 * (_BESIDE_PX + _EDGE_PX), 2 * (_ABOVE_PX + _EDGE_PX)
        self.setFixedSize(width, self._words.heightForWidth(width - beside_px) + above_px)
        corner = self._box.mapTo(self._box.window(), self._box.rect().bottomLeft())
        self.move(corner.x(), corner.y() + 5)
