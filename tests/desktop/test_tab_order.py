"""Tab follows the layouts, and leaves nothing behind that PySide would mistake for a later widget."""

import gc

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot

from donnybrook.desktop.panels.tab_order import follow_layout


def test_tab_goes_as_it_is_laid_out_and_no_item_of_a_layout_is_kept(qtbot: QtBot) -> None:
    root, fields = QWidget(), [QLineEdit(str(place)) for place in range(4)]
    qtbot.addWidget(root)
    column, row = QVBoxLayout(root), QHBoxLayout()
    column.addWidget(fields[3])
    row.addWidget(fields[1])
    row.addWidget(fields[2])
    column.insertLayout(0, row)
    column.insertWidget(0, fields[0])
    before = _items()

    follow_layout(root)

    at, order = fields[0], [fields[0].text()]
    while len(order) < len(fields):
        at = at.nextInFocusChain()  # type: ignore[assignment]
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(at.text())
    assert order == ["0", "1", "2", "3"]
    assert _items() == before


def _items() -> int:
    return sum(isinstance(each, QWidgetItem) for each in gc.get_objects())
