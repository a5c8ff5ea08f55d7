"""A line for one concept of the vocabulary: completion, synonyms, and a new concept in one more key. Knows no scene."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from shiboken6 import isValid

from donnybrook.catalog import Vocabulary
from donnybrook.catalog.edits.vocabulary import add_concept
from donnybrook.desktop.entry import Spoken
from donnybrook.desktop.models.concepts import Suggestion, broader_for, new_word_offer, suggest_concepts
from donnybrook.desktop.panels.entry_line import EntryLine, whole_line
from donnybrook.desktop.pressed_key import is_key
from donnybrook.desktop.session import Session
from donnybrook.desktop.theme import Theme

_PREFIXES = {"tech": "technique", "cam": "camera", "theme": "theme"}


class ConceptInput(EntryLine):
    """Takes a word of some schemes, the first of which a new word goes to (unless it begins ``cam:`` or the like)."""

    chosen = Signal(object)
    """Emits a concept's id, or ``None`` when the line was emptied."""

    offered = Signal(str)
    """Emits the sentence about a word that is not in the vocabulary; "" when there is no such word any more."""

    def __init__(self, name: str, session: Session, theme: Theme, schemes: Sequence[str]) -> None:
        super().__init__(name, theme, takes_first=True)
        self._session = session
        self._schemes = tuple(schemes)
        self._new_word = ""
        self.of: Callable[[], object] = lambda: None
        """Returns what the word would be put on, where the line may come to stand for something else."""
        self.set_source(whole_line(self._suggest))
        self.entered.connect(self._look_up)
        self.textEdited.connect(self._forget_new_word)

    def add_new_word(self) -> None:
        """Make the word in the line a concept, and choose it."""
        scheme, text = self._asked()
        above = broader_for(self._vocabulary, scheme, text)
        broader_id = above.id if above else None
        at, of, session = Spoken(self.offered.emit), self.of(), self._session
        gone_on = self.tr("“{word}” is a term now. It was not put on the fight, for you had gone on.")

        def choose(concept_id: int) -> None:
            if self._still_asks(text, of):
                self._forget_new_word()
                self.setModified(False)
                self.chosen.emit(concept_id)
            else:
                session.problem.emit(gone_on.format(word=text))

        entry = session.enter(at, f"Add {text}", add_concept, scheme=scheme, label=text, broader_id=broader_id)
        entry.when_stored(choose)

    def _still_asks(self, text: str, of: object) -> bool:
        """Whether the line asks for the same as before; what had to wait may find it gone, or another fight's."""
        return isValid(self) and not self.signalsBlocked() and (self._asked()[1], self.of()) == (text, of)

    def take_back(self) -> None:
        """Show again what is kept, and offer nothing."""
        super().take_back()
        self._forget_new_word()

    def event(self, event: QEvent) -> bool:
        """While a new word is offered, Alt+N is the line's own."""
        if isinstance(event, QKeyEvent) and is_key(event, Qt.Key.Key_N) and self.text().strip():
            is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if is_alt and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if is_alt and event.type() == QEvent.Type.KeyPress:
                self.hide_suggestions()
                self.add_new_word()
                return True
        return super().event(event)

    @property
    def _vocabulary(self) -> Vocabulary:
        return self._session.catalog.vocabulary

    def _asked(self) -> tuple[str, str]:
        """Return the scheme a new word would go to, and the word."""
        prefix, colon, rest = self.text().partition(":")
        scheme = _PREFIXES.get(prefix.strip().casefold()) if colon and len(self._schemes) > 1 else None
        return (scheme, rest.strip()) if scheme else (self._schemes[0], self.text().strip())

    def _suggest(self, text: str) -> list[Suggestion]:
        return suggest_concepts(self._vocabulary, self._schemes, text)

    def _look_up(self, text: str) -> None:
        if not text.strip():
            self.chosen.emit(None)
            return
        asked, word = self._asked()
        for scheme in dict.fromkeys((asked, *self._schemes)):
            found = self._vocabulary.lookup(scheme, word)
            if found is not None:
                self._forget_new_word()
                self.chosen.emit(found)
                return
        self._new_word = word
        self.setModified(True)  # it is kept by nobody yet, and stays while other things are shown anew
        self.offered.emit(new_word_offer(self._vocabulary, asked, word))

    def _forget_new_word(self, _text: str = "") -> None:
        if self._new_word:
            self._new_word = ""
            self.offered.emit("")
