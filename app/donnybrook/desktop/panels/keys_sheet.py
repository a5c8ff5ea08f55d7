"""The keys of every action, and other ones for them: found by name or by key, changed by pressing the new one."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from donnybrook.desktop.action import Action
from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.key_book import KeyBook, shown_key
from donnybrook.desktop.marked_words import translated
from donnybrook.desktop.models.action_finding import rank
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.panels.key_catcher import KeyCatcher
from donnybrook.desktop.panels.overlay import Overlay
from donnybrook.desktop.panels.plain import label
from donnybrook.desktop.panels.row_list import RowList
from donnybrook.desktop.panels.sheet import push_button, row_of
from donnybrook.desktop.theme import Theme

_WIDTH_PX = 680
_LIST_PX = 380
_ONWARDS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeysSheet(Overlay):
    """A key that another action has is named, and taken from it only at a second word."""

    def __init__(self, window: QWidget, actions: ActionSet, theme: Theme) -> None:
        super().__init__(window, _WIDTH_PX)
        self._actions = actions
        self._book: KeyBook = actions.book
        self._rows: list[Action] = []
        self._wanted_key = ""
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Find an action, or a key"))
        self.filter.setAccessibleName(self.tr("Find an action, or a key"))
        self.filter.textChanged.connect(lambda _typed: self._fill())
        self.filter.installEventFilter(self)
        self.list = RowList(self.tr("Actions and their keys"), theme)
        self.list.want_height(_LIST_PX)
        self.list.chosen.connect(self._show_buttons)
        self._said = label("", "muted", wrap=True)
        self.catcher = KeyCatcher(self.tr("Another key"), self.tr("Press the new key (Esc: as it is)"))
        self.catcher.caught.connect(self._try)
        self.list.taken.connect(self._wait)
        self.take_over = push_button(self.tr("Take it from there"), primary=True)
        self.take_over.clicked.connect(self._take_over)
        self.no_key = push_button(self.tr("No key"))
        self.no_key.clicked.connect(self._take_away)
        self.reset = push_button(self.tr("As it was"))
        self.reset.clicked.connect(self._reset)
        self.reset_all = push_button(self.tr("All as they were"))
        self.reset_all.clicked.connect(self._reset_all)
        self.column.addWidget(label(self.tr("Keys"), "title"))
        self.column.addWidget(self.filter)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self._said)
        self.column.addLayout(row_of(self.reset_all, self.reset, self.no_key, self.take_over, self.catcher))

    def ask(self) -> None:
        """Show the keys of all actions, those of this workplace first."""
        self.filter.clear()
        self._fill(0)
        self._say(self.tr("Enter on an action, then the new key."))
        self.open(self.filter)

    @property
    def said(self) -> str:
        """What is said under the list."""
        return self._said.text()

    def choose(self, action_id: str) -> None:
        """Go to an action."""
        self.list.choose(next(place for place, row in enumerate(self._rows) if row.id == action_id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down and Enter go from the filter to the list."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.filter and is_key and isinstance(event, QKeyEvent) and event.key() in _ONWARDS:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ showing

    def _fill(self, place: int | None = None) -> None:
        wanted = self.filter.text().strip()
        near = {row.id for row in self._actions.of_workplace()}
        ranked = [
            (found, 2 if row.id not in near else int(row.workplace == "any"), row)
            for row in self._actions.rows
            if (found := rank(row, wanted, self._book.all_shown(row.id))) is not None
        ]
        self._rows = [row for *_, row in sorted(ranked, key=lambda each: each[:2])]
        self.list.show_rows([self._line(row, is_near=row.id in near) for row in self._rows], place)

    def _line(self, row: Action, *, is_near: bool) -> SheetRow:
        where = (
            translated(row.menu)
            if is_near
            else self.tr("{menu}, in {workplace}").format(
                menu=translated(row.menu), workplace=translated(row.workplace.capitalize())
            )
        )
        detail = f"{where}: {row.meaning}" if row.meaning else where
        keys = self.tr(" or ").join(self._book.all_shown(row.id))
        return SheetRow(self._actions.name_of(row.id), detail, keys, "ember" if self._book.is_changed(row.id) else "")

    @property
    def _row(self) -> Action | None:
        return self._rows[self.list.place] if 0 <= self.list.place < len(self._rows) else None

    def _show_buttons(self) -> None:
        row = self._row
        self._wanted_key = ""
        self.take_over.hide()
        self.catcher.setEnabled(row is not None)
        self.no_key.setEnabled(row is not None and bool(self._book.keys(row.id)))
        self.reset.setEnabled(row is not None and self._book.is_changed(row.id))
        self.reset_all.setEnabled(any(self._book.is_changed(each.id) for each in self._actions.rows))

    def _wait(self, _place: int) -> None:
        self.catcher.wait()

    def _say(self, words: str) -> None:
        self._said.setText(words)

    # ------------------------------------------------------------ changing

    def _try(self, key: str) -> None:
        row = self._row
        if row is None:
            return
        owner = self._book.owner(key, beside=row.id)
        if owner is None:
            self._give(row, key)
            return
        self._wanted_key = key
        self.take_over.show()
        self.take_over.setFocus()
        words = self.tr("{key} is the key of “{owner}”. Take it from there, or press another key.")
        self._say(words.format(key=shown_key(key), owner=self._actions.name_of(owner.id)))

    def _take_over(self) -> None:
        row, key = self._row, self._wanted_key
        if row is not None and key:
            owner = self._book.owner(key, beside=row.id)
            self._give(row, key)
            if owner is not None and not self._book.keys(owner.id):
                words = self.tr(" “{owner}” has no key now.")
                self._say(self.said + words.format(owner=self._actions.name_of(owner.id)))

    def _give(self, row: Action, key: str) -> None:
        self._book.give(row.id, key)
        words = self.tr("“{name}” has the key {key} now.")
        self._changed(words.format(name=self._actions.name_of(row.id), key=shown_key(key)))

    def _take_away(self) -> None:
        row = self._row
        if row is not None:
            self._book.take(row.id)
            self._changed(self.tr("“{name}” has no key now.").format(name=self._actions.name_of(row.id)))

    def _reset(self) -> None:
        row = self._row
        if row is not None:
            self._book.reset(row.id)
            words = self.tr("“{name}” has the key {key} again.")
            keys = self._book.shown(row.id) or self.tr("none")
            self._changed(words.format(name=self._actions.name_of(row.id), key=keys))

    def _reset_all(self) -> None:
        self._book.reset_all()
        self._changed(self.tr("All keys are as they were."))

    def _changed(self, words: str) -> None:
        self._fill()
        self._say(words)
        self.list.setFocus()
