"""The head of the window: which workplace is shown, and the search box. Knows no catalog."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget

from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.panels.search_box import SearchBox

_HEIGHT_PX = 50


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice of the switch: the workplace's id, and its name on the screen."""

    workplace: str
    label: str


class WorkplaceSwitch(QFrame):
    """A segmented control: one segment a workplace."""

    chosen = Signal(str)

    def __init__(self, segments: tuple[Segment, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_role(self, "switch")
        self._buttons: list[QToolButton] = []
        self._segments = segments
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for segment in segments:
            button = QToolButton()
            button.setText(segment.label)
            button.setAccessibleName(segment.label)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, name=segment.workplace: self.chosen.emit(name))
            group.addButton(button)
            row.addWidget(button)
            self._buttons.append(button)

    def show_chosen(self, workplace: str) -> None:
        """Mark the segment of the workplace that is shown."""
        for segment, button in zip(self._segments, self._buttons, strict=True):
            button.setChecked(segment.workplace == workplace)


class TopBar(QFrame):
    """Switch and search box side by side."""

    def __init__(self, switch: WorkplaceSwitch, search_box: SearchBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_role(self, "bar")
        self.setFixedHeight(_HEIGHT_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 8)
        row.setSpacing(14)
        row.addWidget(switch)
        row.addWidget(search_box, 1)
