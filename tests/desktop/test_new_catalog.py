"""A new catalog is made in another thread; what can't be is told in the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.asked import PATIENCE_MS, Asked
from donnybrook.desktop.app import Program

# Offscreen, no window can be raised, and none takes the keyboard for itself.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_a_name_that_is_taken_is_told_and_what_is_open_stays(
    open_program: Callable[[Path | None], Program], tmp_path: Path, qtbot: QtBot
) -> None:
    program = open_program(None)
    asked = Asked(program.window, qtbot)
    asked.answer(Qt.Key.Key_N, tmp_path / "mine")
    qtbot.waitUntil(lambda: program.desk is not None, timeout=PATIENCE_MS)
    first = program.desk
    asked.answer(Qt.Key.Key_N, tmp_path / "mine")
    qtbot.waitUntil(lambda: "mine.fights is there already" in program.window.problem_words, timeout=PATIENCE_MS)
    assert program.desk is first
