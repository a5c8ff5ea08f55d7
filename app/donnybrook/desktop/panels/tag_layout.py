"""Where the parts of Tag stand, and the film alone on the screen instead. Knows not what they do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from donnybrook.desktop.panels.plain import give_role, line_across
from donnybrook.desktop.panels.player_view import PlayerView

_LEFT_PX, _LEAST_LEFT_PX = 214, 150
_RIGHT_PX = 348  # less would cut the fields of a beat or a use beside the scroll bar


class TagLayout:
    """Three columns: lists, the film with what is under it, the fight.

    Each part has its place before the next is made: what is put together first takes on the looks once for every step
    up to the window.
    """

    def __init__(self, workplace: QWidget) -> None:
        self.is_alone = False
        self._workplace = workplace
        self._left, self._middle, self._under = QFrame(), QWidget(), QWidget()
        give_role(self._left, "left")
        self._left.setMinimumWidth(_LEAST_LEFT_PX)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        _column(workplace).addWidget(self._splitter)
        for part in (self._left, self._middle):
            self._splitter.addWidget(part)
        self._left_column, self._middle_column = _column(self._left), _column(self._middle)
        self._left_column.setContentsMargins(0, 0, 0, 8)

    def put_lists(self, films: QWidget, scenes: QWidget) -> None:
        """Put the lists at the left."""
        self._left_column.addWidget(films)
        self._left_column.addWidget(scenes, 1)

    def put_film(self, notice: QWidget, view: PlayerView, slide_bar: QWidget) -> None:
        """Put the film in the middle."""
        self._view = view
        view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._workplace.setFocusProxy(view)
        self._middle_column.addWidget(notice)
        self._middle_column.addWidget(view, 1)
        self._middle_column.addWidget(slide_bar)
        self._middle_column.addWidget(self._under)

    def put_below(self, strip: QWidget, bar: QWidget, timeline: QWidget) -> None:
        """Put the palette, the tagging line and the timeline under the film."""
        column = _column(self._under)
        for part in (strip, bar, line_across(), timeline):
            column.addWidget(part)

    def put_side(self, side: QWidget) -> None:
        """Make room for the fight at the right."""
        side.setMinimumWidth(_RIGHT_PX)
        self._splitter.addWidget(side)
        for place, stretches in enumerate((0, 1, 0)):
            self._splitter.setStretchFactor(place, stretches)
        self._splitter.setSizes([_LEFT_PX, 10_000, _RIGHT_PX])
        self._around = (self._left, self._under, side)

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
