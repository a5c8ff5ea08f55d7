"""Many fights at once: what they have alike, "several values" where they differ, and entries that hold for them all.

The fields come from ``SCENE_FIELDS``. What is entered is one edit, made by ``ManyEdits``; this stores nothing.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from donnybrook.catalog import SCENE_FIELDS, EntryProblem, SceneField
from donnybrook.catalog.clocks import read_offset
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.shared import SharedScenes, SharedValue
from donnybrook.catalog.tagging.resolve import TERM_SCHEMES
from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.marked_words import translated
from donnybrook.desktop.models.concepts import is_improvised_use
from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.panels.field_box import INSET_PX, FieldBox
from donnybrook.desktop.panels.field_editors import CodeEditor, Editor, Surroundings, Value, editor_for
from donnybrook.desktop.panels.many_words import ManyWords
from donnybrook.desktop.panels.plain import give_role, icon_button, label
from donnybrook.desktop.panels.tab_order import follow_layout
from donnybrook.desktop.scene_text import chosen_words
from donnybrook.desktop.services.many_edits import ManyEdits

_MARGIN_PX = 12
_GIVING_AWAY = ("title", "note")  # what tells of a film that somebody has not seen
_READ_AFTER_MS = 30  # while a selection grows, it is not read at each step


class ManyInspector(QScrollArea):
    """Shows some fights at a time, two at least."""

    def __init__(
        self,
        around: Surroundings,
        edits: ManyEdits,
        parent: QWidget | None = None,
        *,
        hides_any: Callable[[Sequence[int]], bool] = lambda _scene_ids: False,
    ) -> None:
        """``hides_any`` says whether any of some fights is of a film that is not to be given away."""
        super().__init__(parent)
        self._hides_any = hides_any
        self._around = around
        self._edits = edits
        self._ids: tuple[int, ...] = ()
        self._several = self.tr("several values")
        self._hidden = self.tr("hidden until the films are seen")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        give_role(self, "right")
        self.title = label("", "title")
        self.title.setFont(font(TextSize.TITLE, strong=True))
        self._said = label("", "muted", wrap=True)
        self._problem = label("", "loss", wrap=True)
        self.weapons = ManyWords(
            self.tr("Weapons"), self.tr("add a weapon to all…"), around, ("weapon",), lambda: self._ids
        )
        words = self.tr("add a technique or camera term to all…")
        self.terms = ManyWords(self.tr("Techniques and camera"), words, around, TERM_SCHEMES, lambda: self._ids)
        self._fields = tuple(field for field in SCENE_FIELDS if field.kind != "time")
        self.editors: dict[str, Editor] = {field.name: editor_for(field, around) for field in self._fields}
        self._emptiers: dict[str, QWidget] = {}
        self.coder = EntryLine(self.tr("Coder of all"), around.theme)
        self.coder_box = FieldBox(self.tr("Coder"), self.coder)
        self.move_by = EntryLine(self.tr("Move all in time by"), around.theme)
        self.move_by.setPlaceholderText(self.tr("seconds later, -1.5: earlier"))
        self.move_box = FieldBox(self.tr("Move by"), self.move_by)
        self._delete = QPushButton()
        self._reading = QTimer(self, interval=_READ_AFTER_MS, singleShot=True)
        self._reading.timeout.connect(self._read)
        self._lay_out()
        self._connect()

    @property
    def scene_ids(self) -> tuple[int, ...]:
        """The fights that are shown."""
        return self._ids

    @property
    def problem(self) -> str:
        """What is said to be wrong with an entry; "" for nothing."""
        return self._problem.text()

    def show_scenes(self, scene_ids: Sequence[int]) -> None:
        """Show other fights, as soon as the selection rests; with fewer than two, nothing is read."""
        if tuple(scene_ids) != self._ids:
            self._ids = tuple(scene_ids)
            self._say("")
        if len(self._ids) > 1:
            fights = counted(len(self._ids), "fight")
            self.title.setText(fights)
            self._delete.setText(self.tr("Delete {fights}").format(fights=fights))
            self._delete.setAccessibleName(self._delete.text())
            self._reading.start()

    def look_again(self) -> None:
        """Read what is shown anew: what is hidden is other than it was."""
        if len(self._ids) > 1:
            self._reading.start()

    def take_focus(self, field: str = "") -> None:
        """Go to a field of the fights by its name, or to the weapons, with which the panel begins."""
        control = self.editors[field].control if field else self.weapons.add
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hand_over(self) -> None:
        """Have what is half-typed kept, for the fights it was typed for."""
        for editor in self.editors.values():
            editor.hand_over()

    # ------------------------------------------------------------ showing

    def _read(self) -> None:
        ids = self._ids
        self._edits.read(ids, lambda shared: self._show(ids, shared))

    def _show(self, ids: tuple[int, ...], shared: SharedScenes) -> None:
        if ids != self._ids:
            return
        films, without = counted(shared.films, "film"), shared.scenes - shared.timed
        words = self.tr("of {films}, {count:,} without times") if without else self.tr("of {films}")
        self._said.setText(words.format(films=films, count=without))
        self.weapons.show_words(shared.weapons, shared.scenes)
        self.terms.show_words(shared.terms, shared.scenes)
        is_hidden = self._hides_any(ids)
        for field in self._fields:
            self._show_value(field, shared.field(field.name), is_hidden=is_hidden and field.name in _GIVING_AWAY)
        self.coder.show_text(str(shared.coder.value or ""))
        self.coder.setPlaceholderText("" if shared.coder.is_shared else self._several)
        follow_layout(self._body)

    def _show_value(self, field: SceneField, told: SharedValue, *, is_hidden: bool) -> None:
        if is_hidden:
            told = SharedValue(told.name, None, is_shared=False)
        editor = self.editors[field.name]
        editor.box.show_problem("")
        editor.show_value(told.value if told.is_shared else None)
        if isinstance(editor, CodeEditor):
            if not told.is_shared:
                editor.control.show_several(self._several)
            return
        set_words = getattr(editor.control, "setPlaceholderText", None)
        if set_words is not None:
            set_words("" if told.is_shared else self._hidden if is_hidden else self._several)
        self._emptiers[field.name].setVisible(not told.is_shared)

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    # ------------------------------------------------------------ entries

    def _connect(self) -> None:
        self.weapons.added.connect(self._add_weapon)
        self.terms.added.connect(lambda concept_id: self._edits.add_term(self._ids, concept_id))
        for words in (self.weapons, self.terms):
            words.removed.connect(lambda concept_id: self._edits.remove(self._ids, concept_id))
            words.replaced.connect(lambda old, new: self._edits.replace(self._ids, old, new))
        for field in self._fields:
            self.editors[field.name].given.connect(partial(self._change, field))
        self.coder.entered.connect(lambda name: self._edits.assign(self._ids, name))
        self.move_by.entered.connect(self._move)
        self._delete.clicked.connect(lambda: self._edits.trash(self._ids))
        self._edits.refused.connect(self._say)
        self._edits.busy_changed.connect(lambda busy: self._body.setEnabled(not busy))

    def _add_weapon(self, weapon_id: int) -> None:
        vocabulary = self._around.session.catalog.vocabulary
        improvised = is_improvised_use(vocabulary, vocabulary.concept(weapon_id))
        self._edits.add_weapon(self._ids, weapon_id, improvised=improvised)

    def _change(self, field: SceneField, value: Value) -> None:
        chosen = chosen_words(self._around.session.catalog, field, value)
        self._edits.change(self._ids, field.label, field.name, value, chosen)

    def _move(self, text: str) -> None:
        self.move_by.clear()
        self.move_by.show_text("")
        if not text.strip():
            return
        self._say("")
        try:
            self._edits.move(self._ids, read_offset(text))
        except EntryProblem as problem:
            self._say(str(problem))

    # ------------------------------------------------------------ looks

    def _lay_out(self) -> None:
        self._body = QWidget()
        give_role(self._body, "panel")
        self.setWidget(self._body)  # first: what it is filled with takes on the looks once
        column = QVBoxLayout(self._body)
        column.setContentsMargins(_MARGIN_PX - INSET_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        column.setSpacing(6)
        for words in (self.title, self._said, self._problem):
            words.setContentsMargins(INSET_PX, 0, 0, 0)
            column.addWidget(words)
        for part in (self.weapons, self.terms):
            column.addSpacing(4)
            column.addWidget(part)
        column.addSpacing(6)
        for field in self._fields:
            column.addLayout(self._with_emptier(field))
        column.addWidget(self.coder_box)
        column.addWidget(self.move_box)
        column.addSpacing(8)
        self._delete.setIcon(self._around.icons.icon("trash-2", "muted"))
        foot = QHBoxLayout()
        foot.setContentsMargins(INSET_PX, 0, 0, 0)
        foot.addWidget(self._delete)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)

    def _with_emptier(self, field: SceneField) -> QHBoxLayout:
        """Return a field with a button that empties it in all of them, shown where they differ."""
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.editors[field.name].box, 1)
        empty = icon_button(
            self._around.icons, "x", self.tr("Empty {name} in all").format(name=translated(field.label))
        )
        empty.clicked.connect(partial(self._change, field, None if field.kind == "concept" else ""))
        empty.hide()
        self._emptiers[field.name] = empty
        row.addWidget(empty, 0, Qt.AlignmentFlag.AlignTop)
        return row
