"""How the parts of Tag stand: films and fights at the left, the film in the middle, what is said at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from donnybrook.desktop.panels.plain import give_role

_LEFT_PX = 214
_RIGHT_PX = 336  # less would cut the fields of a beat


def tag_columns(
    left: Sequence[tuple[QWidget, int]], middle: Sequence[tuple[QWidget, int]], right: QWidget
) -> QSplitter:
    """Return the three columns; each part comes with how much of spare height it takes."""
    side, film = QFrame(), QWidget()
    give_role(side, "left")
    for column, parts, foot_px in ((side, left, 8), (film, middle, 0)):
        down = QVBoxLayout(column)
        down.setContentsMargins(0, 0, 0, foot_px)
        down.setSpacing(0)
        for part, stretch in parts:
            down.addWidget(part, stretch)
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setHandleWidth(1)
    for part, stretches in ((side, 0), (film, 1), (right, 0)):
        splitter.addWidget(part)
        splitter.setStretchFactor(splitter.count() - 1, stretches)
    splitter.setSizes([_LEFT_PX, 10_000, _RIGHT_PX])
    right.setMinimumWidth(_RIGHT_PX)
    side.setMinimumWidth(150)
    return splitter
