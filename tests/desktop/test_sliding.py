"""A film catalogued from memory gets its file, and its fights are slid into place by one or two of them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from donnybrook.catalog import Catalog, SceneDraft, SceneFields
from donnybrook.catalog.edits.contents import add_beat, add_wielding
from donnybrook.catalog.edits.films import add_film, change_film
from donnybrook.catalog.edits.scenes import change_scene, trash_scene
from donnybrook.desktop.app import Program
from donnybrook.desktop.models.dragging import Hold, Piece, Placed
from donnybrook.desktop.panels.tag_workplace import TagWorkplace
from donnybrook.desktop.services import far_edits

_SECOND_US = 1_000_000
_PATIENCE_MS = 15_000


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "mine.fights"
    with Catalog.create(path) as catalog:
        film = catalog.edit("Add film", add_film, "Sintel").value
        for title, in_s in (("bridge", 2), ("ridge", 10), ("end", 20)):
            fields = SceneFields(title=title, in_us=in_s * _SECOND_US, out_us=(in_s + 1) * _SECOND_US)
            catalog.add_scene(film, SceneDraft(fields=fields))
    return path


@pytest.fixture
def tag(
    open_program: Callable[[Path | None], Program], memory: Path, film: Path, qtbot: QtBot
) -> tuple[Program, TagWorkplace]:
    """Return Tag on the film, after its file was dropped on it."""
    program = open_program(memory)
    program.after_first_paint()
    assert program.desk is not None
    program.desk.show_workplace("tag")
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    assert "no file" in tag.view.surface.accessibleDescription()
    program.window.files_dropped.emit([film])
    qtbot.waitUntil(lambda: tag.tagging.media_file is not None, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: tag.timeline.hand.frames is not None, timeout=_PATIENCE_MS)
    return program, tag


def times(program: Program) -> list[int | None]:
    assert program.desk is not None
    catalog = program.desk.session.catalog
    return [each.fields.in_us for each in catalog.scenes([1, 2, 3])]


def put(tag: TagWorkplace, qtbot: QtBot, scene_id: int, at_us: int) -> None:
    """Select a fight, go to a frame, and say that it begins there."""
    tag.open_scene(scene_id)
    player = tag.view._player
    player.seek(at_us)
    qtbot.waitUntil(lambda: player.position_us == at_us, timeout=_PATIENCE_MS)
    QTest.keyClick(tag.view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def test_the_file_dropped_on_a_film_from_memory_is_its_own(tag: tuple[Program, TagWorkplace]) -> None:
    program, workplace = tag
    assert program.desk is not None
    assert [film.title for film in program.desk.session.catalog.films()] == ["Sintel"]
    assert "is the file of “Sintel” now" in program.window.toast.text
    assert [row.title for row in workplace.tagging.rows] == ["bridge", "ridge", "end"]


def test_the_word_on_its_file_names_the_key_that_slides_where_fights_have_times(
    open_program: Callable[[Path | None], Program], memory: Path, film: Path, shared_media: Path, qtbot: QtBot
) -> None:
    program = open_program(memory)
    program.after_first_paint()
    assert program.desk is not None
    catalog = program.desk.session.catalog
    untimed = catalog.edit("Add film", add_film, "Heat").value
    catalog.add_scene(untimed, SceneDraft(fields=SceneFields(title="from memory")))
    program.window.actions_.book.give("tag.slide", "F9")
    told = attached(program, 1, film, qtbot)
    assert told.endswith("is the file of “Sintel” now. Where a fight begins, F9 slides them all.")
    assert attached(program, untimed, shared_media / "bbb_0_30.webm", qtbot).endswith("is the file of “Heat” now")


def attached(program: Program, film_id: int, path: Path, qtbot: QtBot) -> str:
    """Drop a film's file on it in Tag; returns what is said of it."""
    assert program.desk is not None
    program.desk.open_film(film_id)
    program.window.files_dropped.emit([path])
    qtbot.waitUntil(lambda: path.name in program.window.toast.text, timeout=_PATIENCE_MS)
    return program.window.toast.text


def test_a_file_that_is_taken_back_is_in_the_player_no_longer(tag: tuple[Program, TagWorkplace]) -> None:
    program, workplace = tag
    assert workplace.view.time_text
    program.window.actions_.run("edit.undo")
    assert workplace.tagging.media_file is None
    assert workplace.view._player.media_file is None
    assert workplace.view.time_text == ""
    assert "no file" in workplace.view.surface.accessibleDescription()


def test_marks_beats_and_life_lines_are_seen_where_they_would_be_and_dragged_from_there_no_more_than_fights(
    tag: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, workplace = tag
    assert program.desk is not None
    edit, vocabulary = program.desk.session.edit, program.desk.session.catalog.vocabulary
    knife = vocabulary.lookup("weapon", "knife")
    assert knife is not None
    beat = edit("Add beat", add_beat, 1, label="fall", in_us=2_000_000, out_us=2_500_000)
    use = edit("Add use", add_wielding, 1, knife)

    def begins() -> list[int | None]:
        bars = [workplace.timeline.bar_of(piece) for piece in (Piece("beat", beat), Piece("use", use))]
        return [bar.in_us if bar is not None else None for bar in bars]

    put(workplace, qtbot, 1, 4_500_000)
    assert begins() == [4_500_000, 4_500_000]
    assert workplace.timeline.hand.marks == (4_500_000, 5_500_000)
    hold = Hold(Piece("beat", beat), "in", 4_500_000, 5_000_000, 4_500_000)
    workplace.timeline.hand.dropped.emit(Placed(hold, 4_600_000, 5_000_000, 4_600_000))
    assert "Slide them all, or leave them" in workplace.view._said.text()
    QTest.keyClick(workplace.view, Qt.Key.Key_Escape)
    assert begins() == [2_000_000, 2_000_000]
    assert workplace.timeline.hand.marks == (2_000_000, 3_000_000)


def test_one_goes_to_where_a_fight_would_be_while_all_are_slid(tag: tuple[Program, TagWorkplace], qtbot: QtBot) -> None:
    program, workplace = tag
    assert program.desk is not None
    program.desk.session.edit("Add beat", add_beat, 2, in_us=10_500_000, out_us=10_750_000)
    put(workplace, qtbot, 1, 4_500_000)
    workplace.timeline.sight.show_stretch(0, 2_000_000)
    workplace.choose_neighbour(1)
    goes_to(workplace, 12_500_000, qtbot)
    assert is_in_sight(workplace, 12_500_000)
    for action, time_us in (("tag.next_edge", 13_000_000), ("tag.go_out", 13_500_000), ("tag.go_in", 12_500_000)):
        program.window.actions_.run(action)
        goes_to(workplace, time_us, qtbot)
    program.window.actions_.run("tag.loop")
    loop = workplace.view._player.loop
    assert loop is not None
    assert loop[1] == 13_500_000
    program.window.actions_.run("tag.loop")
    workplace.view._player.pause()
    program.window.actions_.run("tag.zoom_scene")
    assert is_in_sight(workplace, 12_500_000)
    assert not is_in_sight(workplace, 10_000_000)
    QTest.keyClick(workplace.view, Qt.Key.Key_Escape)
    program.window.actions_.run("tag.go_in")
    goes_to(workplace, 10_000_000, qtbot)


def goes_to(tag: TagWorkplace, time_us: int, qtbot: QtBot) -> None:
    player = tag.view._player
    qtbot.waitUntil(lambda: player.position_us == time_us, timeout=_PATIENCE_MS)


def is_in_sight(tag: TagWorkplace, time_us: int) -> bool:
    scale = tag.timeline.sight.scale
    return 0 <= scale.x(time_us) <= scale.width_px


def test_another_film_on_the_desk_gives_a_slide_up_without_a_word(
    tag: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, workplace = tag
    assert program.desk is not None
    other = program.desk.session.edit("Add film", add_film, "Heat")
    put(workplace, qtbot, 1, 4_500_000)
    said = program.window.toast.text
    workplace.open_film(other)
    qtbot.wait(50)
    assert not workplace.slide_bar.isVisible()
    assert program.window.toast.text == said


def test_where_a_fight_would_begin_before_the_film_one_goes_to_its_first_frame(
    tag: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    _, workplace = tag
    put(workplace, qtbot, 2, 6_000_000)
    workplace.choose_neighbour(-1)
    goes_to(workplace, 0, qtbot)


def test_fights_that_keep_all_from_being_slid_are_named(tag: tuple[Program, TagWorkplace], qtbot: QtBot) -> None:
    program, workplace = tag
    put(workplace, qtbot, 2, 6_000_000)
    assert "“bridge” would begin before the film, so that none can be slid." in workplace.slide_bar.text
    QTest.keyClick(workplace.view, Qt.Key.Key_Return)
    assert times(program) == [2_000_000, 10_000_000, 20_000_000]


def test_one_fight_in_place_takes_all_others_along_after_a_look(
    tag: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, workplace = tag
    put(workplace, qtbot, 1, 4_500_000)
    assert workplace.slide_bar.isVisible()
    assert "3 fights move 2.5 s later" in workplace.slide_bar.text
    assert times(program) == [2_000_000, 10_000_000, 20_000_000]
    seen = workplace.timeline.bar_of(Piece("scene", 2))
    assert seen is not None
    assert seen.in_us == 12_500_000
    QTest.keyClick(workplace.view, Qt.Key.Key_Escape)
    assert not workplace.slide_bar.isVisible()
    assert workplace.tagging.scene is not None
    put(workplace, qtbot, 1, 4_500_000)
    QTest.keyClick(workplace.view, Qt.Key.Key_Return)
    assert times(program) == [4_500_000, 12_500_000, 22_500_000]
    assert program.window.toast.take_back()
    assert times(program) == [2_000_000, 10_000_000, 20_000_000]


def test_very_many_fights_slide_away_from_the_window_and_get_other_pictures(
    tag: tuple[Program, TagWorkplace], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(far_edits, "_AT_ONCE", 2)
    program, workplace = tag
    assert program.desk is not None
    catalog = program.desk.session.catalog
    put(workplace, qtbot, 1, 4_500_000)
    QTest.keyClick(workplace.view, Qt.Key.Key_Return)
    assert workplace.slide_bar.isVisible()
    qtbot.waitUntil(lambda: not workplace.slide_bar.isVisible(), timeout=_PATIENCE_MS)
    assert times(program) == [4_500_000, 12_500_000, 22_500_000]

    def has_pictures_of_then() -> bool:
        covers = [catalog.cover(each) for each in (1, 2, 3)]
        began = [each or 0 for each in times(program)]
        return all(cover and begin <= cover.time_us for cover, begin in zip(covers, began, strict=True))

    qtbot.waitUntil(has_pictures_of_then, timeout=_PATIENCE_MS)
    assert program.window.toast.take_back()
    qtbot.waitUntil(lambda: times(program) == [2_000_000, 10_000_000, 20_000_000], timeout=_PATIENCE_MS)


def test_two_fights_in_place_stretch_the_rest_onto_frames(tag: tuple[Program, TagWorkplace], qtbot: QtBot) -> None:
    program, workplace = tag
    put(workplace, qtbot, 1, 3_000_000)
    assert program.desk is not None
    program.desk.session.edit("Film", change_film, 1, year=2010)  # nothing to do with where fights are
    put(workplace, qtbot, 3, 30_000_000)
    assert "run 50.0 % slower" in workplace.slide_bar.text
    QTest.keyClick(workplace.view, Qt.Key.Key_Return)
    assert times(program) == [3_000_000, 15_000_000, 30_000_000]


@pytest.mark.parametrize("edit", [partial(change_scene, in_us=2_500_000), trash_scene])
def test_a_slide_by_a_fight_that_is_moved_or_deleted_elsewhere_meanwhile_is_given_up_at_once(
    tag: tuple[Program, TagWorkplace], qtbot: QtBot, memory: Path, edit: Callable[..., object]
) -> None:
    program, workplace = tag
    put(workplace, qtbot, 1, 3_000_000)
    with Catalog.open(memory, coder="other") as other:
        other.edit("Edit", edit, 1)
    qtbot.waitUntil(lambda: not workplace.slide_bar.isVisible())
    qtbot.waitUntil(lambda: "was moved or deleted meanwhile" in program.window.toast.text)
    assert shown_begins(workplace)[1:] == [10_000_000, 20_000_000]


def test_what_would_lie_beyond_the_film_is_told_before(tag: tuple[Program, TagWorkplace], qtbot: QtBot) -> None:
    program, workplace = tag
    put(workplace, qtbot, 1, 45_000_000)
    assert "2 fights would lie beyond its end" in workplace.slide_bar.text
    put(workplace, qtbot, 3, 2_000_000)
    assert "2 fights would" in workplace.slide_bar.text  # the second can't be before the first, and was not taken
    assert times(program) == [2_000_000, 10_000_000, 20_000_000]


def test_an_edit_meanwhile_leaves_the_fights_where_they_would_be(
    tag: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, workplace = tag
    assert program.desk is not None
    put(workplace, qtbot, 1, 4_500_000)
    program.desk.session.edit("Name it", change_scene, 3, title="the end")
    program.desk.session.edit("Move it", change_scene, 2, in_us=12_000_000, out_us=13_000_000)
    assert shown_begins(workplace) == [4_500_000, 14_500_000, 22_500_000]
    fields = SceneFields(in_us=25 * _SECOND_US, out_us=26 * _SECOND_US)
    program.desk.session.tell_changes(program.desk.session.catalog.add_scene(1, SceneDraft(fields=fields)).changes)
    assert "4 fights move 2.5 s later" in workplace.slide_bar.text


def test_a_fight_is_not_dragged_from_where_it_only_would_be(tag: tuple[Program, TagWorkplace], qtbot: QtBot) -> None:
    program, workplace = tag
    put(workplace, qtbot, 1, 4_500_000)
    hold = Hold(Piece("scene", 2), "in", 12_500_000, 13_500_000, 12_500_000)
    workplace.timeline.hand.dropped.emit(Placed(hold, 13_000_000, 13_500_000, 13_000_000))
    assert times(program) == [2_000_000, 10_000_000, 20_000_000]
    assert "Slide them all, or leave them" in workplace.view._said.text()
    QTest.keyClick(workplace.view, Qt.Key.Key_Escape)
    assert shown_begins(workplace) == [2_000_000, 10_000_000, 20_000_000]


def shown_begins(tag: TagWorkplace) -> list[int | None]:
    bars = [tag.timeline.bar_of(Piece("scene", scene_id)) for scene_id in (1, 2, 3)]
    return [bar.in_us if bar is not None else None for bar in bars]


@pytest.mark.parametrize(
    "action", ["tag.scene_in", "tag.scene_out", "tag.move_here", "tag.split", "tag.beat_out", "tag.cover"]
)
def test_no_key_changes_a_fight_by_the_frame_on_the_screen_where_it_only_would_be(
    tag: tuple[Program, TagWorkplace], qtbot: QtBot, action: str
) -> None:
    program, workplace = tag
    before = times(program)
    put(workplace, qtbot, 1, 4_500_000)
    program.window.actions_.run(action)
    assert "Slide them all, or leave them, and then change one" in workplace.view._said.text()
    assert workplace.slide_bar.isVisible()
    QTest.keyClick(workplace.view, Qt.Key.Key_B)
    QTest.keyClick(workplace.view, Qt.Key.Key_Escape)
    assert times(program) == before
    assert not workplace.slide_bar.isVisible()
    assert program.desk is not None
    assert program.desk.session.catalog.scene(1).beats == ()
