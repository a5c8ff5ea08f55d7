"""The match-up matrix in the window: every number is what its search finds, classes open, keys do it all."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import make_catalog
from donnybrook.desktop.panels.match_up_sheet import MatchUpSheet


def test_each_number_of_the_matrix_leads_to_as_many_fights(
    open_program: OpenProgram, qtbot: QtBot, tmp_path: Path
) -> None:
    program = open_program(make_catalog(tmp_path / "a.fights"))
    assert program.desk is not None
    catalog = program.desk.session.catalog
    program.window.actions_.run("find.match_ups")
    sheet = program.window.findChild(MatchUpSheet)
    assert isinstance(sheet, MatchUpSheet)
    model = sheet.model
    qtbot.waitUntil(lambda: model.rowCount() > 1)
    cells = [model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    told = [(model.data(each), model.query(each)) for each in cells if model.query(each)]
    assert told
    assert [count for count, _ in told] == [str(catalog.questions.count(query)) for _, query in told]

    fire = next(at for at in range(model.rowCount()) if "incendiary" in model.headerData(at, Qt.Orientation.Vertical))
    sheet.table.setCurrentIndex(model.index(fire, 0))
    QTest.keyClick(sheet.table, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: model.headerData(0, Qt.Orientation.Vertical) == "flamethrower")
    hose = next(at for at in range(model.columnCount()) if model.query(model.index(0, at)).find("water") > 0)
    sheet.table.setCurrentIndex(model.index(0, hose))
    assert "flamethrower against" in model.data(model.index(0, hose), Qt.ItemDataRole.AccessibleTextRole)
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert program.window.search_box.text.startswith("weapon:flamethrower vs ")
    assert len(program.desk.find.all_hits()) == 1
