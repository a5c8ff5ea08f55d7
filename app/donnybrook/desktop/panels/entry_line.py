"""A line of text that is handed over when it is left or Enter is pressed; with completion where it has a source.

It knows no catalog: what was entered goes out by a signal, and what is kept comes back by ``show_text``.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

from donnybrook.desktop.entry import Place
from donnybrook.desktop.fonts import ON_ONE_LINE
from donnybrook.desktop.models.concepts import Suggestion, begins_with
from donnybrook.desktop.panels.suggestion_popup import SuggestionPopup
from donnybrook.desktop.theme import Theme
from donnybrook.records import dataclass

_OWN_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down})
_WINDOW_KEYS = (Qt.Modifier.CTRL | Qt.Key.Key_E, Qt.Modifier.CTRL | Qt.Key.Key_K)
_NEW_LOOKS = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
_TEXT_INSET_PX = 2  # as QLineEdit has it
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Offer:
    """Suggestions for the text from ``start`` up to ``end`` of the line.

    ``signs`` are those that may follow this word: typed after a half-typed one, they take the suggestion it begins.
    """

    start: int
    end: int
    rows: list[Suggestion]
    signs: str = ""


type Source = Callable[[str, int], Offer]


class EntryLine(QLineEdit):
    """Keys inside it stay inside it: Enter hands over, Escape takes back, arrows choose a suggestion, Tab takes it.

    An Escape that has nothing to take back is left to the window, which leaves the line.
    """

    entered = Signal(str)
    """Emits a text that is another than the one that is kept."""

    offers_changed = Signal()
    """Emits nothing: other suggestions are shown now, or none."""

    escaped = Signal()
    """Emits nothing: the person wants out of the line."""

    def __init__(
        self,
        name: str,
        theme: Theme,
        *,
        source: Source | None = None,
        takes_first: bool = False,
        offers_above: bool = False,
    ) -> None:
        """``takes_first``: Enter on a beginning of the first suggestion means that suggestion.

        ``offers_above``: suggestions stand above the line, where there is room.
        """
        super().__init__()
        self._kept = ""
        self._source = source
        self._takes_first = takes_first
        self._offer = Offer(0, 0, [])
        self._fitted = "", 0  # a text that had room, and the width it had it in
        self._around_px: int | None = None  # what of its width is no room for words
        self._is_taking = False
        self._theme = theme
        self._offers_above = offers_above
        self._made_popup: SuggestionPopup | None = None  # a form has dozens of lines, and most never offer anything
        self.setAccessibleName(name)
        self.setProperty("role", "quiet")
        self.textEdited.connect(self._complete)

    @property
    def _popup(self) -> SuggestionPopup:
        if self._made_popup is None:
            self._made_popup = SuggestionPopup(self, self._theme, stands_above=self._offers_above)
            self._made_popup.picked.connect(self.take_suggestion)
            self.destroyed.connect(self._made_popup.deleteLater)
        return self._made_popup

    @property
    def _is_offering(self) -> bool:
        return self._made_popup is not None and self._made_popup.isVisible()

    def set_source(self, source: Source) -> None:
        """Say where suggestions come from."""
        self._source = source

    def tell_at(self, at: Place) -> None:
        """Have what is said at a place of an entry of this line go with it: when it is edited, or taken back."""
        self.textEdited.connect(lambda _text: at.show_problem(""))
        self.escaped.connect(lambda: at.show_problem(""))

    @property
    def offers(self) -> list[Suggestion]:
        """The suggestions that are shown."""
        return self._popup.rows if self._is_offering else []

    @property
    def offer(self) -> Offer:
        """What was last found for the word at the cursor, and where that stands."""
        return self._offer

    @property
    def has_chosen_suggestion(self) -> bool:
        """Whether an arrow or the mouse has chosen one of them."""
        return self._is_offering and self._popup.current is not None

    def hide_suggestions(self) -> None:
        """Offer nothing more."""
        if self._is_offering:
            self._popup.hide()
            self.offers_changed.emit()

    def show_text(self, text: str) -> None:
        """Show what is kept, unless the person is just typing something else."""
        self._kept = text
        if not (self.hasFocus() and self.isModified()):
            self.setText(text)
            self.setCursorPosition(0 if not self.hasFocus() else len(text))

    def hand_over(self) -> None:
        """Give what was typed to whoever keeps it."""
        self.hide_suggestions()
        if self.text() != self._kept:
            self.setModified(False)
            self.entered.emit(self.text())

    def take_back(self) -> None:
        """Show again what is kept."""
        if self._is_offering:
            self._popup.hide()
        self.setModified(False)
        self.setText(self._kept)

    def take_suggestion(self) -> bool:
        """Put the chosen suggestion (the first where none is) into the line; returns whether there was one."""
        row = self._popup.current or next(iter(self.offers), None)
        if row is None:
            return False
        self.replace_word(row.insert)
        return True

    def replace_word(self, text: str) -> None:
        """Put a text in the place of the word that is typed; undo in the line takes it back."""
        start, end = self._offer.start, max(self._offer.end, self._offer.start)
        self._is_taking = True
        self.setSelection(start, end - start)
        self.insert(text)
        self.setModified(True)
        self.hide_suggestions()
        self.textEdited.emit(self.text())
        self._is_taking = False

    # ------------------------------------------------------------ keys and focus

    def event(self, event: QEvent) -> bool:
        """Keep Enter, Escape and the arrows from the window's actions; take Tab for a suggestion that was chosen."""
        if leaves_to_window(self, event):
            return True
        if isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if event.type() == QEvent.Type.ShortcutOverride and plain and self._is_own(event.key()):
                event.accept()
                return True
            is_tab = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
            if is_tab and self.offers and not self._is_emptied() and self.take_suggestion():
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._choose(1 if key == Qt.Key.Key_Down else -1)
        elif key in _ENTER:
            self.press_enter()
        elif key == Qt.Key.Key_Escape:
            is_own = self._is_own(key)
            self.press_escape()
            event.setAccepted(is_own)  # a sheet around the line is left by the Escape that is not the line's
        else:
            super().keyPressEvent(event)

    def press_enter(self) -> None:
        """Take the suggestion that was chosen, and hand over."""
        first = next(iter(self.offers), None)
        if self.has_chosen_suggestion or (
            self._takes_first and first is not None and begins_with(first, self._typed_word())
        ):
            self.take_suggestion()
        self.hand_over()
        self.returnPressed.emit()

    def press_escape(self) -> None:
        """Close the suggestions; a second time, take back."""
        if self._is_offering:
            self.hide_suggestions()
            return
        self.take_back()
        self.escaped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show by an ellipsis that there is more than there is room for, as long as nobody types here."""
        text = self.text()
        if text and (text, self.width()) != self._fitted and not self.hasFocus() and self.isEnabled():
            if not self._has_room(text):
                self._paint_elided(text)
                return
            self._fitted = text, self.width()
        super().paintEvent(event)

    def _has_room(self, text: str) -> bool:
        if self._around_px is None:
            self._around_px = self.width() - self._room(self._option()).width()
        return self.fontMetrics().horizontalAdvance(text) <= self.width() - self._around_px

    def _option(self) -> QStyleOptionFrame:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _room(self, option: QStyleOptionFrame) -> QRect:
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return room.adjusted(_TEXT_INSET_PX, 0, 0, 0)

    def _paint_elided(self, text: str) -> None:
        option = self._option()
        room = self._room(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(room, ON_ONE_LINE, shown)

    def changeEvent(self, event: QEvent) -> None:
        """Words that had room may have none in another font."""
        super().changeEvent(event)
        if event.type() in _NEW_LOOKS:
            self._fitted, self._around_px = ("", 0), None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand over what was typed when the person goes elsewhere in the window."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hand_over()

    def _is_own(self, key: int) -> bool:
        """Whether a key is this line's; Escape is only while there is something to close or to take back."""
        if key == Qt.Key.Key_Escape:
            return self._is_offering or self.text() != self._kept
        return key in _OWN_KEYS

    def _is_emptied(self) -> bool:
        """Whether what is kept was deleted, and nothing else chosen: the next field is wanted, and no suggestion."""
        return bool(self._kept) and not self.text() and not self.has_chosen_suggestion

    def _typed_word(self) -> str:
        return self.text()[self._offer.start : self._offer.end]

    def _choose(self, by: int) -> None:
        if not self._is_offering:
            self._complete()
        self._popup.move_by(by)

    def look(self) -> None:
        """Find what the word at the cursor may become."""
        if self._source is not None:
            self._offer = self._source(self.text(), self.cursorPosition())

    def _complete(self, _text: str = "") -> None:
        if self._source is None or self._is_taking:
            return
        self.look()
        before = self.text()[: self._offer.start]
        rows = self._offer.rows if self.hasFocus() else []
        if rows or self._is_offering:
            self._popup.offer(rows, self.fontMetrics().horizontalAdvance(before))
        self.offers_changed.emit()


def leaves_to_window(line: QLineEdit, event: QEvent) -> bool:
    """Leave the window's keys to it that a line would take for itself; returns whether it did.

    Undo and redo stay with the line while it has something of its own to take back.
    """
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    is_spare = (
        (event.matches(QKeySequence.StandardKey.Undo) and not line.isUndoAvailable())
        or (event.matches(QKeySequence.StandardKey.Redo) and not line.isRedoAvailable())
        or event.keyCombination() in _WINDOW_KEYS
    )
    if is_spare:
        event.ignore()
    return is_spare


def whole_line(suggest: Callable[[str], list[Suggestion]]) -> Source:
    """Return a source that takes the whole line as the word to complete."""

    def source(text: str, _cursor: int) -> Offer:
        return Offer(0, len(text), suggest(text))

    return source


def between_commas(suggest: Callable[[str], list[Suggestion]]) -> Source:
    """Return a source that completes the word between two commas where the cursor is."""

    def source(text: str, cursor: int) -> Offer:
        start = text.rfind(",", 0, cursor) + 1
        start += len(text[start:]) - len(text[start:].lstrip())
        end = text.find(",", cursor)
        end = len(text) if end < 0 else end
        return Offer(start, end, suggest(text[start:end].strip()))

    return source
