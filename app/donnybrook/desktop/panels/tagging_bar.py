"""The one-line tagging bar: completion at the cursor, what was understood beneath, new words offered. Stores nothing.

Words are looked up in the session's vocabulary; what Enter means is the workplace's to say and to do.
"""

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from donnybrook.catalog import Changes, Vocabulary
from donnybrook.catalog.edits.vocabulary import add_concept
from donnybrook.catalog.tagging import ResolvedLine, UnknownWord
from donnybrook.catalog.tagging.said_again import SaidAgain
from donnybrook.catalog.usage import Usage, read_usage
from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.entry import Spoken
from donnybrook.desktop.marked_words import N_, translated
from donnybrook.desktop.models.concepts import begins_with, broader_for, is_improvised_use
from donnybrook.desktop.models.tagging_words import LineSoFar, offer_to_add, read_line, signs_after, suggest
from donnybrook.desktop.panels.action_key import KeyCap
from donnybrook.desktop.panels.elided_label import ElidedLabel
from donnybrook.desktop.panels.entry_line import Offer
from donnybrook.desktop.panels.plain import give_role, key_cap, label
from donnybrook.desktop.panels.tagging_line import TaggingLine
from donnybrook.desktop.panels.word_colours import WordColour, colour_words
from donnybrook.desktop.session import Session
from donnybrook.desktop.theme import Theme
from donnybrook.desktop.tips import tip

_HINT = N_("Eve: fire hose! vs rival: flamethrower @village #overhead “note”")


class TaggingBar(QWidget):
    """``applied`` emits the ``ResolvedLine`` when Enter is pressed on a line that is understood whole."""

    applied = Signal(object)
    left = Signal()
    focused = Signal()
    """Emits nothing: someone is about to type."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        actions: ActionSet,
        said_again: Callable[[ResolvedLine], SaidAgain],
        parent: QWidget | None = None,
    ) -> None:
        """``said_again`` returns what of a line is there already, where Enter would complete something."""
        super().__init__(parent)
        self._said_again = said_again
        self._key = KeyCap(actions, "tag.line")
        self._session = session
        self._theme = theme
        self._rate: Fraction | None = None
        self._film_id: int | None = None
        self._usage: Usage | None = None  # read when someone types, not at every edit
        self._target = ""
        self._is_applying = False
        self._offered: str | None = None  # the sentence on the unknown word, looked up once
        self.line = TaggingLine(self.tr("Tag line"), theme)
        self.line.set_source(self._offer)
        self.line.setPlaceholderText(self.tr("Tag in one line:  ") + translated(_HINT))
        self.line.textChanged.connect(self._read)
        self.line.offers_changed.connect(self._show_reading)
        self.line.enter_pressed.connect(self._apply)
        self.line.new_wanted.connect(self._add_word)
        self.line.down_pressed.connect(self._go_to_unknown)
        self.line.escaped.connect(self.left)
        self.line.focused.connect(self.focused)
        self._reading = ElidedLabel("muted")
        self._reading.setAccessibleName(self.tr("What was understood"))
        self._reading.setMinimumWidth(40)
        self._enter = key_cap(self.tr("Enter"))
        self._means = label("", "muted")
        self._so_far = self._look("")
        self._lay_out()
        session.changed.connect(self._look_again)
        self._show_reading()

    # ------------------------------------------------------------ what the workplace says

    def show_film(self, rate: Fraction | None, film_id: int | None) -> None:
        """Say at what rate timecodes count, and which film is spoken of."""
        self._rate, self._film_id, self._usage = rate, film_id, None

    def show_target(self, words: str) -> None:
        """Say what Enter would do."""
        if words != self._target or self.line.text():  # which another fight of that name may have already, or not
            self._target = words
            self._show_reading()

    def take_focus(self) -> None:
        """Go to the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def holds(self, line: ResolvedLine) -> bool:
        """Whether the line still says this."""
        return self._so_far.resolved == line

    def clear(self) -> None:
        """Empty the line: it has been applied."""
        self.line.clear()
        self.line.show_text("")

    def show_problem(self, sentence: str) -> None:
        """Say why the line could not be applied."""
        self._say(sentence, "loss")

    @property
    def said(self) -> str:
        """The sentence beneath the line."""
        return self._reading.text()

    # ------------------------------------------------------------ the line

    @property
    def _vocabulary(self) -> Vocabulary:
        return self._session.catalog.vocabulary

    def _look(self, text: str) -> LineSoFar:
        return read_line(text, self._vocabulary, self._rate)

    def _read(self, text: str) -> None:
        self._so_far, self._offered = self._look(text), None
        self._show_reading()
        colour_words(self.line, self._colours())

    def _look_again(self, changes: Changes | None) -> None:
        self._usage = None
        if changes is None or changes.vocabulary:
            self._read(self.line.text())

    def _offer(self, text: str, cursor: int) -> Offer:
        if self._usage is None:
            self._usage = self._said_so_far()
        line = self._look(text)
        found = suggest(line, cursor, self._vocabulary, self._usage)
        return Offer(*found, signs_after(line, cursor, self._vocabulary, found[2]))

    def _said_so_far(self) -> Usage:
        return Usage() if self._film_id is None else self._session.catalog.read(read_usage, self._film_id)

    def _colours(self) -> list[WordColour]:
        words = []
        unknown = {(word.start, word.end) for word in self._so_far.resolved.unknown}
        for slot in self._so_far.parsed.slots:
            if (slot.start, slot.end) in unknown:
                words.append(WordColour(slot.start, slot.end, wave=self._theme.colour("loss")))
            elif (
                slot.kind in ("weapon", "side") and (found := self._vocabulary.lookup("weapon", slot.text)) is not None
            ):
                ground = QColor(self._theme.family_colour(self._vocabulary.family(found)))
                ground.setAlpha(70)
                words.append(WordColour(slot.start, slot.end, ground))
            elif slot.kind in ("location", "term") and slot.text:
                words.append(WordColour(slot.start, slot.end, self._theme.colour("selected")))
        return words

    def _show_reading(self) -> None:
        if self._is_applying:  # what becomes of the line is shown in the end
            return
        unknown = self._so_far.unknown
        if unknown is not None and self._is_being_typed(unknown):
            self._say(self._so_far.reading, "muted")
        elif unknown is not None:
            if self._offered is None:
                self._offered = offer_to_add(unknown, self._vocabulary)
            self._say(self._offered, "ember")
        elif self._so_far.fault:
            self._say(self._so_far.fault, "loss")
        else:
            self._say(self._understood(), "muted")
        self._means.setText(self._target)
        can_apply = unknown is None and bool(self._target)
        self._enter.setVisible(can_apply)
        self._means.setVisible(can_apply)

    def _understood(self) -> str:
        reading, again = self._so_far.reading, self._said_again(self._so_far.resolved)
        if again.is_all:
            return self.tr("Already there: {said}").format(said=reading)
        if again.words:
            return f"{reading} " + self.tr("Already there: {said}").format(said=", ".join(again.words) + ".")
        return reading

    def _is_being_typed(self, word: UnknownWord) -> bool:
        """Whether the cursor stands at the end of a word that a suggestion completes."""
        offers = self.line.offers
        fits = any(row.is_begun for row in offers) or (offers and begins_with(offers[0], word.text))
        return bool(fits) and self.line.cursorPosition() == word.end

    def _go_to_unknown(self) -> None:
        """Go to the word that is told of, wherever in the line the cursor is."""
        if self._so_far.unknown is not None:
            self.line.setCursorPosition(self._so_far.unknown.end)

    def _say(self, sentence: str, role: str) -> None:
        if sentence != self._reading.text():
            self._reading.setText(sentence)
            self._reading.setToolTip(tip(sentence))
        if self._reading.property("role") != role:
            self._reading.setProperty("role", role)
            self._reading.style().unpolish(self._reading)
            self._reading.style().polish(self._reading)

    def _apply(self) -> None:
        if self._so_far.unknown is None and not self._so_far.fault and self.line.text().strip():
            self._is_applying = True
            self.applied.emit(self._so_far.resolved)
            self._is_applying = False
            self._show_reading()
        elif not self.line.text().strip():
            self.left.emit()

    def _add_word(self) -> None:
        word = self._so_far.unknown
        if word is None:
            return
        above = broader_for(self._vocabulary, word.scheme, word.text)
        broader_id = above.id if above else None
        self.line.hide_suggestions()
        at, text = Spoken(self.show_problem), self.line.text()
        said = {"scheme": word.scheme, "label": word.text}
        entry = self._session.enter(at, f"Add {word.text}", add_concept, **said, broader_id=broader_id)
        entry.when_stored(lambda added: self._mark_improvised(word, added) if self.line.text() == text else None)

    def _mark_improvised(self, word: UnknownWord, concept_id: int) -> None:
        """Write a ! after a new weapon that is a thing of another kind, as a suggestion would have."""
        text, vocabulary = self.line.text(), self._vocabulary
        if not is_improvised_use(vocabulary, vocabulary.concept(concept_id)) or text[word.end : word.end + 1] == "!":
            return
        self.line.setCursorPosition(word.end)
        self.line.insert("!")

    def _lay_out(self) -> None:
        give_role(self, "panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 7)
        column.setSpacing(5)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(10)
        above.addWidget(self._key)
        above.addWidget(self.line, 1)
        below.setSpacing(7)
        below.setContentsMargins(2, 0, 0, 0)
        below.addWidget(self._reading, 1)
        below.addWidget(self._enter)
        below.addWidget(self._means)
        column.addLayout(above)
        column.addLayout(below)
