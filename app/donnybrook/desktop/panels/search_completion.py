"""What a word in the search box may become, offered beneath it. Knows the line and its keys, and no query.

Tab takes the first, arrows choose another, Enter takes that, Escape closes.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from donnybrook.catalog.search.completing import Offer
from donnybrook.desktop.models.concepts import Suggestion
from donnybrook.desktop.panels.suggestion_popup import SuggestionPopup
from donnybrook.desktop.theme import Theme

type TakeOffers = Callable[[Sequence[Offer]], None]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SearchCompletion(QObject):
    """Offers come from elsewhere, and late: those for a text that is no longer there are dropped."""

    wanted = Signal(str, int)
    """Emits the text and where the cursor stands in it, for ``show_offers`` to answer."""

    def __init__(self, line: QLineEdit, theme: Theme) -> None:
        super().__init__(line)
        self._line = line
        self._popup = SuggestionPopup(line, theme)
        self._offers: tuple[Offer, ...] = ()
        self.below_px = 0  # what stands under the line already
        self._popup.picked.connect(self.take)
        line.textEdited.connect(self._ask)
        line.installEventFilter(self)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is offered."""
        return self._offers if self._popup.isVisible() else ()

    def show_offers(self, text: str, cursor: int, offers: Sequence[Offer]) -> None:
        """Offer what the word at the cursor of this text may become."""
        if (text, cursor) != (self._line.text(), self._line.cursorPosition()) or not self._line.hasFocus():
            return
        self._offers = tuple(each for each in offers if text[each.start : each.end] != each.text)
        before = text[: self._offers[0].start] if self._offers else ""
        rows = [Suggestion(each.text, each.meaning) for each in self._offers]
        self._popup.offer(rows, self._line.fontMetrics().horizontalAdvance(before), self.below_px)

    def hide(self) -> None:
        """Offer nothing more."""
        self._popup.hide()

    def take(self) -> None:
        """Put the chosen offer, or the first, in the place of the word."""
        if not self.offers:
            return
        chosen = self._popup.current
        place = self._popup.rows.index(chosen) if chosen is not None else 0
        offer = self._offers[place]
        self._popup.hide()
        self._line.setSelection(offer.start, offer.end - offer.start)
        self._line.insert(offer.text if offer.text.endswith(":") else f"{offer.text} ")
        if offer.text.endswith(":"):
            self._ask()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list while there is one."""
        if event.type() == QEvent.Type.FocusOut:
            self._popup.hide()
        if (
            not isinstance(event, QKeyEvent)
            or not self.offers
            or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            return False
        key = event.key()
        is_own = key in (Qt.Key.Key_Tab, Qt.Key.Key_Escape, *_STEPS) or (
            key in _ENTER and self._popup.current is not None
        )
        if not is_own:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            self._press(key)
        return True

    def _press(self, key: int) -> None:
        if key in _STEPS:
            self._popup.move_by(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self._popup.hide()
        else:
            self.take()

    def _ask(self) -> None:
        self._popup.hide()
        if self._line.text().strip():
            self.wanted.emit(self._line.text(), self._line.cursorPosition())
