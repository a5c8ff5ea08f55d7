"""Backups in the window: listed with what changed since, made now, made by themselves, gone back to."""

import pytest
from pytestqt.qtbot import QtBot

from donnybrook.catalog.backups import Keeper
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.backups_sheet import BackupsSheet
from donnybrook.desktop.panels.two_step import TwoStepButton
from donnybrook.desktop.services.backups import Backups
from donnybrook.desktop.services.errands import Errands


@pytest.fixture
def sheet(program: Program, qtbot: QtBot) -> BackupsSheet:
    """Return the sheet with one backup, made now."""
    program.window.actions_.run("catalog.backups")
    sheet = program.window.findChild(BackupsSheet)
    assert isinstance(sheet, BackupsSheet)
    sheet.make()
    qtbot.waitUntil(lambda: len(sheet.list.rows) == 1, timeout=10_000)
    return sheet


def test_a_backup_tells_why_it_was_made_what_it_holds_and_what_changed_since(
    sheet: BackupsSheet, program: Program, qtbot: QtBot
) -> None:
    assert sheet.list.rows[0].title.endswith("by hand")
    assert sheet.list.rows[0].side == "1 film, 5 fights"
    assert sheet.list.rows[0].detail == "Nothing has changed since."
    assert program.desk is not None
    program.desk.session.tell_changes(program.desk.session.catalog.add_film("Sintel").changes)
    qtbot.waitUntil(lambda: sheet.list.rows[0].detail == "Since then 1 edit: Add film Sintel.", timeout=10_000)


def test_going_back_takes_two_presses_keeps_what_was_and_shows_what_is(
    sheet: BackupsSheet, program: Program, qtbot: QtBot
) -> None:
    program.window.actions_.qt("find.delete").trigger()
    assert program.desk is not None
    desk = program.desk
    assert len(desk.find.all_hits()) == 4
    button = sheet.findChild(TwoStepButton)
    assert button is not None
    qtbot.waitUntil(button.isEnabled)
    button.click()
    assert button.text().startswith("Press again to go back to ")
    button.click()
    qtbot.waitUntil(lambda: len(desk.find.all_hits()) == 5, timeout=10_000)
    qtbot.waitUntil(lambda: len(sheet.list.rows) == 2, timeout=10_000)
    assert sheet.list.rows[0].title.endswith("before restore")


def test_the_list_without_a_backup_says_so(program: Program) -> None:
    program.window.actions_.run("catalog.backups")
    sheet = program.window.findChild(BackupsSheet)
    assert isinstance(sheet, BackupsSheet)
    assert sheet.list.rows == ()


def test_a_backup_is_made_by_itself_after_opening(program: Program, qtbot: QtBot) -> None:
    assert program.desk is not None
    path = program.desk.session.catalog.path
    errands = Errands()
    backups = Backups(path, errands)
    backups._beginning.setInterval(1)
    with qtbot.waitSignal(backups.made, timeout=10_000):
        backups.begin()
    backups.close()
    errands.close()
    assert [each.reason for each in Keeper(path).backups()] == ["on opening"]


def test_a_catalog_that_can_only_be_read_is_left_alone(program: Program) -> None:
    assert program.desk is not None
    backups = Backups(program.desk.session.catalog.path, Errands(), is_mine=False)
    backups._beginning.setInterval(1)
    backups.begin()
    assert not backups._beginning.isActive()
    backups.close()
    assert Keeper(program.desk.session.catalog.path).backups() == []
