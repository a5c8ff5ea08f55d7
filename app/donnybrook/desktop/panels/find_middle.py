"""The middle of Find: hits as wall, table, films or places, under a line that says which. Asks what is found of others.

Edits nothing; a click on a film or a place asks for another search.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from donnybrook.catalog import Family
from donnybrook.desktop.action_set import ActionSet, Handler
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.models.hit_groups import GroupRow, HitGroups
from donnybrook.desktop.models.scene_table import SceneTable
from donnybrook.desktop.models.scene_wall import SceneWall
from donnybrook.desktop.models.table_columns import Hit
from donnybrook.desktop.panels.find_groups import GROUPED, FindGroups
from donnybrook.desktop.panels.find_stage import FindStage
from donnybrook.desktop.panels.group_list import GroupList
from donnybrook.desktop.panels.hit_bar import VIEWS, HitBar
from donnybrook.desktop.panels.hit_table import HitTable
from donnybrook.desktop.panels.hit_views import HitViews
from donnybrook.desktop.panels.scene_card import SceneCard
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.panels.wall_drag import WallDrag
from donnybrook.desktop.panels.wall_hover import WallHover
from donnybrook.desktop.services.asker import Asker
from donnybrook.desktop.services.spoilers import Spoilers
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.session import Session
from donnybrook.desktop.settings import FIND_VIEW, Settings
from donnybrook.desktop.theme import Theme


class FindMiddle(QWidget):
    """Four ways to look at the hits; which one is remembered."""

    query_wanted = Signal(str)
    """Emits a query to be asked in place of the one there is."""

    view_changed = Signal()
    """The hits are shown another way."""

    def __init__(
        self,
        session: Session,
        spoilers: Spoilers,
        thumbnails: Thumbnails,
        asker: Asker,
        actions: ActionSet,
        theme: Theme,
        icons: Icons,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._session = session
        self._spoilers = spoilers
        self._thumbnails = thumbnails
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self._query = ""
        model = SceneWall(spoilers.rows, self)
        card = SceneCard(theme, icons, thumbnails, self._family, self)
        wall = Wall(model, card)
        self.hover = WallHover(wall, model, spoilers, self)
        card.show_moving(self.hover.picture)
        self.drag = WallDrag(wall, model)
        self.views = HitViews(wall, model, self._made_table)
        self._groups = HitGroups(spoilers.rows, self)
        self.groups = GroupList(self._groups, theme, icons, thumbnails)
        self._grouping = FindGroups(session, spoilers, asker, self.groups, self)
        self.stage = FindStage(self.views, self.groups, actions, theme, icons)
        self.bar = HitBar(actions, icons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stage, 1)
        self.groups.query_wanted.connect(self._narrow)
        self.stage.query_wanted.connect(self.query_wanted)
        self.bar.columns_wanted.connect(self._offer_columns)
        thumbnails.came.connect(self.views.show_pictures)
        wall.flown.connect(thumbnails.drop_waiting)
        self.bar.show_spoiler_safe(on=spoilers.is_on)
        self.show_view(self.view)

    def table(self) -> dict[str, Handler]:
        """Return what the actions of the views do."""
        return {f"find.{view}": partial(self.show_view, view) for view in VIEWS}

    @property
    def view(self) -> str:
        """How the hits are shown: one of ``VIEWS``."""
        kept = self._settings.value(FIND_VIEW)
        return kept if kept in VIEWS else "wall"

    def show_view(self, view: str) -> None:
        """Show the hits another way, from now on."""
        self._settings.set(FIND_VIEW, view)
        had_focus = self.stage.isAncestorOf(self.window().focusWidget() or self)
        if view == "table":
            self.views.show_view("table")
        elif view == "wall":
            self.views.show_view("wall")
        self.stage.bring(groups=view in GROUPED)
        self.bar.show_view(view)
        self.ask_groups()
        self.view_changed.emit()
        if had_focus and not self.stage.is_large:
            self.stage.focus_hits()

    def show_query(self, query: str) -> None:
        """Say which query the hits are of."""
        self._query = query
        self.ask_groups()

    def ask_groups(self) -> None:
        """Have the hits counted by film or place, if that is what is shown."""
        self._grouping.ask(self.view, self._query)

    def refresh(self) -> None:
        """Read again whatever is looked at."""
        self.views.refresh()
        self._groups.refresh()

    @property
    def current_film(self) -> int | None:
        """The film whose row the keyboard is on, where films are shown."""
        row: GroupRow | None = self.groups.current_row if self.stage.shows_groups and self.view == "films" else None
        return None if row is None else row.film_id

    def show_spoilers(self) -> None:
        """Read again what is shown: another film is hidden now, or no longer."""
        self.bar.show_spoiler_safe(on=self._spoilers.is_on)
        self.views.refresh()
        self._grouping.show_again()

    def _narrow(self, query: str) -> None:
        self.show_view("wall")
        self.query_wanted.emit(query)

    def _offer_columns(self, at: QPoint) -> None:
        if self.views.table is not None:
            self.views.table.choose_columns(at)

    def _made_table(self) -> tuple[HitTable, SceneTable]:
        model = SceneTable(self._read_hits, self)
        return HitTable(model, self._theme, self._thumbnails, self._icons, self._family, self._settings), model

    def _read_hits(self, scene_ids: Sequence[int]) -> list[Hit]:
        rows = {row.id: row for row in self._spoilers.rows(scene_ids)}
        return [Hit(each.id, rows[each.id], each) for each in self._spoilers.scenes(scene_ids) if each.id in rows]

    def _family(self, concept_id: int) -> Family:
        return self._session.catalog.vocabulary.family(concept_id)

    def let_go(self) -> None:
        """Remember what a person arranged."""
        self.views.keep_columns()
