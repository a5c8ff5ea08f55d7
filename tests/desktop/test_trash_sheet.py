"""The trash in the window: listed, searched, put back, emptied in two steps."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from donnybrook.catalog import Catalog, SceneDraft, Transaction
from donnybrook.catalog.backups import Keeper
from donnybrook.catalog.edits.bulk import trash_scenes
from donnybrook.catalog.edits.scenes import add_scene, trash_scene
from donnybrook.catalog.edits.trash import empty_trash
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.trash_sheet import TrashSheet
from donnybrook.desktop.panels.two_step import TwoStepButton


@pytest.fixture
def trash(program: Program) -> TrashSheet:
    """Return the sheet, with two fights in the trash."""
    assert program.desk is not None
    session = program.desk.session
    for scene_id in session.catalog.search("skates OR duel").scene_ids:
        session.edit("Delete fight", trash_scene, scene_id)
    program.window.actions_.run("edit.trash")
    sheet = program.window.findChild(TrashSheet)
    assert isinstance(sheet, TrashSheet)
    return sheet


def _titles(sheet: TrashSheet) -> list[str]:
    return [row.title for row in sheet.list.rows]


def test_what_was_deleted_last_stands_first(trash: TrashSheet) -> None:
    assert _titles(trash) == ["Ice skates", "Flamethrower duel"]
    assert trash.lead == "2 fights in the trash."


def test_letters_search_the_trash(trash: TrashSheet) -> None:
    line = trash.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "skates")
    assert _titles(trash) == ["Ice skates"]


def test_a_fight_is_put_back_and_can_be_undone(trash: TrashSheet, program: Program) -> None:
    trash.restore()
    assert _titles(trash) == ["Flamethrower duel"]
    assert program.desk is not None
    assert program.desk.session.catalog.scene_count() == 4
    program.window.toast.take_back()
    assert _titles(trash) == ["Ice skates", "Flamethrower duel"]


def test_a_fight_that_was_emptied_out_of_the_trash_elsewhere_is_said_to_be_gone_in_the_sheet(
    trash: TrashSheet, program: Program
) -> None:
    assert program.desk is not None
    with Catalog.open(program.desk.session.catalog.path) as other:
        other.edit("Empty the trash", empty_trash)
    trash.restore()
    assert trash.problem == "What it was about is not there any more, so nothing was changed."
    assert program.window.problem_words == ""


def test_emptying_takes_two_presses_and_makes_a_backup_and_can_be_undone(
    trash: TrashSheet, program: Program, qtbot: QtBot
) -> None:
    button = trash.findChild(TwoStepButton)
    assert button is not None
    button.click()
    assert button.text() == "Press again to delete 2 fights"
    assert len(_titles(trash)) == 2
    button.click()
    qtbot.waitUntil(lambda: trash.list.rows == (), timeout=10_000)
    assert program.desk is not None
    assert [each.reason for each in Keeper(program.desk.session.catalog.path).backups()] == [
        "before emptying the trash"
    ]
    program.window.toast.take_back()
    assert len(_titles(trash)) == 2


def _add_and_trash(tx: Transaction, fights: int) -> None:
    trash_scenes(tx, [add_scene(tx, 1, SceneDraft()) for _ in range(fights)])


def test_very_many_that_were_emptied_out_come_back_in_another_thread(
    trash: TrashSheet, program: Program, qtbot: QtBot
) -> None:
    assert program.desk is not None
    session = program.desk.session
    session.edit("Add many", _add_and_trash, 350)
    button = trash.findChild(TwoStepButton)
    assert button is not None
    button.click()
    button.click()
    qtbot.waitUntil(lambda: trash.list.rows == (), timeout=10_000)
    assert program.window.toast.take_back()
    assert session.elsewhere == "Undo Empty the trash"
    assert trash.list.rows == ()  # the window did not wait for it
    qtbot.waitUntil(lambda: program.window.toast.text == "Undone: Empty the trash", timeout=10_000)
    assert trash.list.rows != ()
    assert trash.lead == "352 fights in the trash."


def test_a_first_press_is_forgotten_when_one_goes_elsewhere(trash: TrashSheet) -> None:
    button = trash.findChild(TwoStepButton)
    assert button is not None
    button.setFocus()
    button.click()
    trash.list.setFocus()
    assert button.text() == "Empty trash…"
    assert not button.is_armed
