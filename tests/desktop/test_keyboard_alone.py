"""From no catalog at all to an exported CSV, with keys alone: each goes to where the keyboard is at that moment."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.asked import CONTROL, PATIENCE_MS, Asked, keyboard, press
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.export_sheet import ExportSheet
from donnybrook.desktop.panels.tag_workplace import TagWorkplace
from media.shot_films import draw_shots


# Offscreen, no window can be raised, and none takes the keyboard for itself.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_fight_goes_from_its_film_into_a_csv_file_by_keys_alone(
    open_program: Callable[[Path | None], Program],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    film = draw_shots(tmp_path / "film.mp4", 1)
    program = open_program(None)
    program.after_first_paint()
    asked = Asked(program.window, qtbot)

    asked.answer(Qt.Key.Key_N, tmp_path / "mine.fights")
    qtbot.waitUntil(lambda: program.desk is not None, timeout=PATIENCE_MS)
    press(Qt.Key.Key_2, CONTROL)
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    asked.answer(Qt.Key.Key_O, film)
    qtbot.waitUntil(lambda: tag.film_line.knows_cuts and tag.view._player.is_at_rest, timeout=PATIENCE_MS)

    press(Qt.Key.Key_BracketRight)
    qtbot.waitUntil(lambda: tag.view._player.is_at_rest, timeout=PATIENCE_MS)
    begins_us = tag.view._player.position_us
    press(Qt.Key.Key_I)
    press(Qt.Key.Key_BracketRight)
    qtbot.waitUntil(lambda: tag.view._player.is_at_rest, timeout=PATIENCE_MS)
    ends_us = tag.view._player.position_us
    press(Qt.Key.Key_O)
    press(Qt.Key.Key_Slash)
    QTest.keyClicks(keyboard(), "skater: ice skates! vs batsman: baseball bat @ice rink")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tag.tagging.scene is not None, timeout=PATIENCE_MS)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_E, CONTROL)
    sheet = program.window.findChild(ExportSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.isVisible, timeout=PATIENCE_MS)
    for _ in range(2):
        press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(keyboard(), str(tmp_path / "out.csv"))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil((tmp_path / "out.csv").exists, timeout=PATIENCE_MS)

    assert 0 < begins_us < ends_us
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert [round(float(row[name]) * 1e6) for name in ("in_s", "out_s")] == [begins_us, ends_us]
    assert (row["weapons"], row["location"]) == ("ice skates; baseball bat", "ice rink")
