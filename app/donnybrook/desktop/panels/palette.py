"""Every action by its name: type a few letters of it, and Enter. Made of the table of actions, and knows no more."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from donnybrook.desktop.action import Action
from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.models.action_finding import NEARLY, rank
from donnybrook.desktop.panels.overlay import Overlay
from donnybrook.desktop.panels.plain import label
from donnybrook.desktop.theme import Theme

type Index = QModelIndex | QPersistentModelIndex

_ROW, _KEY = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1
_LINE_PX = 30
_MOVES: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class Palette(Overlay):
    """Lists what can be done now."""

    def __init__(self, window: QWidget, actions: ActionSet, theme: Theme) -> None:
        super().__init__(window, 620)
        self._actions = actions
        self._line = QLineEdit()
        self._line.setPlaceholderText(self.tr("What do you want to do?"))
        self._line.setAccessibleName(self.tr("Name of an action"))
        self._line.textChanged.connect(self._fill)
        self._line.installEventFilter(self)
        self._list = QListWidget()
        self._list.setItemDelegate(_Line(theme, self))
        self._list.setAccessibleName(self.tr("Actions"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMinimumHeight(360)
        self._list.itemClicked.connect(self._run_item)
        self._nothing = label(self.tr("No action that is at hand now is called so."), "muted", wrap=True)
        self._nothing.setContentsMargins(10, 6, 10, 0)
        self.column.addWidget(self._line)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self._list)

    def ask(self) -> None:
        """Show the list, and wait for letters."""
        self._line.clear()
        self._fill("")
        self.open(self._line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows move in the list while the letters go to the line."""
        if watched is self._line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in _MOVES:
                last = self._list.count() - 1
                self._list.setCurrentRow(min(max(self._list.currentRow() + _MOVES[key], 0), last))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run_item(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        book, wanted = self._actions.book, typed.strip()
        ranked = [
            (found, row)
            for row in self._actions.at_hand()
            if (found := rank(row, wanted, book.all_shown(row.id))) is not None
        ]
        fitting = [pair for pair in ranked if pair[0] < NEARLY]
        self._list.clear()
        for _, row in sorted(fitting or ranked, key=lambda pair: pair[0]):
            self._list.addItem(_item(row, self._actions.name_of(row.id), book.shown(row.id)))
        self._list.setCurrentRow(0)
        self._nothing.setVisible(not ranked)

    def _run_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.leave()
            self._actions.run(item.data(_ROW).id)


class _Line(QStyledItemDelegate):
    """An action's name and what it does at the left, its key at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, _LINE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROW)
        if not isinstance(row, Action):
            return
        state = option.state
        rect = QRectF(option.rect)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("selected"))
            painter.drawRoundedRect(rect, 5, 5)
        inner, middle = rect.adjusted(10, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(TextSize.BODY))
        painter.setPen(self._theme.colour("text"))
        name = index.data(Qt.ItemDataRole.DisplayRole)
        painter.drawText(inner, middle, name)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, index.data(_KEY))
        painter.setFont(font(TextSize.CHIP))
        name_px = QFontMetricsF(font(TextSize.BODY)).horizontalAdvance(name)
        painter.drawText(inner.adjusted(name_px + 12, 1, -90, 0), middle, row.meaning)
        painter.restore()


def _item(row: Action, name: str, key: str) -> QListWidgetItem:
    item = QListWidgetItem(name)
    item.setData(_ROW, row)
    item.setData(_KEY, key)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {key}")
    return item
