"""Find: the wall of what the search box asks for, facets at its left, the hit in detail at its right.

Edits only the trash; opens no file, and knows no other workplace.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from donnybrook.catalog import Changes, Scene
from donnybrook.catalog.scene_links import SceneLink
from donnybrook.desktop.action_set import ActionSet, Handler
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.find_chosen import ChosenHits
from donnybrook.desktop.panels.find_counts import FindCounts
from donnybrook.desktop.panels.find_deeds import HitDeeds
from donnybrook.desktop.panels.find_detail import FindDetail
from donnybrook.desktop.panels.find_facets import FindFacets
from donnybrook.desktop.panels.find_frame import FindFrame
from donnybrook.desktop.panels.find_middle import FindMiddle
from donnybrook.desktop.panels.find_playing import HitPlayer
from donnybrook.desktop.panels.find_results import FindResults
from donnybrook.desktop.panels.find_show import HitShow
from donnybrook.desktop.panels.find_side import FindSide
from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.panels.search_box import SearchBox
from donnybrook.desktop.services.asker import Asker
from donnybrook.desktop.services.hit_search import HitSearch, Picked, Searched
from donnybrook.desktop.services.index_keeper import IndexKeeper
from donnybrook.desktop.services.many_edits import ManyEdits
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.services.spoilers import Spoilers
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.services.undo_steps import TakeBack
from donnybrook.desktop.session import Session
from donnybrook.desktop.settings import LOOP, Settings
from donnybrook.desktop.theme import Theme

if TYPE_CHECKING:
    from donnybrook.desktop.panels.player_view import PlayerView
    from donnybrook.desktop.services.scene_strips import SceneStrips

_MENU_ACTIONS = (
    "find.play",
    "find.preview",
    "find.tag",
    "find.collect",
    "find.copy_times",
    "find.copy_link",
    "find.like",
    "edit.seen",
    "find.delete",
)
_FILM_ACTIONS = ("edit.seen", "edit.film")


class FindWorkplace(QWidget):
    """One catalog's wall. The search box stands in the head of the window, and is used by this workplace alone."""

    tag_requested = Signal(int)
    """Emits a scene to be opened in Tag."""

    toast_wanted = Signal(str, object)
    """Emits a word on what was done, and the function that takes it back (or ``None``)."""

    player_wanted = Signal()
    """A fight is to be played, and the player is not there yet."""

    alone_changed = Signal(bool)
    """Emits whether the fight that is played is to have the screen for itself."""

    def __init__(
        self,
        session: Session,
        take_back: TakeBack,
        spoilers: Spoilers,
        thumbnails: Thumbnails,
        search_box: SearchBox,
        actions: ActionSet,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        """``parent`` is where it will stand: what is put together first takes on the looks once for each step up."""
        super().__init__(parent)
        self.hide()  # until it is brought to the front
        self._session = session
        self._catalog = session.catalog
        self._box = search_box
        self._actions = actions
        self._settings = settings
        self._folds_of = f"folds-{session.catalog.uuid}"  # what is folded is told by numbers of this catalog
        self._is_stale = False
        self._spoilers = spoilers
        self._hit = HitPlayer(self._catalog, spoilers, settings, self)
        self._asker = Asker(self._catalog.path, read_only=self._catalog.read_only, parent=self)
        IndexKeeper(session, self._asker, self)
        self._search = HitSearch(self._catalog, settings, self)
        self._middle = FindMiddle(session, spoilers, thumbnails, self._asker, actions, theme, icons, settings)
        self._views, self._stage, self.drag = self._middle.views, self._middle.stage, self._middle.drag
        self._chosen = ChosenHits(self._catalog, spoilers, self._middle, actions, self)
        self._facets = FindFacets(theme, icons)
        self.counts = FindCounts(session, self._facets, search_box, self._asker, self)
        self._results = FindResults(self._catalog, self._search, search_box, self._middle, self.counts, theme, self)
        self._detail = FindDetail(self._catalog, spoilers, thumbnails, theme, icons, actions)
        self._edits = ManyEdits(session, take_back, self)
        self._deeds = HitDeeds(session, self._chosen, self._views, self._edits, self)
        self._side = FindSide(self._detail, session, spoilers, self._edits, theme, icons)
        self._show = HitShow(self._hit, self._views, self._stage, self._detail, self)
        give_role(self, "back")
        self._frame = FindFrame(self._facets, self._middle, self._side, actions, settings, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self._connect()
        actions.connect_table(self._table())
        self._facets.folds.read(settings.choice(self._folds_of))
        self._facets.folds_changed.connect(lambda: settings.keep_choice(self._folds_of, self._facets.folds.written))
        actions.qt("play.loop").setChecked(settings.value(LOOP))
        self._results.search(search_box.text)

    # ------------------------------------------------------------ what is found and chosen

    @property
    def query(self) -> str:
        """The search whose hits are shown."""
        return self._results.query

    def all_hits(self) -> Sequence[int]:
        """Return all that is found, now, in the order it is shown in."""
        self._catch_up()
        return self._search.all_hits()

    @property
    def is_by_hand(self) -> bool:
        """Whether what is shown is one collection, in its own order."""
        return self._search.is_by_hand

    def count_whole(self, answered: Callable[[int, int], None]) -> None:
        """Count how many fights and films the catalog holds, away from the window."""
        self._search.count_whole(answered)

    @property
    def current_scene(self) -> int | None:
        """The fight that is chosen; ``None`` also where films or places are shown in the place of fights."""
        return self._chosen.scene_id

    @property
    def hit(self) -> Scene | None:
        """The fight that is chosen, as the person may see it."""
        return self._chosen.scene

    @property
    def why_no_hit(self) -> str:
        """A sentence on why no fight is chosen, and what to do."""
        return self._chosen.why_none

    @property
    def current_film(self) -> int | None:
        """The film of the fight that is chosen, or, where films are shown, the one that is."""
        return self._chosen.film_id

    @property
    def selected_scenes(self) -> tuple[int, ...]:
        """The fights that are selected, or the one that is chosen."""
        return self._chosen.selected

    @property
    def searched(self) -> Searched:
        """What is shown, for whoever takes it out of the window."""
        return self._results.searched

    def ask(self, query: str) -> None:
        """Put a query into the search box, as if it had been typed."""
        self._box.set_text(query)

    def show_picked(self, picked: Picked) -> None:
        """Show only some of what a search finds, until something else is searched for."""
        self._results.show_picked(picked)

    def show_fight(self, scene_id: int) -> None:
        """Make a fight the chosen one, among the others; if it is not among those found, search for it alone."""
        self.show_each()
        if not self._views.choose(scene_id):
            self._box.set_text(SceneLink(self._catalog.path, self._catalog.scene(scene_id).uuid).query)
        self.focus_wall()

    # ------------------------------------------------------------ the hit

    def give_player(self, player: Player, view: "PlayerView", strips: "SceneStrips") -> None:
        """Take the player, which comes after the first paint, the widget it shows itself in, and moving pictures."""
        self._show.take_player(player, view)
        self._middle.hover.take_strips(strips)

    def play(self) -> None:
        """Play the current fight from its in point."""
        self._show.play()

    def play_all(self) -> None:
        """Play the hits one after another, from the current one on."""
        self.show_each()
        self._show.play_all()

    def show_each(self) -> None:
        """Show the hits one by one, where films or places are shown."""
        if self._middle.view not in ("wall", "table"):
            self._middle.show_view("wall")

    def leave(self) -> None:
        """Another workplace comes to the front: let go of the player."""
        self._show.stop()

    def focus_wall(self) -> None:
        """Go from the search box to the wall."""
        if not self._stage.focus_meant():
            self._stage.focus_hits()

    def _back(self) -> None:
        if self._show.is_alone:
            self._show.leave_alone()
        elif self._show.is_on:
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
            self._results.look_again()

    def _choose(self, scene_id: int | None) -> None:
        for action_id in _MENU_ACTIONS:
            if action_id.startswith("find."):  # what is at hand in Tag too, makes sense there without a hit
                self._actions.allow(action_id, scene_id is not None)
        self._show_chosen()

    def _show_chosen(self) -> None:
        scene_id, row = self._chosen.scene_id, self._chosen.row
        self._show.chosen(scene_id)
        why_none = "" if self._chosen.are_seen else self._chosen.why_none
        self._detail.show_scene(scene_id, row.cover if row else None, why_none)

    def _show_selected(self) -> None:
        self._side.show_selected(self._views.selected_scenes if self._chosen.are_seen else ())

    def _tag(self) -> None:
        if self.current_scene is not None:
            self.tag_requested.emit(self.current_scene)

    # ------------------------------------------------------------ keeping up

    def _changed(self, changes: Changes | None) -> None:
        may_reorder = "collection" in self.query  # an edit of a collection may change what is on the wall
        if not self.isVisible():
            self._is_stale = True  # nobody looks: it is searched again when somebody does
            self._box.show_count("")  # the box is seen beside Tag, too, and would tell of what was
        elif changes is None or changes.films or changes.vocabulary or changes.scenes or may_reorder:
            self._results.look_again()
        elif changes.pictures:
            self._middle.refresh()

    def _show_spoilers(self) -> None:
        self._middle.show_spoilers()
        self._show_chosen()

    # ------------------------------------------------------------ putting it together

    def _table(self) -> dict[str, Handler]:
        doing = self._chosen.doing
        return {
            "find.play": doing(self.play),
            "find.play_all": self.play_all,
            "find.preview": doing(self._show.toggle_large),
            "find.alone": doing(self._show.toggle_alone),
            **self._middle.table(),
            "find.back": self._back,
            "find.tag": doing(self._tag),
            **self._deeds.table(),
            "find.select_all": doing(self._views.select_all),
            "find.clear": self._box.clear,
            "find.meant": self._stage.take_meant,
            "play.loop": lambda: self._settings.set(LOOP, self._actions.qt("play.loop").isChecked()),
            **self._frame.table(),
        }

    def _connect(self) -> None:
        self._hit.player_wanted.connect(self.player_wanted)
        self._middle.query_wanted.connect(self._box.set_text)
        self._middle.groups.menu_wanted.connect(lambda at: self._menu(at, _FILM_ACTIONS))
        self._middle.groups.left_upwards.connect(self._box.setFocus)
        self._box.left_downwards.connect(self.focus_wall)
        self._views.scene_chosen.connect(self._choose)
        self._views.selection_changed.connect(self._show_selected)
        self._chosen.changed.connect(self._show_chosen)
        self._chosen.changed.connect(self._show_selected)
        self._chosen.refused.connect(lambda sentence: self.toast_wanted.emit(sentence, None))
        self._edits.said.connect(self.toast_wanted)
        self._views.activated.connect(self.play)
        self._views.left_upwards.connect(self._box.setFocus)
        self._views.menu_wanted.connect(lambda at: self._menu(at, (*_MENU_ACTIONS, "edit.history")))
        self._detail.play_wanted.connect(self._show.play_or_pause)
        self._detail.tag_wanted.connect(self._tag)
        self._hit.refused.connect(lambda sentence: self.toast_wanted.emit(sentence, None))
        self._deeds.said.connect(self.toast_wanted)
        self._show.said.connect(lambda words: self.toast_wanted.emit(words, None))
        self._show.alone_changed.connect(self._frame.show_alone)
        self._show.alone_changed.connect(self._middle.bar.setHidden)
        self._show.alone_changed.connect(self.alone_changed)
        self._frame.changed.connect(lambda: self.counts.count(self.query))
        self._spoilers.changed.connect(self._show_spoilers)
        self._session.changed.connect(self._changed)

    def _menu(self, at: QPoint, action_ids: Sequence[str]) -> None:
        menu = QMenu(self)
        for action_id in action_ids:
            menu.addAction(self._actions.qt(action_id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def let_go(self) -> None:
        """Ask the catalog nothing any more, and remember the sizes of the panels."""
        self._results.let_go()
        self.counts.let_go()
        self._edits.close()
        self._show.stop()
        self._middle.let_go()
        self._frame.keep_sizes()
