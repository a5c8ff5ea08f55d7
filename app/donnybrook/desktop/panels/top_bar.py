"""The head of the window: which workplace is shown, and the search box. Knows no catalog."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.panels.search_box import SearchBox
from donnybrook.desktop.panels.switch import Switch

_HEIGHT_PX = 50


class TopBar(QFrame):
    """Switch and search box side by side."""

    def __init__(self, switch: Switch, search_box: SearchBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_role(self, "bar")
        self.setFixedHeight(_HEIGHT_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 8)
        row.setSpacing(14)
        row.addWidget(switch)
        row.addWidget(search_box, 1)
