"""What takes long in the window's own thread takes turns with everything else, and minds what happens meanwhile."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from catalog.copies import own_copy
from desktop.conftest import OpenProgram
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.find_workplace import FindWorkplace
from donnybrook.desktop.panels.tag_workplace import TagWorkplace
from donnybrook.problems import Problem


class Turns:
    """Counts the turns of the event loop, and notes what the foot of the window says at each."""

    def __init__(self, program: Program) -> None:
        self.said: list[str] = []
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(lambda: self.said.append(program.window.status._work.text()))
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()


def test_tag_asked_for_at_once_is_laid_out_in_turns(program: Program) -> None:
    assert program.desk is not None
    turns = Turns(program)
    program.desk.show_workplace("tag")
    turns.stop()
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    assert tag.isVisible()
    assert len(turns.said) > 6
    assert set(turns.said) == {"Laying out Tag…"}
    assert program.window.status._work.text() == ""


def test_another_catalog_is_opened_in_turns(program: Program, handful: Path, tmp_path: Path) -> None:
    turns = Turns(program)
    program.open(own_copy(handful, tmp_path / "other.fights"))
    turns.stop()
    assert len(turns.said) >= 3
    assert program.desk is not None
    assert program.desk.session.catalog.path.name == "other.fights"


def test_a_catalog_that_is_closed_while_tag_is_laid_out_takes_tag_along(program: Program, qtbot: QtBot) -> None:
    desk = program.desk
    assert desk is not None
    QTimer.singleShot(0, program.close_catalog)
    desk.show_workplace("tag")
    assert program.desk is None
    qtbot.waitUntil(lambda: program.window.findChild(TagWorkplace) is None)


def test_whoever_asks_for_tag_while_it_is_laid_out_gets_the_same(program: Program) -> None:
    desk = program.desk
    assert desk is not None
    QTimer.singleShot(0, lambda: desk.open_scene(1))
    desk.show_workplace("tag")
    assert len(program.window.findChildren(TagWorkplace)) == 1
    assert desk._current_scene() == 1


def test_a_catalog_that_is_closed_when_tag_has_just_been_asked_for_twice_stays_closed(
    program: Program, qtbot: QtBot
) -> None:
    desk = program.desk
    assert desk is not None

    def ask_and_close() -> None:
        desk.open_scene(1)
        program.close_catalog()

    QTimer.singleShot(0, ask_and_close)
    desk.show_workplace("tag")
    assert program.desk is None
    qtbot.waitUntil(lambda: program.window.findChild(TagWorkplace) is None)


def test_tag_that_could_not_be_laid_out_is_laid_out_when_it_is_asked_for_again(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_tag: TagWorkplace) -> Iterator[None]:
        yield
        raise Problem("The disk does not answer.")

    assert program.desk is not None
    with monkeypatch.context() as patched:
        patched.setattr(TagWorkplace, "steps", refuse)
        with pytest.raises(Problem):
            program.desk.show_workplace("tag")
    assert program.window.status.work_words == ""
    program.desk.show_workplace("tag")
    tag = program.window.findChildren(TagWorkplace)[-1]
    assert tag.isVisible()


PARTS = ["films", "film_pictures", "film_player", "link_post", "scene_strips", "cover_choice"]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_can_t_be_made_is_told_once_and_made_when_tag_is_asked_for_again(
    open_program: OpenProgram,
    handful: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    part: str,
) -> None:
    with monkeypatch.context() as broken:
        broken.setitem(sys.modules, f"donnybrook.desktop.services.{part}", None)  # as where a file of it can't be read
        with qtbot.captureExceptions() as faults:
            program = open_program(own_copy(handful, tmp_path / "handful.fights"))
            qtbot.waitUntil(lambda: len(faults) > 0)
            qtbot.wait(50)
        assert len(faults) == 1
        desk = program.desk
        assert desk is not None
        with pytest.raises(ImportError):
            desk.show_workplace("tag")
        assert program.window.status.work_words == ""
    with qtbot.waitSignal(desk.ready):
        desk.show_workplace("tag")
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    assert tag.isVisible()


def test_films_that_are_added_after_a_part_could_not_be_made_have_it_tried_again(
    open_program: OpenProgram, handful: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setitem(sys.modules, "donnybrook.desktop.services.films", None)
        with qtbot.captureExceptions() as faults:
            program = open_program(own_copy(handful, tmp_path / "handful.fights"))
            qtbot.waitUntil(lambda: len(faults) > 0)
    desk = program.desk
    assert desk is not None
    with qtbot.waitSignal(desk.ready):
        desk.add_films([tmp_path / "nowhere"])


def test_a_sample_that_is_made_while_another_catalog_is_opened_is_opened_after_it(
    program: Program, handful: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    sample = own_copy(handful, tmp_path / "sample.fights")
    turns = 0

    def come_between() -> None:
        nonlocal turns
        turns += 1
        if turns == 3:  # Find has been made of the other one
            program._sample.made.emit(str(sample))

    timer = QTimer(interval=0)
    timer.timeout.connect(come_between)
    timer.start()
    program.open(own_copy(handful, tmp_path / "other.fights"))
    timer.stop()
    assert turns >= 3
    qtbot.waitUntil(lambda: program.desk is not None and program.desk.session.catalog.path == sample)
    qtbot.waitUntil(lambda: len(program.window.findChildren(FindWorkplace)) == 1)
