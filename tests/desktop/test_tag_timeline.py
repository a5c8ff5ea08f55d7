"""The timeline's arithmetic, and that pointer and wheel do what they say."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from donnybrook.desktop.panels.timeline import GUTTER_PX, Timeline
from donnybrook.desktop.panels.timeline_lanes import Bar
from donnybrook.desktop.panels.timeline_scale import Span, lanes_of, tick_text, whole
from donnybrook.desktop.theme import Theme

_MINUTE_US = 60_000_000


def made(qtbot: QtBot, qapp: QApplication) -> Timeline:
    timeline = Timeline(Theme(qapp, "dark"))
    qtbot.addWidget(timeline)
    timeline.resize(GUTTER_PX + 1000, 80)
    timeline.show()
    timeline.show_film(_MINUTE_US)
    return timeline


def test_zooming_keeps_the_time_under_the_pointer() -> None:
    scale = whole(_MINUTE_US, 1000)
    closer = scale.zoomed(4, 250)
    assert closer.time(250) == scale.time(250)
    assert closer.length_us == _MINUTE_US / 4


def test_no_zoom_shows_more_than_the_film_or_stands_outside_it() -> None:
    scale = whole(_MINUTE_US, 1000)
    assert scale.zoomed(0.1, 500) == scale
    assert scale.zoomed(10, 1000).moved_to(10**12).start_us == _MINUTE_US * 0.9


def test_fights_that_overlap_get_lanes_of_their_own_and_others_share_one() -> None:
    spans = [Span(1, 0, 10), Span(2, 5, 20), Span(3, 10, 15), Span(4, 30, 40)]
    assert lanes_of(spans) == {1: 0, 2: 1, 3: 0, 4: 0}


def test_ticks_are_as_exact_as_their_step() -> None:
    assert tick_text(16_500_000, 500_000) == "0:16.5"
    assert tick_text(16_500_000, 1_000_000) == "0:16"
    assert tick_text(16_541_000, 1_000) == "0:16.541"
    assert tick_text(3_600_000_000, 60_000_000) == "1:00:00"


def test_a_click_seeks_to_where_it_is(qtbot: QtBot, qapp: QApplication) -> None:
    timeline = made(qtbot, qapp)
    with qtbot.waitSignal(timeline.seek_wanted) as sought:
        QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(GUTTER_PX + 500, 10))
    assert sought.args == [_MINUTE_US // 2]


def test_the_wheel_zooms_at_the_pointer(qtbot: QtBot, qapp: QApplication) -> None:
    timeline = made(qtbot, qapp)
    before_us = timeline.scale.time(250)
    at = QPointF(GUTTER_PX + 250, 40)
    no_buttons, no_keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(at, timeline.mapToGlobal(at), QPoint(), QPoint(0, 240), no_buttons, no_keys, phase, False)
    QApplication.sendEvent(timeline, wheel)
    assert timeline.scale.length_us < _MINUTE_US
    assert timeline.scale.time(250) == before_us


def test_a_double_click_on_a_bar_chooses_its_fight(qtbot: QtBot, qapp: QApplication) -> None:
    timeline = made(qtbot, qapp)
    timeline.show_scenes([Bar(7, "Snow ridge", 15_000_000, 30_000_000, "blunt")])
    with qtbot.waitSignal(timeline.scene_chosen) as chosen:
        QTest.mouseDClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(GUTTER_PX + 300, 34))
    assert chosen.args == [7]


def test_beats_stand_in_lanes_beneath_the_fights_and_are_chosen_by_a_double_click(
    qtbot: QtBot, qapp: QApplication
) -> None:
    timeline = made(qtbot, qapp)
    timeline.show_scenes([Bar(7, "Snow ridge", 15_000_000, 30_000_000, "blunt")])
    without_px = timeline.sizeHint().height()
    timeline.show_beats(
        [Bar(1, "lunge", 16_000_000, 20_000_000, "line"), Bar(2, "fall", 18_000_000, 29_000_000, "line")]
    )
    assert timeline.sizeHint().height() > without_px
    timeline.resize(GUTTER_PX + 1000, timeline.sizeHint().height())
    with qtbot.waitSignal(timeline.beat_chosen) as chosen:
        QTest.mouseDClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(GUTTER_PX + 400, without_px + 20))
    assert chosen.args == [2]
    timeline.show_beats([])
    assert timeline.sizeHint().height() == without_px


def test_the_page_turns_with_the_playhead(qtbot: QtBot, qapp: QApplication) -> None:
    timeline = made(qtbot, qapp)
    timeline.show_stretch(0, 500_000)
    timeline.show_playhead(50_000_000)
    assert 0 <= timeline.scale.x(50_000_000) <= timeline.width()
