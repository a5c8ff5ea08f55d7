"""Which palette is in use: the terms its digits stand for, kept up with the catalog. Knows no widget."""

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Changes, Concept, Film
from donnybrook.catalog.palettes import DIGITS, Palette, palette_of_terms, palettes_for, read_palettes
from donnybrook.desktop.session import Session
from donnybrook.desktop.settings import Settings

_OF_TERMS = "terms"


class Palettes(QObject):
    """The palettes that can be used with the film on the desk, one of them in use.

    Which one that is for which film is remembered in the settings, not in the catalog: everyone has their own hand.
    """

    changed = Signal()
    """Another palette is in use, or its terms are others now."""

    def __init__(self, session: Session, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._film: Film | None = None
        self._offered: list[Palette] | None = None
        session.changed.connect(self._look_again)

    @property
    def film(self) -> Film | None:
        """The film on the desk."""
        return self._film

    @property
    def offered(self) -> list[Palette]:
        """The film's own palettes, those of the catalog, and that of the terms' own keys."""
        if self._offered is None:
            catalog = self._session.catalog
            own = palettes_for(catalog.read(read_palettes), self._film.id if self._film else None)
            self._offered = [*own, catalog.read(palette_of_terms)]
        return self._offered

    @property
    def current(self) -> Palette:
        """The palette whose digits mark: the one chosen for the film, else the first."""
        chosen = self._settings.choice(self._name)
        return next((each for each in self.offered if (each.uuid or _OF_TERMS) == chosen), self.offered[0])

    @property
    def terms(self) -> list[tuple[str, Concept | None]]:
        """The digits, each with the term it stands for, if it stands for one."""
        return [(digit, self.term_of(digit)) for digit in DIGITS]

    def term_of(self, digit: str) -> Concept | None:
        """Return the term a digit stands for, if it stands for one."""
        concept_id = self.current.concept_id(digit)
        return None if concept_id is None else self._session.catalog.vocabulary.concept(concept_id)

    def show_film(self, film: Film | None) -> None:
        """Have the palettes of another film at hand."""
        if film != self._film:
            self._film, self._offered = film, None
            self.changed.emit()

    def choose(self, palette: Palette) -> None:
        """Take a palette into the hand, for this film."""
        self._settings.keep_choice(self._name, palette.uuid or _OF_TERMS)
        self.changed.emit()

    def choose_next(self) -> None:
        """Take the one after it."""
        offered = self.offered
        self.choose(offered[(offered.index(self.current) + 1) % len(offered)])

    @property
    def _name(self) -> str:
        return f"palette/{self._film.uuid if self._film else ''}"

    def _look_again(self, changes: Changes | None) -> None:
        if changes is None or changes.palettes or changes.vocabulary:
            self._offered = None
            self.changed.emit()
