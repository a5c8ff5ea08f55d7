"""Lists of lines with words under them, as most sheets have one: their heights, and what many of them cost."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.panels.row_list import RowList
from donnybrook.desktop.theme import Theme

LONG = "the duel on the bridge, in the rain, with a flamethrower against a fire hose, " * 3


@pytest.fixture
def rows(qapp: QApplication, qtbot: QtBot) -> RowList:
    made = RowList("Lines", Theme(qapp, "dark"))
    made.resize(640, 460)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_two_thousand_lines_are_shown_without_a_stall(rows: RowList, qtbot: QtBot) -> None:
    many = [
        SheetRow(f"Title {number}", f"“fight {number}” → “on the ice {number}”", "coder") for number in range(2_000)
    ]
    qtbot.wait(20)
    rows.show_rows(many)
    qtbot.waitUntil(lambda: rows.verticalScrollBar().maximum() > 2_000 * 20)
    rows.resize(700, 460)
    qtbot.wait(20)
    assert rows.verticalScrollBar().isVisible()


@pytest.mark.parametrize("title", ["fight", LONG, "two\nlines", ""])
@pytest.mark.parametrize("detail", ["", "0:01.000 – 0:02.000", LONG, "one\n\nthree"])
def test_a_line_is_as_high_as_its_words_broken_in_its_width(rows: RowList, title: str, detail: str) -> None:
    rows.show_rows([SheetRow(title, detail)])
    wrap = int(Qt.TextFlag.TextWordWrap)

    def high(text: str, *, strong: bool) -> float:
        room = QRectF(0, 0, rows.viewport().width() - 20, 10_000)
        return QFontMetricsF(font(TextSize.BODY, strong=strong)).boundingRect(room, wrap, text).height()

    wanted = 12 + high(title, strong=True) + (2 + high(detail, strong=False) if detail else 0)
    assert rows.visualRect(rows.model().index(0, 0)).height() == pytest.approx(wanted, abs=1)
