"""Small pieces every panel is put together from: plain-text labels, headings, key caps, lines. Knows no catalog.

A label never guesses a format: text from a catalog could otherwise be markup that reads files.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.tips import tip


def label(text: str = "", role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Return a label that shows text as it is; ``role`` is one of the stylesheet's."""
    made = _WrappedLabel() if wrap else QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


class _WrappedLabel(QLabel):
    """Keeps how high it is at a width: layouts ask again and again, and Qt breaks the text into lines each time.

    Its margins are set before it is laid out.
    """

    def __init__(self) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self._measured: tuple[str, QFont] | None = None  # what they are of

    def heightForWidth(self, width: int) -> int:
        """Return how high the text is at a width, both in pixels."""
        measured = self.text(), self.font()
        if measured != self._measured:
            self._measured = measured
            self._heights.clear()
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]


def heading(text: str) -> QLabel:
    """Return the small heading over a part of a panel."""
    return label(text, "heading")


def figures(text: str = "", role: str = "", size_px: int = TextSize.BODY, *, wrap: bool = False) -> QLabel:
    """Return a label for numbers that change: every figure is equally wide."""
    made = label(text, role, wrap=wrap)
    made.setFont(font(size_px, tabular=True))
    return made


def key_cap(keys: str) -> QLabel:
    """Return a key as it is drawn beside what it does."""
    made = label(keys)
    be_key_cap(made)
    return made


def be_key_cap(made: QLabel) -> None:
    """Draw a label as a key."""
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", "key")
    made.setIndent(0)
    made.setFixedHeight(17)


def line_across() -> QFrame:
    """Return a line one pixel high."""
    made = QFrame()
    made.setFixedHeight(1)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setAutoFillBackground(True)
    made.setBackgroundRole(made.palette().ColorRole.Mid)
    return made


def name_button(button: QToolButton, name: str) -> None:
    """Say what a button with an icon does, for the tooltip and for screen readers."""
    button.setAccessibleName(name)
    button.setToolTip(tip(name))


def icon_button(icons: Icons, icon: str, name: str, *, token: str = "muted") -> QToolButton:
    """Return a flat button with an icon; ``name`` is what it does, for the tooltip and for screen readers."""
    made = QToolButton()
    give_icon(made, icons, icon, token=token)
    name_button(made, name)
    return made


def give_icon(button: QToolButton, icons: Icons, icon: str, *, token: str = "muted") -> None:
    """Make a button a flat one with an icon."""
    button.setIcon(icons.icon(icon, token))
    button.setAutoRaise(True)


def as_typed(words: str) -> str:
    """Return words for a button or a menu as they are to be read there: a lone & would underline a letter."""
    return words.replace("&", "&&")


def give_role(widget: QWidget, role: str) -> None:
    """Say by which rule of the stylesheet a widget is drawn."""
    widget.setProperty("role", role)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def discard(widget: QWidget) -> None:
    """Do away with a widget whose thing is gone: what is half-typed in it goes nowhere."""
    for part in widget.findChildren(QWidget):
        part.blockSignals(True)  # noqa: FBT003
    widget.hide()
    widget.deleteLater()


def has_keyboard(widget: QWidget) -> bool:
    """Whether what is typed goes to a widget, or to something inside it."""
    typing = widget.window().focusWidget()
    return typing is not None and (typing is widget or widget.isAncestorOf(typing))


@contextmanager
def laid_out_later(*layouts: QLayout) -> Iterator[None]:
    """Lay out once in the end what changes meanwhile: Qt lays out anew whenever a part of what is seen is shown."""
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)
            # Asked in between, it did nothing, and Qt asks a layout that owes an answer no second time.
            if (laid_out := layout.parentWidget()) is not None:
                QApplication.postEvent(laid_out, QEvent(QEvent.Type.LayoutRequest))


def put_by[W: QWidget](column: QVBoxLayout, row: W) -> W:
    """Have a row stand hidden at the end of a column, so that it costs little to show it; returns the row."""
    row.hide()
    column.addWidget(row)
    row.ensurePolished()
    return row


def stretch() -> QWidget:
    """Return an empty widget that takes what room is left."""
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return made
