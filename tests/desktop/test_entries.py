"""What a person enters while another thread edits: it is stored after that, where it was meant, or told of by name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.long_edits import Long
from desktop.several import Several, enter
from donnybrook.catalog import Catalog, CombatantDraft, SceneDraft
from donnybrook.catalog.edits.film_removal import remove_film
from donnybrook.catalog.edits.scenes import add_scene, change_scene
from donnybrook.desktop.entry import Spoken
from donnybrook.desktop.panels.concept_input import ConceptInput
from donnybrook.desktop.panels.field_editors import TextEditor
from donnybrook.desktop.panels.wielding_fields import WieldingFields

_PATIENCE_MS = 15_000
_GONE_ON = "“garden gnome” is a term now. It was not put on the fight, for you had gone on."


def _make_new_word(line: ConceptInput, word: str) -> None:
    enter(line, word)
    QTest.keyClick(line, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)


def test_a_tagging_line_and_who_coded_several_fights_wait_and_are_stored_in_their_order(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.click(1)
    several.tag.bar.take_focus()
    line = several.tag.bar.line
    QTest.keyClicks(line, "Mo: axe")
    several.tag.bar.applied.emit(several.tag.bar._so_far.resolved)
    assert (line.text(), several.tag.view._said.text()) == ("", "")
    several.tag.scenes.select_all()
    enter(several.many.coder, "Ann")
    assert several.many.problem == ""
    assert several.program.window.status.work_words == "Name them all… 2 more waiting"
    long.end()
    qtbot.waitUntil(lambda: several.catalog.undo_label == "Assign 4 fights to Ann", timeout=_PATIENCE_MS)
    assert [use.weapon for use in several.scenes[1].wieldings] == ["knife", "axe"]
    several.catalog.undo()
    assert several.catalog.undo_label == "Tag fight"


def test_what_is_said_inside_a_fight_meanwhile_is_stored_after_it_though_another_fight_is_shown(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.click(1)
    inspector = several.tag.inspector
    enter(inspector.combatants.add, "Mo")
    enter(inspector.beats.add, "She falls")
    enter(inspector.wieldings.add, "axe")
    inspector.wieldings.list.rows[0].open()
    fields = inspector.wieldings.list.rows[0].fields
    assert isinstance(fields, WieldingFields)
    fields.manner.setFocus()
    QTest.keyClicks(fields.manner, "thrown")
    several.click(2)  # what is half-typed is handed over
    assert inspector.combatants.problem == inspector.beats.problem == inspector.wieldings.problem == ""
    long.end()
    qtbot.waitUntil(lambda: several.catalog.undo_label == "Manner of knife", timeout=_PATIENCE_MS)
    scene, untouched = several.scenes[1:3]
    assert [each.label for each in scene.combatants] == ["Eve", "Mo"]
    assert [each.label for each in scene.beats] == ["She falls"]
    assert [(use.weapon, use.manner) for use in scene.wieldings] == [("knife", "thrown"), ("axe", "")]
    assert (len(untouched.combatants), len(untouched.beats), len(untouched.wieldings)) == (1, 0, 1)
    assert inspector.scene_id == untouched.id
    assert not any(row.is_open for row in inspector.wieldings.list.rows)


def test_what_enter_and_the_way_out_of_a_field_both_give_waits_once(several: Several, long: Long, qtbot: QtBot) -> None:
    several.click(1)
    name = next(iter(several.tag.inspector.combatants.rows.values())).name
    name.selectAll()
    enter(name, "Ada")
    several.tag.bar.take_focus()
    assert several.desk.session.waiting == 1
    long.end()
    qtbot.waitUntil(lambda: several.scenes[1].combatants[0].label == "Ada", timeout=_PATIENCE_MS)
    assert name.text() == "Ada"


def test_of_two_entries_in_one_field_the_later_one_stands_in_the_end(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.click(1)
    name = next(iter(several.tag.inspector.combatants.rows.values())).name
    for typed in ("Ada", "Bea", "Ada"):
        name.selectAll()
        enter(name, typed)
    long.end()
    qtbot.waitUntil(lambda: several.catalog.undo_label == "Rename Eve", timeout=_PATIENCE_MS)
    assert several.scenes[1].combatants[0].label == "Ada"


def test_what_could_not_be_stored_after_all_is_told_with_what_was_entered(several: Several, qtbot: QtBot) -> None:
    draft = SceneDraft(combatants=(CombatantDraft(label="Mo"),))
    several.tag.open_scene(several.desk.session.edit("Add fight", add_scene, 1, draft))
    inspector = several.tag.inspector
    long = Long(several.desk, Catalog.undo)
    name = next(iter(inspector.combatants.rows.values())).name
    name.selectAll()
    enter(name, "Ada")
    several.tag.bar.take_focus()
    several.tag.inspector.keep("note", "Two strikes, and \n" + "a third " * 20)
    several.tag.inspector.keep("in_us", 65_500_000)
    QTest.keyClicks(several.tag.bar.line, "Mo: axe #parry")
    several.tag.bar.applied.emit(several.tag.bar._so_far.resolved)
    long.end()
    qtbot.waitUntil(lambda: several.program.window.problem_words != "", timeout=_PATIENCE_MS)
    gone = "was not stored: It is not there any more. Entered was"
    assert several.program.window.problem_words == (
        f"“Rename Mo” in “Untitled fight” {gone} “Ada”. "
        f"“Change Choreography note of Untitled fight” {gone} "
        "“Two strikes, and a third a third a third a third a third a…”. "
        f"“Change in point of Untitled fight” {gone} “0:01:05.500”. "
        f"“Tag fight” in “Untitled fight” {gone} “Mo uses an axe; parry.”."
    )
    long.far.close()


def test_a_fault_of_the_program_at_one_entry_is_told_with_it_and_leaves_the_others_to_be_stored(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    session, window = several.desk.session, several.program.window
    several.program._hook.install()
    try:
        at, heard = Spoken(window.tell_problem, "knife"), list[str]()
        wrong = session.enter(at, "Colour it", change_scene, 2, colour="ember")
        wrong.when_refused(lambda: heard.append("Refused"))
        several.click(0)
        enter(several.tag.inspector.beats.add, "She falls")
        session.enter(at, "Colour it", change_scene, 2, colour="ash")
        long.end()
        told = (
            "Something went wrong inside Donnybrook: “Colour it” in “knife” was not stored. Entered was “ember”. "
            "“Colour it” in “knife” was not stored. Entered was “ash”. Your catalog is safe."
        )
        qtbot.waitUntil(lambda: window.problem_words == told, timeout=_PATIENCE_MS)
    finally:
        several.program._hook.remove()
    assert [each.label for each in several.scenes[0].beats] == ["She falls"]
    assert heard == ["Refused"]
    assert several.program._hook.log_file.read_text().count("LookupError: a scene has no field colour") == 2


def test_a_fault_of_the_program_at_what_is_stored_at_once_is_told_with_it(several: Several) -> None:
    session, window = several.desk.session, several.program.window
    with pytest.raises(LookupError) as fault:
        session.enter(Spoken(window.tell_problem, "knife"), "Colour it", change_scene, 2, colour="ember")
    several.program._hook.tell(fault.value)
    told = (
        "Something went wrong inside Donnybrook: “Colour it” in “knife” was not stored. Entered was “ember”."
        " Your catalog is safe."
    )
    assert window.problem_words == told


def test_a_refusal_that_comes_late_names_its_fight_and_is_not_shown_in_another(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.click(1)
    inspector = several.tag.inspector
    name = next(iter(inspector.combatants.rows.values())).name
    name.selectAll()
    enter(name, " ")
    enter(inspector.beats.add, "She falls")
    several.click(2)
    long.end()
    told = "“Rename Eve” in “knife” was not stored: A combatant needs a name, or words for who they are."
    qtbot.waitUntil(lambda: several.program.window.problem_words == told, timeout=_PATIENCE_MS)
    assert inspector.combatants.problem == ""
    assert [each.label for each in several.scenes[1].beats] == ["She falls"]


def test_what_is_said_in_a_fight_that_is_taken_away_meanwhile_is_told_of_each_by_its_name(
    several: Several, qtbot: QtBot
) -> None:
    several.tag.open_scene(several.desk.session.edit("Add fight", add_scene, 1, SceneDraft()))
    long = Long(several.desk, Catalog.undo)
    enter(several.tag.inspector.combatants.add, "Mo")
    enter(several.tag.inspector.beats.add, "She falls")
    long.end()
    told = (
        "“Add Mo” in “Untitled fight” was not stored: It is not there any more. "
        "“Add beat She falls” in “Untitled fight” was not stored: It is not there any more."
    )
    qtbot.waitUntil(lambda: several.program.window.problem_words == told, timeout=_PATIENCE_MS)
    long.far.close()


def test_a_note_that_is_typed_on_while_it_is_stored_keeps_its_cursor_and_never_shows_what_was_before(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.click(0)
    note = several.tag.inspector.editors["note"].control
    assert isinstance(note, TextEditor)
    shown = list[str]()
    note.setFocus()
    QTest.keyClicks(note, "Two strikes")
    note.hand_over()
    note.textChanged.connect(lambda: shown.append(note.toPlainText()))
    long.end()
    qtbot.waitUntil(lambda: several.scenes[0].fields.note == "Two strikes", timeout=_PATIENCE_MS)
    QTest.keyClicks(note, ".")
    assert shown == ["Two strikes."]


def test_a_fight_that_is_marked_meanwhile_is_made_after_it_with_the_end_and_the_line_that_came_then(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.click(1)
    tagging = several.tag.tagging
    tagging.select(None)
    several.program.window.actions_.run("tag.new_scene")
    assert several.program.window.toast.text == "It is stored as soon as “Name them all” is done."
    assert tagging.selected == ()
    QTest.keyClicks(several.tag.bar.line, "Mo: axe")
    several.tag.bar.applied.emit(several.tag.bar._so_far.resolved)
    several.click(0)
    long.end()
    qtbot.waitUntil(lambda: several.catalog.undo_label == "Tag fight", timeout=_PATIENCE_MS)
    assert len(several.scenes) == 5
    assert [[use.weapon for use in scene.wieldings] for scene in several.scenes if scene.id == 5] == [["axe"]]
    assert tagging.scene is not None
    assert tagging.scene.id == 1


def test_what_is_added_twice_meanwhile_is_there_twice(several: Several, long: Long, qtbot: QtBot) -> None:
    several.click(1)
    inspector = several.tag.inspector
    enter(inspector.wieldings.add, "axe")
    enter(inspector.wieldings.add, "axe")
    enter(inspector.combatants.add, "guard")
    enter(inspector.combatants.add, "guard")
    enter(inspector.beats.add, "She falls")
    enter(inspector.beats.add, "She falls")
    several.tag.scenes.select_all()
    enter(several.many.move_by, "1")
    enter(several.many.move_by, "1")
    long.end()
    qtbot.waitUntil(lambda: not several.desk.session.is_busy, timeout=_PATIENCE_MS)
    scene = several.scenes[1]
    assert scene.fields.in_us == 12_000_000
    assert [use.weapon for use in scene.wieldings] == ["knife", "axe", "axe"]
    assert [each.label for each in scene.combatants] == ["Eve", "guard", "guard"]
    assert [each.label for each in scene.beats] == ["She falls", "She falls"]


def test_a_fight_that_is_duplicated_twice_meanwhile_is_there_three_times(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.click(1)
    several.program.window.actions_.run("tag.duplicate")
    several.program.window.actions_.run("tag.duplicate")
    long.end()
    qtbot.waitUntil(lambda: not several.desk.session.is_busy, timeout=_PATIENCE_MS)
    assert [scene.fields.in_us for scene in several.scenes] == [0, *[10_000_000] * 3, 20_000_000, 30_000_000]


def test_of_two_fights_that_are_made_meanwhile_the_later_has_the_line_that_came_then(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.tag.tagging.select(None)
    several.program.window.actions_.run("tag.new_scene")
    several.program.window.actions_.run("tag.new_scene")
    QTest.keyClicks(several.tag.bar.line, "Mo: axe")
    several.tag.bar.applied.emit(several.tag.bar._so_far.resolved)
    long.end()
    qtbot.waitUntil(lambda: several.catalog.undo_label == "Tag fight", timeout=_PATIENCE_MS)
    made = sorted(several.scenes, key=lambda scene: scene.id)[4:]
    assert [[use.weapon for use in scene.wieldings] for scene in made] == [[], ["axe"]]


def test_a_line_for_a_fight_that_can_not_be_made_after_all_is_told_of_with_it(several: Several, qtbot: QtBot) -> None:
    several.tag.tagging.select(None)
    long = Long(several.desk, lambda catalog: catalog.edit("Remove film", remove_film, 1, with_fights=True))
    several.program.window.actions_.run("tag.new_scene")
    QTest.keyClicks(several.tag.bar.line, "Mo: axe")
    several.tag.bar.applied.emit(several.tag.bar._so_far.resolved)
    long.end()
    told = (
        "“Add fight” was not stored: It is not there any more. "
        "“Tag fight” was not stored: The fight it is of was not stored. Entered was “Mo uses an axe.”."
    )
    qtbot.waitUntil(lambda: several.program.window.problem_words == told, timeout=_PATIENCE_MS)
    long.far.close()


def test_a_new_word_that_waits_is_put_on_the_fight_it_was_typed_in(several: Several, long: Long, qtbot: QtBot) -> None:
    several.click(1)
    add = several.tag.inspector.wieldings.add
    _make_new_word(add, "garden gnome")
    long.end()
    qtbot.waitUntil(lambda: len(several.scenes[1].wieldings) == 2, timeout=_PATIENCE_MS)
    assert several.scenes[1].wieldings[1].weapon == "garden gnome"
    qtbot.waitUntil(lambda: add.text() == "")


def test_a_new_word_that_waits_is_put_on_no_other_fight_that_is_shown_by_then(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.click(1)
    add = several.tag.inspector.wieldings.add
    _make_new_word(add, "garden gnome")
    several.click(2)
    long.end()
    qtbot.waitUntil(lambda: several.program.window.problem_words == _GONE_ON, timeout=_PATIENCE_MS)
    assert [len(scene.wieldings) for scene in several.scenes] == [1] * 4


def test_a_new_word_that_waits_in_the_fields_of_a_weapon_goes_to_no_weapon_that_has_those_fields_by_then(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.click(1)
    several.tag.inspector.wieldings.list.rows[0].open()
    fields = several.tag.inspector.wieldings.list.rows[0].fields
    assert isinstance(fields, WieldingFields)
    fields.weapon.selectAll()
    _make_new_word(fields.weapon, "garden gnome")
    several.click(2)
    long.end()
    qtbot.waitUntil(lambda: several.program.window.problem_words == _GONE_ON, timeout=_PATIENCE_MS)
    assert [scene.wieldings[0].weapon for scene in several.scenes] == ["sword", "knife", "sword", "knife"]


def test_a_new_word_that_waits_for_several_fights_is_put_on_no_others(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.click(0)
    several.click(1, Qt.KeyboardModifier.ControlModifier)
    _make_new_word(several.many.weapons.add, "garden gnome")
    several.click(2)
    several.click(3, Qt.KeyboardModifier.ControlModifier)
    assert several.many.scene_ids == (3, 4)
    long.end()
    qtbot.waitUntil(lambda: several.program.window.problem_words == _GONE_ON, timeout=_PATIENCE_MS)
    assert [len(scene.wieldings) for scene in several.scenes] == [1] * 4


def test_a_new_word_whose_line_is_gone_by_then_is_told_of(several: Several, long: Long, qtbot: QtBot) -> None:
    several.click(0)
    several.click(1, Qt.KeyboardModifier.ControlModifier)
    words = several.many.weapons
    qtbot.waitUntil(lambda: len(words.findChildren(ConceptInput)) == 3, timeout=_PATIENCE_MS)
    _make_new_word(words.findChildren(ConceptInput)[0], "garden gnome")
    words.show_words((), 2)
    QTest.qWait(0)
    long.end()
    qtbot.waitUntil(lambda: several.program.window.problem_words == _GONE_ON, timeout=_PATIENCE_MS)


def test_several_fights_of_which_one_is_gone_by_then_are_told_to_be_as_they_were(
    several: Several, qtbot: QtBot
) -> None:
    several.desk.session.edit("Add fight", add_scene, 1, SceneDraft())
    several.tag.scenes.select_all()
    coder = several.many.coder
    long = Long(several.desk, Catalog.undo)
    enter(coder, "Ann")
    long.end()
    told = "“Assign 5 fights to Ann” was not stored: A fight of them is not there any more, so nothing was changed."
    qtbot.waitUntil(lambda: several.program.window.problem_words == told, timeout=_PATIENCE_MS)
    long.far.close()


def test_a_fight_deleted_in_find_meanwhile_goes_into_the_trash_after_it(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.desk.show_workplace("find")
    chosen = several.desk.find.current_scene
    assert chosen is not None
    several.program.window.actions_.run("find.delete")
    assert several.catalog.scene_count() == 4
    long.end()
    qtbot.waitUntil(lambda: several.catalog.scene_count() == 3, timeout=_PATIENCE_MS)
    assert several.catalog.scene(chosen).deleted_at
    assert several.program.window.toast.text.startswith("Deleted")
