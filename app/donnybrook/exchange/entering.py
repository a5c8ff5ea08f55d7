"""Enters what was planned, inside an edit: films, new words, fights. Knows no format, and plans nothing."""

from donnybrook.catalog import Transaction, Vocabulary
from donnybrook.catalog.edits.films import add_film
from donnybrook.catalog.edits.scenes import add_scene
from donnybrook.catalog.edits.vocabulary import add_concept
from donnybrook.catalog.folding import fold
from donnybrook.catalog.labels import label_key
from donnybrook.exchange.import_drafts import draft_of
from donnybrook.exchange.import_films import PlannedFilm
from donnybrook.exchange.import_plan import ImportPlan
from donnybrook.exchange.import_words import ImportWords, Term
from donnybrook.exchange.wanted import Tell


class Entering:
    """Takes one plan after the other; a film or a word that one of them brought is there for the next."""

    def __init__(self, tx: Transaction, vocabulary: Vocabulary, tell: Tell, *, new_words: bool) -> None:
        """``tell`` hears how many fights are entered."""
        self._tx = tx
        self._tell = tell
        self._count = 0
        self._words = ImportWords(vocabulary, add_unknown=new_words)
        self._terms: dict[tuple[str, str], int] = {}
        self._films: dict[tuple[str, int | None], int] = {}

    def enter(self, plan: ImportPlan) -> None:
        """Enter the fights of a plan."""
        film_ids = [self._film_id(film) for film in plan.films]
        for scene in plan.scenes:
            self._tell(self._count, 0)
            draft = draft_of(scene, self._words, self._concept_id)
            version_id = plan.films[scene.film].version_id
            add_scene(self._tx, film_ids[scene.film], draft, version_id=version_id)
            self._count += 1
        self._tell(self._count, 0)

    def _film_id(self, film: PlannedFilm) -> int:
        if film.film_id is not None:
            return film.film_id
        key = (fold(film.title), film.year)
        if key not in self._films:
            self._films[key] = add_film(self._tx, film.title, year=film.year)
        return self._films[key]

    def _concept_id(self, term: Term) -> int:
        if term.concept_id is not None:
            return term.concept_id
        key = (term.scheme, label_key(term.label))
        if key not in self._terms:
            self._terms[key] = add_concept(self._tx, term.scheme, term.label)
        return self._terms[key]
