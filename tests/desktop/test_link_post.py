"""A link to a fight goes to the window that has its catalog open, else opens one."""

import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import make_catalog
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.catalog.scene_links import SceneLink
from donnybrook.desktop.app import Program
from donnybrook.desktop.models.scene_wall import SCENE_ROLE
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.services.link_post import LinkPost, _name, hand_over


def _link(program: Program, place: int) -> SceneLink:
    assert program.desk is not None
    catalog = program.desk.session.catalog
    return SceneLink(catalog.path, catalog.scene(catalog.search("").scene_ids[place]).uuid)


def test_a_running_window_takes_a_link_and_shows_the_fight(program: Program, qtbot: QtBot) -> None:
    program.after_first_paint()
    program.window.actions_.run("find.films")
    link = _link(program, 3)
    # A process of its own, as a browser or a mail program starts one.
    other = subprocess.Popen([sys.executable, "-m", "donnybrook", link.text])
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=30_000)
    assert other.returncode == 0
    assert program.window.search_box.text == link.query
    assert program.desk is not None
    assert program.desk.find.hit is not None
    assert program.desk.find.hit.uuid == link.scene


def test_nobody_takes_a_link_to_a_catalog_that_is_not_open(tmp_path: Path) -> None:
    assert not hand_over(SceneLink(make_catalog(tmp_path / "a.fights"), "0199"))


def test_what_is_no_link_to_this_catalog_is_not_taken(qtbot: QtBot, tmp_path: Path) -> None:
    mine, parent = tmp_path / "mine.fights", QObject()
    post = LinkPost(mine, parent)
    taken: list[str] = []
    post.linked.connect(taken.append)
    for text in ("donnybrook:///else/where.fights#0199\n", "something else\n", "x" * 9000):
        socket = QLocalSocket(parent)
        socket.connectToServer(_name(mine))
        assert socket.waitForConnected(1000)
        socket.write(text.encode())
        socket.flush()
        qtbot.waitUntil(partial(_is_over, socket))
    assert taken == []
    post.close()


def _is_over(socket: QLocalSocket) -> bool:
    return socket.state() == QLocalSocket.LocalSocketState.UnconnectedState


def cut_off(mine: Path) -> None:
    script = f"""
import os
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from donnybrook.desktop.services.link_post import LinkPost
app = QCoreApplication([])
post = LinkPost(Path({str(mine)!r}))
os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9


def test_a_place_left_over_by_a_window_that_was_killed_is_taken_again(qtbot: QtBot, tmp_path: Path) -> None:
    mine = tmp_path / "mine.fights"
    cut_off(mine)
    parent = QObject()
    post, taken = LinkPost(mine, parent), list[str]()
    post.linked.connect(taken.append)
    socket = QLocalSocket(parent)
    socket.connectToServer(_name(mine))
    assert socket.waitForConnected(1000)
    socket.write(f"{SceneLink(mine, '0199').text}\n".encode())
    socket.flush()
    qtbot.waitUntil(lambda: taken == ["scene:0199"])
    post.close()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is left there")
def test_places_of_killed_windows_go_when_another_catalog_is_opened(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TemporaryDirectory(dir="/tmp") as short:  # a socket's path may not be long
        monkeypatch.setenv("TMPDIR", short)
        living = LinkPost(tmp_path / "living.fights")
        cut_off(tmp_path / "dead.fights")
        assert len(list(Path(short).iterdir())) == 2
        post = LinkPost(tmp_path / "new.fights")
        names = {_name(tmp_path / each) for each in ("living.fights", "new.fights")}
        assert {each.name for each in Path(short).iterdir()} == names
        living.close()
        post.close()
        assert list(Path(short).iterdir()) == []


def test_two_windows_on_one_catalog_see_each_other_s_edits(
    open_program: OpenProgram, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_catalog(tmp_path / "a.fights")
    programs = [open_program(path), open_program(path)]
    for place, program in enumerate(programs):
        program.after_first_paint()
        assert program.desk is not None
        found = program.desk.session.catalog.search("").scene_ids
        program.desk.session.edit("Name", change_scene, found[place], title=f"Zeppelin {place}")

    for program in programs:
        qtbot.waitUntil(partial(_shows_both, program))


def _shows_both(program: Program) -> bool:
    wall = program.window.findChild(Wall)
    assert wall is not None
    rows = [wall.model().index(0, place).data(SCENE_ROLE) for place in range(2)]
    return {row.title for row in rows if row is not None} == {"Zeppelin 0", "Zeppelin 1"}
