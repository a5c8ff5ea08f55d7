"""What the search box asks for, put on the middle of Find: first hits, all hits, the count, or a word on why none.

Runs no query itself, and knows no player.
"""

from PySide6.QtCore import QObject

from donnybrook.catalog import Catalog
from donnybrook.catalog.numbers import counted
from donnybrook.desktop.panels.find_counts import FindCounts
from donnybrook.desktop.panels.find_middle import FindMiddle
from donnybrook.desktop.panels.search_box import SearchBox
from donnybrook.desktop.query_words import query_colours
from donnybrook.desktop.scene_text import count_line
from donnybrook.desktop.services.hit_search import FIRST, HitSearch, Picked, Searched
from donnybrook.desktop.theme import Theme


class FindResults(QObject):
    """Keeps what is shown in step with what is searched for, also after edits."""

    def __init__(
        self,
        catalog: Catalog,
        search: HitSearch,
        box: SearchBox,
        middle: FindMiddle,
        counts: FindCounts,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._search = search
        self._box = box
        self._middle = middle
        self._views, self._stage = middle.views, middle.stage
        self._counts = counts
        self._theme = theme
        self._keeps_choice = False  # the hits are the same, read anew after an edit
        box.typed.connect(self.search)
        middle.bar.order_wanted.connect(self._put_in_order)
        middle.views.order_wanted.connect(self._put_in_order)
        search.completed.connect(self._show_all)
        search.unread.connect(self._show_unread)
        search.counted.connect(self._show_count)
        theme.changed.connect(self._colour_query)

    def let_go(self) -> None:
        """Ask nothing more: the box outlives the catalog."""
        self._box.typed.disconnect(self.search)
        self._search.let_go()

    @property
    def query(self) -> str:
        """The search whose hits are shown."""
        return self._search.found.query

    @property
    def searched(self) -> Searched:
        """What is shown, for whoever takes it out of the window."""
        return self._search.searched

    def search(self, query: str) -> None:
        """Show what a query finds. A new query begins at its first hit; the same one keeps the choice."""
        chosen = self._views.current_scene if query == self.query else None
        self._keeps_choice = False
        self._search.search(query)
        self._views.show_ids(self._search.ids)
        if not self._views.choose(chosen):
            self._views.choose_place(0)
        self._show_found()

    def show_picked(self, picked: Picked) -> None:
        """Show only some of what a search finds, until something else is searched for."""
        self._search.pick(picked)
        if self._box.text == picked.query:
            self.search(picked.query)
        else:
            self._box.set_text(picked.query)

    def look_again(self) -> None:
        """Search anew after an edit; the person stays where they are."""
        if self._box.text == self.query and self._search.ask_again(self._search_again):
            self._keeps_choice = True
            self._views.refresh()
            self._counts.count(self.query)
            self._middle.ask_groups()
        else:
            self._search_again()

    def _search_again(self) -> None:
        chosen, selected = self._views.current_place, self._views.selected_scenes
        with self._views.settling():
            self.search(self._box.text)
            if len(selected) > 1:
                self._views.select_scenes(selected)
            if self._views.current_scene is None and chosen is not None:
                self._views.choose_place(min(chosen, self._views.scene_count - 1))

    def _put_in_order(self, order: str) -> None:
        self._keeps_choice = False
        self._search.put_in_order(order)
        self._views.show_ids(self._search.ids)
        self._views.choose_place(0)
        self._show_found()

    def _show_found(self) -> None:
        found = self._search.found
        self._box.show_problems(found.problems)
        self._colour_query()
        self._show_count()
        self._show_middle()
        self._middle.drag.ordered = self._search.is_by_hand and not self._catalog.read_only
        self._middle.bar.show_order(self._search.order)
        self._views.show_order(self._search.order)
        self._middle.show_query(found.query)
        self._counts.count(found.query)
        self._search.ask_for_all()

    def _show_all(self) -> None:
        """All hits are there now: more of those that are shown, or the same in another order or after an edit."""
        keeps, self._keeps_choice = self._keeps_choice, False
        self._box.show_problems(self._search.found.problems)
        self._views.show_rest(self._search.ids, keeps_choice=keeps)
        self._show_count()
        self._show_middle()

    def _show_unread(self) -> None:
        words = self.tr("Not all of the fights could be read. They are read again with the next search or edit.")
        self._box.show_problems((*self._search.found.problems, words))

    def _show_count(self, films: int | None = None) -> None:
        hits = len(self._search.ids)
        if not self._search.is_complete and hits:
            self._box.show_count(self.tr("more than {hits} fights").format(hits=hits))
        elif films is None and hits > FIRST:  # the films are being counted
            self._box.show_count(counted(hits, "fight"))
        else:
            self._box.show_count(
                count_line(hits, self._catalog.film_count(self._search.ids) if films is None else films)
            )

    def _show_middle(self) -> None:
        if self._search.ids:
            if not self._stage.is_large:
                self._stage.show_hits()
        elif query := self.query.strip():
            self._stage.show_no_hits(query, self._search.found.suggestions)
        else:
            self._stage.show_no_fights(len(self._catalog.films()))

    def _colour_query(self) -> None:
        if self.query:
            self._box.colour(query_colours(self.query, self._catalog.vocabulary, self._theme))
