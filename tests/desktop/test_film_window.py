"""The plain window plays a film by the keys of Tag, and lets go of it when it is closed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from donnybrook.catalog import MediaFile
from donnybrook.desktop.film_window import FilmWindow
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.services.film_player import FilmPlayer
from donnybrook.desktop.theme import Theme
from donnybrook.ingest.films import kept_of
from donnybrook.media import FilmWorker
from media.numbered_films import X264, Recipe, draw_film

_PATIENCE_MS = 15_000
_FRAME_US = 1_001_000 / 24


@pytest.mark.usefixtures("no_leftover_processes")
def test_keys_play_step_and_close(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    path = draw_film(tmp_path / "plain.mp4", Recipe("plain.mp4", "libx264", options=X264))
    with FilmWorker() as worker:
        facts = worker.probe(path)
    theme = Theme(qapp, "dark")
    player = FilmPlayer()
    window = FilmWindow(player, theme, Icons(theme))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    player.open(path, MediaFile.in_no_catalog(kept_of(path, facts, fingerprint="")), at_us=round(30.5 * _FRAME_US))

    def presses(key: Qt.Key, frame: int) -> None:
        QTest.keyClick(window.view, key)
        qtbot.waitUntil(lambda: player.is_at_rest, timeout=_PATIENCE_MS)
        assert player.position_us == pytest.approx(frame * _FRAME_US, abs=2)

    presses(Qt.Key.Key_K, 30)
    presses(Qt.Key.Key_Right, 31)
    presses(Qt.Key.Key_Left, 30)
    QTest.keyClick(window.view, Qt.Key.Key_J)
    QTest.keyClick(window.view, Qt.Key.Key_J)
    assert (player.is_playing, player.rate) == (True, -2.0)
    QTest.keyClick(window.view, Qt.Key.Key_Space)
    assert not player.is_playing
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    assert not window.isVisible()
