"""The watchdog sees a window that stands still, and is not misled by a busy machine or by a test's own work."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.stalls import LIMIT_S, PerhapsStoodStill, Stall, StoodStill, Watchdog, pace, piece_of_work

TESTS = str(Path(__file__).resolve().parents[1])
_PIECE_S = 0.002  # on the machine that the limit is for


def work_for(seconds: float) -> None:
    """Do as much as takes that machine so long."""
    for _ in range(round(seconds / _PIECE_S)):
        piece_of_work()


def stand_still() -> None:
    work_for(0.4)  # the machine may be four times quicker or slower from one moment to the next


class SlowAtKeys(QWidget):
    def keyPressEvent(self, _event: QKeyEvent) -> None:
        stand_still()


def spin(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def test_who_holds_the_event_loop_up_is_named(watchdog: Watchdog) -> None:
    QTimer.singleShot(0, stand_still)
    spin(60)
    (stall,) = watchdog.stalls
    assert stall.took_s > LIMIT_S * stall.pace
    assert "stand_still" in stall.stack
    with pytest.raises(AssertionError, match="stood still for"):  # as every test of the window would end
        watchdog.judge()
    watchdog.stalls.clear()


def told(*took_s: float) -> Watchdog:
    watchdog = Watchdog()
    watchdog.stalls += [Stall(each, 1.0, "here") for each in took_s]
    return watchdog


def test_what_is_over_twice_the_limit_is_sure_and_what_is_less_perhaps(qapp: QApplication) -> None:
    with pytest.raises(PerhapsStoodStill):
        told(0.12, 0.19).judge()
    with pytest.raises(StoodStill) as sure:
        told(0.12, 0.21).judge()
    assert not isinstance(sure.value, PerhapsStoodStill)


SEEN = """
from desktop.stalls import Stall

RUNS = []


def test_twice(watchdog):
    watchdog.stalls.append(Stall(0.12, 1.0, "seen twice"))


def test_once(watchdog):
    RUNS.append(1)
    if len(RUNS) == 1:
        watchdog.stalls.append(Stall(0.12, 1.0, "seen once"))
"""


def test_what_may_be_a_stall_fails_if_it_is_seen_twice_and_is_told_if_once(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(SEEN, "utf-8")
    plugins = ("-p", "conftest", "-p", "desktop.conftest")
    order = (sys.executable, "-m", "pytest", *plugins, "-c", os.devnull, "--rootdir", str(tmp_path), str(tmp_path))
    ended = subprocess.run(
        order, env={**os.environ, "PYTHONPATH": TESTS}, capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "1 error, 2 rerun" in ended.stdout, ended.stdout
    assert re.search("^ERROR .*test_it.py::test_twice", ended.stdout, re.MULTILINE)
    assert "Perhaps a stall, and run again: test_it.py::test_once" in ended.stdout


def test_a_slow_machine_is_no_stall_but_one_is_told_with_how_slow_it_was() -> None:
    assert 1.0 <= pace() <= 4.0
    assert "300 ms of the processor (2.5 times as slow" in str(Stall(0.3, 2.5, ""))


def test_every_test_of_the_window_is_watched(request: pytest.FixtureRequest) -> None:
    assert "watchdog" in request.fixturenames


def test_who_holds_a_key_up_is_named(watchdog: Watchdog, qtbot: QtBot) -> None:
    widget = SlowAtKeys()
    qtbot.addWidget(widget)
    QTest.keyClick(widget, Qt.Key.Key_A)
    (stall,) = watchdog.stalls
    assert "keyPressEvent" in stall.stack
    watchdog.stalls.clear()


class RatherSlowAtKeys(QWidget):
    def keyPressEvent(self, _event: QKeyEvent) -> None:
        work_for(0.02)


def test_a_word_that_is_typed_is_as_many_presses_as_it_has_letters(watchdog: Watchdog, qtbot: QtBot) -> None:
    widget = RatherSlowAtKeys()
    qtbot.addWidget(widget)
    QTest.keyClicks(widget, "flamethrower")
    assert watchdog.stalls == []


def test_many_short_works_a_wait_and_a_tests_own_work_are_no_stall(watchdog: Watchdog, qtbot: QtBot) -> None:
    left = [0.02] * 12

    def work_on() -> None:
        work_for(left.pop())
        if left:
            QTimer.singleShot(15, work_on)
        else:
            time.sleep(0.3)  # by the clock alone

    QTimer.singleShot(0, work_on)
    qtbot.waitUntil(lambda: not left, timeout=15_000)
    stand_still()
    qtbot.wait(20)
    assert watchdog.stalls == []
