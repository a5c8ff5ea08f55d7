"""The typeface the program brings (Inter, OFL) and the few sizes it is used in; figures that change are tabular."""

from enum import IntEnum
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase

from donnybrook.files import resources_folder

FAMILY = "Inter"

ON_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
"""How words are drawn amid the height there is; to join the two costs as much as to draw some."""


class TextSize(IntEnum):
    """Heights of type in pixels."""

    SMALL = 11
    CHIP = 12
    BODY = 13
    TITLE = 15
    TIMECODE = 22


def load_fonts() -> None:
    """Make the typeface known to Qt; where a file is missing, the system's own takes its place."""
    if FAMILY not in QFontDatabase.families():
        for path in sorted((resources_folder() / "fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))


def font(size_px: int = TextSize.BODY, *, strong: bool = False, tabular: bool = False) -> QFont:
    """Return the typeface at a size; ``tabular`` makes every figure equally wide, for numbers that change."""
    return QFont(_found(size_px, strong=strong, tabular=tabular))  # whoever asks may change it


@lru_cache(maxsize=64)
def _found(size_px: int, *, strong: bool, tabular: bool) -> QFont:
    """Return a font whose copies share what Qt looks up for it: painting asks for one at every word."""
    made = QFont(FAMILY)
    made.setPixelSize(size_px)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def body_font() -> QFont:
    """Return the type that everything is set in unless it asks for another."""
    return font(TextSize.BODY)
