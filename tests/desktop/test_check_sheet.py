"""Checking a catalog in the window: what is wrong, in sentences, and what can be mended."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import make_catalog
from desktop.long_edits import Long
from donnybrook.catalog.driver import connect
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.check_sheet import CheckSheet


def _looked(program: Program, qtbot: QtBot) -> CheckSheet:
    program.window.actions_.run("catalog.check")
    sheet = program.window.findChild(CheckSheet)
    assert isinstance(sheet, CheckSheet)
    qtbot.waitUntil(lambda: sheet.lead.startswith("Looked at structure"), timeout=10_000)
    return sheet


def test_a_catalog_in_order_is_said_to_be(program: Program, qtbot: QtBot) -> None:
    sheet = _looked(program, qtbot)
    assert sheet.list.rows == ()
    assert not sheet._mend.isEnabled()


def _odd(path: Path) -> Path:
    """Make a catalog with a use that is of no combatant of its fight."""
    make_catalog(path)
    connection = connect(path)
    connection.execute("UPDATE wielding SET combatant_id = 3 WHERE id = 1")
    connection.close()
    return path


def test_what_is_wrong_is_listed_and_mended(open_program: OpenProgram, tmp_path: Path, qtbot: QtBot) -> None:
    program = open_program(_odd(tmp_path / "odd.fights"))
    sheet = _looked(program, qtbot)
    qtbot.waitUntil(lambda: bool(sheet.list.rows), timeout=10_000)
    assert sheet._mend.isEnabled() == bool(sheet._looked.mendable)
    sheet.mend()
    qtbot.waitUntil(lambda: "mended, after a backup" in program.window.toast.text, timeout=10_000)
    qtbot.waitUntil(lambda: not sheet._looked.mendable, timeout=10_000)


def test_what_is_wrong_is_mended_after_an_edit_in_another_thread(
    open_program: OpenProgram, tmp_path: Path, qtbot: QtBot
) -> None:
    program = open_program(_odd(tmp_path / "odd.fights"))
    sheet = _looked(program, qtbot)
    qtbot.waitUntil(lambda: bool(sheet._looked.mendable), timeout=10_000)
    assert program.desk is not None
    long = Long(program.desk)
    sheet.mend()
    assert program.window.status.work_words == "Name them all… 1 more waiting"
    long.close(qtbot)
    qtbot.waitUntil(lambda: "1 thing mended, after a backup" in program.window.toast.text, timeout=10_000)
