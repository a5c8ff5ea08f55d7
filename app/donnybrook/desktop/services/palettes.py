"""Which palette is in the hand: the terms its digits stand for, kept up with the catalog. Knows no widget."""

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Changes, Concept
from donnybrook.catalog.palettes import Palette, palette_of_terms
from donnybrook.desktop.session import Session


class Palettes(QObject):
    """The palette of the film on the desk."""

    changed = Signal()
    """Another palette is in the hand, or its terms are others now."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._current: Palette | None = None
        session.changed.connect(self._look_again)

    @property
    def current(self) -> Palette:
        """The palette whose digits mark."""
        if self._current is None:
            self._current = self._session.catalog.read(palette_of_terms)
        return self._current

    def term_of(self, digit: str) -> Concept | None:
        """Return the term a digit stands for, if it stands for one."""
        concept_id = self.current.concept_id(digit)
        return None if concept_id is None else self._session.catalog.vocabulary.concept(concept_id)

    def _look_again(self, changes: Changes | None) -> None:
        if changes is None or changes.vocabulary:
            self._current = None
            self.changed.emit()
