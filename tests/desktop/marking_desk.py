"""Tag on a film whose frames carry their numbers, worked by keys: what is on the screen is read off the picture."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.test_player import pixels_of
from desktop.test_tag_workplace import tag_of
from donnybrook.catalog import Catalog, Scene
from donnybrook.catalog.edits.vocabulary import describe_concept
from donnybrook.desktop.app import Program
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker
from media.numbered_films import RECIPES, draw_film, number_on

_PATIENCE_MS = 15_000
_HELD_MS = 350  # longer than a tap
_COMES_UP_MS = 60  # by then it is sure that a key is up
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class NumberedFilm:
    """A catalog of one numbered film, to be copied, and the film's frames."""

    catalog: Path
    times_us: tuple[int, ...]


def make_numbered_film(folder: Path, name: str, keys: Mapping[str, tuple[str, str]] | None = None) -> NumberedFilm:
    """Draw a film of ``RECIPES``, and make a catalog of it; ``keys`` are digits, each with a scheme and a word."""
    film = draw_film(folder / name, next(each for each in RECIPES if each.name == name))
    path = folder / f"{name}.fights"
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        add_film_file(catalog, worker, film)
        for key, (scheme, word) in (keys or {}).items():
            catalog.edit("Key", describe_concept, catalog.vocabulary.lookup(scheme, word) or 0, hotkey=key)
        return NumberedFilm(path, tuple(worker.frame_times(film)))


class MarkingDesk:
    """A window on a catalog of one numbered film, open in Tag at its first frame."""

    def __init__(
        self, open_program: Callable[[Path | None], Program], film: NumberedFilm, folder: Path, qtbot: QtBot
    ) -> None:
        path = Path(shutil.copy(film.catalog, folder / "marks.fights"))
        self.times_us = list(film.times_us)
        self.qtbot = qtbot
        self.program = open_program(path)
        self.tag = tag_of(self.program)
        self.player = self.tag.view._player
        self.rest()

    @property
    def catalog(self) -> Catalog:
        assert self.program.desk is not None
        return self.program.desk.session.catalog

    @property
    def toast(self) -> str:
        return self.program.window.toast.text

    def rest(self) -> None:
        """Wait until the picture asked for has come."""
        player = self.player
        self.qtbot.waitUntil(lambda: player.is_at_rest and player.image() is not None, timeout=_PATIENCE_MS)

    def shown_us(self) -> int:
        """Return the time of the frame whose number is on the picture."""
        image = self.player.image()
        assert image is not None
        return self.times_us[number_on(pixels_of(image), image.width(), image.height())]

    def go(self, number: int) -> None:
        """Go to a frame."""
        self.player.seek(self.times_us[number])
        self.rest()

    def play_on(self, frames: int = 3) -> None:
        """Let the film play until some more frames were shown."""
        shown: list[int] = []
        self.player.frame_shown.connect(shown.append)
        self.qtbot.waitUntil(lambda: len(shown) >= frames or not self.player.is_playing, timeout=_PATIENCE_MS)
        self.player.frame_shown.disconnect(shown.append)

    def press(self, key: Qt.Key, with_: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        QTest.keyPress(self._keyboard(), key, with_)

    def let_go(self, key: Qt.Key, with_: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        QTest.keyRelease(self._keyboard(), key, with_)
        self.qtbot.wait(_COMES_UP_MS)

    def tap(self, key: Qt.Key, with_: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        QTest.keyClick(self._keyboard(), key, with_)

    def hold(self, key: Qt.Key) -> tuple[int, int]:
        """Hold a key down for longer than a tap; returns the times of the frames shown at its going down and up."""
        self.press(key)
        began_us = self.shown_us()
        self.qtbot.wait(_HELD_MS)
        self.play_on()
        ended_us = self.shown_us()
        self.let_go(key)
        return began_us, ended_us

    def scenes(self) -> list[Scene]:
        return list(self.catalog.scenes())

    def the_scene(self) -> Scene:
        (scene,) = self.scenes()
        return scene

    def _keyboard(self) -> QWidget:
        focused = self.program.window.focusWidget()
        assert focused is not None
        return focused
