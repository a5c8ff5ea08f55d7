"""The hits as a wall or as a table, one of them shown; what is chosen and selected goes along. Knows no catalog."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget

from donnybrook.desktop.models.scene_table import SceneTable
from donnybrook.desktop.models.scene_wall import SceneWall
from donnybrook.desktop.panels.hit_table import HitTable
from donnybrook.desktop.panels.wall import Wall

type HitView = Literal["wall", "table"]


class HitViews(QStackedWidget):
    """Gives the hits to the view that is shown; the table is made when it is first asked for."""

    scene_chosen = Signal(object)
    """Emits the id of the current scene, or ``None``."""

    selection_changed = Signal(object)
    """Emits the ids of the scenes that are selected, in order, as a tuple."""

    left_upwards = Signal()
    """The up arrow was pressed in the first row: the person wants to be in the search box."""

    menu_wanted = Signal(QPoint)
    """Emits where on the screen a menu for the current scene is asked for."""

    activated = Signal()
    """The current scene was clicked twice, or is to be played."""

    order_wanted = Signal(str)
    """Emits the order that a click on a head of the table asks for."""

    def __init__(
        self, wall: Wall, wall_model: SceneWall, make_table: Callable[[], tuple[HitTable, SceneTable]]
    ) -> None:
        super().__init__()
        self.ids: Sequence[int] = ()
        self._order = "newest"
        self._wall = wall
        self._make_table = make_table
        self.table: HitTable | None = None
        self._shown: Wall | HitTable = wall
        self._model: SceneWall | SceneTable = wall_model
        self._models: dict[str, SceneWall | SceneTable] = {"wall": wall_model}
        self.setFocusProxy(wall)
        self._take_in(wall)

    def _take_in(self, view: Wall | HitTable) -> None:
        self.addWidget(view)
        view.scene_chosen.connect(lambda scene_id: self._pass_on(view, self.scene_chosen.emit, scene_id))
        view.selection_changed.connect(lambda ids: self._pass_on(view, self.selection_changed.emit, ids))
        view.left_upwards.connect(self.left_upwards)
        view.menu_wanted.connect(self.menu_wanted)
        view.activated.connect(lambda _index: self.activated.emit())

    def _pass_on(self, view: Wall | HitTable, tell: Callable[[object], None], what: object) -> None:
        if view is self._shown:
            tell(what)

    def show_view(self, name: HitView) -> None:
        """Show the hits another way."""
        if name == "table" and self.table is None:
            self.table, self._models["table"] = self._make_table()
            self.table.order_wanted.connect(self.order_wanted)
            self.table.show_order(self._order)
            self._take_in(self.table)
        view: Wall | HitTable = self.table if name == "table" and self.table is not None else self._wall
        if view is self._shown:
            return
        chosen, selected, had_focus = self.current_scene, self.selected_scenes, self._shown.hasFocus()
        self._model.show_ids(())
        self._shown, self._model = view, self._models[name]
        self._model.show_ids(self.ids)
        self.setFocusProxy(view)
        with self.settling():
            if not self.choose(chosen):
                self.choose_place(0)
            if len(selected) > 1:
                self.select_scenes(selected)
        self.setCurrentWidget(view)
        if had_focus:
            view.setFocus()

    @property
    def view(self) -> HitView:
        """How the hits are shown."""
        return "wall" if self._shown is self._wall else "table"

    def show_ids(self, scene_ids: Sequence[int]) -> None:
        """Show other scenes."""
        self.ids = scene_ids
        self._model.show_ids(scene_ids)

    def grow(self, scene_ids: Sequence[int]) -> None:
        """Show more scenes after those that are there, which the ids begin with."""
        self.ids = scene_ids
        self._model.grow(scene_ids)

    def show_rest(self, scene_ids: Sequence[int], *, keeps_choice: bool) -> None:
        """Show all scenes where there were some; ``keeps_choice``: the person stays where they are."""
        before, place = self.ids, self.current_place
        if not keeps_choice and list(scene_ids[: len(before)]) == list(before):
            self.grow(scene_ids)
            return
        chosen, selected = self.current_scene, self.selected_scenes
        bar = self._shown.verticalScrollBar()
        stood = bar.value()
        with self.settling():
            self.show_ids(scene_ids)
            if not ((keeps_choice or place) and self.choose(chosen)):
                self.choose_place(min(place or 0, len(scene_ids) - 1) if keeps_choice else 0)
            if len(selected) > 1:
                self.select_scenes(selected)
        if keeps_choice:
            bar.setValue(stood)

    def refresh(self) -> None:
        """Read again whatever is looked at."""
        self._model.refresh()

    def show_pictures(self, names: Collection[str]) -> None:
        """Paint those fights again whose pictures have come."""
        self._shown.show_pictures(names)

    def show_order(self, order: str) -> None:
        """Say by what the hits are sorted."""
        self._order = order
        if self.table is not None:
            self.table.show_order(order)

    def keep_columns(self) -> None:
        """Remember which columns the table shows."""
        if self.table is not None:
            self.table.keep_columns()

    # ------------------------------------------------------------ what is chosen

    @property
    def current_scene(self) -> int | None:
        """The id of the current scene."""
        return self._shown.current_scene

    @property
    def current_place(self) -> int | None:
        """Where among the hits the current scene stands, from 0."""
        return self._shown.current_place

    @property
    def scene_count(self) -> int:
        """How many scenes there are."""
        return len(self.ids)

    @property
    def selected_scenes(self) -> tuple[int, ...]:
        """The ids of the scenes that are selected, in order."""
        return self._shown.selected_scenes

    def choose(self, scene_id: int | None) -> bool:
        """Make a scene the current one and show it; returns whether it is there."""
        return self._shown.choose(scene_id)

    def choose_place(self, place: int) -> bool:
        """Make the scene at a place (from 0) the current one; returns whether there is one."""
        return self._shown.choose_place(place)

    def select_all(self) -> None:
        """Select all scenes."""
        self._shown.select_all()

    def select_scenes(self, scene_ids: Sequence[int]) -> None:
        """Select those of some scenes that are here."""
        self._shown.select_scenes(scene_ids)

    @contextmanager
    def settling(self) -> Iterator[None]:
        """Tell of the selection only once all is shown and selected anew, not of what it was on the way."""
        with self._shown.settling():
            yield
