"""The middle of Find: the wall, the hit large, or a word on why there is nothing. Knows no catalog."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.empty_state import EmptyState, Offer
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.theme import Theme

_ANY_PX = 16_777_215  # Qt's own largest


class FindStage(QStackedWidget):
    """Shows one page at a time."""

    def __init__(self, wall: Wall, actions: ActionSet, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._wall = wall
        offers = (Offer("films.add", self.tr("Add films…")), Offer("view.tag", self.tr("Mark fights in Tag")))
        self._no_fights = EmptyState("film", offers, actions, theme, icons)
        self._no_hits = EmptyState("search", (Offer("find.clear", self.tr("Show everything")),), actions, theme, icons)
        self._large = QWidget()
        self._large.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._large.setAccessibleName(self.tr("The fight, large"))
        self._large_place = QVBoxLayout(self._large)
        self._large_place.setContentsMargins(0, 0, 0, 0)
        for page in (wall, self._no_fights, self._no_hits, self._large):
            self.addWidget(page)

    @property
    def is_large(self) -> bool:
        """Whether the hit is shown large."""
        return self.currentWidget() is self._large

    @property
    def words(self) -> str:
        """What an empty page says; '' while there is none."""
        page = self.currentWidget()
        return page.words if isinstance(page, EmptyState) else ""

    def show_wall(self) -> None:
        """Show the wall."""
        self.setCurrentWidget(self._wall)

    def show_large(self, view: QWidget) -> None:
        """Show something in the wall's place."""
        view.setMinimumHeight(0)
        view.setMaximumHeight(_ANY_PX)
        self._large_place.addWidget(view)
        view.show()
        self.setCurrentWidget(self._large)
        self._large.setFocus()

    def show_no_fights(self, film_count: int) -> None:
        """Say that the catalog has no fights yet, and what comes next."""
        if film_count:
            films = self.tr("film is") if film_count == 1 else self.tr("films are")
            words = self.tr("{count} {films} here. Mark the first fight in Tag: I, O, and a line on who fights whom.")
            words = words.format(count=film_count, films=films)
        else:
            words = self.tr("Add a film, or drop one anywhere on the window; then mark its fights in Tag.")
        self._no_fights.say(self.tr("No fights yet"), words)
        self.setCurrentWidget(self._no_fights)

    def show_no_hits(self, query: str, near_words: tuple[str, ...]) -> None:
        """Say that nothing goes by a query, and what may have been meant."""
        near = self.tr("Near words: {words}.").format(words=", ".join(near_words))
        self._no_hits.say(
            self.tr("Nothing found for {query}").format(query=query),
            near if near_words else self.tr("Try a wider word, or fewer of them."),
        )
        self.setCurrentWidget(self._no_hits)
