"""Sentences one beneath the other, each of which opens into fields in place. Knows not what they speak of."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from donnybrook.catalog import Scene
from donnybrook.catalog.fight_sentences import Sentence
from donnybrook.desktop.panels.field_box import INSET_PX
from donnybrook.desktop.panels.later_rows import room_for
from donnybrook.desktop.panels.plain import discard, has_keyboard, label, laid_out_later, put_by
from donnybrook.desktop.panels.sentences import SentenceView
from donnybrook.desktop.theme import Theme
from donnybrook.records import dataclass

_NESTED_PX = 14
_AT_ONCE = 12  # to show more rows than these would hold the window up
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Fields(Protocol):
    """What a sentence opens into."""

    @property
    def widget(self) -> QWidget:
        """The fields, laid out."""

    @property
    def first(self) -> QWidget:
        """What takes the keyboard when they open."""

    def show_scene(self, scene: Scene) -> None:
        """Show what is kept of what the row is of now."""


type MakeFields = Callable[["FoldingRow"], Fields]
type PutInPlace = Callable[["FoldingRow"], "FoldingRow"]
"""Is given a row that is to open, and returns the one that opens in its place: itself, or one that has fields."""


class FoldingRow(QWidget):
    """A sentence; a click, or Enter when it has the focus, opens its fields beneath it. They are made when wanted."""

    opened = Signal(int)
    closed = Signal(int)

    def __init__(self, theme: Theme, make_fields: MakeFields, put_in_place: PutInPlace) -> None:
        super().__init__()
        self.row_id = 0
        self._theme = theme
        self._make_fields = make_fields
        self._put_in_place = put_in_place
        self.told: tuple[Scene, Sentence, int] | None = None
        """What it was told to show: of which scene, as which sentence, how far in."""
        self.fields: Fields | None = None
        self.sentence = SentenceView(theme)
        self.setAccessibleName(self.tr("Nothing yet"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._problem = label("", "loss", wrap=True)
        self._problem.hide()
        flowing = self.sentence.sizePolicy()
        flowing.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.sentence.setSizePolicy(flowing)
        self._problem.setContentsMargins(INSET_PX, 0, 0, 0)
        told = QVBoxLayout()
        told.setContentsMargins(INSET_PX, 0, 0, 0)  # in line with the words inside the fields
        told.addWidget(self.sentence)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 1, 0, 1)
        self._column.setSpacing(0)
        self._column.addLayout(told)
        self._column.addWidget(self._problem)

    @property
    def is_spare(self) -> bool:
        """Whether it may be the row of something else: that costs less than a new one."""
        return not has_keyboard(self)

    def be(self, row_id: int) -> None:
        """Be the row of something, perhaps of something else than before."""
        if row_id != self.row_id:
            self.row_id = row_id
            self.show_problem("")
            if self.fields is not None:
                self.fields.widget.hide()

    def show_scene(self, scene: Scene, sentence: Sentence, depth: int = 0) -> None:
        """Show what is kept; ``depth`` says how far in the row stands."""
        before, self.told = self.told, (scene, sentence, depth)
        self.sentence.show_sentences((sentence,))
        self.setAccessibleName(self.sentence.accessibleName())
        if before is None or before[2] != depth:
            self._column.setContentsMargins(depth * _NESTED_PX, 1, 0, 1)
        if self.fields is not None and self.is_open:
            self.fields.show_scene(scene)

    @property
    def of(self) -> str:
        """The name of the fight that it is in."""
        return self.told[0].name if self.told is not None else ""

    @property
    def problem(self) -> str:
        """What is said to be wrong; "" for nothing."""
        return "" if self._problem.isHidden() else self._problem.text()

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong with an entry, or nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return self.fields is not None and not self.fields.widget.isHidden()

    def open(self) -> None:
        """Show the fields, and go to the first."""
        if self.told is not None:
            self._put_in_place(self).unfold()

    def change_places(self, other: "FoldingRow") -> None:
        """Be the row of what another is of, which becomes that of what this one is of."""
        mine, theirs = (self.row_id, self.told, self.problem), (other.row_id, other.told, other.problem)
        for row, (row_id, told, problem) in ((other, mine), (self, theirs)):
            row.be(row_id)
            row.show_problem(problem)
            if told is not None:
                row.show_scene(*told)

    def unfold(self) -> None:
        """Show the fields in this very row."""
        assert self.told is not None
        if self.fields is None:
            self.fields = self._make_fields(self)
            self._column.insertWidget(1, self.fields.widget)
        self.fields.show_scene(self.told[0])
        self.fields.widget.show()
        self.opened.emit(self.row_id)
        self.fields.first.setFocus(Qt.FocusReason.TabFocusReason)

    def close_fields(self) -> None:
        """Show the sentence alone."""
        if self.fields is not None and self.is_open:
            self.fields.widget.hide()
            self.closed.emit(self.row_id)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Open or close."""
        if self.is_open:
            self.close_fields()
        else:
            self.open()

    def event(self, event: QEvent) -> bool:
        """Keep Enter from the window's actions."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._opens_with(event):
            event.accept()
            return True
        return super().event(event)

    def _opens_with(self, event: QKeyEvent) -> bool:
        return event.key() in _ENTER and self.hasFocus()  # on a button among its fields it presses that

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if self._opens_with(event):
            self.open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show that the sentence has the keyboard."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._theme.colour("ember"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Repaint."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Repaint."""
        super().focusOutEvent(event)
        self.update()


@dataclass(frozen=True, slots=True)
class _Told:
    row_id: int
    sentence: Sentence
    depth: int


class FoldingRows(QWidget):
    """Rows in the order they are given; at most one is open."""

    unfolded = Signal()
    """Emits nothing: fields are shown that were not there before."""

    chosen = Signal(object)
    """Emits the id of the row that is open now, or ``None``."""

    def __init__(self, theme: Theme, make_fields: MakeFields) -> None:
        super().__init__()
        self._theme = theme
        self._make_fields = make_fields
        self._rows: dict[int, FoldingRow] = {}
        self._spare: list[FoldingRow] = []  # of nothing now, and not shown
        self._scene: Scene | None = None
        self._told: list[_Told] = []
        self._open_next: int | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    @property
    def rows(self) -> list[FoldingRow]:
        """The rows, from the top."""
        return list(self._rows.values())

    def show_rows(self, scene: Scene, ids: Sequence[int], told: Sequence[Sentence], depths: Sequence[int] = ()) -> None:
        """Show a row for each id, with its sentence, and how far in it stands; of many, the first: see ``has_more``."""
        self._scene = scene
        self._told = [_Told(*each) for each in zip(ids, told, depths or [0] * len(ids), strict=True)]
        self._show(_AT_ONCE)

    def _show(self, most: int) -> None:
        assert self._scene is not None
        now = self._told[: room_for([each.row_id for each in self._told], self._rows, len(self._spare), most)]
        ids = [each.row_id for each in now]
        if list(self._rows) != ids:
            self._build(ids)
        for each in now:
            self._rows[each.row_id].show_scene(self._scene, each.sentence, each.depth)
        self.setVisible(bool(ids))
        if self._open_next in self._rows:
            self._rows[self._open_next].open()
            self._open_next = None
        if not self.has_more:
            self._open_next = None

    @property
    def has_more(self) -> bool:
        """Whether rows are still to be shown, by ``show_more``."""
        return len(self._rows) < len(self._told)

    def show_more(self) -> None:
        """Show some more rows."""
        self._show(2 * _AT_ONCE)  # no other list does anything at this turn
        self.unfolded.emit()

    def make_spare(self, count: int) -> None:
        """Have rows ready for what is to come."""
        self._spare += [put_by(self._column, self._made()) for _ in range(count)]

    def open(self, row_id: int) -> None:
        """Open a row, now or as soon as it is shown."""
        if row_id in self._rows:
            self._rows[row_id].open()
        else:
            self._open_next = row_id

    def close_fields(self) -> None:
        """Show sentences alone."""
        self._close_others(0)

    def _build(self, ids: Sequence[int]) -> None:
        kept = self._rows
        was_open = any(row.is_open for key, row in kept.items() if key not in ids)
        for key in [key for key, row in kept.items() if key not in ids and row.is_spare]:
            self._spare.append(kept.pop(key))
        self._spare.sort(key=lambda row: row.fields is not None)  # those with fields are taken first
        self._rows = {}
        with laid_out_later(self._column):
            for place, row_id in enumerate(ids):
                row = kept.pop(row_id, None) or (self._spare.pop() if self._spare else self._made())
                row.be(row_id)
                self._rows[row_id] = row
                if self._column.indexOf(row) != place:
                    self._column.insertWidget(place, row)
                row.show()  # at once: a layout would show it later, and the keyboard may go to it now
            for row in kept.values():
                self._column.removeWidget(row)
                discard(row)
            for row in self._spare:
                row.hide()
        if was_open:
            self._tell_chosen()

    def _put_in_place(self, row: FoldingRow) -> FoldingRow:
        """Have a row that has fields, and does not show them, stand where one without is to open.

        To make fields takes long, and so does to move them into another row.
        """
        if row.fields is not None:
            return row
        rows = [*self._rows.values(), *self._spare]
        other = next((each for each in rows if each.fields is not None and not each.is_open), None)
        if other is None:
            return row
        mine, theirs = self._column.indexOf(row), self._column.indexOf(other)
        row.change_places(other)
        with laid_out_later(self._column):
            self._column.insertWidget(mine, other)
            self._column.insertWidget(theirs, row)
            other.show()
            if other in self._spare:
                self._spare[self._spare.index(other)] = row
                row.hide()
            else:
                self._rows[row.row_id] = row
            self._rows[other.row_id] = other
        return other

    def _made(self) -> FoldingRow:
        row = FoldingRow(self._theme, self._make_fields, self._put_in_place)
        row.opened.connect(self._close_others)
        row.opened.connect(lambda _row_id: self.unfolded.emit())
        row.opened.connect(self._tell_chosen)
        row.closed.connect(self._tell_chosen)
        return row

    def _tell_chosen(self, _row_id: int = 0) -> None:
        self.chosen.emit(next((row.row_id for row in self.rows if row.is_open), None))

    def _close_others(self, row_id: int) -> None:
        for each in self._rows.values():
            if each.row_id != row_id:
                each.close_fields()
