"""On a real film, with real keys and a real mouse: fights dragged, split, merged, duplicated, moved, and put back."""

from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.test_tag_workplace import press, tag_of
from donnybrook.catalog import BeatDraft, Catalog, SceneDraft, SceneFields
from donnybrook.catalog.edits.contents import add_wielding
from donnybrook.catalog.edits.trash import delete_scenes
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.tag_workplace import TagWorkplace
from donnybrook.desktop.panels.timeline import GUTTER_PX
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker

_PATIENCE_MS = 15_000


@pytest.fixture
def frame_times(shared_media: Path) -> list[int]:
    with FilmWorker() as worker:
        return list(worker.frame_times(shared_media / "awkward" / "vfr.mp4"))


@pytest.fixture
def fight(
    open_program: OpenProgram, tmp_path: Path, shared_media: Path, frame_times: list[int], qtbot: QtBot
) -> tuple[Program, TagWorkplace]:
    """Return a window on a film of variable rate with two fights, the first selected, its frames known."""
    path = tmp_path / "vfr.fights"
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        film_id = add_film_file(catalog, worker, shared_media / "awkward" / "vfr.mp4").film_id
        beat = BeatDraft(label="sweep", in_us=frame_times[12], out_us=frame_times[18])
        for title, begin, end, beats in (("one", 10, 30, (beat,)), ("two", 40, 50, ())):
            fields = SceneFields(title=title, in_us=frame_times[begin], out_us=frame_times[end])
            catalog.add_scene(film_id, SceneDraft(fields=fields, beats=beats))
    program = open_program(path)
    tag = tag_of(program)
    qtbot.waitUntil(lambda: tag.timeline.hand.frames is not None, timeout=_PATIENCE_MS)
    tag.open_scene(tag.tagging.rows[0].id)
    wait_at(tag, qtbot, frame_times[10])
    return program, tag


def wait_at(tag: TagWorkplace, qtbot: QtBot, time_us: int) -> None:
    player = tag.view._player
    qtbot.waitUntil(lambda: player.is_at_rest and player.position_us == time_us, timeout=_PATIENCE_MS)


def stretches(tag: TagWorkplace) -> list[tuple[int | None, int | None]]:
    return [(row.in_us, row.out_us) for row in tag.tagging.rows]


def lead(tag: TagWorkplace, from_us: int, to_us: int, keys: Qt.KeyboardModifier) -> Callable[[], None]:
    """Take what is at a time, and lead it to another; what is returned lets go of it."""
    timeline = tag.timeline
    y = timeline._lanes_top_px + 10
    first, last = (GUTTER_PX + timeline.scale.x(each) for each in (from_us, to_us))
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(timeline, button, pos=QPoint(round(first) - 2, y))
    for x in (first + 10, last):
        at = QPointF(x - 2, y)
        moved = QMouseEvent(QEvent.Type.MouseMove, at, timeline.mapToGlobal(at), Qt.MouseButton.NoButton, button, keys)
        QApplication.sendEvent(timeline, moved)
    return lambda: QTest.mouseRelease(timeline, button, pos=QPoint(round(last) - 2, y))


def test_the_frame_that_is_seen_while_an_edge_is_dragged_is_the_one_that_is_kept(
    fight: tuple[Program, TagWorkplace], frame_times: list[int], qtbot: QtBot
) -> None:
    program, tag = fight
    between_us = (frame_times[24] * 2 + frame_times[25]) // 3
    let_go = lead(tag, frame_times[30], between_us, Qt.KeyboardModifier.AltModifier)
    wait_at(tag, qtbot, frame_times[24])
    let_go()
    assert stretches(tag)[0] == (frame_times[10], frame_times[24])
    assert tag.tagging.marks.out_us == frame_times[24]
    assert program.window.toast.take_back()
    assert stretches(tag)[0] == (frame_times[10], frame_times[30])


def test_escape_lets_everything_stay_as_it_was(
    fight: tuple[Program, TagWorkplace], frame_times: list[int], qtbot: QtBot
) -> None:
    _, tag = fight
    let_go = lead(tag, frame_times[30], frame_times[25], Qt.KeyboardModifier.NoModifier)
    press(Qt.Key.Key_Escape)
    let_go()
    wait_at(tag, qtbot, frame_times[10])
    assert stretches(tag)[0] == (frame_times[10], frame_times[30])
    assert tag.tagging.scene is not None


def test_keys_split_merge_duplicate_and_move_a_fight_with_what_is_in_it(
    fight: tuple[Program, TagWorkplace], frame_times: list[int], qtbot: QtBot
) -> None:
    program, tag = fight
    tag.view._player.seek(frame_times[15])
    wait_at(tag, qtbot, frame_times[15])
    press(Qt.Key.Key_S)
    assert stretches(tag)[:2] == [(frame_times[10], frame_times[15]), (frame_times[15], frame_times[30])]
    assert tag.tagging.scene is not None
    assert [(each.label, each.in_us) for each in tag.tagging.scene.beats] == [("sweep", frame_times[15])]
    tag.choose_neighbour(-1)
    press(Qt.Key.Key_M, with_=Qt.KeyboardModifier.ControlModifier)
    assert stretches(tag)[0] == (frame_times[10], frame_times[30])
    assert len(stretches(tag)) == 2
    press(Qt.Key.Key_D, with_=Qt.KeyboardModifier.ControlModifier)
    assert len(stretches(tag)) == 3
    tag.view._player.seek(frame_times[20])
    wait_at(tag, qtbot, frame_times[20])
    press(Qt.Key.Key_M, with_=Qt.KeyboardModifier.AltModifier)
    assert tag.tagging.scene.fields.in_us == frame_times[20]
    for beat in tag.tagging.scene.beats:
        assert beat.in_us is not None
        assert frame_times[bisect_left(frame_times, beat.in_us)] == beat.in_us > frame_times[20]
    assert program.window.toast.take_back()
    assert tag.tagging.scene.fields.in_us == frame_times[10]


def test_a_fight_that_is_whole_again_is_selected_in_place_of_its_second_half(
    fight: tuple[Program, TagWorkplace], frame_times: list[int], qtbot: QtBot
) -> None:
    program, tag = fight
    assert tag.tagging.scene is not None
    whole_id = tag.tagging.scene.id
    tag.view._player.seek(frame_times[15])
    wait_at(tag, qtbot, frame_times[15])
    press(Qt.Key.Key_S)
    second = tag.tagging.scene
    assert second.id != whole_id
    assert program.window.toast.take_back()
    assert tag.tagging.scene is not None
    assert (tag.tagging.scene.id, tag.tagging.scene.fields.out_us) == (whole_id, frame_times[30])
    program.window.actions_.run("edit.redo")
    tag.tagging.select(second.id)
    assert program.desk is not None
    program.desk.session.edit("Delete", delete_scenes, [second.id])
    assert tag.tagging.selected == ()  # deleted, it is part of no other


def test_the_same_keys_move_the_beat_or_the_use_that_is_open(
    fight: tuple[Program, TagWorkplace], frame_times: list[int], qtbot: QtBot
) -> None:
    program, tag = fight
    scene = tag.tagging.scene
    assert program.desk is not None
    assert scene is not None
    sword = program.desk.session.catalog.vocabulary.lookup("weapon", "sword")
    assert sword is not None
    use_id = program.desk.session.edit("Sword", add_wielding, scene.id, sword)
    tag.view._player.seek(frame_times[14])
    wait_at(tag, qtbot, frame_times[14])
    alt = Qt.KeyboardModifier.AltModifier

    def press_on_film(key: Qt.Key) -> None:
        tag.focus_film()
        press(key, with_=alt)

    def parts() -> list[tuple[int | None, int | None]]:
        now = tag.tagging.scene
        assert now is not None
        return [*((each.in_us, each.out_us) for each in now.beats), *((w.from_us, w.to_us) for w in now.wieldings)]

    tag.inspector.beats.list.open(scene.beats[0].id)
    press_on_film(Qt.Key.Key_I)
    assert parts() == [(frame_times[14], frame_times[18]), (None, None)]
    assert "“sweep” begins at" in program.window.toast.text
    tag.inspector.wieldings.list.open(use_id)
    press_on_film(Qt.Key.Key_M)
    assert tag.view._said.text() == "Only what has an in point can be moved, on a film that is there."
    press_on_film(Qt.Key.Key_I)
    assert parts()[1] == (frame_times[14], None)
    tag.inspector.wieldings.list.close_fields()
    press_on_film(Qt.Key.Key_O)
    assert tag.view._said.text().startswith("The out point")
    tag.view._player.seek(frame_times[11])
    wait_at(tag, qtbot, frame_times[11])
    press_on_film(Qt.Key.Key_M)
    assert parts()[0][0] == frame_times[11]
    tag.inspector.beats.list.close_fields()
    press_on_film(Qt.Key.Key_I)
    assert stretches(tag)[0] == (frame_times[11], frame_times[30])


def test_what_can_not_be_done_says_so(fight: tuple[Program, TagWorkplace]) -> None:
    _, tag = fight
    press(Qt.Key.Key_S)
    assert "inside it" in tag.view._said.text()
    tag.choose_neighbour(1)
    press(Qt.Key.Key_M, with_=Qt.KeyboardModifier.ControlModifier)
    assert tag.view._said.text() == "No fight comes after this one."
