"""Several fights selected and changed at once, in Tag: what is shown of them, and what each entry does to all."""

from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop.several import Several, enter, many_in, several_fights
from donnybrook.catalog import Catalog, SceneDraft, SceneFields
from donnybrook.catalog.edits.bulk import change_scenes
from donnybrook.catalog.edits.scenes import add_scene, change_scene
from donnybrook.catalog.edits.uniting import unite_scenes
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.panels.many_inspector import ManyInspector
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.services import far_edits, film_rows, undo_steps
from donnybrook.desktop.services.errands import Errands

_SECOND_US = 1_000_000
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_ctrl_and_shift_select_several_and_a_plain_click_one(several: Several) -> None:
    several.click(0)
    several.click(2, _CTRL)
    assert several.selected == [0, 2]
    assert several.many.title.text() == "2 fights"
    assert several.tag.side.currentWidget() is several.many
    several.click(3, _SHIFT)
    assert several.selected == [0, 2, 3]
    several.click(1)
    assert several.selected == [1]
    assert several.tag.side.currentWidget() is several.tag.inspector


def test_keys_select_all_or_one_more_and_escape_none(several: Several) -> None:
    several.tag.focus_film()
    QTest.keyClick(several.tag.view, Qt.Key.Key_A, _CTRL)
    assert several.selected == [0, 1, 2, 3]
    QTest.keyClick(several.tag.view, Qt.Key.Key_Escape)
    assert several.selected == []
    several.click(0)
    several.tag.focus_film()
    QTest.keyClick(several.tag.view, Qt.Key.Key_Down, _CTRL | _SHIFT)
    QTest.keyClick(several.tag.view, Qt.Key.Key_Down, _CTRL | _SHIFT)
    assert several.selected == [0, 1, 2]
    QTest.keyClick(several.tag.view, Qt.Key.Key_Up, _CTRL | _SHIFT)
    assert several.selected == [0, 1]
    QTest.keyClick(several.tag.view, Qt.Key.Key_D)
    assert QApplication.focusWidget() is several.many.weapons.add


def test_a_key_that_goes_to_what_several_have_alike_finds_it_before_its_panel_is_there(several: Several) -> None:
    several.tag.scenes.select_all()
    assert not several.tag.side.findChildren(ManyInspector)
    several.program.window.actions_.run("tag.note")
    assert QApplication.focusWidget() is several.many.editors["note"].control


def test_those_that_are_selected_stay_so_when_another_comes_between_them(several: Several) -> None:
    several.click(0)
    several.click(2, _CTRL)
    several.click(3, _CTRL)
    chosen, film, desk = several.tag.tagging.selected, several.tag.tagging.film, several.program.desk
    assert film is not None
    assert desk is not None
    draft = SceneDraft(fields=SceneFields(in_us=25 * _SECOND_US, out_us=26 * _SECOND_US))
    desk.session.edit("Add", add_scene, film.id, draft)
    assert several.tag.tagging.selected == chosen
    assert several.selected == [0, 2, 4]


def test_what_differs_is_several_values_and_what_is_entered_is_one_edit_for_all(several: Several) -> None:
    several.tag.scenes.select_all()
    several.catalog.change_scene(several.scenes[0].id, title="The first", interior="interior")
    several.tag.tagging._rows.look_again(None)
    many = several.many
    title, interior = many.editors["title"].control, many.editors["interior"].control
    assert title.property("placeholderText") == "several values"
    assert interior.property("placeholderText") == "several values"
    assert many.editors["layer"].control.property("text") == "main"
    assert isinstance(title, EntryLine)
    enter(title, "The bridge")
    assert {scene.fields.title for scene in several.scenes} == {"The bridge"}
    assert several.catalog.undo_label == "Change Title of 4 fights"
    several.program.window.actions_.run("edit.undo")
    assert [scene.fields.title for scene in several.scenes] == ["The first", "", "", ""]
    assert several.selected == [0, 1, 2, 3]


def test_weapons_and_terms_are_put_on_taken_off_and_replaced(several: Several) -> None:
    several.tag.scenes.select_all()
    many = several.many
    enter(many.weapons.add, "ice sk")
    assert several.catalog.undo_label == "Tag ice skates on 4 fights"
    assert [[(use.weapon, use.improvised) for use in scene.wieldings][-1] for scene in several.scenes] == [
        ("ice skates", True)
    ] * 4
    enter(many.terms.add, "slow mo")
    assert [[term.label for term in scene.terms] for scene in several.scenes] == [["slow motion"]] * 4
    many = several.many
    instead = next(each for each in many.findChildren(EntryLine) if each.accessibleName() == "Instead of sword")
    enter(instead, "katana")
    assert several.catalog.undo_label == "Replace sword by katana in 4 fights"
    assert [scene.wieldings[0].weapon for scene in several.scenes] == ["katana", "knife"] * 2
    assert several.scenes[0].wieldings[0].combatant_id is not None
    many = several.many
    off = next(each for each in many.findChildren(QToolButton) if each.accessibleName() == "Take knife off all")
    off.click()
    assert [[use.weapon for use in scene.wieldings] for scene in several.scenes] == [
        ["katana", "ice skates"],
        ["ice skates"],
    ] * 2


def test_times_move_with_all_in_them_and_coder_and_layer_are_assigned(several: Several) -> None:
    several.click(1)
    several.click(2, _CTRL)
    many = several.many
    enter(many.move_by, "2.5")
    assert [scene.fields.in_us for scene in several.scenes] == [0, 12_500_000, 22_500_000, 30_000_000]
    enter(many.move_by, "-99")
    assert "before the film" in many.problem
    enter(many.coder, "Ann")
    assert [scene.coder for scene in several.scenes][1:3] == ["Ann", "Ann"]
    layer = many.editors["layer"].control
    assert isinstance(layer, EntryLine)
    layer.setFocus()
    layer.selectAll()
    enter(layer, "second reading")
    assert [scene.fields.layer for scene in several.scenes] == ["main", "second reading", "second reading", "main"]


def test_a_tagging_line_is_applied_to_all_and_all_are_deleted_at_once(several: Several) -> None:
    several.tag.scenes.select_all()
    several.tag.bar.take_focus()
    QTest.keyClicks(several.tag.bar.line, "Mo: axe @village")
    assert several.tag.tagger.target_words() == "apply to 4 fights"
    QTest.keyClick(several.tag.bar.line, Qt.Key.Key_Return)
    assert {scene.location for scene in several.scenes} == {"village"}
    assert several.catalog.undo_label == "Tag 4 fights"
    delete = next(each for each in several.many.findChildren(QPushButton) if "Delete" in each.text())
    delete.click()
    assert several.scenes == []
    assert several.program.window.toast.take_back()
    assert len(several.scenes) == 4


def test_thousands_are_changed_away_from_the_window(
    open_program: Callable[[Path | None], Program], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_rows, "_AT_A_TIME", 20)
    several = several_fights(open_program, tmp_path / "many.fights", 60)
    told: list[Collection[int] | None] = []
    several.tag.tagging.scenes_changed.connect(lambda: told.append(several.tag.tagging.changed_ids))
    several.tag.scenes.select_all()
    qtbot.waitUntil(lambda: several.many.weapons._shown != (), timeout=5000)
    enter(several.many.weapons.add, "ice sk")
    qtbot.waitUntil(lambda: "Tag ice skates on 60 fights" in several.program.window.toast.text, timeout=5000)
    assert all(scene.wieldings[-1].weapon == "ice skates" for scene in several.scenes)
    qtbot.waitUntil(lambda: all(len(row.weapons) == 2 for row in several.tag.tagging.rows), timeout=5000)
    assert [each and len(each) for each in told if each != set()] == [20, 20, 20]  # no other is looked at meanwhile
    assert several.program.window.toast.take_back()
    qtbot.waitUntil(lambda: all(len(row.weapons) == 1 for row in several.tag.tagging.rows), timeout=5000)


def test_a_line_that_is_refused_for_very_many_fights_stays_in_the_line(
    several: Several, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(far_edits, "_AT_ONCE", 3)
    several.tag.scenes.select_all()
    line = several.tag.bar.line
    several.tag.bar.take_focus()
    QTest.keyClicks(line, "4:00-5:00 Mo: axe")
    with qtbot.waitSignal(several.tag.tagging.refused, timeout=5000):
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "4:00-5:00 Mo: axe"
    line.clear()
    QTest.keyClicks(line, "Mo: axe")
    line.hide_suggestions()
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Return)  # the same once more while it is under way
    assert line.text() == "Mo: axe"
    qtbot.waitUntil(lambda: line.text() == "", timeout=5000)
    assert [[use.weapon for use in scene.wieldings].count("axe") for scene in several.scenes] == [1] * 4


def test_in_find_several_cards_are_selected_and_changed_at_once(several: Several) -> None:
    desk = several.program.desk
    assert desk is not None
    desk.show_workplace("find")
    find = desk.find
    wall = find.findChild(Wall)
    assert wall is not None

    def on_wall() -> int:
        return len(wall.selected_scenes)

    wall.setFocus()
    QTest.keyClick(wall, Qt.Key.Key_Home)
    QTest.keyClick(wall, Qt.Key.Key_Right, _SHIFT)
    assert on_wall() == 2
    QTest.mouseClick(
        wall.viewport(), Qt.MouseButton.LeftButton, _CTRL, wall.visualRect(wall.model().index(0, 3)).center()
    )
    assert on_wall() == 3
    QTest.keyClick(wall, Qt.Key.Key_A, _CTRL)
    assert on_wall() == 4
    many = many_in(find)
    enter(many.terms.add, "slow mo")
    assert several.catalog.undo_label == "Tag slow motion on 4 fights"
    assert on_wall() == 4
    wall.setFocus()
    QTest.keyClick(wall, Qt.Key.Key_Left)
    assert on_wall() == 1
    assert not many.isVisible()


def test_what_is_half_typed_for_several_is_not_kept_by_an_edit_of_something_else(several: Several) -> None:
    desk = several.program.desk
    assert desk is not None
    desk.show_workplace("find")
    wall = desk.find.findChild(Wall)
    assert wall is not None
    wall.setFocus()
    QTest.keyClick(wall, Qt.Key.Key_Home)
    QTest.keyClick(wall, Qt.Key.Key_Right, _SHIFT)
    chosen = wall.selected_scenes
    many = many_in(desk.find)
    line = many.editors["title"].control
    assert isinstance(line, EntryLine)
    line.setFocus()
    QTest.keyClicks(line, "The du")
    other = next(scene.id for scene in several.scenes if scene.id not in chosen)
    desk.session.edit("Note", change_scene, other, note="by another")
    many_in(desk.find)
    assert "The du" not in [scene.fields.title for scene in several.scenes]
    assert (line.text(), wall.selected_scenes) == ("The du", chosen)


def test_a_right_click_leaves_what_is_selected_and_an_empty_wall_selects_nothing(several: Several) -> None:
    desk = several.program.desk
    assert desk is not None
    desk.show_workplace("find")
    wall = desk.find.findChild(Wall)
    assert wall is not None
    wall.select_all()
    at = wall.visualRect(wall.model().index(0, 1)).center()
    QTest.mouseClick(wall.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)
    assert (len(wall.selected_scenes), wall.current_place) == (4, 1)
    several.program.window.search_box.set_text("weapon:flamethrower")
    assert wall.selected_scenes == desk.find.selected_scenes == ()


def test_shift_with_an_arrow_down_selects_more_where_the_volume_has_that_key(several: Several) -> None:
    several.click(0)
    several.list.setFocus()
    QTest.keyClick(several.list, Qt.Key.Key_Down, _SHIFT)
    assert several.selected == [0, 1]
    QTest.keyClick(several.list, Qt.Key.Key_Up, _SHIFT)
    assert several.selected == [0]
    desk = several.program.desk
    assert desk is not None
    desk.show_workplace("find")
    wall = desk.find.findChild(Wall)
    assert wall is not None
    wall.resize(300, 600)
    wall.setFocus()
    QTest.keyClick(wall, Qt.Key.Key_Home)
    QTest.keyClick(wall, Qt.Key.Key_Down, _SHIFT)
    assert len(wall.selected_scenes) > 1


def test_what_is_done_to_one_fight_says_so_where_several_are_selected(several: Several) -> None:
    several.click(0)
    several.click(2, _CTRL)
    before, run = several.scenes, several.program.window.actions_.run
    one_at_a_time = (
        "scene_in",
        "scene_out",
        "move_here",
        "beat_out",
        "cover",
        "split",
        "merge_next",
        "duplicate",
        "slide",
    )
    for name in one_at_a_time:
        several.program.window.toast.hide()
        run(f"tag.{name}")
        assert "2 fights are selected, and this is done to one at a time" in several.program.window.toast.text, name
    several.tag.focus_film()
    QTest.keyClick(several.tag.view, Qt.Key.Key_B)
    QTest.keyClick(several.tag.view, Qt.Key.Key_1)
    assert several.scenes == before
    assert several.selected == [0, 2]
    run("tag.note")
    assert QApplication.focusWidget() is several.many.editors["note"].control
    run("tag.delete")
    assert len(several.scenes) == 2


def test_all_are_deleted_though_none_was_chosen_first(several: Several) -> None:
    several.tag.focus_film()
    QTest.keyClick(several.tag.view, Qt.Key.Key_A, _CTRL)
    QTest.keyClick(several.tag.view, Qt.Key.Key_Delete)
    assert several.scenes == []


def test_a_fight_that_is_undone_is_no_longer_selected(several: Several) -> None:
    tagging = several.tag.tagging
    assert tagging.film is not None
    fields = SceneFields(in_us=50 * _SECOND_US, out_us=55 * _SECOND_US)
    tagging.add_fight("Add fight", add_scene, tagging.film.id, SceneDraft(fields=fields))
    assert tagging.selected
    several.program.window.actions_.run("edit.undo")
    assert (tagging.scene, tagging.selected, tagging.marks.in_us) == (None, (), None)
    assert len(several.scenes) == 4
    assert several.program.window.toast.text == "Undone: Add fight"


def test_a_fight_that_is_merged_elsewhere_stays_selected_as_the_one_that_took_it_in(
    several: Several, qtbot: QtBot
) -> None:
    first, second = (scene.id for scene in several.scenes[:2])
    several.click(1)
    with Catalog.open(several.catalog.path) as other:
        other.edit("Merge", unite_scenes, first, second)
    qtbot.waitUntil(lambda: len(several.tag.tagging.rows) == 3)
    assert several.tag.tagging.selected == (first,)
    assert several.tag.tagging.marks.out_us == 15 * _SECOND_US


def test_a_fight_that_is_merged_elsewhere_into_one_that_lay_over_it_hands_its_place_to_that(
    several: Several, qtbot: QtBot
) -> None:
    spanning, second = (scene.id for scene in several.scenes[:2])
    several.desk.session.edit("Change out point", change_scene, spanning, out_us=60 * _SECOND_US)
    several.click(1)
    with Catalog.open(several.catalog.path) as other:
        other.edit("Merge", unite_scenes, spanning, second)
        other.change_scene(several.scenes[-1].id, title="Named elsewhere")
    qtbot.waitUntil(lambda: len(several.tag.tagging.rows) == 3)
    assert several.tag.tagging.selected == (spanning,)


def test_that_the_selected_fight_was_deleted_elsewhere_is_said_and_who_types_goes_on_typing(
    several: Several, qtbot: QtBot
) -> None:
    several.click(1)
    name = several.scenes[1].name
    several.tag.bar.take_focus()
    with Catalog.open(several.catalog.path) as other:
        other.delete_scene(several.scenes[1].id)
    qtbot.waitUntil(lambda: several.tag.tagging.scene is None)
    assert several.program.window.toast.text == f"“{name}” was deleted elsewhere."
    assert several.tag.bar.line.hasFocus()


def test_a_fight_that_is_deleted_elsewhere_hands_its_place_to_no_other_that_changed_at_the_same_time(
    several: Several, qtbot: QtBot
) -> None:
    spanning, deleted = (scene.id for scene in several.scenes[:2])
    several.desk.session.edit("Change out point", change_scene, spanning, out_us=60 * _SECOND_US)
    several.click(1)
    assert several.selected == [1]
    with Catalog.open(several.catalog.path) as other:
        other.delete_scene(deleted)
        other.change_scene(spanning, title="Named elsewhere")
    qtbot.waitUntil(lambda: several.tag.tagging.rows[0].title == "Named elsewhere")
    assert several.tag.tagging.scene is None


def test_an_edit_of_very_many_is_undone_and_done_again_while_the_window_goes_on(
    several: Several, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_steps, "_AT_ONCE", 4)
    desk, run = several.program.desk, several.program.window.actions_.run
    assert desk is not None
    desk.session.edit("Name them", change_scenes, [scene.id for scene in several.scenes], title="One of them")
    told = list[object]()
    desk.session.changed.connect(told.append)
    run("edit.undo")
    assert not told  # it is still being done
    run("edit.redo")  # and this comes after it
    qtbot.waitUntil(lambda: several.program.window.toast.text == "Done again: Name them")
    assert len(told) == 2
    assert {row.title for row in several.tag.tagging.rows} == {"One of them"}
    run("edit.undo")
    qtbot.waitUntil(lambda: several.program.window.toast.text == "Undone: Name them")
    assert {row.title for row in several.tag.tagging.rows} == {""}


def test_work_that_fails_by_a_fault_of_our_own_still_gives_an_answer(qtbot: QtBot) -> None:
    errands, told = Errands(), list[str]()
    errands.run(lambda: 1 // 0, lambda _answer: told.append("done"), told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("The program itself went wrong")
    errands.close()
