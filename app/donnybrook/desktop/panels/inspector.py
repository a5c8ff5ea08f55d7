"""The fight that is selected, whole: read at a glance, edited in place, every entry kept at once. Decodes nothing.

The fields come from ``SCENE_FIELDS``; weapons, people, sides, beats and terms have editors of their own and stand
after the times.
"""

from collections.abc import Iterator
from dataclasses import fields as fields_of

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from donnybrook.analysis.scene_rhythm import rhythm_of_scene
from donnybrook.catalog import SCENE_FIELDS, Changes, Scene, SceneFields
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.panels.action_key import ActionButton
from donnybrook.desktop.panels.beats_editor import BeatsEditor
from donnybrook.desktop.panels.combatants_editor import CombatantsEditor
from donnybrook.desktop.panels.entering import enter
from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.panels.field_box import INSET_PX
from donnybrook.desktop.panels.field_editors import CodeEditor, Editor, Surroundings, TextEditor, Value, editor_for
from donnybrook.desktop.panels.find_detail import CoverView
from donnybrook.desktop.panels.later_rows import LaterRows
from donnybrook.desktop.panels.plain import figures, give_role, label, laid_out_later
from donnybrook.desktop.panels.sides_editor import SidesEditor
from donnybrook.desktop.panels.tab_order import follow_layout
from donnybrook.desktop.panels.terms_editor import TermsEditor
from donnybrook.desktop.panels.wieldings_editor import WieldingsEditor
from donnybrook.desktop.scene_text import chosen_words, film_line, length, rhythm_line
from donnybrook.desktop.services.thumbnails import Thumbnails

_MARGIN_PX = 12
_AROUND_PX = 40
_SPARE = 3
_ORDERED_AFTER_MS = 150
_FIELDS = {field.name: field for field in SCENE_FIELDS}
_CALLED = {field.name: field.label for field in SCENE_FIELDS} | {"in_us": "in point", "out_us": "out point"}


class Inspector(QScrollArea):
    """Shows one scene at a time, or what to do to get one."""

    times_changed = Signal(int)
    """Emits the id of a scene whose in or out point a person has just changed."""

    delete_wanted = Signal()

    def __init__(
        self, around: Surroundings, thumbnails: Thumbnails, actions: ActionSet, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._actions = actions
        self._thumbnails = thumbnails
        self._scene: Scene | None = None
        self._cover_name: str | None = None
        self._taken_in: tuple[object, ...] = ()
        self._has_new_order = False
        self._settling = QTimer(self, interval=_ORDERED_AFTER_MS, singleShot=True)
        self._settling.timeout.connect(self._put_in_order)
        self._looking = QTimer(self, interval=0, singleShot=True)
        self._looking.timeout.connect(self._keep_in_sight)
        self._rhythm_of: tuple[object, ...] = ()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would have all laid out once more, and the words wrap elsewhere.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._beyond_px = 0  # how much higher what is shown is than the room there is
        self.verticalScrollBar().rangeChanged.connect(self._height_changed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        give_role(self, "right")
        self._cover = CoverView(around.theme, around.icons)
        self._film = label("", "muted", wrap=True)
        self._rhythm = figures(role="small", wrap=True)
        self._rhythm.setAccessibleDescription(self.tr("How the fight is cut"))
        self._empty = label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.editors: dict[str, Editor] = {field.name: editor_for(field, around) for field in SCENE_FIELDS}
        self.combatants = CombatantsEditor(around)
        self.sides = SidesEditor(around)
        self.wieldings = WieldingsEditor(around)
        self.beats = BeatsEditor(around)
        self.terms = TermsEditor(around)
        self._parts = (self.wieldings, self.combatants, self.sides, self.beats, self.terms)
        lists = (self.wieldings.list, self.combatants, self.beats.list)
        for folding in lists:
            folding.unfolded.connect(self._rows_came)
        self._later = LaterRows(lists, self)
        self._body = QWidget()
        self._lay_out()
        for name, editor in self.editors.items():
            editor.given.connect(_Keeper(self, name).keep)
        thumbnails.arrived.connect(self._show_cover)
        around.session.changed.connect(self._look_at_shots)
        self.show_scene(None, None)

    @property
    def scene_id(self) -> int | None:
        """The scene that is shown."""
        return self._scene.id if self._scene else None

    def show_scene(self, scene: Scene | None, cover_name: str | None) -> None:
        """Show a scene as it is kept; half-typed entries of the same scene stay, those of another are kept first."""
        if self._scene is not None and scene is not None and scene.id != self._scene.id:
            self._keep_typed()
        self._scene, self._cover_name = scene, cover_name
        if scene is None:
            self._later.stop()
            self._body.hide()
            self._empty.show()
            return
        comes = self._body.isHidden()
        with laid_out_later(self._column, self._around_body):
            self._empty.hide()
            self._fill(scene)
            self._body.show()
        self._later.start()
        if comes:  # all of it is laid out now, at once as high as it has become
            QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))
        made_of = _made_of(scene)
        if made_of != self._taken_in:
            self._taken_in = made_of
            self._rows_came()

    def make_spare(self) -> Iterator[None]:
        """Have rows ready for the first fights, some at each step: to make them all amid a key press takes too long."""
        for part in (self.sides, self.combatants, self.wieldings.list, self.beats.list):
            part.make_spare(_SPARE)
            yield

    def show_cover(self, name: str | None) -> None:
        """Show another picture of the same scene, by its name."""
        if name != self._cover_name:
            self._cover_name = name
            self._show_cover()

    def _fill(self, scene: Scene) -> None:
        for each in fields_of(SceneFields):
            editor = self.editors[each.name]
            editor.box.show_problem("")
            editor.show_value(getattr(scene.fields, each.name))
        for part in self._parts:
            part.show_scene(scene)
        self._show_words(scene)
        self._show_cover()

    def _keep_typed(self) -> None:
        """Have what is half-typed kept where it belongs, and leave the keyboard where it is."""
        typing = self._typing()
        if isinstance(typing, EntryLine | TextEditor):
            typing.hand_over()

    def _rows_came(self) -> None:
        """Put what has come into the order of the Tab key once it is at rest, or as soon as that key is pressed."""
        self._has_new_order = True
        self._settling.start()
        self._looking.start()

    def _put_in_order(self) -> None:
        if self._has_new_order:
            self._has_new_order = False
            follow_layout(self._body)

    def _keep_in_sight(self) -> None:
        """Keep in sight what has the keyboard, when the rows have been laid out."""
        typing = self._typing()
        if typing is not None:
            self.ensureWidgetVisible(typing, 0, _AROUND_PX)

    def _height_changed(self, _least: int, beyond_px: int) -> None:
        """All has been laid out anew: a sentence above what has the keyboard may have pushed it out of sight."""
        self.verticalScrollBar().setEnabled(beyond_px > 0)  # else it is not seen
        grown_px, self._beyond_px = beyond_px - self._beyond_px, beyond_px
        typing = self._typing()
        if typing is None:
            return
        before_px = typing.mapTo(self.viewport(), QPoint()).y() - grown_px
        if before_px >= 0 and before_px + typing.height() <= self.viewport().height():  # else they had scrolled away
            self._keep_in_sight()

    def _typing(self) -> QWidget | None:
        """Return what has the keyboard in here."""
        focused = self.window().focusWidget()
        return focused if focused is not None and self._body.isAncestorOf(focused) else None

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Go on in the order in which all stands, and keep in sight what has the keyboard then."""
        self._put_in_order()
        has_gone = super().focusNextPrevChild(is_next)
        self._keep_in_sight()
        return has_gone

    def show_empty(self, sentence: str) -> None:
        """Say this while no scene is shown."""
        self._empty.setText(sentence)

    def hand_over(self) -> None:
        """Have what is half-typed kept, before another scene is shown."""
        typing = self.window().focusWidget()
        if typing is not None and self.isAncestorOf(typing):
            typing.clearFocus()
        if self._scene is not None:
            for editor in self.editors.values():
                editor.hand_over()

    def close_fields(self, *, but_the_beat: bool = False) -> None:
        """Show what is in the fight in sentences alone; an open beat is the selected one, and may stay."""
        self.wieldings.list.close_fields()
        if not but_the_beat:
            self.beats.list.close_fields()
        self.combatants.close_fields()

    def take_focus(self, field_name: str) -> None:
        """Go to a field, by its name in ``SceneFields``."""
        if self._scene is not None:
            control = self.editors[field_name].control
            control.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(control)

    def keep(self, name: str, value: Value) -> None:
        """Store a field's new value."""
        scene = self._scene
        if scene is None:
            return
        editor, chosen = self.editors[name], chosen_words(self._around.session.catalog, _FIELDS[name], value)
        words = f"Change {_CALLED[name]} of {scene.name}{chosen and f' to {chosen}'}"
        entry = enter(self._around.session, editor.box, words, change_scene, scene.id, **{name: value})
        if isinstance(editor, CodeEditor):
            entry.when_refused(editor.take_back)
        if name in ("in_us", "out_us"):
            entry.when_stored(lambda was_changed: self.times_changed.emit(scene.id) if was_changed else None)

    # ------------------------------------------------------------ looks

    def _show_words(self, scene: Scene) -> None:
        in_us, out_us = scene.fields.in_us, scene.fields.out_us
        lasts = f" · {length(out_us - in_us)}" if in_us is not None and out_us is not None else ""
        self._film.setText(f"{film_line(scene.film_title, scene.film_year)}{lasts}")
        if _rhythm_of(scene) != self._rhythm_of:
            self._show_rhythm(scene)
        title = self.editors["title"].control
        if hasattr(title, "setPlaceholderText"):
            title.setPlaceholderText(scene.name)

    def _show_rhythm(self, scene: Scene) -> None:
        self._rhythm_of = _rhythm_of(scene)
        said = rhythm_line(rhythm_of_scene(self._around.session.catalog, scene))
        self._rhythm.setText(said)
        self._rhythm.setVisible(bool(said))

    def _look_at_shots(self, changes: Changes | None) -> None:
        """The film may have been looked through meanwhile."""
        if self._scene is not None and (changes is None or changes.shots or changes.films):
            self._show_rhythm(self._scene)

    def _show_cover(self) -> None:
        self._cover.show_pixmap(self._thumbnails.pixmap(self._cover_name))
        self._cover.setVisible(self._cover_name is not None)

    def _lay_out(self) -> None:
        self._place_body()  # first: what it is filled with takes on the looks once
        column = self._column = QVBoxLayout(self._body)
        column.setContentsMargins(_MARGIN_PX - INSET_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        column.setSpacing(6)
        picture = QHBoxLayout()
        picture.setContentsMargins(INSET_PX, 0, 0, 0)
        picture.addWidget(self._cover)
        column.addLayout(picture)
        title = self.editors["title"].control
        title.setFont(font(TextSize.TITLE, strong=True))
        column.addWidget(title)
        self._film.setContentsMargins(INSET_PX, 0, 0, 0)
        column.addWidget(self._film)
        self._rhythm.setContentsMargins(INSET_PX, 0, 0, 0)
        column.addWidget(self._rhythm)
        times = QHBoxLayout()
        times.setSpacing(6)
        column.addLayout(times)
        self._add_contents(column)
        for field in SCENE_FIELDS:
            box = self.editors[field.name].box
            if field.kind == "time":
                times.addWidget(box)
            elif field.name != "title":
                column.addWidget(box)
        times.addStretch(1)
        column.addSpacing(8)
        column.addLayout(self._foot())
        column.addStretch(1)

    def _place_body(self) -> None:
        give_role(self._body, "panel")
        whole = QWidget()
        give_role(whole, "panel")
        around = self._around_body = QVBoxLayout(whole)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._body)
        self._empty.setContentsMargins(20, 28, 20, 0)
        around.addWidget(self._empty)
        around.addStretch(1)
        self.setWidget(whole)

    def _add_contents(self, column: QVBoxLayout) -> None:
        for part in self._parts:
            column.addWidget(part)
            part.setContentsMargins(0, 6, 0, 0)
        column.addSpacing(6)

    def _foot(self) -> QHBoxLayout:
        delete = QPushButton(self.tr("Delete fight"))
        delete.setAccessibleName(self.tr("Delete fight"))
        delete.setIcon(self._around.icons.icon("trash-2", "muted"))
        delete.clicked.connect(self.delete_wanted)
        row = QHBoxLayout()
        row.setContentsMargins(INSET_PX, 0, 0, 0)
        row.addWidget(delete)
        row.addStretch(1)
        row.addWidget(ActionButton(self._actions, "edit.history", self._around.icons, "history"))
        return row


def _made_of(scene: Scene) -> tuple[object, ...]:
    """Return what the rows of the parts follow: where it is the same, no row has come or gone."""
    ids = ([each.id for each in part] for part in (scene.wieldings, scene.combatants, scene.beats))
    return (*ids, scene.sides, scene.terms)


def _rhythm_of(scene: Scene) -> tuple[object, ...]:
    """Return what the rhythm follows, as long as the film's shots are known."""
    return scene.film_id, scene.version_id, scene.fields.in_us, scene.fields.out_us


class _Keeper(QObject):
    """Stores what one editor gives, under its field's name."""

    def __init__(self, inspector: Inspector, name: str) -> None:
        super().__init__(inspector)
        self._inspector = inspector
        self._name = name

    def keep(self, value: Value) -> None:
        """Store it."""
        self._inspector.keep(self._name, value)
