"""The entry line of the tagging bar: what Enter, Tab, Alt+N and the signs of the language do in it. Reads no words."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from donnybrook.desktop.models.tagging_words import VERSUS
from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.pressed_key import is_key
from donnybrook.desktop.theme import Theme

_WRITTEN = {",": ", ", "@": " @", "#": " #", '"': ' "', VERSUS: " vs ", "!": "!"}


class TaggingLine(EntryLine):
    """Enter means to apply, Alt+N to add the new word; a sign takes the suggestion that a half-typed word begins."""

    focused = Signal()
    enter_pressed = Signal()
    new_wanted = Signal()
    down_pressed = Signal()
    """Emits nothing: ↓ is pressed while nothing is offered."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name, theme, offers_above=True)
        self.setProperty("role", "")
        self.setMinimumHeight(32)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the bar bring the cursor to where ↓ has something to pick from; the / that leads here is no text."""
        if event.text() == "/" and not self.text():
            return
        if event.text() in _WRITTEN and event.text() and self._take_at_sign(event.text()):
            return
        if event.key() == Qt.Key.Key_Down and not self.offers:
            self.down_pressed.emit()
        super().keyPressEvent(event)

    def press_enter(self) -> None:
        """Take a suggestion that was chosen, or that the last word begins; else apply."""
        if self.has_chosen_suggestion:
            self.take_suggestion()
        elif "@" in self.offer.signs and self._begun():  # a bare phrase may be someone's name
            self.replace_word(self._begun())
        else:
            self.hide_suggestions()
            self.enter_pressed.emit()

    def hand_over(self) -> None:
        """Leaving the line keeps what is typed in it, and applies nothing."""
        self.hide_suggestions()

    def take_back(self) -> None:
        """Escape keeps what is typed, too."""
        self.hide_suggestions()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that someone is about to type."""
        super().focusInEvent(event)
        self.focused.emit()

    def event(self, event: QEvent) -> bool:
        """Alt+N is the line's own."""
        if isinstance(event, QKeyEvent) and is_key(event, Qt.Key.Key_N):
            is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if is_alt and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if is_alt and event.type() == QEvent.Type.KeyPress:
                self.new_wanted.emit()
                return True
        return super().event(event)

    def _begun(self) -> str:
        """Return the suggestion that the word before the cursor begins; "" for none."""
        offer = self.offer
        if not self.offers or not offer.signs or self.cursorPosition() != offer.end:
            return ""
        return next((row.insert for row in self.offers if row.is_begun), "")

    def _take_at_sign(self, sign: str) -> bool:
        """Write the word out that a sign follows, and the sign after it; returns whether that was done."""
        begun = self._begun() if sign in self.offer.signs else ""
        if begun:
            self.replace_word(begun.removesuffix("!") if sign == "!" else begun)
        elif sign != VERSUS or not self._follows_a_weapon():
            return False
        else:
            self.hide_suggestions()
        self.insert(_WRITTEN[sign])
        self.textEdited.emit(self.text())
        return True

    def _follows_a_weapon(self) -> bool:
        self.look()
        offer = self.offer
        is_written_out = VERSUS in offer.signs and not any(row.is_begun for row in offer.rows)
        return is_written_out and self.cursorPosition() == len(self.text())
