"""Going about in a film: loops with a lead-in, beats' edges, volume, the film alone, the scrub bar, its shape."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.marking_desk import MarkingDesk, NumberedFilm, make_numbered_film
from desktop.test_player import pixels_of
from donnybrook.catalog import Catalog, MediaFile
from donnybrook.catalog.edits.contents import add_beat
from donnybrook.catalog.edits.film_removal import remove_film
from donnybrook.desktop.app import application
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.player_view import PlayerView
from donnybrook.desktop.services.film_player import FilmPlayer
from donnybrook.desktop.services.loudness import Loudness
from donnybrook.desktop.settings import Settings
from donnybrook.desktop.theme import Theme
from donnybrook.ingest.films import read_film_file
from donnybrook.media import FilmWorker
from donnybrook.times import format_clock

Key = Qt.Key
Modifier = Qt.KeyboardModifier
_PATIENCE_MS = 15_000


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> NumberedFilm:
    return make_numbered_film(tmp_path_factory.mktemp("numbered"), "plain.mp4", {"1": ("weapon", "flamethrower")})


@pytest.fixture
def desk(open_program: OpenProgram, film: NumberedFilm, tmp_path: Path, qtbot: QtBot) -> MarkingDesk:
    return MarkingDesk(open_program, film, tmp_path, qtbot)


def make_fight(desk: MarkingDesk, first: int, end: int) -> int:
    for number, key in ((first, Key.Key_I), (end, Key.Key_O)):
        desk.go(number)
        desk.tap(key)
    desk.tap(Key.Key_Return)
    return desk.the_scene().id


def test_a_loop_begins_with_its_lead_in_and_ends_with_the_last_frame(desk: MarkingDesk) -> None:
    desk.tap(Key.Key_L, Modifier.ControlModifier)
    assert desk.toast == "Mark where it begins and where it is over; then it can be looped."
    make_fight(desk, 60, 66)
    desk.tap(Key.Key_L, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert desk.toast == "A loop begins 2 s before the in point."
    for _ in range(2):
        desk.tap(Key.Key_L, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert desk.toast == "A loop begins with the in point."
    desk.tap(Key.Key_L, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert desk.toast == "A loop begins 0.5 s before the in point."
    shown: list[int] = []
    desk.player.frame_shown.connect(lambda _time_us: shown.append(desk.times_us.index(desk.shown_us())))
    desk.tap(Key.Key_L, Modifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: shown.count(min(shown, default=0)) >= 2 and 65 in shown, timeout=_PATIENCE_MS)
    desk.tap(Key.Key_L, Modifier.ControlModifier)
    assert desk.player.loop is None
    assert min(shown[1:]) in (48, 49)
    assert 65 in shown
    assert 66 not in shown[: shown.index(65) + 1]


def test_beats_are_gone_through_edge_by_edge(desk: MarkingDesk) -> None:
    desk.tap(Key.Key_Period)
    assert desk.toast == "Select a fight; then its beats can be gone through."
    scene_id = make_fight(desk, 10, 90)
    desk.tap(Key.Key_Period)
    assert desk.toast == "This fight has no beats with times."
    session = desk.program.desk.session if desk.program.desk is not None else None
    assert session is not None
    for first, end in ((20, 30), (25, None)):
        out_us = None if end is None else desk.times_us[end]
        session.edit("Beat", add_beat, scene_id, in_us=desk.times_us[first], out_us=out_us)
    desk.go(10)
    seen = []
    for key in (Key.Key_Period, Key.Key_Period, Key.Key_Period, Key.Key_Period, Key.Key_Comma, Key.Key_Comma):
        desk.tap(key)
        desk.rest()
        seen.append(desk.times_us.index(desk.shown_us()))
    assert seen == [20, 25, 30, 30, 25, 20]
    desk.tap(Key.Key_Comma)
    assert desk.toast == "No beat begins or ends before this."


def test_where_there_is_little_height_the_picture_takes_from_the_bar_beneath_it(desk: MarkingDesk) -> None:
    view, bars_px = desk.tag.view, []
    for view_px in (250, 500):
        view.resize(view.width(), view_px)
        assert view._bar.isVisible()
        bars_px.append(view._bar.height())
        assert view._time.sizeHint().height() <= bars_px[-1]
    assert bars_px[0] < bars_px[1]


def test_a_typed_time_is_gone_to_and_a_wrong_one_says_what_is_wrong(desk: MarkingDesk) -> None:
    view = desk.tag.view

    def type_time(text: str) -> int:
        desk.tap(Key.Key_G)
        assert view.time_entry.isVisible()
        QTest.keyClicks(view.time_entry, text)
        desk.tap(Key.Key_Return)
        desk.rest()
        return desk.shown_us()

    asked_us = desk.times_us[41]
    assert type_time(format_clock(asked_us)) == asked_us
    assert not view.time_entry.isVisible()
    assert desk.program.window.focusWidget() is view
    assert type_time("0:02") == desk.times_us[47]
    assert type_time("00:00:01:12") == desk.times_us[36]
    assert type_time("soon") == desk.times_us[36]
    assert view._said.text().startswith("“soon” is not a time.")
    assert view.time_entry.isVisible()
    view.time_entry.setText("9:00:00")
    desk.tap(Key.Key_Return)
    assert view._said.text().startswith("“9:00:00” is beyond the film, which ends at ")
    desk.tap(Key.Key_Escape)
    assert not view.time_entry.isVisible()
    assert view._time.isVisible()
    assert view._said.text() == ""
    assert desk.program.window.focusWidget() is view
    assert not desk.scenes()


def test_a_speed_that_is_set_stays_and_that_of_j_and_l_ends_with_a_pause(desk: MarkingDesk) -> None:
    def readout() -> str:
        return desk.tag.view._readouts.text()

    desk.go(20)
    for key in (Key.Key_L, Key.Key_L):
        desk.tap(key)
    assert readout() == "2×"
    desk.tap(Key.Key_K)
    desk.rest()
    assert readout() == "1×"
    for _ in range(2):
        desk.tap(Key.Key_Right, Modifier.ControlModifier | Modifier.ShiftModifier)
    fast = readout()
    assert desk.player.rate > 1
    desk.tap(Key.Key_Space)
    assert desk.player.is_playing
    assert readout() == fast
    desk.tap(Key.Key_J)
    assert readout() == "−1×"
    desk.tap(Key.Key_Space)
    desk.rest()
    assert readout() == fast


def test_a_film_that_stands_still_is_not_said_to_go_backward(desk: MarkingDesk) -> None:
    desk.go(40)
    desk.tap(Key.Key_J)
    assert desk.tag.view._readouts.text().endswith("−1×")
    desk.tap(Key.Key_K)
    desk.rest()
    assert desk.tag.view._readouts.text() == "1×"


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter])
def test_space_and_enter_press_the_button_that_has_the_keyboard(desk: MarkingDesk, key: Qt.Key) -> None:
    desk.tag.view._buttons["on"].setFocus(Qt.FocusReason.TabFocusReason)
    desk.tap(key, Modifier.KeypadModifier if key == Key.Key_Enter else Modifier.NoModifier)
    desk.rest()
    assert desk.shown_us() == desk.times_us[1]
    assert not desk.scenes()


def test_enter_that_is_held_presses_a_button_once(desk: MarkingDesk) -> None:
    button = desk.tag.view._buttons["on"]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    for is_repeat in (False, True, True):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, Key.Key_Return, Modifier.NoModifier, "\r", is_repeat)
            QApplication.sendEvent(button, event)
    desk.rest()
    assert desk.shown_us() == desk.times_us[1]


def test_the_volume_is_shown_and_remembered(tmp_path: Path, desk: MarkingDesk) -> None:
    desk.tap(Key.Key_Down, Modifier.ShiftModifier)
    assert desk.toast == "Volume 90 %"
    desk.tap(Key.Key_M, Modifier.ShiftModifier)
    assert desk.toast == "Muted"
    loudness = Loudness(desk.player, Settings(tmp_path / "settings.ini"), lambda _words: None)
    assert (loudness.percent, loudness.is_muted) == (90, True)
    desk.tap(Key.Key_Up, Modifier.ShiftModifier)
    assert desk.toast == "Volume 100 %"


def test_the_film_alone_keeps_its_keys_and_shows_its_time_and_escape_shows_all_again(desk: MarkingDesk) -> None:
    window, tag = desk.program.window, desk.tag

    def is_alone() -> bool:
        return tag.is_alone

    QTest.mouseDClick(tag.view.surface, Qt.MouseButton.LeftButton)
    assert is_alone()
    assert window.isFullScreen()
    assert not tag.timeline.isVisible()
    assert not window.menuBar().isVisible()
    assert tag.view._small_time.isVisible()
    desk.go(12)
    assert tag.view._small_time.text().startswith(tag.view.time_text)
    desk.tap(Key.Key_1)
    assert desk.the_scene().fields.in_us == desk.times_us[12]
    desk.tap(Key.Key_N)
    assert not is_alone()
    assert tag.inspector.isAncestorOf(window.focusWidget())
    desk.tap(Key.Key_Escape)
    desk.tap(Key.Key_F)
    assert is_alone()
    desk.tap(Key.Key_Escape)
    assert not window.isFullScreen()
    assert tag.timeline.isVisible()
    assert window.menuBar().isVisible()
    assert tag.tagging.scene is not None


def test_why_nothing_was_done_is_said_on_the_film_alone_too(desk: MarkingDesk) -> None:
    desk.tap(Key.Key_F)
    small = desk.tag.view._small_time
    desk.tap(Key.Key_Return)
    assert small.text().endswith("Mark where the fight begins and where it is over; then it can be made.")
    assert desk.tag.view.surface.rect().contains(small.geometry())
    desk.tap(Key.Key_I)
    assert "Mark where" not in small.text()


def test_a_film_that_is_removed_elsewhere_is_alone_on_the_screen_no_longer_nor_is_one_that_is_none(
    desk: MarkingDesk, qtbot: QtBot
) -> None:
    desk.tap(Key.Key_F)
    assert desk.program.window.isFullScreen()
    with Catalog.open(desk.catalog.path, coder="other") as other:
        other.edit("Remove", remove_film, 1)
    qtbot.waitUntil(lambda: not desk.tag.is_alone)
    assert not desk.program.window.isFullScreen()
    desk.program.window.actions_.run("tag.alone")
    assert not desk.tag.is_alone
    assert "no film on the screen" in desk.toast


def picture_of(view: PlayerView) -> tuple[float, float]:
    """Return how the picture's shape on the screen is, and how unlike the film's own picture it is, 0 to 255."""
    image = view._player.image()
    assert image is not None
    rect, grabbed = view.surface.picture_rect(), view.surface.grab()
    density = grabbed.devicePixelRatio()
    seen = grabbed.toImage()
    wide_high = (round(rect.width() * density), round(rect.height() * density))
    around = QRect(round(rect.x() * density), round(rect.y() * density), *wide_high)
    small = (Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    found, wanted = (pixels_of(each.scaled(48, 48, *small)).astype(int) for each in (seen.copy(around), image))
    whole = pixels_of(seen).reshape(seen.height(), -1, 3).copy()
    whole[max(0, around.top() - 1) : around.bottom() + 2, max(0, around.left() - 1) : around.right() + 2] = 0
    assert whole.max(initial=0) == 0, "there is something beside the picture"
    return rect.width() / rect.height(), float(np.abs(found - wanted).mean())


def check_shapes(media: Path) -> None:
    """Show films that are turned or squeezed at several sizes: upright, in their own shape, as large as fits."""
    app = application()
    theme = Theme(app, "dark")
    for name, shape in (("rot90.mp4", 9 / 16), ("anamorphic_sar2.mp4", 960 / 404)):
        player = FilmPlayer()
        view = PlayerView(player, theme, Icons(theme))
        view.show_alone(alone=True)
        view.scrub.hide()
        view._small_time.hide()
        with FilmWorker() as worker:
            media_file = MediaFile.in_no_catalog(read_film_file(worker, media / name))
        view.resize(640, 360)
        view.show()
        player.open(media / name, media_file, at_us=400_000)
        for wide, high in ((640, 360), (300, 500), (803, 207)):
            view.resize(wide, high)
            QTest.qWait(250)
            for _ in range(100):
                if player.is_at_rest and player.image() is not None:
                    break
                QTest.qWait(50)
            found, unlike = picture_of(view)
            rect = view.surface.picture_rect()
            assert abs(found / shape - 1) < 0.02, (name, wide, high, found, shape)
            assert rect.width() > wide - 2 or rect.height() > high - 2, (name, wide, high, rect)
            assert unlike < 6, (name, wide, high, unlike)
        player.close()
        view.close()


def test_turned_and_squeezed_films_keep_their_shape_at_any_size(shared_media: Path, qtbot: QtBot) -> None:
    check_shapes(shared_media / "awkward")


def test_they_do_on_a_dense_screen_too(shared_media: Path) -> None:
    code = "import pathlib, sys; from desktop import test_going; test_going.check_shapes(pathlib.Path(sys.argv[1]))"
    environment = {**os.environ, "QT_SCALE_FACTOR": "1.5", "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", code, str(shared_media / "awkward")], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_drawing_along_the_scrub_bar_moves_the_picture_and_rests_on_the_very_frame(
    shared_media: Path, qtbot: QtBot
) -> None:
    theme = Theme(application(), "dark")
    player = FilmPlayer()
    view = PlayerView(player, theme, Icons(theme))
    qtbot.addWidget(view)
    path = shared_media / "awkward" / "vfr.mp4"
    with FilmWorker() as worker:
        media_file = MediaFile.in_no_catalog(read_film_file(worker, path))
        times_us = list(worker.frame_times(path))
    view.resize(640, 400)
    view.show()
    player.open(path, media_file)
    qtbot.waitUntil(lambda: player.is_at_rest and player.image() is not None, timeout=_PATIENCE_MS)
    shown: list[int] = []
    player.frame_shown.connect(shown.append)
    bar = view.scrub
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(20, 7))
    for x in range(40, bar.width() // 2, 40):
        with qtbot.waitSignal(player.frame_shown, timeout=_PATIENCE_MS):
            QTest.mouseMove(bar, QPoint(x, 7))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, 7))
    qtbot.waitUntil(lambda: player.is_at_rest, timeout=_PATIENCE_MS)
    player.close()
    assert len(set(shown)) > 3
    assert set(shown) <= set(times_us)
