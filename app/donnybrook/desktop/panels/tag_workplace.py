"""Tag: films and fights at the left, the film with its tagging line and timeline in the middle, the fight at the right.

It puts the parts together and says which key does what; what is done is done by ``Tagging`` and the player.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from donnybrook.catalog import Family
from donnybrook.catalog.tagging import ResolvedLine
from donnybrook.desktop.action_set import ActionSet, Handler
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.field_editors import Surroundings
from donnybrook.desktop.panels.inspector import Inspector
from donnybrook.desktop.panels.player_view import PlayerView
from donnybrook.desktop.panels.scene_list import SceneList
from donnybrook.desktop.panels.slide_bar import SlideBar
from donnybrook.desktop.panels.tag_films import FilmParts, TagFilms
from donnybrook.desktop.panels.tag_keys import TagKeys
from donnybrook.desktop.panels.tag_layout import TagLayout
from donnybrook.desktop.panels.tag_marks import TagMarks
from donnybrook.desktop.panels.tag_side import TagSide
from donnybrook.desktop.panels.tag_timeline import TagTimeline
from donnybrook.desktop.panels.tagging_bar import TaggingBar
from donnybrook.desktop.services.line_tagging import LineTagging
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.services.sliding import Sliding
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.services.told_edits import ToldEdits
from donnybrook.desktop.services.typing_pause import TypingPause
from donnybrook.desktop.services.undo_steps import TakeBack
from donnybrook.desktop.session import Session
from donnybrook.desktop.settings import Settings
from donnybrook.desktop.theme import Theme
from donnybrook.ingest.films import AddedFilm


class TagWorkplace(QWidget):
    """One catalog's tagging. Only while it is shown does it hold the player."""

    toast_wanted = Signal(str, object)
    """Emits a word on what was done, and the function that takes it back (or ``None``)."""

    alone_changed = Signal(bool)
    """Emits whether the film is now to be alone on the screen."""

    film_opened = Signal(object)
    """Emits the ``MediaFile`` that is on the desk now, or ``None``."""

    def __init__(
        self,
        session: Session,
        take_back: TakeBack,
        parts: FilmParts,
        player: Player,
        actions: ActionSet,
        thumbnails: Thumbnails,
        theme: Theme,
        icons: Icons,
        settings: Settings,
    ) -> None:
        """Make a place for the parts, which come by ``steps``; nothing else may be asked of it before."""
        super().__init__()
        self._session = session
        self._take_back = take_back
        self._parts = parts
        self._player = player
        self._actions = actions
        self._thumbnails = thumbnails
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self._films = parts.films
        self.tagging = Tagging(session, take_back, parts.films, player, self)
        self.tagger = LineTagging(session, self.tagging, self)
        self._layout = TagLayout(self)

    def steps(self) -> Iterator[None]:
        """Make the parts, some at each step, so that the window goes on in between."""
        self._make_lists()
        yield
        self._make_film()
        yield
        around = Surroundings(self._session, self._theme, self._icons, self._playhead, self._rate)
        self.side = TagSide(around, self.tagging)
        self._layout.put_side(self.side)
        self.inspector = Inspector(around, self._thumbnails, self._actions, self.side)
        self.side.put_inspector(self.inspector)
        yield
        yield from self.inspector.make_spare()
        self._connect()
        self._keys = TagKeys(self._actions, self.tagging, self.marks, self._player, self, self._settings)
        self._actions.connect_table(self._keys.table())
        self._actions.connect_table(self._own_table())
        self._show_film()
        self._show_scene()

    def _make_lists(self) -> None:
        self.film_side = TagFilms(
            self._session, self._parts, self.tagging, self._actions, self._theme, self._icons, self
        )
        self.films, self.notice = self.film_side.list, self.film_side.notice
        self.scenes = SceneList(self._theme, self._thumbnails, self._icons, self._family)
        self._layout.put_lists(self.films, self.scenes)

    def _make_film(self) -> None:
        session, take_back, player = self._session, self._take_back, self._player
        self.marks = TagMarks(
            session, take_back, self.tagging, player, self._actions, self._settings, self._theme, self
        )
        self.view = PlayerView(player, self._theme, self._icons, scrubs=False)
        self.bar = TaggingBar(session, self._theme, self._actions, self.tagger.said_again)
        self._pause = TypingPause(player)
        edits = ToldEdits(session, take_back, self)
        edits.said.connect(self.toast_wanted)
        edits.refused.connect(self.view.say)
        self.lines = TagTimeline(session, self.tagging, edits, player, self._parts.pictures, self._theme, self)
        self.timeline, self.film_line = self.lines.timeline, self.lines.film_line
        self.sliding = Sliding(self.tagging, edits, player, lambda: self.timeline.hand.frames, self)
        self.slide_bar = SlideBar(self.sliding, self._actions)
        self._layout.put_film(self.notice, self.view, self.slide_bar)
        self._layout.put_below(self.marks.strip, self.bar, self.timeline)

    def _own_table(self) -> dict[str, Handler]:
        return {
            "tag.select_all": self.scenes.select_all,
            "tag.select_next": lambda: self.scenes.extend(1),
            "tag.select_previous": lambda: self.scenes.extend(-1),
            "tag.describe": self._describe,
            "tag.note": lambda: self._describe("note"),
        }

    # ------------------------------------------------------------ for the window

    def open_film(self, film_id: int) -> None:
        """Put a film on the desk."""
        self.inspector.hand_over()
        self.tagging.open_film(film_id)
        self.focus_film()

    def open_version(self, film_id: int, version_id: int) -> None:
        """Put a file of one version of a film on the desk."""
        self.inspector.hand_over()
        self.tagging.open_film(film_id, version_id=version_id)
        self.focus_film()

    def open_scene(self, scene_id: int) -> None:
        """Put a fight on the desk."""
        self.inspector.hand_over()
        self.tagging.open_scene(scene_id)
        self.scenes.select_only(scene_id)
        self.focus_film()

    def let_go(self) -> None:
        """Ask the catalog nothing any more."""
        self.tagging.let_go()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add film files; each opens as soon as it has been read."""
        self.film_side.add_files(paths)

    @property
    def is_alone(self) -> bool:
        """Whether the film alone is shown."""
        return self._layout.is_alone

    def show_alone(self, *, alone: bool) -> None:
        """Show the film alone on the screen, if there is one, or all again."""
        if alone and self.tagging.media_file is None:
            self.toast_wanted.emit(self.tr("There is no film on the screen that could be shown alone."), None)
        elif alone != self.is_alone:
            self._layout.show_alone(alone=alone)
            self.alone_changed.emit(alone)
            self.focus_film()

    def focus_film(self) -> None:
        """Bring the keyboard back to the film."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the player, and open the first film when none is open."""
        super().showEvent(event)
        if self.tagging.film is None:
            self.tagging.open_first()
        else:
            self.tagging.come_back()
        self.focus_film()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the player."""
        self.show_alone(alone=False)
        self.inspector.hand_over()
        self.tagging.leave()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        """Let a field that is typed in keep its keys, whatever action has them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            types = isinstance(self.window().focusWidget(), QLineEdit | QPlainTextEdit | QComboBox)
            if plain and types and event.key() != Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    # ------------------------------------------------------------ entries

    def _line_taken(self, line: ResolvedLine) -> None:
        """Empty the line, unless the person has gone on to another one since."""
        if self.bar.holds(line):
            is_there = self.bar.line.hasFocus()
            self.bar.clear()
            if is_there:
                self.focus_film()
                self._pause.end()

    def new_scene(self) -> None:
        """Make a fight of fresh marks; on a fight that is there already, go to the tagging line; keep a slide."""
        if self.sliding.is_on:
            self.sliding.keep()
        elif self.tagging.scene is not None:
            self.bar.take_focus()
        else:
            self.tagging.new_scene()

    def _describe(self, field: str = "") -> None:
        if self.side.is_on_many:
            self.show_alone(alone=False)
            self.side.take_focus(field)
        else:
            self._keys.describe(field or "title")

    def go_back(self) -> None:
        """Put back what is dragged; leave a field; on the film, select no beat, and then no fight."""
        if self.is_alone:
            self.show_alone(alone=False)
            return
        if self.timeline.hand.cancel():
            return
        if self.sliding.is_on:
            self.sliding.give_up()
            return
        is_on_film = self.focusWidget() is self.view or self.window().focusWidget() is self.view
        if is_on_film and self.tagging.beat is None:
            self.tagging.select(None)
        self.inspector.close_fields(but_the_beat=not is_on_film)
        self.focus_film()

    def choose_neighbour(self, by: int) -> None:
        """Select the next or the previous fight."""
        scene_id = self.scenes.neighbour(by)
        if scene_id is not None:
            self.open_scene(scene_id)

    def _choose_scene(self, scene_id: int) -> None:
        self.inspector.hand_over()
        self.tagging.open_scene(scene_id)

    def _choose_film(self, film_id: int) -> None:
        self.inspector.hand_over()
        self.tagging.open_film(film_id)

    def _film_added(self, added: object) -> None:
        if isinstance(added, AddedFilm) and self.isVisible():
            self.open_film(added.film_id)

    def _beat_begun(self, beat_id: int) -> None:
        if self.tagging.media_file is None:  # nothing to watch: its name is next
            self.inspector.beats.list.open(beat_id)

    def _family(self, concept_id: int) -> Family:
        return self._session.catalog.vocabulary.family(concept_id)

    def _playhead(self) -> int | None:
        return self._player.position_us if self.tagging.media_file is not None else None

    def _rate(self) -> Fraction | None:
        media_file = self.tagging.media_file
        return media_file.version_rate if media_file is not None and not media_file.variable_rate else None

    # ------------------------------------------------------------ what is shown

    def _show_film(self) -> None:
        film = self.tagging.film
        if self._player.media_file is None:
            self.show_alone(alone=False)
        self.film_side.show_film()
        self.film_line.show_file(self.tagging.media_file)
        self.film_opened.emit(self.tagging.media_file)
        self.view.show_empty(self._keys.no_picture())
        self.bar.setEnabled(film is not None)
        self.inspector.show_empty(self._keys.invitation() if film else "")
        self._show_scenes()

    def _show_scenes(self) -> None:
        film, rows = self.tagging.film, self.tagging.rows
        self.bar.show_film(self._rate(), film.id if film else None)
        self.scenes.show_scenes(film.title if film else "", rows, self.inspector_scene_id)
        if (row := self.tagging.row(self.inspector.scene_id)) is not None:
            self.inspector.show_cover(row.cover)

    def _show_scene(self) -> None:
        scene = self.tagging.scene
        focused = self.window().focusWidget()
        if scene is None and focused is not None and self.inspector.isAncestorOf(focused):
            self.focus_film()  # what is about to be hidden would hand the keyboard to a stranger
        row = self.tagging.row(self.inspector_scene_id)
        self.inspector.show_scene(scene, row.cover if row is not None else None)
        self.scenes.show_current(self.inspector_scene_id)
        self._show_target()

    def _show_target(self) -> None:
        self.bar.show_target(self.tagger.target_words())

    @property
    def inspector_scene_id(self) -> int | None:
        """The fight that is selected."""
        return self.tagging.scene.id if self.tagging.scene else None

    def _show_marks(self) -> None:
        marks = self.tagging.marks
        self.view.say("")
        self.view.show_marks(marks.in_us, marks.out_us)
        self._show_target()

    # ------------------------------------------------------------ putting it together

    def _connect(self) -> None:
        tagging = self.tagging
        tagging.film_changed.connect(self._show_film)
        tagging.scenes_changed.connect(self._show_scenes)
        tagging.scene_changed.connect(self._show_scene)
        tagging.beat_changed.connect(self._show_target)
        tagging.marks.changed.connect(self._show_marks)
        tagging.said.connect(self.toast_wanted)
        tagging.refused.connect(self.view.say)
        self.film_line.refused.connect(self.view.say)
        self._films.film_added.connect(self._film_added)
        self.film_side.removed.connect(self.focus_film)
        self.lines.scene_chosen.connect(self._choose_scene)
        self.lines.beat_opened.connect(self.inspector.beats.list.open)
        self.lines.use_opened.connect(self.inspector.wieldings.list.open)
        self.timeline.hand.refused.connect(self.view.say)
        self.view.surface.double_clicked.connect(lambda: self._actions.run("tag.alone"))
        self.marks.toast_wanted.connect(self.toast_wanted)
        self.marks.beat_begun.connect(self._beat_begun)
        self.inspector.beats.list.chosen.connect(tagging.select_beat)
        self.inspector.wieldings.list.chosen.connect(tagging.select_use)
        self.scenes.scene_chosen.connect(self._choose_scene)
        self.sliding.changed.connect(self.lines.show_slid)
        self.scenes.selection_changed.connect(tagging.select_many)
        tagging.selection_changed.connect(self._show_target)
        self.lines.scene_chosen.connect(self.scenes.select_only)
        self.films.film_chosen.connect(self._choose_film)
        self.bar.applied.connect(self.tagger.apply)
        self.tagger.taken.connect(self._line_taken)
        self.bar.left.connect(self.focus_film)
        self.bar.focused.connect(self._pause.begin)
        self.bar.left.connect(self._pause.end)
        self.inspector.times_changed.connect(tagging.times_changed)
        self.inspector.delete_wanted.connect(self.lines.removal.delete)
