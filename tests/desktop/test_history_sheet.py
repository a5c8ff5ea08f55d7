"""The history of a fight in the window: what changed, and old values brought back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.history_sheet import HistorySheet


def _opened(program: Program) -> HistorySheet:
    program.window.actions_.run("edit.history")
    sheet = program.window.findChild(HistorySheet)
    assert isinstance(sheet, HistorySheet)
    assert sheet.isVisible()
    return sheet


def _retitle(program: Program, title: str) -> int:
    assert program.desk is not None
    scene_id = program.desk.find.current_scene
    assert scene_id is not None
    program.desk.session.edit("Change title", change_scene, scene_id, title=title)
    return scene_id


def test_the_newest_change_stands_first_with_both_values(program: Program) -> None:
    _retitle(program, "On the ice")
    row = _opened(program).list.rows[0]
    assert row.title == "Title"
    assert row.detail == "“Academy sparring” → “On the ice”"


def test_enter_brings_an_old_value_back_as_one_edit(program: Program) -> None:
    scene_id = _retitle(program, "On the ice")
    sheet = _opened(program)
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    assert program.desk is not None
    catalog = program.desk.session.catalog
    assert catalog.scene(scene_id).fields.title == "Academy sparring"
    assert sheet.list.rows[0].detail == "“On the ice” → “Academy sparring”"
    program.window.toast.take_back()
    assert catalog.scene(scene_id).fields.title == "On the ice"


def test_a_value_that_is_there_already_is_said_in_the_sheet(program: Program) -> None:
    _retitle(program, "On the ice")
    _retitle(program, "Academy sparring")
    sheet = _opened(program)
    sheet.list.choose(1)
    sheet.bring_back()
    assert sheet.problem == "Title has that value already."


def test_what_came_whole_can_not_be_brought_back(program: Program) -> None:
    sheet = _opened(program)
    assert any(row.title == "Added use of unarmed" for row in sheet.list.rows)
    before = program.desk.session.catalog.undo_label if program.desk else None
    sheet.bring_back()
    assert program.desk is not None
    assert program.desk.session.catalog.undo_label == before


def test_the_key_opens_it_and_escape_leaves_it(program: Program, qtbot: QtBot) -> None:
    assert program.desk is not None
    program.desk.find.focus_wall()
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_H)
    sheet = program.window.findChild(HistorySheet)
    assert isinstance(sheet, HistorySheet)
    assert sheet.isVisible()
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_undo_works_while_the_sheet_is_open(program: Program) -> None:
    scene_id = _retitle(program, "On the ice")
    sheet = _opened(program)
    QTest.keyClick(sheet.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert program.desk is not None
    assert program.desk.session.catalog.scene(scene_id).fields.title == "Academy sparring"


def press_history(workplace: QWidget) -> None:
    buttons = workplace.findChildren(QToolButton)
    next(each for each in buttons if each.accessibleName() == "History (H)" and each.isVisible()).click()


def test_a_button_beside_the_fight_opens_it_in_both_workplaces(program: Program) -> None:
    assert program.desk is not None
    press_history(program.desk.find)
    sheet = program.window.findChild(HistorySheet)
    assert isinstance(sheet, HistorySheet)
    sheet.leave()
    program.after_first_paint()
    program.window.actions_.run("find.tag")
    tag = program.desk._tag
    assert tag is not None
    press_history(tag)
    assert sheet.isVisible()
    assert sheet._title.text() == "History of “Academy sparring”"
