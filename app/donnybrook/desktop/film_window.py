"""A plain window that plays one film file and nothing else. Knows the player and no catalog."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from donnybrook.catalog import MediaFile
from donnybrook.desktop.app import application
from donnybrook.desktop.errors import ErrorHook
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.player_view import PlayerView
from donnybrook.desktop.services.film_player import FilmPlayer
from donnybrook.desktop.services.playback import play_or_pause, shuttle
from donnybrook.desktop.services.waste import WasteCollector
from donnybrook.desktop.settings import APPEARANCE, Settings
from donnybrook.desktop.theme import Theme
from donnybrook.ingest.films import kept_of
from donnybrook.media import FilmFacts

_SECOND_US = 1_000_000


class FilmWindow(QWidget):
    """The picture with its bar, and the keys of Tag that play."""

    def __init__(self, player: FilmPlayer, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._player = player
        self.view = PlayerView(player, theme, icons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.setFocus()
        for keys, act in self._keys().items():
            QShortcut(QKeySequence(keys), self, act)

    def _keys(self) -> Mapping[str, Callable[[], object]]:
        player = self._player
        return {
            "Space": lambda: play_or_pause(player),
            "J": lambda: shuttle(player, -1),
            "K": player.pause,
            "L": lambda: shuttle(player, 1),
            "Left": lambda: player.step(-1),
            "Right": lambda: player.step(1),
            "Shift+Left": lambda: player.skip(-_SECOND_US),
            "Shift+Right": lambda: player.skip(_SECOND_US),
            "Home": lambda: player.seek(0),
            "End": lambda: player.seek(player.duration_us),
            "Esc": self.close,
        }

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the film."""
        self._player.close()
        super().closeEvent(event)


def run(path: Path, facts: FilmFacts, at_us: int) -> int:
    """Show a film until the window is closed, and return the exit code."""
    app = application()
    hook = ErrorHook()
    hook.install()
    try:
        theme = Theme(app, Settings().value(APPEARANCE))
        player = FilmPlayer()
        window = FilmWindow(player, theme, Icons(theme))
        hook.problem.connect(window.view.say)
        hook.fault.connect(lambda line, _stack: window.view.say(line))
        window.setWindowTitle(path.name)
        window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
        window.resize(960, 592)
        window.show()
        media_file = MediaFile.in_no_catalog(kept_of(path, facts, fingerprint=""))
        player.open(path.absolute(), media_file, at_us=at_us)
        player.play()
        waste = WasteCollector(app)
        code = app.exec()
        waste.hand_back()
    finally:
        hook.remove()
    return code
