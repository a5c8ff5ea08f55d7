"""Merging in the window: what came over, what is to be settled, and catalogs that others send."""

import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import make_catalog
from desktop.long_edits import Long
from desktop.several import enter
from donnybrook.catalog import Catalog
from donnybrook.catalog.backups import Keeper
from donnybrook.catalog.merging import conflicts, merge
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.conflicts_sheet import ConflictsSheet
from donnybrook.desktop.panels.inspector import Inspector
from donnybrook.desktop.services.merging import merge_into_new


@pytest.fixture
def two_copies(open_program: OpenProgram, tmp_path: Path) -> Program:
    """Return the window on a copy in which a title was changed; in the other, too, and a film was added."""
    mine = make_catalog(tmp_path / "mine.fights")
    theirs = shutil.copy(mine, tmp_path / "theirs.fights")
    with Catalog.open(mine, coder="Ann") as catalog:
        catalog.change_scene(catalog.search("skates").scene_ids[0], title="On the ice")
    with Catalog.open(theirs, coder="Bob") as catalog:
        catalog.change_scene(catalog.search("skates").scene_ids[0], title="Skate blades")
        catalog.add_film("Sintel", year=2010)
    return open_program(mine)


@pytest.fixture
def sheet(two_copies: Program, tmp_path: Path, qtbot: QtBot) -> ConflictsSheet:
    """Return the sheet after the merge."""
    assert two_copies.desk is not None
    two_copies.desk.sheets.merge(tmp_path / "theirs.fights")
    qtbot.waitUntil(lambda: "came over" in two_copies.window.toast.text, timeout=10_000)
    two_copies.window.status.conflicts_wanted.emit()
    sheet = two_copies.window.findChild(ConflictsSheet)
    assert isinstance(sheet, ConflictsSheet)
    return sheet


def test_a_merge_says_what_came_makes_a_backup_and_shows_conflicts_at_the_foot(
    sheet: ConflictsSheet, two_copies: Program, tmp_path: Path
) -> None:
    words = "2 edits of theirs.fights came over: 1 new film, 1 fight changed. 1 value to settle."
    assert two_copies.window.toast.text == words
    assert two_copies.window.status.conflict_words == "1 conflict"
    assert [each.reason for each in Keeper(tmp_path / "mine.fights").backups()] == ["before merge"]


def test_a_conflict_shows_both_readings_and_who_entered_each(sheet: ConflictsSheet) -> None:
    row = sheet.list.rows[0]
    assert row.title == "Title"
    assert row.detail == "Stands: “Skate blades”, by Bob\nThe other: “On the ice”, by Ann"


def test_a_conflict_is_settled_after_what_another_thread_edits(
    sheet: ConflictsSheet, two_copies: Program, qtbot: QtBot
) -> None:
    assert two_copies.desk is not None
    long = Long(two_copies.desk)
    sheet.settle(take_other=True)
    sheet.settle(take_other=True)
    assert (sheet.problem, len(sheet.list.rows)) == ("", 1)
    long.end()
    qtbot.waitUntil(lambda: sheet.list.rows == (), timeout=10_000)
    assert two_copies.window.problem_words == ""
    assert two_copies.window.toast.text == "Title is “On the ice”"
    long.close(qtbot)


def test_taking_the_other_value_settles_it_and_can_be_undone(sheet: ConflictsSheet, two_copies: Program) -> None:
    sheet.settle(take_other=True)
    assert sheet.list.rows == ()
    assert two_copies.window.status.conflict_words == ""
    assert two_copies.desk is not None
    assert len(two_copies.desk.session.catalog.search('"On the ice"').scene_ids) == 1
    two_copies.window.toast.take_back()
    assert two_copies.window.status.conflict_words == "1 conflict"


def test_keeping_the_value_that_stands_settles_it_too(sheet: ConflictsSheet, two_copies: Program) -> None:
    sheet.settle(take_other=False)
    assert sheet.list.rows == ()
    assert two_copies.desk is not None
    assert len(two_copies.desk.session.catalog.search('"Skate blades"').scene_ids) == 1


def test_what_is_entered_while_a_catalog_is_merged_is_stored_after_it_and_nothing_stands_still(
    two_copies: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert two_copies.desk is not None
    session = two_copies.desk.session
    is_held, may_end, note = threading.Event(), threading.Event(), conflicts.note_conflicts

    def note_late(*args: Any) -> Any:
        is_held.set()
        may_end.wait(60)
        return note(*args)

    monkeypatch.setattr(merge, "note_conflicts", note_late)
    two_copies.desk.sheets.merge(tmp_path / "theirs.fights")
    qtbot.waitUntil(is_held.is_set, timeout=20_000)  # it has begun to write
    two_copies.desk.open_scene(1)
    inspector = two_copies.window.findChild(Inspector)
    assert isinstance(inspector, Inspector)
    enter(inspector.combatants.add, "Mo")
    assert two_copies.window.status.work_words == "Merge theirs.fights… 1 more waiting"
    may_end.set()
    qtbot.waitUntil(lambda: session.catalog.undo_label == "Add Mo", timeout=20_000)
    assert "came over" in two_copies.window.toast.text
    assert two_copies.window.problem_words == ""


def test_merging_a_catalog_with_itself_is_told_in_the_banner(two_copies: Program, tmp_path: Path, qtbot: QtBot) -> None:
    assert two_copies.desk is not None
    two_copies.desk.sheets.merge(tmp_path / "mine.fights")
    qtbot.waitUntil(lambda: "same file" in two_copies.window.problem_words, timeout=10_000)


def test_a_catalog_that_can_only_be_read_says_so_and_is_merged_into_a_new_one(
    open_program: OpenProgram, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_catalog(tmp_path / "broken.fights")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 8192])
    program = open_program(path)
    assert program.window.problem_words.startswith("broken.fights is ")
    assert program.desk is not None
    program.desk.sheets.merge_into_new(tmp_path / "own.fights")
    qtbot.waitUntil(lambda: program.window.windowTitle().startswith("own.fights"), timeout=20_000)
    assert program.window.problem_words == ""
    assert program.desk.session.catalog.scene_count() > 0
    assert not program.desk.session.catalog.read_only


def test_a_new_catalog_that_could_not_be_filled_is_not_left_behind(tmp_path: Path) -> None:
    (tmp_path / "none.fights").write_bytes(b"nothing of a catalog")
    with pytest.raises(Exception, match=r"none\.fights"):
        merge_into_new(tmp_path / "own.fights", tmp_path / "none.fights")
    assert not (tmp_path / "own.fights").exists()
