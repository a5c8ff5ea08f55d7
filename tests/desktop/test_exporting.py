"""Exporting from the window: what goes out, in which form, how far it is, and where it went."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.export_sheet import ExportSheet
from donnybrook.desktop.panels.publish_sheet import PublishSheet
from donnybrook.desktop.services.exporting import STOPPED
from donnybrook.desktop.services.hit_search import Picked


def opened(program: Program) -> ExportSheet:
    program.window.actions_.run("export.fights")
    sheet = program.window.findChild(ExportSheet)
    assert isinstance(sheet, ExportSheet)
    assert sheet.isVisible()
    return sheet


def chosen(sheet: ExportSheet, form: str, path: Path) -> None:
    sheet.form.show_key(form)
    sheet.form.chosen.emit(form)
    sheet.where.setText(str(path))


def titles(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["title"] for row in csv.DictReader(file, strict=True)]


def test_what_the_search_shows_goes_out_and_the_folder_can_be_shown(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    program.window.search_box.set_text('"fire hose"')
    sheet = opened(program)
    chosen(sheet, "csv", tmp_path / "out.csv")
    sheet.export()
    qtbot.waitUntil(lambda: program.window.toast.text.startswith("1 fight written to out.csv"), timeout=10_000)
    assert titles(tmp_path / "out.csv") == ["Hose against fire"]
    assert not sheet.isVisible()
    program.window.toast.take_back()
    assert [Path(url.toLocalFile()) for url in shown] == [tmp_path]


def test_everything_goes_out_as_a_folder_for_excel(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    program.window.search_box.set_text('"fire hose"')
    sheet = opened(program)
    sheet.what.show_key("all")
    sheet.flavour.show_key("excel")
    chosen(sheet, "folder", tmp_path / "set")
    sheet.export()
    qtbot.waitUntil((tmp_path / "set").is_dir, timeout=10_000)
    assert program.desk is not None
    assert len(titles(tmp_path / "set" / "scenes.csv")) == program.desk.session.catalog.scene_count() > 1
    assert (tmp_path / "set" / "scenes.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=10_000)


def test_chosen_columns_go_out_alone_and_a_wrong_name_is_told(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = opened(program)
    chosen(sheet, "csv", tmp_path / "out.csv")
    sheet.columns.setText("title, wepons")
    sheet.export()
    qtbot.waitUntil(lambda: "There is no column “wepons”" in sheet.problem, timeout=10_000)
    assert "Did you mean weapons" in sheet.problem
    sheet.columns.setText("weapons, title,")
    sheet.export()
    qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=10_000)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == ["weapons", "title"]
    chosen(sheet, "json", tmp_path / "all.json")
    assert not sheet.columns.isEnabled()


def test_the_place_follows_the_form_and_the_flavour_is_of_csv_alone(program: Program) -> None:
    sheet = opened(program)
    for form, ending in (("zip", ".zip"), ("xlsx", ".xlsx"), ("csv", ".csv"), ("folder", ""), ("json", ".json")):
        sheet.form.show_key(form)
        sheet.form.chosen.emit(form)
        assert Path(sheet.where.text()).suffix == ending
        assert sheet.flavour.isEnabled() == (form in ("zip", "csv", "folder"))


def test_what_can_not_be_written_is_said_in_the_sheet(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = opened(program)
    chosen(sheet, "csv", tmp_path / "nowhere" / "out.csv")
    sheet.export()
    qtbot.waitUntil(lambda: "There is no folder" in sheet.problem, timeout=10_000)
    assert sheet.isVisible()
    sheet.where.clear()
    sheet.export()
    assert sheet.problem == "Say where it is to go."


def test_an_export_that_is_stopped_says_so_and_leaves_nothing(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = opened(program)
    chosen(sheet, "folder", tmp_path / "set")
    sheet.export()
    sheet._exporting.stop()
    qtbot.waitUntil(lambda: sheet.problem == STOPPED, timeout=10_000)
    assert not (tmp_path / "set").exists()
    assert not list(tmp_path.glob("*set.*part"))
    assert sheet.go.isEnabled()


def test_enter_in_the_line_exports_and_does_not_stop_it_too(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = opened(program)
    chosen(sheet, "csv", tmp_path / "out.csv")
    sheet.where.setFocus()
    assert sheet.where.hasFocus()
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet._exporting.is_running, timeout=10_000)
    assert (tmp_path / "out.csv").exists()


def test_a_search_that_is_half_understood_exports_nothing(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    program.window.search_box.set_text("skates weapon:")
    sheet = opened(program)
    chosen(sheet, "csv", tmp_path / "out.csv")
    sheet.export()
    qtbot.waitUntil(lambda: sheet.problem.endswith("Nothing was written."), timeout=10_000)
    assert not (tmp_path / "out.csv").exists()


def test_what_is_there_is_replaced_at_the_second_press_alone(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine", encoding="utf-8")
    sheet = opened(program)
    chosen(sheet, "csv", out)
    sheet.where.setFocus()
    QTest.keyClick(sheet.where, Qt.Key.Key_Return)
    assert (sheet.go.text(), out.read_text(encoding="utf-8")) == ("Press again to replace what is there", "mine")
    sheet.where.setText(str(tmp_path / "other.csv"))  # another place is asked for anew, and is free
    assert sheet.go.text() == "Export"
    sheet.where.setText(str(out))
    sheet.go.click()
    sheet.go.click()
    qtbot.waitUntil(lambda: "written to out.csv" in program.window.toast.text, timeout=10_000)
    assert len(titles(out)) == 5
    assert not (tmp_path / "other.csv").exists()


def test_what_comes_to_nothing_after_the_sheet_was_left_is_told_over_the_window(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = opened(program)
    chosen(sheet, "csv", tmp_path / "nowhere" / "out.csv")
    sheet.export()
    sheet.leave()
    program.window.search_box.setFocus()
    typing = program.window.focusWidget()
    qtbot.waitUntil(lambda: "There is no folder" in program.window.problem_words, timeout=10_000)
    sheet.where.setText(str(tmp_path / "out.csv"))
    sheet.export()
    qtbot.waitUntil(lambda: "written to out.csv" in program.window.toast.text, timeout=10_000)
    assert program.window.focusWidget() is typing  # who went elsewhere is left alone


def test_the_form_that_was_chosen_is_written_whatever_the_name(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = opened(program)
    chosen(sheet, "csv", tmp_path / "no ending")
    sheet.export()
    qtbot.waitUntil((tmp_path / "no ending").is_file, timeout=10_000)
    assert len(titles(tmp_path / "no ending")) == 5
    qtbot.waitUntil(lambda: not sheet._exporting.is_running, timeout=10_000)
    (tmp_path / "cues").mkdir()
    chosen(sheet, "webvtt", tmp_path / "cues")
    sheet.export()
    qtbot.waitUntil(lambda: "without times left out" in program.window.toast.text, timeout=10_000)
    assert [path.name for path in (tmp_path / "cues").iterdir()] == ["Ballerina 2025.vtt"]


@pytest.mark.parametrize("typed", ["/", "", "~", "~nobody-of-that-name/a", "a"])
def test_whatever_stands_in_the_line_a_form_can_be_chosen(program: Program, typed: str) -> None:
    sheet = opened(program)
    sheet.where.setText(typed)
    sheet.form.show_key("zip")
    sheet.form.chosen.emit("zip")
    assert Path(sheet.where.text()).is_absolute()
    assert sheet.where.text().endswith(".zip")


def test_of_fights_that_a_number_led_to_those_alone_go_out(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    assert program.desk is not None
    find = program.desk.find
    some = tuple(find.all_hits()[:2])
    find.show_picked(Picked("", frozenset(some)))
    sheet = opened(program)
    assert sheet.what.currentText() == "What is shown: 2 fights"
    chosen(sheet, "csv", tmp_path / "some.csv")
    sheet.export()
    qtbot.waitUntil(lambda: program.window.toast.text.startswith("2 fights written"), timeout=10_000)
    program.window.actions_.run("export.publish")
    publishing = program.window.findChild(PublishSheet)
    assert isinstance(publishing, PublishSheet)
    qtbot.waitUntil(lambda: publishing.fights.itemText(1) == "What is shown · 2 fights", timeout=10_000)
    publishing.fights.setCurrentIndex(1)
    publishing.go.click()
    qtbot.waitUntil(lambda: "2 fights published" in program.window.toast.text, timeout=20_000)
