"""What takes long in the window's own thread takes turns with everything else, and minds what happens meanwhile."""

from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from catalog.copies import own_copy
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.tag_workplace import TagWorkplace


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
