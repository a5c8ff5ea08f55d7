"""What stands in the middle of Find: the hits, one of them large, or a word on why there is none. Knows no catalog."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from donnybrook.catalog.search.spelling import Suggestion
from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.empty_state import EmptyState, Offer
from donnybrook.desktop.theme import Theme

_ANY_PX = 16_777_215  # Qt's own largest


class FindStage(QStackedWidget):
    """Shows one page at a time."""

    query_wanted = Signal(str)
    """Emits what may have been meant, taken in place of the query that finds nothing."""

    def __init__(self, hits: QWidget, groups: QWidget, actions: ActionSet, theme: Theme, icons: Icons) -> None:
        """``groups`` are the hits by film or place."""
        super().__init__()
        self._hits = hits
        self._groups = groups
        self._front = hits
        self._actions = actions
        add, mark = Offer("films.add", self.tr("Add films…")), Offer("view.tag", self.tr("Mark fights in Tag"))
        self._no_films = EmptyState("film", (add, mark), actions, theme, icons)
        self._no_fights = EmptyState("film", (mark, add), actions, theme, icons)
        self._no_hits = EmptyState("search", (Offer("find.clear", self.tr("Show everything")),), actions, theme, icons)
        self._meant: tuple[Suggestion, ...] = ()
        self._no_hits.chosen.connect(lambda place: self.query_wanted.emit(self._meant[place].query))
        self._large = QWidget()
        self._large.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._large.setAccessibleName(self.tr("The fight, large"))
        self._large_place = QVBoxLayout(self._large)
        self._large_place.setContentsMargins(0, 0, 0, 0)
        for page in (hits, groups, self._no_films, self._no_fights, self._no_hits, self._large):
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

    @property
    def shows_groups(self) -> bool:
        """Whether hits are shown by film or place."""
        return self.currentWidget() is self._groups

    def bring(self, *, groups: bool) -> None:
        """Say what is shown where there are hits: each of them, or films and places."""
        self._front = self._groups if groups else self._hits
        if self.currentWidget() in (self._groups, self._hits):
            self.show_hits()

    def show_hits(self) -> None:
        """Show the hits."""
        self.setCurrentWidget(self._front)

    def focus_hits(self) -> None:
        """Go to the hits with the keyboard."""
        self._front.setFocus(Qt.FocusReason.ShortcutFocusReason)

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
            words = self.tr(
                "{count} {films} here. Mark the first fight in Tag: {begin}, {over}, and a line on who fights whom."
            )
            begin, over = (self._actions.key_of(each) for each in ("tag.in", "tag.out"))
            words = words.format(count=film_count, films=films, begin=begin, over=over)
        else:
            words = self.tr("Add a film, or drop one anywhere on the window; then mark its fights in Tag.")
        page = self._no_fights if film_count else self._no_films
        page.say(self.tr("No fights yet"), words)
        self.setCurrentWidget(page)

    def show_no_hits(self, query: str, meant: tuple[Suggestion, ...]) -> None:
        """Say that nothing goes by a query, and offer what may have been meant."""
        self._meant = meant
        self._no_hits.say(
            self.tr("Nothing found for {query}").format(query=query),
            self.tr("Did you mean:") if meant else self.tr("Try a wider word, or fewer of them."),
        )
        self._no_hits.show_choices([each.query for each in meant], "find.meant")
        self.setCurrentWidget(self._no_hits)

    def take_meant(self) -> None:
        """Take the likeliest of what may have been meant, if that is offered."""
        if self.currentWidget() is self._no_hits and self._meant:
            self.query_wanted.emit(self._meant[0].query)

    def focus_meant(self) -> bool:
        """Go to the first of what may have been meant; returns whether anything is offered."""
        return self.currentWidget() is self._no_hits and self._no_hits.focus_choice()
