"""A label that wraps is as high as its words need, whatever it has said before."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.panels.plain import label

_LONG = "Rival uses a fire hose against Eve, who has brought a flamethrower to the village pond. "


def _as_qt_has_it(text: str, size_px: int, width_px: int) -> int:
    made = QLabel(text)
    made.setWordWrap(True)
    made.setFont(font(size_px))
    return made.heightForWidth(width_px)


def test_a_label_that_wraps_is_measured_anew_for_another_text_another_width_and_another_font(qtbot: QtBot) -> None:
    wrapped = label(wrap=True)
    qtbot.addWidget(wrapped)
    for size_px in (TextSize.BODY, TextSize.TITLE):
        wrapped.setFont(font(size_px))
        for text in ("short", _LONG, _LONG * 2):
            wrapped.setText(text)
            for width_px in (120, 300, 120):
                assert wrapped.heightForWidth(width_px) == _as_qt_has_it(text, size_px, width_px)
