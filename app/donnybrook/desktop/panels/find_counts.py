"""What stands at Find's left, kept in step with the search: the newest hits counted at once, then all of them.

Counts nothing itself: an ``Asker`` does, away from the window.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from donnybrook.catalog import Catalog, Changes, Facets, TermUses
from donnybrook.catalog.alike import Likeness
from donnybrook.catalog.kept import SavedQuery, read_collections, read_saved_queries
from donnybrook.catalog.questions import FACETS_FIRST
from donnybrook.desktop.models.facets import FacetRow, Kept, facet_rows, under_heading
from donnybrook.desktop.models.query_terms import toggled
from donnybrook.desktop.panels.find_facets import FindFacets
from donnybrook.desktop.panels.search_box import SearchBox
from donnybrook.desktop.query_words import collection_query
from donnybrook.desktop.services.asker import Asker
from donnybrook.desktop.session import Session

if TYPE_CHECKING:  # numpy waits until something is counted
    from donnybrook.catalog.tally.matrix import Matrix


_MOST_ALIKE = 60


class FindCounts(QObject):
    """Asks for counts when the list is shown, and shows them when they come."""

    def __init__(self, session: Session, facets: FindFacets, box: SearchBox, asker: Asker, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.facets = facets
        self._box = box
        self._asker = asker
        self._query = ""
        self._told: Facets | None = None
        self.saved: list[SavedQuery] = []
        self._saved_counts: tuple[int, ...] = ()
        self._is_behind = False  # what is kept is to be read and counted once somebody sees it
        facets.folds_changed.connect(self._show)
        facets.term_toggled.connect(self._toggle)
        facets.query_wanted.connect(box.set_text)
        box.completion.wanted.connect(self._complete)
        session.changed.connect(self._changed)
        self._changed(None)

    def count(self, query: str) -> None:
        """Count what a query finds; the counts of the one before stay until there are others."""
        self._query = query
        if not self.facets.isHidden():
            self._asker.ask("facets", lambda catalog: _newest(catalog, query), lambda told: self._first(query, told))
        self.catch_up()

    def _first(self, query: str, told: Facets) -> None:
        self._counted(query, told)
        if query == self._query and not told.is_exact:
            self._asker.ask(
                "facets", lambda catalog: catalog.questions.facets(query), lambda told: self._counted(query, told)
            )

    def _counted(self, query: str, told: Facets) -> None:
        if query == self._query:  # else another was asked meanwhile, while the list was hidden
            self._told = told
            self._show()

    def match_ups(
        self, query: str, row_of: int | None, column_of: int | None, answered: "Callable[[Matrix], None]"
    ) -> None:
        """Count which weapons meet which among what a query finds; see ``Questions.matrix``."""
        self._asker.ask("matrix", lambda catalog: catalog.questions.matrix(query, row_of, column_of), answered)

    def like(self, scene_id: int, weights: Mapping[str, float], answered: Callable[[list[Likeness]], None]) -> None:
        """Ask which fights are like one; see ``Questions.like``."""
        chosen = dict(weights)
        self._asker.ask("like", lambda catalog: catalog.questions.like(scene_id, chosen, _MOST_ALIKE), answered)

    def count_terms(self, tell: Callable[[dict[int, TermUses] | None], None]) -> None:
        """Count in how many fights each term occurs; see ``Questions.term_uses``. ``None`` where that failed."""
        self._asker.ask("terms", lambda catalog: catalog.questions.term_uses(), tell, lambda: tell(None))

    def let_go(self) -> None:
        """Ask nothing more: the box outlives the catalog."""
        self._box.completion.wanted.disconnect(self._complete)
        self._box.completion.hide()
        self._asker.close()

    def _show(self) -> None:
        if self._told is None:
            return
        some = self.tr("Counts of the newest {most:,}").format(most=self._told.counted)
        counted = "" if self._told.is_exact else some
        if self._told.is_trash:
            counted = self.tr("The trash is not counted")
        vocabulary = self._session.catalog.vocabulary
        rows = facet_rows(self._told, vocabulary, self._query, self.facets.folds, counted=counted)
        self.facets.show_rows((*rows, *self._kept_rows()))

    def _complete(self, text: str, cursor: int) -> None:
        self._asker.ask(
            "complete",
            lambda catalog: catalog.questions.complete(text, cursor),
            lambda offers: self._box.completion.show_offers(text, cursor, offers),
        )

    def catch_up(self) -> None:
        """Read what is kept, and count what each kept search finds, if that may have changed and is seen."""
        if not (self._is_behind and self.facets.isVisible()):
            return
        self._is_behind = False
        self._look_at_kept()
        queries = [each.query for each in self.saved]
        if queries:
            self._asker.ask("saved", lambda catalog: _counts(catalog, queries), self._saved_counted)

    def _changed(self, changes: Changes | None) -> None:
        if changes is not None and changes.pictures and not (changes.scenes or changes.films or changes.vocabulary):
            return
        self._is_behind = True
        if self.facets.isVisible():
            self.catch_up()
        elif changes is None or not changes.scenes:  # a fight that is tagged keeps no search
            self._look_at_kept()

    def _look_at_kept(self) -> None:
        self.saved = self._session.catalog.read(read_saved_queries)
        self._saved_counts = ()
        self._show()

    def _saved_counted(self, counts: tuple[int, ...]) -> None:
        if len(counts) != len(self.saved):  # others are kept meanwhile, and are counted when they are seen
            return
        self._saved_counts = counts
        self._show()

    def _kept_rows(self) -> list[FacetRow]:
        asked = self._query.strip()
        counts = self._saved_counts or (None,) * len(self.saved)
        saved = [
            FacetRow(
                f"★ {each.name}",
                count,
                is_active=each.query == asked,
                query=each.query,
                kept=Kept("search", each.id, each.name),
            )
            for each, count in zip(self.saved, counts, strict=True)
        ]
        collections = [
            FacetRow(
                each.name,
                each.scenes,
                is_active=collection_query(each) == asked,
                query=collection_query(each),
                kept=Kept("collection", each.id, each.name),
            )
            for each in self._session.catalog.read(read_collections)
        ]
        folds = self.facets.folds
        return [
            *under_heading(self.tr("Saved"), saved, folds),
            *under_heading(self.tr("Collections"), collections, folds),
        ]

    def _toggle(self, term: str) -> None:
        self._box.set_text(toggled(self._box.text, term))


def _newest(catalog: Catalog, query: str) -> Facets:
    return catalog.questions.facets(query, FACETS_FIRST)


def _counts(catalog: Catalog, queries: list[str]) -> tuple[int, ...]:
    return tuple(catalog.questions.count(query) for query in queries)
