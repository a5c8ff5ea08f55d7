"""A segmented control: one of a few choices, side by side. Knows not what is chosen."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget

from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.tips import tip
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice of the switch: what it stands for, and its name on the screen."""

    name: str
    label: str


class Switch(QFrame):
    """One segment is chosen, or none."""

    chosen = Signal(str)

    def __init__(self, segments: tuple[Segment, ...], parent: QWidget | None = None, *, role: str = "switch") -> None:
        """``role`` is the stylesheet's: ``switch`` on a panel, ``views`` on the window's ground."""
        super().__init__(parent)
        give_role(self, role)
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
            button.clicked.connect(lambda _checked, name=segment.name: self.chosen.emit(name))
            group.addButton(button)
            row.addWidget(button)
            self._buttons.append(button)

    def show_hints(self, hint_of: Callable[[str], str]) -> None:
        """Say of each segment, in its tooltip, what there is to say of its name."""
        for segment, button in zip(self._segments, self._buttons, strict=True):
            button.setToolTip(tip(hint_of(segment.name)))

    def show_chosen(self, name: str) -> None:
        """Mark the segment of the name that is shown."""
        for segment, button in zip(self._segments, self._buttons, strict=True):
            button.setChecked(segment.name == name)
