"""Running time is even, is led by the sound that was heard, and does not run away while nobody can look."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from donnybrook.desktop.services.running_clock import RunningClock


@pytest.fixture
def clock(qapp: QCoreApplication) -> Iterator[RunningClock]:
    made = RunningClock()
    made.start()
    yield made
    made.stop()


def test_a_window_that_was_held_up_goes_on_about_where_it_was(clock: RunningClock) -> None:
    before_us = clock.now_us()
    time.sleep(0.3)
    assert 0 < clock.now_us() - before_us <= 60_000


def test_asked_often_enough_no_time_is_lost(clock: RunningClock) -> None:
    began_s, before_us = time.monotonic(), clock.now_us()
    asked_s, lost_us = began_s, 0.0
    while asked_s < began_s + 0.3:
        time.sleep(0.001)
        before_s, asked_s = asked_s, time.monotonic()
        after_us = clock.now_us()
        lost_us += max(0.0, (asked_s - before_s) * 1e6 - 50_000)  # so often it could not be asked, on a busy machine
    assert after_us - before_us > (asked_s - began_s) * 1e6 - lost_us - 20_000


def test_sound_goes_on_while_the_window_is_held_up_and_leads(clock: RunningClock) -> None:
    began_s = time.monotonic()
    clock.now_us(0)
    time.sleep(0.3)
    heard_us = int((time.monotonic() - began_s) * 1e6)
    assert clock.now_us(heard_us) == pytest.approx(heard_us, abs=20_000)
    assert clock.now_us(heard_us + 600_000) == pytest.approx(heard_us + 600_000, abs=1_000)


def test_time_stands_while_there_is_nothing_to_show(clock: RunningClock) -> None:
    before_us = clock.now_us()
    for _ in range(10):
        time.sleep(0.01)
        assert clock.now_us(is_held=True) == before_us
    time.sleep(0.01)
    assert clock.now_us() > before_us
