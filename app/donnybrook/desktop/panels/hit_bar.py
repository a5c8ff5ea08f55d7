"""The line above the hits: how they are shown, in what order, and whether spoilers are hidden. Knows no hits."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from donnybrook.catalog.search.ordering import ORDERS
from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.marked_words import translated
from donnybrook.desktop.panels.action_key import ActionButton
from donnybrook.desktop.panels.plain import icon_button
from donnybrook.desktop.panels.switch import Segment, Switch
from donnybrook.desktop.tips import tip

VIEWS = ("wall", "table", "films", "places")
_HEIGHT_PX = 40
_ICON_PX = QSize(15, 15)


class HitBar(QFrame):
    """Everything on it can also be done by its key."""

    order_wanted = Signal(str)
    """Emits the order that was chosen."""

    columns_wanted = Signal(QPoint)
    """Emits where on the screen the columns of the table are to be offered."""

    def __init__(self, actions: ActionSet, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = "newest"
        self.setFixedHeight(_HEIGHT_PX)
        names = (self.tr("Wall"), self.tr("Table"), self.tr("Films"), self.tr("Places"))
        self._switch = Switch(tuple(map(Segment, VIEWS, names)), role="views")
        self._actions = actions
        self._switch.chosen.connect(lambda view: actions.run(f"find.{view}"))
        self._by = QToolButton()
        self._by.setProperty("role", "order")
        self._by.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._by.setIcon(icons.icon("arrow-up-down", "muted"))
        self._by.setIconSize(_ICON_PX)
        self._by.clicked.connect(self._offer_orders)
        self._columns = icon_button(icons, "columns-3", self.tr("Columns of the table"))
        self._columns.clicked.connect(lambda: self.columns_wanted.emit(_beneath(self._columns)))
        self._veil = ActionButton(actions, "view.spoilers", icons, "eye-off")
        self._veil.setCheckable(True)
        self._veil.setIconSize(_ICON_PX)
        self._columns.setIconSize(_ICON_PX)
        actions.book.changed.connect(self._show_keys)
        self._show_keys()
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 6, 12, 2)
        row.setSpacing(4)
        row.addWidget(self._switch)
        row.addStretch(1)
        for part in (self._columns, self._by, self._veil):
            row.addWidget(part)
        self.show_order("newest")
        self.show_spoiler_safe(on=False)

    def show_view(self, view: str) -> None:
        """Mark how the hits are shown; films and places are in an order of their own."""
        self._switch.show_chosen(view)
        self._columns.setVisible(view == "table")
        self._by.setVisible(view in ("wall", "table"))

    def show_order(self, order: str) -> None:
        """Say by what the hits are sorted."""
        self._order = order
        label = next((translated(each.label) for each in ORDERS if each.name == order.removeprefix("-")), order)
        words = label[:1].upper() + label[1:]
        self._by.setText(f"{words} ↓" if order.startswith("-") else words)
        self._by.setAccessibleName(self.tr("Order of the fights: {order}").format(order=self._by.text()))
        self._by.setToolTip(tip(self._by.accessibleName()))

    def show_spoiler_safe(self, *, on: bool) -> None:
        """Say whether films that were not seen are hidden."""
        self._veil.setChecked(on)

    def _show_keys(self) -> None:
        self._switch.show_hints(
            lambda view: f"{self._actions.name_of(f'find.{view}')} ({self._actions.key_of(f'find.{view}')})"
        )

    def _offer_orders(self) -> None:
        menu = QMenu(self)
        name, is_down = self._order.removeprefix("-"), self._order.startswith("-")
        for each in ORDERS:
            label = translated(each.label)
            action = menu.addAction(label[:1].upper() + label[1:])
            action.setCheckable(True)
            action.setChecked(each.name == name)
            action.triggered.connect(lambda _on=False, order=each.name: self.order_wanted.emit(order))
        menu.addSeparator()
        turned = menu.addAction(self.tr("The other way round"))
        turned.setCheckable(True)
        turned.setChecked(is_down)
        turned.triggered.connect(lambda: self.order_wanted.emit(name if is_down else f"-{name}"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(_beneath(self._by))


def _beneath(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().bottomLeft())
