"""Tagging a fight from the film to the catalog, by keys alone, in the real window on a real film."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from donnybrook.catalog import Catalog, Scene
from donnybrook.catalog.edits.films import add_film
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.tag_workplace import TagWorkplace

type OpenProgram = Callable[[Path | None], Program]
type Keys = Callable[..., None]

_PATIENCE_MS = 15_000


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "mine.fights"
    Catalog.create(path).close()
    return path


def tag_of(program: Program) -> TagWorkplace:
    """Return the tagging workplace, at the front."""
    program.after_first_paint()
    assert program.desk is not None
    program.desk.show_workplace("tag")
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    return tag


def press(*keys: Qt.Key | str, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the keyboard is; a text is typed."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert isinstance(focused, QWidget)
        if isinstance(key, str):
            QTest.keyClicks(focused, key)
        else:
            QTest.keyClick(focused, key, with_)


@pytest.fixture
def on_trailer(
    open_program: OpenProgram, empty: Path, shared_media: Path, qtbot: QtBot
) -> tuple[Program, TagWorkplace]:
    """Return the window on a real film, with sound."""
    return _added(open_program(empty), shared_media / "sintel_trailer-720p.mp4", qtbot)


@pytest.fixture
def on_film(open_program: OpenProgram, empty: Path, film: Path, qtbot: QtBot) -> tuple[Program, TagWorkplace]:
    """Return the window on the drawn film."""
    return _added(open_program(empty), film, qtbot)


def _added(program: Program, film: Path, qtbot: QtBot) -> tuple[Program, TagWorkplace]:
    """Add a film through the window, and wait until Tag shows its first frame."""
    tag = tag_of(program)
    tag.add_files([film])
    qtbot.waitUntil(lambda: tag.tagging.media_file is not None, timeout=_PATIENCE_MS)
    wait_for_frame(tag, qtbot, 0)
    return program, tag


def wait_for_frame(tag: TagWorkplace, qtbot: QtBot, time_us: int) -> None:
    player = tag.view._player
    qtbot.waitUntil(lambda: player.position_us == time_us and player.image() is not None, timeout=_PATIENCE_MS)


def the_scene(program: Program) -> Scene:
    assert program.desk is not None
    scenes = list(program.desk.session.catalog.scenes())
    assert len(scenes) == 1
    return scenes[0]


def mark_the_staff_fight(tag: TagWorkplace, qtbot: QtBot) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    press(*[Qt.Key.Key_Right] * 16, with_=shift)
    press(*[Qt.Key.Key_Right] * 12)
    wait_for_frame(tag, qtbot, 16_500_000)
    press(Qt.Key.Key_I)
    press(Qt.Key.Key_Right, with_=shift)
    wait_for_frame(tag, qtbot, 17_500_000)
    press(Qt.Key.Key_O)


def test_a_note_is_gone_on_with_where_it_ends(on_film: tuple[Program, TagWorkplace], qtbot: QtBot) -> None:
    _, tag = on_film
    press(Qt.Key.Key_Slash)
    press('Eve: sword "Two strikes')
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tag.tagging.scene is not None, timeout=_PATIENCE_MS)
    press(Qt.Key.Key_N)
    press(", then a kick.")
    press(Qt.Key.Key_Escape)
    assert tag.tagging.scene is not None
    assert tag.tagging.scene.fields.note == "Two strikes, then a kick."


def test_a_fight_is_tagged_with_keys_alone_and_is_all_there_after_reopening(
    on_trailer: tuple[Program, TagWorkplace], open_program: OpenProgram, empty: Path, qtbot: QtBot
) -> None:
    program, tag = on_trailer
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Slash, Qt.Key.Key_Slash)  # once more in the line itself is no text
    press("Sintel: bo staff vs guard: spear @mountain #overhead")
    assert tag.bar.said.startswith("Sintel uses")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_N)
    press("Two strikes down, then a sweep.")
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: tag.tagging.rows[0].cover is not None, timeout=_PATIENCE_MS)
    program.close_catalog()

    with Catalog.open(empty) as catalog:
        (scene,) = catalog.scenes()
        cover = catalog.cover(scene.id)
    assert (scene.fields.in_us, scene.fields.out_us) == (16_500_000, 17_500_000)
    assert [each.weapon for each in scene.wieldings] == ["bō staff", "spear"]
    assert [each.label for each in scene.combatants] == ["Sintel", "guard"]
    assert scene.location == "mountain"
    assert [each.label for each in scene.terms] == ["overhead shot"]
    assert scene.fields.note == "Two strikes down, then a sweep."
    assert cover is not None
    assert 16_500_000 <= cover.time_us < 17_500_000


def test_what_is_typed_into_the_inspector_is_kept_when_the_field_is_left(
    on_film: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return)
    tag.inspector.take_focus("title")
    press("Snow ridge", Qt.Key.Key_Tab)
    assert the_scene(program).fields.title == "Snow ridge"
    tag.inspector.take_focus("location_id")
    press("mountain", Qt.Key.Key_Return)
    tag.inspector.wieldings.add.setFocus()
    press("quarterst", Qt.Key.Key_Return)
    press("Sintel", Qt.Key.Key_Tab)
    scene = the_scene(program)
    assert scene.location == "mountain"
    assert [(each.weapon, each.combatant_id is not None) for each in scene.wieldings] == [("quarterstaff", True)]
    assert [each.label for each in scene.combatants] == ["Sintel"]


def test_an_impossible_time_is_told_at_its_field_and_the_fight_stays_as_it_was(
    on_film: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return)
    tag.inspector.take_focus("out_us")
    press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier)
    press("0:16", Qt.Key.Key_Return)
    assert tag.inspector.editors["out_us"].box.problem == "The out point must lie after the in point."
    press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier)
    press("never", Qt.Key.Key_Return)
    assert "is not a time" in tag.inspector.editors["out_us"].box.problem
    assert the_scene(program).fields.out_us == 17_500_000


def test_an_unknown_weapon_is_offered_as_new_and_is_never_made_by_a_typo(
    on_film: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, tag = on_film
    assert program.desk is not None
    vocabulary = program.desk.session.catalog.vocabulary
    press(Qt.Key.Key_Slash)
    press("Sintel: barbed glaive")
    assert "“barbed glaive” is new: Alt+N adds it under" in tag.bar.said
    press(Qt.Key.Key_Return)
    assert not list(program.desk.session.catalog.scenes())
    press(Qt.Key.Key_N, with_=Qt.KeyboardModifier.AltModifier)
    assert vocabulary.lookup("weapon", "barbed glaive") is None
    vocabulary = program.desk.session.catalog.vocabulary
    made = vocabulary.lookup("weapon", "barbed glaive")
    assert made is not None
    assert vocabulary.ancestors(made)
    press(Qt.Key.Key_Return)
    assert [each.weapon for each in the_scene(program).wieldings] == ["barbed glaive"]


def test_completion_offers_synonyms_by_the_preferred_label_and_tab_takes_one(
    on_film: tuple[Program, TagWorkplace],
) -> None:
    _, tag = on_film
    press(Qt.Key.Key_Slash)
    press("Sintel: firehos")
    offers = tag.bar.line.offers
    assert offers
    assert offers[0].insert == "fire hose!"  # it was not made as a weapon
    press(Qt.Key.Key_Tab)
    assert tag.bar.line.text() == "Sintel: fire hose!"


def test_enter_without_marks_makes_nothing_and_says_what_to_do(on_film: tuple[Program, TagWorkplace]) -> None:
    program, _ = on_film
    assert program.desk is not None
    press(Qt.Key.Key_Return)
    assert not list(program.desk.session.catalog.scenes())


def test_an_in_point_alone_makes_a_fight_that_is_still_open(
    on_film: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, tag = on_film
    press(Qt.Key.Key_Right, with_=Qt.KeyboardModifier.ShiftModifier)
    wait_for_frame(tag, qtbot, 1_000_000)
    press(Qt.Key.Key_I, Qt.Key.Key_Return)
    fields = the_scene(program).fields
    assert (fields.in_us, fields.out_us) == (1_000_000, None)


def test_deleting_a_fight_can_be_taken_back(on_film: tuple[Program, TagWorkplace], qtbot: QtBot) -> None:
    program, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return, Qt.Key.Key_Delete)
    assert tag.tagging.rows == []
    assert "trash" in program.window.toast.text
    assert program.window.toast.take_back()
    assert the_scene(program).fields.in_us == 16_500_000
    assert tag.inspector.scene_id == the_scene(program).id


def test_a_film_is_catalogued_from_memory_without_a_file(open_program: OpenProgram, empty: Path) -> None:
    program = open_program(empty)
    tag = tag_of(program)
    tag.films.ask_for_title()
    press("Ballerina 2025", Qt.Key.Key_Return)
    tag.focus_film()
    press(Qt.Key.Key_Return, Qt.Key.Key_Slash)
    press("ice skates! by Eve vs assailants x8 @ice rink", Qt.Key.Key_Return)
    scene = the_scene(program)
    assert (scene.film_title, scene.film_year) == ("Ballerina", 2025)
    assert (scene.fields.in_us, scene.fields.out_us) == (None, None)
    assert [(each.weapon, each.improvised) for each in scene.wieldings] == [("ice skates", True)]
    assert [(each.label, each.headcount) for each in scene.combatants] == [("Eve", 1), ("assailants", 8)]


def test_a_missing_film_file_is_a_state_and_tagging_goes_on(
    open_program: OpenProgram, empty: Path, film: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    moved = tmp_path / "film.mp4"
    moved.write_bytes(film.read_bytes())
    program = open_program(empty)
    tag = tag_of(program)
    tag.add_files([moved])
    qtbot.waitUntil(lambda: tag.tagging.media_file is not None, timeout=_PATIENCE_MS)
    program.close_catalog()
    moved.unlink()

    again = open_program(empty)
    tag = tag_of(again)
    assert tag.tagging.film is not None
    assert tag.tagging.media_file is None
    assert "not where it was" in tag.view.surface.accessibleDescription()
    press(Qt.Key.Key_Return)
    assert the_scene(again).fields.in_us is None


def test_names_that_look_like_markup_are_shown_as_they_are(on_film: tuple[Program, TagWorkplace], qtbot: QtBot) -> None:
    program, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return)
    name = "<img src=x><b>Eve</b>"
    tag.inspector.take_focus("title")
    press(name, Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape, Qt.Key.Key_Slash)
    press(f"{name}: staff", Qt.Key.Key_Return)
    assert name in the_scene(program).combatants[0].label
    formats = {label.textFormat() for label in program.window.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_an_edit_in_another_window_shows_here(on_film: tuple[Program, TagWorkplace], empty: Path, qtbot: QtBot) -> None:
    program, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return)
    scene_id = the_scene(program).id
    told: list[object] = []
    tag.tagging.scenes_changed.connect(lambda: told.append(tag.tagging.changed_ids))
    with Catalog.open(empty) as other:
        other.change_scene(scene_id, title="Named elsewhere")
    qtbot.waitUntil(lambda: tag.tagging.rows[0].title == "Named elsewhere", timeout=_PATIENCE_MS)
    assert None not in told  # no other fight was looked at for it
    editor = tag.inspector.editors["title"].control
    assert editor.property("text") == "Named elsewhere"


def test_closing_while_films_are_being_read_leaves_no_process(
    open_program: OpenProgram, empty: Path, film: Path, no_leftover_processes: None
) -> None:
    program = open_program(empty)
    tag = tag_of(program)
    tag.add_files([film] * 3)
    QTest.qWait(200)
    program.close_catalog()


def test_every_control_has_a_name_for_screen_readers(on_film: tuple[Program, TagWorkplace], qtbot: QtBot) -> None:
    _, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return, Qt.Key.Key_Slash)
    press("Sintel: staff vs guard: spear #overhead", Qt.Key.Key_Return)
    nameless = [
        type(widget).__name__
        for widget in tag.findChildren(QWidget)
        if widget.window() is tag.window()  # the lists of combo boxes are windows of their own
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not widget.property("text")
    ]
    assert nameless == []


def test_leaving_for_find_and_coming_back_keeps_the_place(on_film: tuple[Program, TagWorkplace], qtbot: QtBot) -> None:
    program, tag = on_film
    press(Qt.Key.Key_Right, with_=Qt.KeyboardModifier.ShiftModifier)
    wait_for_frame(tag, qtbot, 1_000_000)
    press(Qt.Key.Key_I)
    assert program.desk is not None
    program.desk.show_workplace("find")
    program.desk.show_workplace("tag")
    assert tag.tagging.marks.in_us == 1_000_000
    assert tag.view._player.position_us == 1_000_000


def test_an_out_point_closes_the_fight_that_was_made_while_it_was_going_on(
    on_film: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, tag = on_film
    press(Qt.Key.Key_I, Qt.Key.Key_Return)
    press(Qt.Key.Key_Right, with_=Qt.KeyboardModifier.ShiftModifier)
    wait_for_frame(tag, qtbot, 1_000_000)
    press(Qt.Key.Key_O)
    fields = the_scene(program).fields
    assert (fields.in_us, fields.out_us) == (0, 1_000_000)


def test_the_search_box_tells_no_number_of_fights_that_is_no_longer_true(
    on_film: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, tag = on_film
    count = program.window.search_box._count
    assert program.desk is not None
    program.desk.show_workplace("find")
    qtbot.waitUntil(lambda: count.text() == "no fights", timeout=_PATIENCE_MS)
    program.desk.show_workplace("tag")
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return)
    assert count.text() == ""
    program.desk.show_workplace("find")
    qtbot.waitUntil(lambda: count.text() == "1 fight in 1 film", timeout=_PATIENCE_MS)


def test_the_marks_of_the_selected_fight_follow_its_times_when_they_are_undone(
    on_film: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return)
    assert program.desk is not None
    program.desk.session.edit("Change times", change_scene, the_scene(program).id, out_us=18_000_000)
    assert tag.tagging.marks.range == (16_500_000, 18_000_000)  # also by the hand of another window
    press(Qt.Key.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: tag.tagging.marks.range == (16_500_000, 17_500_000), timeout=_PATIENCE_MS)


def test_a_picture_chosen_by_hand_stays_when_the_times_change(
    on_film: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, tag = on_film
    assert program.desk is not None
    catalog = program.desk.session.catalog
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return)
    scene_id = the_scene(program).id
    qtbot.waitUntil(lambda: catalog.cover(scene_id) is not None, timeout=_PATIENCE_MS)
    press(Qt.Key.Key_Left)
    wait_for_frame(tag, qtbot, 17_458_333)
    press(Qt.Key.Key_C)

    def chosen() -> bool:
        cover = catalog.cover(scene_id)
        return cover is not None and cover.time_us == 17_458_333

    qtbot.waitUntil(chosen, timeout=_PATIENCE_MS)
    with qtbot.waitSignal(tag._films.cover_ready, timeout=_PATIENCE_MS):
        press(Qt.Key.Key_O, with_=Qt.KeyboardModifier.AltModifier)
    assert the_scene(program).fields.out_us == 17_458_333
    assert chosen()


def test_the_picture_of_a_new_fight_comes_when_the_hands_rest_and_fills_no_field_anew(
    on_film: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    _, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return)
    assert tag.tagging.scene is not None
    with qtbot.assertNotEmitted(tag.tagging.scene_changed):
        qtbot.waitUntil(lambda: tag.tagging.rows[0].cover is not None, timeout=_PATIENCE_MS)


def test_the_pointer_in_a_hidden_form_never_sends_keys_elsewhere(
    on_film: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    _, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return)
    tag.inspector.take_focus("status")
    tag.tagging.select(None)
    assert QApplication.focusWidget() is tag.view
    assert tag.isVisible()


def test_a_fight_clicked_in_the_list_is_selected_and_its_first_frame_shown(
    on_film: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Home)
    assert tag.tagging.scene is None
    fights = tag.scenes.findChild(QTableView)
    assert fights is not None
    where = fights.visualRect(fights.model().index(0, 0)).center()
    QTest.mouseClick(fights.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert tag.inspector.scene_id == the_scene(program).id
    wait_for_frame(tag, qtbot, 16_500_000)


def test_letters_pressed_in_a_list_of_choices_choose_there_and_mark_nothing(
    on_film: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    _, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return)
    tag.inspector.take_focus("interior")
    press("i")
    assert tag.tagging.scene is not None
    assert QApplication.focusWidget() is tag.inspector.editors["interior"].control


def test_closing_while_the_film_plays_ends_in_peace(
    no_leftover_processes: None, on_trailer: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, tag = on_trailer
    shown: list[int] = []
    tag.view._player.frame_shown.connect(shown.append)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(shown) > 3, timeout=_PATIENCE_MS)
    program.close_catalog()
    frames = len(shown)
    qtbot.wait(150)
    assert len(shown) <= frames + 1


def test_j_k_and_l_play_both_ways_and_stop_at_the_very_frame(
    on_trailer: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    _, tag = on_trailer
    player = tag.view._player
    player.seek(2_000_000)
    wait_for_frame(tag, qtbot, 2_000_000)
    press(Qt.Key.Key_L)
    qtbot.waitUntil(lambda: player.position_us > 2_200_000, timeout=_PATIENCE_MS)
    press(Qt.Key.Key_L)
    assert player.rate == 2.0
    press(Qt.Key.Key_J)
    qtbot.waitUntil(lambda: player.rate == -1.0 and player.position_us < 2_100_000, timeout=_PATIENCE_MS)
    press(Qt.Key.Key_K)
    assert not player.is_playing
    press(Qt.Key.Key_I)
    assert tag.tagging.marks.in_us == player.position_us


def test_beats_are_marked_while_the_film_is_watched(on_film: tuple[Program, TagWorkplace], qtbot: QtBot) -> None:
    program, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return, Qt.Key.Key_B)
    assert the_scene(program).beats == ()  # the out point is the first frame that is not of the fight
    press(Qt.Key.Key_Home)
    wait_for_frame(tag, qtbot, 16_500_000)
    press(Qt.Key.Key_B)
    press(*[Qt.Key.Key_Right] * 3)
    wait_for_frame(tag, qtbot, 16_625_000)
    press(Qt.Key.Key_B)
    press(*[Qt.Key.Key_Right] * 3)
    wait_for_frame(tag, qtbot, 16_750_000)
    press(Qt.Key.Key_B, with_=Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_B, with_=Qt.KeyboardModifier.ShiftModifier)
    times = [(beat.in_us, beat.out_us) for beat in the_scene(program).beats]
    assert times == [(16_500_000, 16_750_000), (16_625_000, 16_750_000)]
    assert len(tag.inspector.beats.list.rows) == 2
    tag.inspector.beats.add.setFocus()
    press("the sweep", Qt.Key.Key_Return)
    assert [beat.in_us for beat in the_scene(program).beats if beat.label] == [16_750_000]
    press(*[Qt.Key.Key_Tab] * 4)  # name, remove, in, its button, out
    press("here", Qt.Key.Key_Return)
    out = QApplication.focusWidget()
    assert isinstance(out, QWidget)
    assert out.accessibleName() == "Out of the beat"
    press(Qt.Key.Key_Escape)  # what was refused is taken back
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is tag.view
    press(Qt.Key.Key_Slash)
    assert tag.tagger.target_words() == "apply to beat the sweep"
    press('Sintel: staff #sweep "Low."', Qt.Key.Key_Return)
    scene = the_scene(program)
    sweep = next(beat for beat in scene.beats if beat.label == "the sweep")
    assert sweep.note == "Low."
    assert [each.beat_id for each in scene.wieldings] == [sweep.id]
    assert [each.beat_id for each in scene.terms] == [sweep.id]
    press(Qt.Key.Key_Escape)
    assert tag.tagging.beat is None
    assert tag.tagging.scene is not None


def test_down_picks_for_an_unknown_word_wherever_in_the_line_the_cursor_is(
    on_film: tuple[Program, TagWorkplace],
) -> None:
    _, tag = on_film
    press(Qt.Key.Key_Slash)
    press("Sintel: spearr vs guard: staff @mountain")
    press(Qt.Key.Key_Escape)
    tag.bar.take_focus()
    assert "Or did you mean spear? ↓ picks." in tag.bar.said
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert tag.bar.line.text() == "Sintel: spear vs guard: staff @mountain"


def test_coming_back_to_tag_shows_the_frame_it_was_left_at_whatever_find_has_played(
    on_film: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    program, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return, Qt.Key.Key_Home)
    wait_for_frame(tag, qtbot, 16_500_000)
    assert program.desk is not None
    program.desk.show_workplace("find")
    tag.view._player.seek(3_000_000)
    qtbot.waitUntil(lambda: tag.view._player.position_us == 3_000_000, timeout=_PATIENCE_MS)
    program.window.actions_.run("view.tag")
    wait_for_frame(tag, qtbot, 16_500_000)
    assert tag.inspector.scene_id == the_scene(program).id


def test_a_film_added_in_find_is_the_one_that_tag_opens(
    on_film: tuple[Program, TagWorkplace], tmp_path: Path, film: Path, qtbot: QtBot
) -> None:
    program, tag = on_film
    assert program.desk is not None
    program.desk.show_workplace("find")
    other = tmp_path / "zz other.mp4"
    other.write_bytes(film.read_bytes() + bytes(8))
    program.desk.add_films([other])
    catalog = program.desk.session.catalog
    qtbot.waitUntil(lambda: len(catalog.films()) == 2, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: "added" in program.window.toast.text, timeout=_PATIENCE_MS)
    program.window.actions_.run("view.tag")
    assert tag.tagging.film is not None
    assert tag.tagging.film.title == "Zz other"


def test_the_play_button_of_find_says_what_it_does_now(on_film: tuple[Program, TagWorkplace], qtbot: QtBot) -> None:
    program, tag = on_film
    mark_the_staff_fight(tag, qtbot)
    press(Qt.Key.Key_Return)
    assert program.desk is not None
    program.desk.show_workplace("find")
    find = program.desk.find
    button = next(each for each in find.findChildren(QPushButton) if each.accessibleName() == "Play")
    button.click()
    qtbot.waitUntil(lambda: button.text() == "Pause", timeout=_PATIENCE_MS)
    button.click()
    assert button.text() == "Play"
    assert not tag.view._player.is_playing


def test_without_a_film_nothing_of_the_player_is_black_but_what_it_says(
    on_trailer: tuple[Program, TagWorkplace], qtbot: QtBot
) -> None:
    _, tag = on_trailer
    surface, bar = tag.view.surface, tag.view._bar

    def ground() -> QColor:
        return surface.grab().toImage().pixelColor(2, 2)

    assert bar.isVisible()
    tag.tagging.new_memory_film("From memory, 1999")
    qtbot.waitUntil(lambda: tag._player.media_file is None)
    assert bar.isHidden()
    assert ground() == surface.palette().window().color() != QColor("black")
    tag.view.say("The cuts of this film are not known yet.")
    assert bar.isVisible()
    tag.view.show_alone(alone=True)
    tag.view.say("Another thing.")
    assert bar.isHidden()


def test_a_film_whose_file_is_out_of_reach_for_a_moment_stays_on_the_screen(
    on_film: tuple[Program, TagWorkplace], film: Path, qtbot: QtBot
) -> None:
    program, tag = on_film
    assert program.desk is not None

    def has_file() -> bool:
        return tag.tagging.media_file is not None

    tag.view._player.seek(2_000_000)
    wait_for_frame(tag, qtbot, 2_000_000)
    away = film.rename(film.with_name("away.mp4"))
    program.desk.session.edit("Add film", add_film, "Another")
    assert not has_file()
    assert tag.view._player.position_us == 2_000_000
    away.rename(film)
    program.desk.session.edit("Add film", add_film, "And another")
    assert has_file()
    wait_for_frame(tag, qtbot, 2_000_000)
