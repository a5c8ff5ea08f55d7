"""The timeline's arithmetic, and that pointer and wheel do what they say."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from donnybrook.catalog import MediaFile
from donnybrook.desktop.models.bar_rows import Bar, BarRows
from donnybrook.desktop.models.dragging import Piece, Placed
from donnybrook.desktop.models.frame_times import FrameTimes
from donnybrook.desktop.panels.timeline import GUTTER_PX, Timeline
from donnybrook.desktop.panels.timeline_bars import fights_lane
from donnybrook.desktop.panels.timeline_heights import heights_in
from donnybrook.desktop.panels.timeline_lanes import Lane, LaneStack
from donnybrook.desktop.panels.timeline_map import TimelineMap
from donnybrook.desktop.panels.timeline_scale import Scale, tick_text, whole
from donnybrook.desktop.panels.timeline_sight import Sight
from donnybrook.desktop.theme import Theme

_MINUTE_US = 60_000_000


_NO_KEYS = Qt.KeyboardModifier.NoModifier
_SNOW_RIDGE = Bar(7, "Snow ridge", 15_000_000, 30_000_000, "blunt")
_FRAME_US = 40_000


def made(qtbot: QtBot, qapp: QApplication) -> Timeline:
    timeline = Timeline(Theme(qapp, "dark"))
    qtbot.addWidget(timeline)
    timeline.resize(GUTTER_PX + 1000, 200)
    timeline.show()
    timeline.show_film(_MINUTE_US)
    return timeline


def frames(media_file: MediaFile) -> FrameTimes:
    return FrameTimes(range(0, _MINUTE_US, _FRAME_US), media_file)


def lanes_y(timeline: Timeline, row_px: int = 0) -> int:
    return timeline._lanes_top_px + row_px + 10


def turn_wheel(timeline: Timeline, x: int, keys: Qt.KeyboardModifier) -> None:
    at = QPointF(GUTTER_PX + x, 40)
    phase = Qt.ScrollPhase.NoScrollPhase
    no_buttons = Qt.MouseButton.NoButton
    wheel = QWheelEvent(at, timeline.mapToGlobal(at), QPoint(), QPoint(0, 240), no_buttons, keys, phase, False)
    QApplication.sendEvent(timeline, wheel)


def drag(timeline: Timeline, from_px: int, to_px: int, y: int, keys: Qt.KeyboardModifier = _NO_KEYS) -> None:
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(timeline, button, pos=QPoint(GUTTER_PX + from_px, y))
    for x in (from_px + (8 if to_px > from_px else -8), to_px):
        at = QPointF(GUTTER_PX + x, y)
        moved = QMouseEvent(QEvent.Type.MouseMove, at, timeline.mapToGlobal(at), Qt.MouseButton.NoButton, button, keys)
        QApplication.sendEvent(timeline, moved)


def test_zooming_keeps_the_time_under_the_pointer() -> None:
    scale = whole(_MINUTE_US, 1000)
    closer = scale.zoomed(4, 250)
    assert closer.time(250) == scale.time(250)
    assert closer.length_us == _MINUTE_US / 4


def test_no_zoom_shows_more_than_the_film_or_stands_outside_it() -> None:
    scale = whole(_MINUTE_US, 1000)
    assert scale.zoomed(0.1, 500) == scale
    assert scale.zoomed(10, 1000).moved_to(10**12).start_us == _MINUTE_US * 0.9


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


def test_a_click_on_the_name_of_a_lane_moves_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    timeline = made(qtbot, qapp)
    timeline.show_lanes("scene", [fights_lane(BarRows([_SNOW_RIDGE]))])
    timeline.sight.show_stretch(20_000_000, 25_000_000)  # the bar begins left of what is seen, under the names
    at = QPoint(GUTTER_PX - 20, lanes_y(timeline))
    hand = timeline.hand
    with qtbot.assertNotEmitted(timeline.seek_wanted), qtbot.assertNotEmitted(hand.chosen):
        QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at)
    with qtbot.assertNotEmitted(hand.opened):
        QTest.mouseDClick(timeline, Qt.MouseButton.LeftButton, pos=at)


def test_the_wheel_zooms_at_the_pointer_with_ctrl_and_scrolls_without(qtbot: QtBot, qapp: QApplication) -> None:
    timeline = made(qtbot, qapp)
    before_us = timeline.scale.time(250)
    turn_wheel(timeline, 250, Qt.KeyboardModifier.ControlModifier)
    closer = timeline.scale
    assert closer.length_us < _MINUTE_US
    assert closer.time(250) == before_us
    turn_wheel(timeline, 250, _NO_KEYS)
    assert timeline.scale.start_us < closer.start_us
    assert timeline.scale.length_us == closer.length_us


def test_a_click_on_a_bar_chooses_it_and_a_double_click_opens_it(qtbot: QtBot, qapp: QApplication) -> None:
    timeline = made(qtbot, qapp)
    timeline.show_lanes("scene", [fights_lane(BarRows([_SNOW_RIDGE]))])
    at = QPoint(GUTTER_PX + 300, lanes_y(timeline))
    with qtbot.waitSignal(timeline.hand.chosen) as chosen:
        QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == [Piece("scene", 7)]
    with qtbot.waitSignal(timeline.hand.opened) as opened:
        QTest.mouseDClick(timeline, Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == [Piece("scene", 7)]


def test_lanes_stand_under_each_other_and_the_picture_above_does_not_jump_from_fight_to_fight(
    qtbot: QtBot, qapp: QApplication
) -> None:
    timeline = made(qtbot, qapp)
    timeline.resize(GUTTER_PX + 1000, 400)
    timeline.show_lanes("scene", [fights_lane(BarRows([_SNOW_RIDGE]))])
    two = BarRows([Bar(1, "lunge", 16_000_000, 20_000_000, "line"), Bar(2, "fall", 18_000_000, 29_000_000, "line")])
    timeline.show_lanes("beat", [Lane("beat", "Beats", two)])
    with_beats_px = timeline.sizeHint().height()
    with qtbot.waitSignal(timeline.hand.chosen) as chosen:
        QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(GUTTER_PX + 400, lanes_y(timeline, 23 + 19)))
    assert chosen.args == [Piece("beat", 2)]
    timeline.show_lanes("beat", ())
    assert timeline.sizeHint().height() == with_beats_px


def test_an_edge_is_dragged_to_a_frame_and_the_film_follows_it(
    qtbot: QtBot, qapp: QApplication, plain_file: MediaFile
) -> None:
    timeline = made(qtbot, qapp)
    timeline.show_lanes("scene", [fights_lane(BarRows([_SNOW_RIDGE]))])
    timeline.show_frames(frames(plain_file))
    sought: list[int] = []
    timeline.seek_wanted.connect(sought.append)
    drag(timeline, 499, 599, lanes_y(timeline))
    with qtbot.waitSignal(timeline.hand.dropped) as dropped:
        QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(GUTTER_PX + 599, lanes_y(timeline)))
    (placed,) = dropped.args
    assert isinstance(placed, Placed)
    assert placed.in_us == 15_000_000
    assert placed.out_us is not None
    assert placed.out_us % _FRAME_US == 0
    assert abs(placed.out_us - 36_000_000) <= _FRAME_US
    assert sought[-1] == placed.out_us


def test_what_draws_an_edge_is_said_with_the_key_that_lets_it_be(
    qtbot: QtBot, qapp: QApplication, plain_file: MediaFile
) -> None:
    timeline = made(qtbot, qapp)
    timeline.show_lanes("scene", [fights_lane(BarRows([_SNOW_RIDGE]))])
    timeline.show_frames(frames(plain_file))
    timeline.hand.marks = (None, 36_000_000)
    assert timeline.hand.words == ""
    drag(timeline, 499, 597, lanes_y(timeline))
    assert timeline.hand.words == "0:00:36.000  mark   Ctrl: frames alone"
    drag(timeline, 499, 560, lanes_y(timeline))
    assert "Ctrl" not in timeline.hand.words
    assert timeline.hand.cancel()


def test_escape_puts_back_what_is_dragged_and_the_frame_that_was_shown(
    qtbot: QtBot, qapp: QApplication, plain_file: MediaFile
) -> None:
    timeline = made(qtbot, qapp)
    timeline.show_lanes("scene", [fights_lane(BarRows([_SNOW_RIDGE]))])
    timeline.show_frames(frames(plain_file))
    timeline.show_playhead(1_000_000)
    sought: list[int] = []
    timeline.seek_wanted.connect(sought.append)
    drag(timeline, 300, 400, lanes_y(timeline))
    assert timeline.hand.is_dragging
    assert timeline.hand.cancel()
    with qtbot.assertNotEmitted(timeline.hand.dropped):
        QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(GUTTER_PX + 400, lanes_y(timeline)))
    assert sought[-1] == 1_000_000
    assert not timeline.hand.cancel()


def test_what_goes_while_it_is_dragged_is_not_put_down(qtbot: QtBot, qapp: QApplication, plain_file: MediaFile) -> None:
    timeline = made(qtbot, qapp)
    ways: list[Callable[[], None]] = [
        lambda: timeline.show_lanes("scene", [fights_lane(BarRows([]))]),
        lambda: timeline.show_film(2 * _MINUTE_US),
    ]
    for leave in ways:
        timeline.show_lanes("scene", [fights_lane(BarRows([_SNOW_RIDGE]))])
        timeline.show_frames(frames(plain_file))
        drag(timeline, 300, 400, lanes_y(timeline))
        assert timeline.hand.is_dragging
        leave()
        with qtbot.assertNotEmitted(timeline.hand.dropped):
            QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(GUTTER_PX + 400, lanes_y(timeline)))


def test_without_a_film_the_timeline_takes_no_room(qtbot: QtBot, qapp: QApplication) -> None:
    timeline = made(qtbot, qapp)
    assert timeline.sizeHint().height() > 0
    timeline.show_film(0)
    assert timeline.sizeHint().height() == 0


def test_what_nobody_gave_times_is_not_dragged_and_says_so(
    qtbot: QtBot, qapp: QApplication, plain_file: MediaFile
) -> None:
    timeline = made(qtbot, qapp)
    loose = Bar(3, "Eve", 15_000_000, 30_000_000, "water", is_loose=True)
    timeline.show_lanes("scene", [fights_lane(BarRows([loose]))])
    timeline.show_frames(frames(plain_file))
    with qtbot.waitSignal(timeline.hand.refused):
        drag(timeline, 300, 400, lanes_y(timeline))
    assert not timeline.hand.is_dragging


def test_the_window_of_the_whole_film_is_drawn_along(qtbot: QtBot, qapp: QApplication) -> None:
    timeline = made(qtbot, qapp)
    timeline.sight.show_stretch(0, 5_000_000)
    length_us = timeline.scale.length_us
    small = timeline.findChild(TimelineMap)
    assert isinstance(small, TimelineMap)
    QTest.mousePress(small, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseMove(small, QPoint(990, 10))
    QTest.mouseRelease(small, Qt.MouseButton.LeftButton, pos=QPoint(990, 10))
    assert timeline.scale.length_us == length_us
    assert timeline.scale.start_us == _MINUTE_US - length_us


def test_selected_fights_beyond_the_films_end_cost_its_map_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    timeline, late = made(qtbot, qapp), Bar(8, "Encore", _MINUTE_US, 2 * _MINUTE_US, "blunt")
    timeline.show_lanes("scene", [fights_lane(BarRows([_SNOW_RIDGE, late]))])
    timeline.show_selected(frozenset({Piece("scene", 7), Piece("scene", 8)}))
    assert len(timeline.map._rects_of_selected()) == 1


def test_a_repaint_of_thousands_of_fights_draws_no_more_than_pixels_can_show(qapp: QApplication) -> None:
    hours_us = 7_200_000_000
    bars = [Bar(each, "fight", each * 1_440_000, each * 1_440_000 + 900_000, "blunt") for each in range(5_000)]
    stack = LaneStack(heights_in(0))
    stack.show("scene", [fights_lane(BarRows(bars))])
    image = QImage(1000, 60, QImage.Format.Format_ARGB32_Premultiplied)
    theme, scale = Theme(qapp, "dark"), whole(hours_us, 1000)

    def drawn(scale: Scale) -> int:
        painter = QPainter(image)
        count = stack.paint(painter, theme, scale, 0, 60, ())
        painter.end()
        return count

    assert 0 < drawn(scale) <= 1000
    assert drawn(scale.zoomed(500, 500)) <= 12


def test_a_fight_that_is_chosen_comes_into_view_a_long_one_with_its_beginning_a_short_one_closer() -> None:
    sight = Sight()
    sight.show_film(_MINUTE_US, 1000)
    sight.bring_into_view(30_000_000, 31_000_000)
    assert sight.scale.x(31_000_000) - sight.scale.x(30_000_000) > 200
    sight.see(sight.scale.zoomed(3, 500).moved_to(0))
    sight.bring_into_view(40_000_000, 55_000_000)
    assert 0 < sight.scale.x(40_000_000) < 200
    before = sight.scale
    sight.bring_into_view(40_000_000, 57_000_000)
    assert sight.scale == before


def test_the_page_turns_with_the_playhead(qtbot: QtBot, qapp: QApplication) -> None:
    timeline = made(qtbot, qapp)
    timeline.sight.show_stretch(0, 500_000)
    timeline.show_playhead(50_000_000)
    assert 0 <= timeline.scale.x(50_000_000) <= timeline.width()


def test_the_same_frame_shown_again_at_another_size_does_not_turn_the_page(qtbot: QtBot, qapp: QApplication) -> None:
    timeline = made(qtbot, qapp)
    timeline.show_playhead(1_000_000)
    timeline.sight.bring_into_view(30_000_000, 31_000_000)  # a line with times of its own made a fight there
    before = timeline.scale
    timeline.show_playhead(1_000_000)
    assert timeline.scale == before
    timeline.show_playhead(1_040_000)
    assert timeline.scale != before
