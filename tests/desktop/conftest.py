"""What the window's tests share: a window on a small catalog, with settings and log of its own."""

import gc
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from catalog.copies import own_copy
from desktop.fights import make_catalog
from desktop.long_edits import Long
from desktop.patience import LEAST_MS, PatientBot
from desktop.several import Several, several_fights
from desktop.stalls import PerhapsStoodStill, Watchdog, watch_all
from donnybrook.catalog import MediaFile
from donnybrook.desktop.app import Program
from donnybrook.desktop.errors import ErrorHook
from donnybrook.desktop.settings import Settings
from donnybrook.media import Nursery
from media.numbered_films import X264, Recipe, draw_film

type OpenProgram = Callable[[Path | None], Program]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have a test in which the window may have stood still run once more: it fails if it seems so again."""
    for item in items:
        if "watchdog" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=PerhapsStoodStill))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what was not seen again, too."""
    for report in terminalreporter.stats.get("rerun", ()):
        said = report.longrepr.reprcrash.message
        terminalreporter.write_line(f"Perhaps a stall, and run again: {report.nodeid}\n{said}")


@pytest.fixture(autouse=True)
def waste_is_looked_for_on_this_thread() -> Iterator[None]:
    """Do as the window does (see ``services.waste``): a widget found on another thread would end the process."""
    # What the test before held on to is free only now. What is left is in use, modules mostly, and not looked through
    # again: that took a tenth of a second for each test.
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def watchdog(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watchdog]:
    """Fail a test in which the window stands still for longer than a person would bear, and say what it was doing."""
    made = Watchdog()
    watch_all(made, monkeypatch.setattr, QTest)
    made.start()
    yield made
    made.stop()
    made.judge()


@pytest.fixture(autouse=True)
def soon(workers_are_born: None) -> None:
    """Read films without loading the decoders for each test."""


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Return pytest-qt's robot, with more patience: how long a wait may take says how busy the machine is.

    No button of the mouse is down: where a test left one so, as one does whose drag is put down, ``QTest.mouseMove``
    would leave the pointer of all later tests where it was.
    """
    QTest.mouseRelease(QWidget(), Qt.MouseButton.LeftButton)
    return PatientBot(request)


@pytest.fixture
def open_program(qtbot: QtBot, qapp: QApplication, tmp_path: Path, nursery: Nursery) -> Iterator[OpenProgram]:
    """Return a function that shows the window on a catalog, or on none."""
    programs: list[Program] = []

    def open_it(catalog: Path | None) -> Program:
        program = Program(qapp, ErrorHook(tmp_path / "log.txt"), Settings(tmp_path / "settings.ini"), "dark", nursery)
        programs.append(program)
        program.window.toast._timer.setInterval(LEAST_MS)  # what a busy machine needs until it presses Undo
        if catalog is not None:
            program.open(catalog)
        program.window.resize(1280, 720)
        with qtbot.waitActive(program.window):
            program.window.show()
            program.window.activateWindow()
        return program

    yield open_it
    for program in programs:
        program.close_catalog()
        program.window.close()
        program.window.deleteLater()
    # Else they would go with the next test's first events, after its window had restyled them; and what was taken out
    # of the window, such as a player, would be restyled with every window to come.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for left in qapp.topLevelWidgets():
        left.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def handful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a catalog with the handful of fights, to be copied."""
    return make_catalog(tmp_path_factory.mktemp("handful") / "handful.fights")


@pytest.fixture
def program(open_program: OpenProgram, handful: Path, tmp_path: Path) -> Program:
    """Return the window on the handful of fights."""
    return open_program(own_copy(handful, tmp_path / "handful.fights"))


@pytest.fixture
def several(open_program: OpenProgram, tmp_path: Path) -> Several:
    """Return Tag on a film of four fights."""
    return several_fights(open_program, tmp_path / "mine.fights")


@pytest.fixture
def long(several: Several, qtbot: QtBot) -> Iterator[Long]:
    """Return an edit in another thread on that catalog, which is over with the test at the latest."""
    made = Long(several.desk)
    yield made
    made.close(qtbot)


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a film as long as the shared trailer, at its rate, of small pictures without sound.

    It costs a tenth to decode. Its file stays where it is: all tests share it.
    """
    recipe = Recipe("film.mp4", "libx264", rate=Fraction(24), ticks=range(1253), options=X264)
    return draw_film(tmp_path_factory.mktemp("film") / recipe.name, recipe)


@pytest.fixture(scope="session")
def plain_file() -> MediaFile:
    """Return what a catalog knows of a film file, on its version's own clock; no such file is there."""
    return MediaFile(
        1, "uuid", 1, 1, Path("film.mp4"), None, None, "", None, False, 0, None, None, None, "", "", ""
    )  # fmt: skip
