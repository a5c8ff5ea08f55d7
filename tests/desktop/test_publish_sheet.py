"""Publishing from the window: what, where, with progress, stopped and looked at."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.publish_sheet import PublishSheet
from exchange.galleries import data_of


@pytest.fixture
def sheet(program: Program) -> PublishSheet:
    program.window.actions_.run("export.publish")
    sheet = program.window.findChild(PublishSheet)
    assert isinstance(sheet, PublishSheet)
    return sheet


def published(sheet: PublishSheet, qtbot: QtBot) -> None:
    sheet.go.click()
    qtbot.waitUntil(lambda: sheet.go.text() == "Publish", timeout=20_000)


def test_a_gallery_of_all_fights_is_written_beside_the_catalog(
    sheet: PublishSheet, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    assert program.desk is not None
    assert sheet.folder_line.text() == str(tmp_path / "handful gallery")
    sheet.title_line.setText("My fights")
    sheet.safe.setChecked(True)
    published(sheet, qtbot)
    (index,) = data_of(tmp_path / "handful gallery" / "data" / "index.js")
    assert len(index["fights"]) == program.desk.session.catalog.scene_count()
    assert (index["title"], index["hides"]) == ("My fights", True)
    assert "published in" in program.window.toast.text


def test_only_what_the_search_shows_is_published_for_datasette(
    sheet: PublishSheet, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet.leave()
    program.window.search_box.set_text("skates")
    qtbot.waitUntil(lambda: program.desk is not None and program.desk.find.query == "skates", timeout=5000)
    program.window.actions_.run("export.publish")
    qtbot.waitUntil(lambda: sheet.fights.itemText(1) == "What the search shows: skates · 1 fight", timeout=10_000)
    assert sheet.fights.itemText(0) == "All · 5 fights"
    sheet.fights.setCurrentIndex(1)
    sheet.form.setCurrentIndex(1)
    sheet.form.activated.emit(1)
    assert sheet.folder_line.text() == str(tmp_path / "handful datasette")
    assert not sheet.safe.isEnabled()
    published(sheet, qtbot)
    assert sorted(each.name for each in (tmp_path / "handful datasette").iterdir()) == ["fights.db", "metadata.json"]


def test_stopping_leaves_nothing_behind_and_a_bad_folder_is_told(
    sheet: PublishSheet, tmp_path: Path, qtbot: QtBot
) -> None:
    before = sorted(tmp_path.iterdir())
    sheet.go.click()
    assert sheet.go.text() == "Stop"
    sheet.go.click()
    qtbot.waitUntil(lambda: sheet.go.text() == "Publish", timeout=20_000)
    assert sheet.problem == "Publishing was stopped. Nothing was written."
    assert sorted(tmp_path.iterdir()) == before
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine.txt").touch()
    sheet.folder_line.setText(str(tmp_path / "site"))
    published(sheet, qtbot)
    assert "holds what is no part of a gallery: mine.txt" in sheet.problem


def test_where_it_goes_has_to_be_said_and_counts_from_home(
    sheet: PublishSheet, program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path.parent)
    sheet.folder_line.setText("  ")
    sheet.go.click()
    assert sheet._folder_box.problem == "Say where it is to go."
    sheet.folder_line.setText("pages")
    assert sheet._folder_box.problem == ""
    published(sheet, qtbot)
    assert (tmp_path / "pages" / "index.html").is_file()
    assert "published in" in program.window.toast.text


def test_what_was_published_is_replaced_at_the_second_press_alone(
    sheet: PublishSheet, tmp_path: Path, qtbot: QtBot
) -> None:
    published(sheet, qtbot)
    page = tmp_path / "handful gallery" / "index.html"
    before = page.stat().st_mtime_ns
    sheet.go.click()
    assert sheet.go.text() == "Press again to replace what is there"
    published(sheet, qtbot)
    assert page.stat().st_mtime_ns > before


def test_a_search_that_is_half_understood_is_not_published(
    sheet: PublishSheet, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet.leave()
    program.window.search_box.set_text("skates weapon:")
    program.window.actions_.run("export.publish")
    sheet.fights.setCurrentIndex(1)
    published(sheet, qtbot)
    assert sheet.problem.endswith("Nothing was written.")
    assert not (tmp_path / "handful gallery").exists()


def test_what_comes_to_nothing_after_the_sheet_was_left_is_told_over_the_window(
    sheet: PublishSheet, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet.folder_line.setText(str(tmp_path / "nowhere" / "site"))
    sheet.go.click()
    sheet.leave()
    qtbot.waitUntil(lambda: "There is no folder" in program.window.problem_words, timeout=20_000)
