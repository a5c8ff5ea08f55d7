"""The frame of the sheets on a catalog: title, lines, what is wrong, buttons. Knows not what is listed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Concatenate

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QProgressBar, QPushButton, QWidget

from donnybrook.catalog import Catalog, Changes, Edited, EntryProblem, Gone, Transaction
from donnybrook.desktop.entry import Entry, Place, Spoken, caption_of
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.panels.overlay import Overlay
from donnybrook.desktop.panels.plain import icon_button, label
from donnybrook.desktop.panels.row_list import RowList
from donnybrook.desktop.refusals import ShowLate
from donnybrook.desktop.services.far_edits import FarEdits
from donnybrook.desktop.services.told_edits import Told, ToldEdits
from donnybrook.desktop.session import Session
from donnybrook.desktop.theme import Theme
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_TOP_PX = 60
_BENEATH_PX = 92  # room for a toast
_LIST_PX = 470


@dataclass(frozen=True, slots=True)
class SheetSurroundings:
    """What sheets are made from; ``say`` shows a toast, ``say_done`` one with a way to undo just what it is given.

    ``edits`` make an edit and tell of it so, ``tell_problem`` tells over the window what the world refused, and
    ``show_late`` shows in a sheet, if it is open, what is told of an entry that had to wait; it returns whether it is.
    """

    window: QWidget
    session: Session
    theme: Theme
    icons: Icons
    far: FarEdits
    edits: ToldEdits
    say: Callable[[str], None]
    say_done: Callable[[str, Changes | None], None]
    tell_problem: Callable[[str], None]
    show_late: ShowLate | None = None

    def enter[**P, T](
        self,
        at: Place,
        label: str,
        edit: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Entry[T]:
        """Do as ``Session.enter`` in a sheet, which stands over the banner: all that is refused is shown at its place.

        That is what is gone, too, and what the world refuses. Of what had to wait it is shown in the sheet, while that
        is open: another thing may stand at its place by then.
        """
        return self.enter_many(0, at, label, edit, *args, **kwargs)

    def enter_many[**P, T](
        self,
        fights: int,
        at: Place,
        label: str,
        edit: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Entry[T]:
        """Do so with an edit of so many fights; very many are another thread's, as in ``FarEdits.enter``."""

        def work(catalog: Catalog) -> Edited[T]:
            try:
                return catalog.edit(label, edit, *args, **kwargs)
            except Gone as gone:
                sentence = translate("Sheet", "What it was about is not there any more, so nothing was changed.")
                raise EntryProblem("", sentence) from gone
            except Problem as problem:
                raise EntryProblem("", str(problem)) from problem

        at.show_problem("")
        caption, given = caption_of(at, label, *args, **kwargs), (label, edit, args, kwargs)
        return self.far.store(fights, at, label, caption, work, given, self.show_late)


class Sheet(Overlay):
    """A title with a way out, and a column under it. What it shows is read again when the catalog has changed."""

    def __init__(self, around: SheetSurroundings, title: str, width_px: int = 760) -> None:
        super().__init__(around.window, width_px)
        self.around = replace(around, show_late=self._show_late)
        self.of = ""
        """What is edited in it, such as a fight's name, where the names of its edits do not say that."""
        self._title = label(title, "title")
        self._lead = label("", "muted", wrap=True)
        self._problem = label("", "loss", wrap=True)
        self._lead.hide()
        self._problem.hide()
        self.head = QHBoxLayout()
        self.head.setSpacing(6)
        self.head.addWidget(self._title, 1)
        self._close = icon_button(around.icons, "x", self.tr("Close this sheet"))
        self._close.clicked.connect(self.leave)
        self.head.addWidget(self._close)
        self.column.setContentsMargins(16, 12, 12, 12)
        self.column.setSpacing(8)
        self.column.addLayout(self.head)
        self.column.addWidget(self._lead)
        around.session.changed.connect(self._changed)

    @property
    def problem(self) -> str:
        """What is said to be wrong; '' for nothing."""
        return "" if self._problem.isHidden() else self._problem.text()

    @property
    def lead(self) -> str:
        """What is said under the title."""
        return self._lead.text()

    def show_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)

    def show_lead(self, words: str) -> None:
        """Say something under the title."""
        self._lead.setText(words)
        self._lead.setVisible(bool(words))

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, above the buttons; '' for nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def refuse(self, sentence: str) -> None:
        """Say why a piece of work came to nothing: here, or over the window where the sheet was left meanwhile."""
        self.show_problem(sentence)
        if self.isVisible():
            self.place()
        else:
            self.around.tell_problem(sentence)

    def _show_late(self, sentence: str) -> bool:
        is_open = self.isVisible()
        if is_open:
            self.show_problem(sentence)
            self.place()
        return is_open

    def add_foot(self, *buttons: QWidget) -> None:
        """Put the line for problems and a row of buttons at the end."""
        self.column.addWidget(self._problem)
        self.column.addLayout(row_of(*buttons))

    def refill(self) -> None:
        """Read again what is shown."""

    def stop(self) -> None:
        """Let go of long work: the catalog is about to be closed."""

    def place(self) -> None:
        """Stand in the middle, and leave room for a toast beneath."""
        width = min(self._width_px, self.width() - 40)
        self.sheet.setFixedWidth(width)
        # Of the width it has: a wrapped line's own hint is narrower, and would have the buttons move under the mouse.
        wanted = self.column.totalHeightForWidth(width) if self.column.hasHeightForWidth() else -1
        wanted = wanted if wanted >= 0 else self.sheet.sizeHint().height()
        height = min(wanted, self.height() - _TOP_PX - _BENEATH_PX)
        self.sheet.setGeometry((self.width() - width) // 2, _TOP_PX, width, height)

    def event(self, event: QEvent) -> bool:
        """Undo and redo are at hand here too; other keys stay in the sheet."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            wanted = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(each) for each in wanted):
                event.ignore()
                return False
        return super().event(event)

    def do[**P, T](
        self,
        label: str,
        told: Told[T],
        edit: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Entry[T]:
        """Make an edit as ``Session.enter`` does, and tell of it in words with a way back; a problem is shown here."""
        return self.do_many(0, label, told, edit, *args, **kwargs)

    def do_many[**P, T](
        self,
        fights: int,
        label: str,
        told: Told[T],
        edit: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Entry[T]:
        """Do so with an edit of so many fights, as ``SheetSurroundings.enter_many`` does."""
        at = Spoken(self.show_problem, self.of)
        return self.around.edits.tell(self.around.enter_many(fights, at, label, edit, *args, **kwargs), told)

    def trying(self, work: Callable[[], object]) -> bool:
        """Do something; a problem is shown in the sheet. Returns whether it was done."""
        self.show_problem("")
        try:
            work()
        except Problem as problem:
            self.show_problem(str(problem))
            return False
        return True

    def _changed(self, _changes: Changes | None) -> None:
        if self.isVisible():
            self.refill()


class ListSheet(Sheet):
    """A sheet with a list of lines as its middle."""

    def __init__(self, around: SheetSurroundings, title: str, width_px: int = 760) -> None:
        super().__init__(around, title, width_px)
        self.list = RowList(title, around.theme)
        self.list.setMinimumHeight(120)
        self.list.setMaximumHeight(_LIST_PX)
        self._nothing = label("", "muted", wrap=True)
        self._nothing.setContentsMargins(10, 20, 10, 20)
        self._nothing.hide()

    def add_list(self) -> None:
        """Put the list into the column."""
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self._nothing)

    def show_rows(self, rows: Sequence[SheetRow], empty: str, place: int | None = None) -> None:
        """Show lines, or where there are none, the words for that."""
        self.list.show_rows(rows, place)
        self.list.setVisible(bool(rows))
        self.list.want_height(_LIST_PX if len(rows) > 4 else 240)
        self._nothing.setText(empty)
        self._nothing.setVisible(not rows)
        if self.isVisible():
            self.place()


def push_button(words: str, *, primary: bool = False) -> QPushButton:
    """Return a button that says what it does."""
    made = QPushButton(words)
    made.setAccessibleName(words)
    made.setProperty("role", "primary" if primary else "")
    return made


def progress_bar(name: str) -> QProgressBar:
    """Return a thin bar for what is done of 1,000 parts; hidden, it keeps its room, so that no button moves."""
    made = QProgressBar()
    made.setTextVisible(False)
    made.setRange(0, 1000)
    made.setAccessibleName(name)
    room = made.sizePolicy()
    room.setRetainSizeWhenHidden(True)
    made.setSizePolicy(room)
    return made


def row_of(*buttons: QWidget) -> QLayout:
    """Return buttons side by side at the right, the last one being the likeliest."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row


def sheet_line(name: str, theme: Theme, entered: Callable[[str], None]) -> EntryLine:
    """Return a line of a sheet for what is kept; another text in it is handed over when it is left."""
    made = EntryLine(name, theme, takes_first=True)
    made.setProperty("role", "")
    made.entered.connect(entered)
    return made


def adding_line(name: str, hint: str, entered: Callable[[], None]) -> QLineEdit:
    """Return a line of a sheet for one more of something, added with Enter."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.returnPressed.connect(entered)
    return made
