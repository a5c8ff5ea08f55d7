"""From no catalog at all to an exported CSV, with keys alone: each goes to where the keyboard is at that moment."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.export_sheet import ExportSheet
from donnybrook.desktop.panels.tag_workplace import TagWorkplace

_PATIENCE_MS = 240_000  # the whole film is looked through meanwhile, and others may be at work too
_CONTROL = Qt.KeyboardModifier.ControlModifier


# Offscreen, no window can be raised, and none takes the keyboard for itself.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_fight_goes_from_its_film_into_a_csv_file_by_keys_alone(
    open_program: Callable[[Path | None], Program],
    sample_folder: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    program = open_program(None)
    program.after_first_paint()
    asked = _Asked(program.window, qtbot)

    asked.answer(Qt.Key.Key_N, tmp_path / "mine.fights")
    qtbot.waitUntil(lambda: program.desk is not None, timeout=_PATIENCE_MS)
    _press(Qt.Key.Key_2, _CONTROL)
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    asked.answer(Qt.Key.Key_O, sample_folder / "sample.mp4")
    qtbot.waitUntil(lambda: tag.film_line.knows_cuts and tag.view._player.is_at_rest, timeout=_PATIENCE_MS)

    _press(Qt.Key.Key_BracketRight)
    qtbot.waitUntil(lambda: tag.view._player.is_at_rest, timeout=_PATIENCE_MS)
    begins_us = tag.view._player.position_us
    _press(Qt.Key.Key_I)
    _press(Qt.Key.Key_BracketRight)
    qtbot.waitUntil(lambda: tag.view._player.is_at_rest, timeout=_PATIENCE_MS)
    ends_us = tag.view._player.position_us
    _press(Qt.Key.Key_O)
    _press(Qt.Key.Key_Slash)
    QTest.keyClicks(_keyboard(), "skater: ice skates! vs batsman: baseball bat @ice rink")
    _press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tag.tagging.scene is not None, timeout=_PATIENCE_MS)
    _press(Qt.Key.Key_Escape)
    _press(Qt.Key.Key_E, _CONTROL)
    sheet = program.window.findChild(ExportSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.isVisible, timeout=_PATIENCE_MS)
    for _ in range(2):
        _press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    _press(Qt.Key.Key_A, _CONTROL)
    QTest.keyClicks(_keyboard(), str(tmp_path / "out.csv"))
    _press(Qt.Key.Key_Return)
    qtbot.waitUntil((tmp_path / "out.csv").exists, timeout=_PATIENCE_MS)

    assert 0 < begins_us < ends_us
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert [round(float(row[name]) * 1e6) for name in ("in_s", "out_s")] == [begins_us, ends_us]
    assert (row["weapons"], row["location"]) == ("ice skates; baseball bat", "ice rink")


class _Asked:
    """Types a path into the dialog that a key opens. While one is open, whoever opened it waits."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self._window = window
        self._qtbot = qtbot

    def answer(self, key: Qt.Key, path: Path) -> None:
        typed: list[Path] = []

        def type_path() -> None:
            dialog, focused = QApplication.activeModalWidget(), QApplication.focusWidget()
            if dialog is None or focused is None or not dialog.isAncestorOf(focused):
                QTimer.singleShot(20, type_path)
                return
            QTest.keyClicks(_keyboard(), str(path))
            typed.append(path)
            _press(Qt.Key.Key_Return)

        QTimer.singleShot(0, type_path)
        _press(key, _CONTROL)
        self._qtbot.waitUntil(lambda: bool(typed) and QApplication.activeModalWidget() is None, timeout=_PATIENCE_MS)
        self._window.activateWindow()  # as a desktop does when a dialog has gone; here is none
        self._qtbot.waitUntil(self._window.isActiveWindow, timeout=_PATIENCE_MS)


def _press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(_keyboard(), key, held)


def _keyboard() -> QWidget:
    focused = QApplication.focusWidget() or QApplication.activeWindow()
    assert isinstance(focused, QWidget)
    return focused
