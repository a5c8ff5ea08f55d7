"""Find: the wall of what the search box asks for, facets at its left, the hit in detail at its right.

Edits only the trash; opens no file, and knows no other workplace.
"""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from donnybrook.catalog import Changes, Family, Found
from donnybrook.catalog.edits import scenes as scene_edits
from donnybrook.catalog.scene_links import SceneLink
from donnybrook.desktop.action_set import ActionSet, Handler
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.models.scene_wall import SceneWall
from donnybrook.desktop.panels.find_counts import FindCounts
from donnybrook.desktop.panels.find_detail import FindDetail
from donnybrook.desktop.panels.find_facets import FindFacets
from donnybrook.desktop.panels.find_playing import HitPlayer
from donnybrook.desktop.panels.find_show import HitShow
from donnybrook.desktop.panels.find_side import FindSide
from donnybrook.desktop.panels.find_stage import FindStage
from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.panels.scene_card import SceneCard
from donnybrook.desktop.panels.search_box import SearchBox
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.panels.wall_drag import WallDrag
from donnybrook.desktop.query_words import by_hand, collection_asked, query_colours
from donnybrook.desktop.scene_text import count_line, name_of, times_line
from donnybrook.desktop.services.asker import Asker
from donnybrook.desktop.services.many_edits import ManyEdits
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.session import Session
from donnybrook.desktop.settings import LOOP, SHOW_DETAIL, SHOW_FACETS, Setting, Settings
from donnybrook.desktop.theme import Theme
from donnybrook.problems import Problem

_MENU_ACTIONS = (
    "find.play",
    "find.preview",
    "find.tag",
    "find.collect",
    "find.copy_times",
    "find.copy_link",
    "find.like",
    "find.delete",
)


class FindWorkplace(QWidget):
    """One catalog's wall. The search box stands in the head of the window, and is used by this workplace alone."""

    tag_requested = Signal(int)
    """Emits a scene to be opened in Tag."""

    toast_wanted = Signal(str, object)
    """Emits a word on what was done, and the function that takes it back (or ``None``)."""

    def __init__(
        self,
        session: Session,
        thumbnails: Thumbnails,
        search_box: SearchBox,
        actions: ActionSet,
        theme: Theme,
        icons: Icons,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._session = session
        self._catalog = session.catalog
        self._thumbnails = thumbnails
        self._box = search_box
        self._actions = actions
        self._settings = settings
        self._theme = theme
        self._found = Found("", (), (), "")
        self._folds_of = f"folds-{session.catalog.uuid}"  # what is folded is told by numbers of this catalog
        self._is_stale = False
        self._hit = HitPlayer(self._catalog, settings, self)
        self._model = SceneWall(self._catalog.scene_rows, self)
        card = SceneCard(theme, icons, thumbnails, self._family, self)
        self._wall = Wall(self._model, card)
        self.drag = WallDrag(self._wall, self._model)
        self._stage = FindStage(self._wall, actions, theme, icons)
        self._asker = Asker(self._catalog.path, read_only=self._catalog.read_only, parent=self)
        self._facets = FindFacets(theme, icons)
        self.counts = FindCounts(session, self._facets, search_box, self._asker, self)
        self._detail = FindDetail(self._catalog, thumbnails, theme, icons)
        self._edits = ManyEdits(session, self)
        self._side = FindSide(self._detail, session, self._edits, theme, icons)
        self._show = HitShow(self._hit, self._wall, self._stage, self._detail, self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        actions.connect_table(self._table())
        self._facets.folds.read(settings.choice(self._folds_of))
        self._facets.folds_changed.connect(lambda: settings.keep_choice(self._folds_of, self._facets.folds.written))
        self._show_sides()
        self.search(search_box.text)

    # ------------------------------------------------------------ searching

    @property
    def found(self) -> Found:
        """What is on the wall, or would be if anybody looked."""
        self._catch_up()
        return self._found

    @property
    def query(self) -> str:
        """The search whose hits are shown."""
        return self._found.query

    @property
    def current_scene(self) -> int | None:
        """The fight that is chosen on the wall."""
        return self._wall.current_scene

    @property
    def selected_scenes(self) -> tuple[int, ...]:
        """The fights that are selected on the wall, or the one that is chosen."""
        one = self._wall.current_scene
        return self._wall.selected_scenes or (() if one is None else (one,))

    def ask(self, query: str) -> None:
        """Put a query into the search box, as if it had been typed."""
        self._box.set_text(query)

    def show_fight(self, scene_id: int) -> None:
        """Make a fight the chosen one; if it is not among those found, search for it alone."""
        if not self._wall.choose(scene_id):
            self._box.set_text(SceneLink(self._catalog.path, self._catalog.scene(scene_id).uuid).query)
        self.focus_wall()

    def search(self, query: str) -> None:
        """Put on the wall what a query finds. A new query begins at its first hit; the same one keeps the choice."""
        chosen = self._wall.current_scene if query == self._found.query else None
        self._found = self._catalog.search(query)
        self._model.show_ids(by_hand(self._catalog, query, self._found.scene_ids))
        self.drag.ordered = collection_asked(self._catalog, query) is not None and not self._catalog.read_only
        if not self._wall.choose(chosen):
            self._wall.choose_place(0)
        self._box.show_problems(self._found.problems)
        self._colour_query()
        self._show_count()
        self._show_middle()
        self.counts.count(query)

    def _show_count(self) -> None:
        films = self._catalog.film_count(self._found.scene_ids)
        self._box.show_count(count_line(len(self._found.scene_ids), films))

    def _show_middle(self) -> None:
        if self._found.scene_ids:
            if not self._stage.is_large:
                self._stage.show_wall()
        elif query := self._found.query.strip():
            self._stage.show_no_hits(query, self._found.suggestions)
        else:
            self._stage.show_no_fights(len(self._catalog.films()))

    def _colour_query(self) -> None:
        if self._found.query:
            self._box.colour(query_colours(self._found.query, self._catalog.vocabulary, self._theme))

    def _family(self, concept_id: int) -> Family:
        return self._catalog.vocabulary.family(concept_id)

    # ------------------------------------------------------------ the hit

    def give_player(self, player: Player, view: QWidget) -> None:
        """Take the player, which comes after the first paint, and the widget it shows itself in."""
        self._show.take_player(player, view)

    def play(self) -> None:
        """Play the current fight from its in point."""
        self._show.play()

    def play_all(self) -> None:
        """Play the hits one after another, from the current one on."""
        self._show.play_all()

    def leave(self) -> None:
        """Another workplace comes to the front: let go of the player."""
        self._show.stop()

    def focus_wall(self) -> None:
        """Go from the search box to the wall."""
        if not self._stage.focus_meant():
            self._wall.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _back(self) -> None:
        if self._show.is_on:
            self._show.stop()
        elif self._box.text and self._box.isAncestorOf(self.window().focusWidget()):
            self._box.clear()
        else:
            self.focus_wall()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for what was entered while another workplace was at the front."""
        super().showEvent(event)
        self._catch_up()
        self.counts.catch_up()

    def _catch_up(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self._look_again()

    def _choose(self, scene_id: int | None) -> None:
        self._show.chosen(scene_id)
        place = self._wall.current_place if scene_id is not None else None
        row = self._model.scene_row(place) if place is not None else None
        self._detail.show_scene(scene_id, row.cover if row else None)
        for action_id in _MENU_ACTIONS:
            self._actions.allow(action_id, scene_id is not None)

    def _tag(self) -> None:
        if self._wall.current_scene is not None:
            self.tag_requested.emit(self._wall.current_scene)

    def _delete(self) -> None:
        scene_id, place = self._wall.current_scene, self._wall.current_place
        if scene_id is None or place is None:
            return
        if len(self._wall.selected_scenes) > 1:
            self._edits.trash(self._wall.selected_scenes)
            return
        row = self._model.scene_row(place)
        try:
            self._session.edit("Delete fight", scene_edits.trash_scene, scene_id)
        except Problem as problem:
            self._session.tell(problem)
            return
        self._wall.choose_place(min(place, len(self._model.ids) - 1))
        name = name_of(row) if row else ""
        self.toast_wanted.emit(self.tr("Deleted “{name}”").format(name=name), lambda: self._restore(scene_id))

    def _restore(self, scene_id: int) -> None:
        try:
            self._session.edit("Restore fight", scene_edits.restore_scene, scene_id)
        except Problem as problem:
            self._session.tell(problem)
            return
        self._wall.choose(scene_id)

    def _copy_times(self) -> None:
        place = self._wall.current_place
        row = self._model.scene_row(place) if place is not None else None
        if row is not None:
            QGuiApplication.clipboard().setText(times_line(row.in_us, row.out_us))

    # ------------------------------------------------------------ keeping up

    @property
    def _is_by_hand(self) -> bool:
        """Whether an edit of a collection may change what is on the wall."""
        return "collection" in self._found.query

    def _changed(self, changes: Changes | None) -> None:
        if not self.isVisible():
            self._is_stale = True  # nobody looks: it is searched again when somebody does
        elif changes is None or changes.films or changes.vocabulary or changes.scenes or self._is_by_hand:
            self._look_again()
        elif changes.pictures:
            self._model.refresh()

    def _look_again(self) -> None:
        chosen, selected = self._wall.current_place, self._wall.selected_scenes
        with self._wall.settling():
            self.search(self._box.text)
            if len(selected) > 1:
                self._wall.select_scenes(selected)
            if self._wall.current_scene is None and chosen is not None:
                self._wall.choose_place(min(chosen, len(self._model.ids) - 1))

    # ------------------------------------------------------------ putting it together

    def _table(self) -> dict[str, Handler]:
        return {
            "find.play": self.play,
            "find.play_all": self.play_all,
            "find.preview": self._show.toggle_large,
            "find.back": self._back,
            "find.tag": self._tag,
            "find.delete": self._delete,
            "find.select_all": self._wall.select_all,
            "find.copy_times": self._copy_times,
            "find.clear": self._box.clear,
            "find.meant": self._stage.take_meant,
            "play.loop": lambda: self._settings.set(LOOP, self._actions.qt("play.loop").isChecked()),
            "view.facets": lambda: self._show_side("view.facets", SHOW_FACETS),
            "view.detail": lambda: self._show_side("view.detail", SHOW_DETAIL),
        }

    def _show_side(self, action_id: str, setting: Setting[bool]) -> None:
        self._settings.set(setting, self._actions.qt(action_id).isChecked())
        self._show_sides()

    def _show_sides(self) -> None:
        for action_id, setting in (("play.loop", LOOP), ("view.facets", SHOW_FACETS), ("view.detail", SHOW_DETAIL)):
            self._actions.qt(action_id).setChecked(self._settings.value(setting))
        self._facets.setVisible(self._settings.value(SHOW_FACETS))
        self._side.setVisible(self._settings.value(SHOW_DETAIL))
        self.counts.count(self._found.query)

    def _connect(self) -> None:
        self._box.typed.connect(self.search)
        self._stage.query_wanted.connect(self._box.set_text)
        self._box.left_downwards.connect(self.focus_wall)
        self._wall.scene_chosen.connect(self._choose)
        self._wall.selection_changed.connect(self._side.show_selected)
        self._edits.said.connect(self.toast_wanted)
        self._wall.activated.connect(self.play)
        self._wall.left_upwards.connect(self._box.setFocus)
        self._wall.menu_wanted.connect(self._menu)
        self._detail.play_wanted.connect(self._show.play_or_pause)
        self._detail.tag_wanted.connect(self._tag)
        self._detail.history_wanted.connect(lambda: self._actions.run("edit.history"))
        self._hit.refused.connect(lambda sentence: self.toast_wanted.emit(sentence, None))
        self._thumbnails.arrived.connect(self._wall.viewport().update)
        self._session.changed.connect(self._changed)
        self._theme.changed.connect(self._colour_query)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for action_id in _MENU_ACTIONS:
            menu.addAction(self._actions.qt(action_id))
        menu.addAction(self._actions.qt("edit.history"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _lay_out(self) -> None:
        give_role(self, "back")
        for part in (self._facets, self._stage, self._side):
            self._splitter.addWidget(part)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._side.setMinimumWidth(240)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)
        QTimer.singleShot(0, self._size_panels)

    def _size_panels(self) -> None:
        kept = self._settings.state("find_panels")
        if not (kept and self._splitter.restoreState(kept)):
            self._splitter.setSizes([204, self.width() - 204 - 304, 304])

    def let_go(self) -> None:
        """Ask the catalog nothing any more, and remember the sizes of the panels."""
        self._box.typed.disconnect(self.search)
        self.counts.let_go()
        self._edits.close()
        self._show.stop()
        self._settings.keep_state("find_panels", self._splitter.saveState())
