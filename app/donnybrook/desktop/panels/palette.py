"""Every action by its name: type a few letters of it, and Enter. Made of the table of actions, and knows no more."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.actions import Action
from donnybrook.desktop.panels.overlay import Overlay

_ID = int(Qt.ItemDataRole.UserRole)
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class Palette(Overlay):
    """Lists what can be done now."""

    def __init__(self, window: QWidget, actions: ActionSet) -> None:
        super().__init__(window, 560)
        self._actions = actions
        self._line = QLineEdit()
        self._line.setPlaceholderText(self.tr("What do you want to do?"))
        self._line.setAccessibleName(self.tr("Name of an action"))
        self._line.textChanged.connect(self._fill)
        self._line.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Actions"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMinimumHeight(360)
        self._list.itemClicked.connect(self._run_item)
        self.column.addWidget(self._line)
        self.column.addWidget(self._list)

    def ask(self) -> None:
        """Show the list, and wait for letters."""
        self._line.clear()
        self._fill("")
        self.open(self._line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows move in the list while the letters go to the line."""
        if watched is self._line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES:
                last = self._list.count() - 1
                self._list.setCurrentRow(min(max(self._list.currentRow() + _MOVES[key], 0), last))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run_item(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        wanted = typed.casefold().split()
        self._list.clear()
        for row in self._actions.at_hand():
            said = f"{row.label} {row.help} {row.menu}".casefold()
            if all(word in said for word in wanted):
                self._list.addItem(_item(row))
        self._list.setCurrentRow(0)

    def _run_item(self, item: QListWidgetItem | None) -> None:
        self.leave()
        if item is not None:
            self._actions.run(str(item.data(_ID)))


def _item(row: Action) -> QListWidgetItem:
    keys = "   ".join(QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText) for each in row.keys[:1])
    item = QListWidgetItem(f"{row.label.rstrip('…')}{f'    {keys}' if keys else ''}")
    item.setToolTip(row.help)
    item.setData(_ID, row.id)
    return item
