"""Where the parts of Tag stand, and the film alone on the screen instead. Knows not what they do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from donnybrook.desktop.panels.plain import give_role, line_across
from donnybrook.desktop.panels.player_view import PlayerView

_LEFT_PX, _LEAST_LEFT_PX = 214, 150
_RIGHT_PX = 348  # less would cut the fields of a beat or a use beside the scroll bar


class TagLayout:
    """Three columns: lists, the film with what is under it, the fight."""

    def __init__(
        self,
        workplace: QWidget,
        *,
        lists: tuple[QWidget, QWidget],
        notice: QWidget,
        view: PlayerView,
        slide_bar: QWidget,
        below: tuple[QWidget, QWidget, QWidget],
        side: QWidget,
    ) -> None:
        """``below`` are the palette, the tagging line and the timeline."""
        self._view = view
        self.is_alone = False
        view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        workplace.setFocusProxy(view)
        left, middle, under = QFrame(), QWidget(), QWidget()
        give_role(left, "left")
        left_column = _column(left)
        left_column.setContentsMargins(0, 0, 0, 8)
        left_column.addWidget(lists[0])
        left_column.addWidget(lists[1], 1)
        column = _column(middle)
        column.addWidget(notice)
        column.addWidget(view, 1)
        column.addWidget(slide_bar)
        column.addWidget(under)
        below_column = _column(under)
        for part in (below[0], below[1], line_across(), below[2]):
            below_column.addWidget(part)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        for part, stretches in ((left, 0), (middle, 1), (side, 0)):
            splitter.addWidget(part)
            splitter.setStretchFactor(splitter.count() - 1, stretches)
        splitter.setSizes([_LEFT_PX, 10_000, _RIGHT_PX])
        side.setMinimumWidth(_RIGHT_PX)
        left.setMinimumWidth(_LEAST_LEFT_PX)
        _column(workplace).addWidget(splitter)
        self._around = (left, under, side)

    def show_alone(self, *, alone: bool) -> None:
        """Show the film alone, or all again."""
        self.is_alone = alone
        for part in self._around:
            part.setVisible(not alone)
        self._view.show_alone(alone=alone)


def _column(of: QWidget) -> QVBoxLayout:
    made = QVBoxLayout(of)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    return made
