"""The hits counted by film or by place, and kept in step with the search. Counts nothing itself: an ``Asker`` does.

An answer belongs to the view and the query it was asked for; one that comes when others are shown is let go.
"""

from PySide6.QtCore import QObject

from donnybrook.catalog import HitGroup
from donnybrook.desktop.models.hit_groups import GroupRow, film_rows, place_rows
from donnybrook.desktop.panels.group_list import GroupList
from donnybrook.desktop.services.asker import Asker
from donnybrook.desktop.services.spoilers import Spoilers
from donnybrook.desktop.session import Session

GROUPED = ("films", "places")
_TOPIC = "groups"


class FindGroups(QObject):
    """Fills a ``GroupList`` while films or places are what is shown."""

    def __init__(
        self, session: Session, spoilers: Spoilers, asker: Asker, shown: GroupList, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._spoilers = spoilers
        self._asker = asker
        self._list = shown
        self._wanted = ("wall", "")  # the view, and the query
        self._told_of = ("", "")
        self._told: tuple[HitGroup, ...] = ()
        shown.folds_changed.connect(self.show_again)

    def ask(self, view: str, query: str) -> None:
        """Have what a query finds counted for a view; for one that shows single fights, nothing more is counted."""
        self._wanted = view, query
        if view == "films":
            self._asker.ask(
                _TOPIC, lambda catalog: catalog.questions.films(query), lambda told: self._take((view, query), told)
            )
        elif view == "places":
            self._asker.ask(
                _TOPIC, lambda catalog: catalog.questions.places(query), lambda told: self._take((view, query), told)
            )
        else:
            self._asker.drop(_TOPIC)

    def show_again(self) -> None:
        """Show what was counted last anew: something is folded, or a film is seen now."""
        view, query = self._told_of
        if view != self._wanted[0]:
            return
        if view == "films":
            self._list.show_rows(film_rows(self._told, query, self._spoilers.has_seen))
        elif view == "places":
            self._list.show_rows(self._place_rows(query))

    def _take(self, told_of: tuple[str, str], told: tuple[HitGroup, ...]) -> None:
        if told_of == self._wanted:
            self._told_of, self._told = told_of, told
            self.show_again()

    def _place_rows(self, query: str) -> tuple[GroupRow, ...]:
        return place_rows(self._told, self._session.catalog.vocabulary, query, self._list.folds)
