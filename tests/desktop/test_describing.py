"""A fight is described in full in the inspector: each entry is kept, shown, told in the history, and taken back."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.fights import make_catalog
from donnybrook.catalog import Catalog, Performer, Scene, Transaction
from donnybrook.catalog.edits.contents import add_beat, add_wielding, change_wielding, remove_side
from donnybrook.catalog.wording import told_history
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.beat_fields import BeatFields
from donnybrook.desktop.panels.inspector import Inspector
from donnybrook.desktop.panels.plain import laid_out_later
from donnybrook.desktop.panels.sentences import SentenceView
from donnybrook.desktop.panels.tag_workplace import TagWorkplace
from donnybrook.desktop.panels.wielding_fields import WieldingFields

# The lists of choices are windows of their own, which the platform without a screen can't raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Fight:
    """The hose against the flamethrower in the real window, with what is kept of it beside what is shown."""

    def __init__(self, program: Program) -> None:
        program.after_first_paint()
        assert program.desk is not None
        self.program = program
        self.catalog: Catalog = program.desk.session.catalog
        self.id = next(each.id for each in self.catalog.scenes() if each.fields.title == "Hose against fire")
        program.desk.open_scene(self.id)
        tag = program.window.findChild(TagWorkplace)
        assert isinstance(tag, TagWorkplace)
        self.tag = tag
        self.inspector: Inspector = tag.inspector

    @property
    def scene(self) -> Scene:
        return self.catalog.scene(self.id)

    def undo(self) -> None:
        self.program.window.actions_.run("edit.undo")

    def told(self) -> list[str]:
        """Return the history in words, newest first."""
        told = self.catalog.read(told_history, self.catalog.scene_history(self.id))
        return [f"{each.field} of {each.row}: {each.before} → {each.after}" for each in told]

    def open_wielding(self, place: int) -> WieldingFields:
        row = self.inspector.wieldings.list.rows[place]
        row.setFocus()
        QTest.keyClick(row, Qt.Key.Key_Return)
        row = self.inspector.wieldings.list.rows[place]  # one that has fields may have taken its place
        assert isinstance(row.fields, WieldingFields)
        return row.fields

    def add_beat(self, label: str) -> BeatFields:
        enter(self.inspector.beats.add, label)
        row = next(each for each in self.inspector.beats.list.rows if each.is_open)
        assert isinstance(row.fields, BeatFields)
        return row.fields

    def words_of_beats(self) -> list[str]:
        return [row.sentence.accessibleName() for row in self.inspector.beats.list.rows]

    def words_of_wieldings(self) -> list[str]:
        return [row.sentence.accessibleName() for row in self.inspector.wieldings.list.rows]


@pytest.fixture
def fight(program: Program) -> Fight:
    return Fight(program)


class _Sizes(QObject):
    """The sizes a widget is given, as long as this is there."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.seen: list[QSize] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self.seen.append(event.size())
        return super().eventFilter(watched, event)


def test_a_fight_that_comes_where_none_was_is_laid_out_once(fight: Fight, qtbot: QtBot) -> None:
    qtbot.wait(50)
    fight.tag.tagging.select(None)
    qtbot.wait(50)
    whole = fight.inspector.widget()
    assert whole is not None
    sizes = _Sizes(whole)
    fight.tag.tagging.select(fight.id)
    qtbot.wait(50)
    assert [size.height() for size in sizes.seen] == [whole.height()]
    assert whole.height() > fight.inspector.viewport().height()


def test_rows_that_were_asked_for_their_place_while_they_came_stand_in_it_in_the_end(qtbot: QtBot) -> None:
    shown, first, second = QWidget(), QWidget(), QWidget()
    qtbot.addWidget(shown)
    column = QVBoxLayout(shown)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(first)
    column.addWidget(second)
    shown.resize(200, 200)
    first.setFixedHeight(20)
    shown.show()
    with laid_out_later(column):
        first.setFixedHeight(50)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    first.setFixedHeight(80)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert second.y() == 80


def enter(line: QLineEdit, text: str) -> None:
    """Go to a line, put another text into it, and leave it with Enter."""
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def choose(choice: QComboBox, words: str) -> None:
    """Choose in a list with the arrow keys and Enter."""
    choice.setFocus()
    wanted = choice.findText(words)
    assert wanted >= 0, words
    QTest.keyClick(choice, Qt.Key.Key_Down)
    view = choice.view()
    while view.currentIndex().row() != wanted:
        QTest.keyClick(view, Qt.Key.Key_Down if view.currentIndex().row() < wanted else Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Return)


def test_a_beat_is_added_named_timed_and_taken_away_by_entries_of_its_own(fight: Fight) -> None:
    fields = fight.add_beat("she grabs the hose")
    assert [(beat.label, beat.in_us, beat.out_us) for beat in fight.scene.beats] == [("she grabs the hose", None, None)]
    enter(fields.in_, "0:01:02.5")
    enter(fields.out, "0:01:04")
    choose(fields.upper_hand, "villain")
    enter(fields.label, "the hose")
    fields.note.setFocus()
    QTest.keyClicks(fields.note, "water meets fire")
    fields.label.setFocus()
    (beat,) = fight.scene.beats
    assert (beat.label, beat.in_us, beat.out_us, beat.note) == (
        "the hose",
        62_500_000,
        64_000_000,
        "water meets fire",
    )
    assert fight.words_of_beats() == ["1:02.500 – 1:04.000 the hose, villain with the upper hand water meets fire."]
    assert "Upper hand of beat the hose:  → villain" in fight.told()
    fight.undo()
    assert fight.scene.beats[0].note == ""
    for _ in range(5):
        fight.undo()
    assert fight.scene.beats == ()
    assert fight.words_of_beats() == []


def test_a_beat_that_ends_before_it_begins_is_told_at_its_field(fight: Fight) -> None:
    fields = fight.add_beat("x")
    enter(fields.out, "1:00")
    assert fields.out.box.problem == "An out point needs an in point before it."
    enter(fields.in_, "1:10")
    enter(fields.out, "1:00")
    assert fields.out.box.problem == "The out point must lie after the in point."
    enter(fields.in_, "here")
    assert fields.in_.box.problem.startswith("There is no film on the screen")
    assert (fight.scene.beats[0].in_us, fight.scene.beats[0].out_us) == (70_000_000, None)


@pytest.mark.parametrize("key", [QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Cancel])
def test_what_is_said_of_an_entry_goes_with_it(fight: Fight, key: QKeySequence.StandardKey) -> None:
    inspector = fight.inspector
    beat = fight.add_beat("x")
    row = next(iter(inspector.combatants.rows.values()))
    side = next(iter(inspector.sides.rows.values()))
    enter(side.name, "theirs")
    for line, at, refused in (
        (line_of(inspector, "in_us"), inspector.editors["in_us"].box, "never"),
        (line_of(inspector, "out_us"), inspector.editors["out_us"].box, "1:00"),
        (beat.out, beat.out.box, "never"),
        (row.count, inspector.combatants, "no one"),
        (side.name, inspector.sides, " "),
    ):
        kept = line.text()
        enter(line, refused)
        assert at.problem
        QTest.keySequence(line, key)
        assert line.text() == kept
        assert at.problem == ""


def test_a_sentence_on_a_refused_time_goes_as_soon_as_another_is_typed(fight: Fight) -> None:
    line, at = line_of(fight.inspector, "in_us"), fight.inspector.editors["in_us"].box
    enter(line, "never")
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert at.problem == ""


def line_of(inspector: Inspector, field: str) -> QLineEdit:
    line = inspector.editors[field].control
    assert isinstance(line, QLineEdit)
    return line


def test_a_beat_that_reaches_beyond_its_fight_is_kept_and_told_quietly(fight: Fight) -> None:
    fields = fight.add_beat("x")
    enter(fields.in_, "1:10")
    assert fields.outside.isHidden()  # the fight has no times
    fight.catalog.change_scene(fight.id, in_us=60_000_000, out_us=80_000_000)
    enter(fields.out, "1:19")
    assert fields.outside.isHidden()
    for out in ("1:21", "1:20.5"):
        enter(fields.out, out)
        assert fields.outside.text().startswith("This reaches beyond the fight, which is at 1:00")
        assert fields.out.box.problem == ""
    assert fight.scene.beats[0].out_us == 80_500_000
    enter(fields.in_, "0:59")
    enter(fields.out, "1:05")
    assert not fields.outside.isHidden()
    fight.catalog.change_scene(fight.id, out_us=None)
    enter(fields.out, "1:06")
    assert fields.outside.text().startswith("This reaches beyond the fight, which is from 1:00.000. ")


def test_beats_may_overlap_and_those_inside_others_stand_further_in(fight: Fight) -> None:
    for label, in_text, out_text in (("whole", "1:00", "2:00"), ("inner", "1:10", "1:20"), ("over", "1:50", "2:10")):
        fields = fight.add_beat(label)
        enter(fields.in_, in_text)
        enter(fields.out, out_text)
    rows = fight.inspector.beats.list.rows
    assert [row.sentence.accessibleName().split()[-1] for row in rows] == ["whole.", "inner.", "over."]
    left = [layout.contentsMargins().left() for row in rows if (layout := row.layout()) is not None]
    assert left[0] == left[2] < left[1]


def test_a_technique_stands_on_a_beat_by_whom_it_is_said(fight: Fight) -> None:
    fields = fight.add_beat("grip")
    enter(fields.terms.add, "choke")
    (term,) = [each for each in fight.scene.terms if each.beat_id is not None]
    assert (term.label, term.beat_id, term.combatant_id) == ("choke", fight.scene.beats[0].id, None)
    button = next(each for each in fields.terms.findChildren(QToolButton) if "By whom" in each.accessibleName())
    button.menu().aboutToShow.emit()
    by = {action.text(): action for action in button.menu().actions()}
    by["villain"].trigger()
    assert fight.words_of_beats() == ["grip choke by villain."]
    assert "By of term choke:  → villain" in fight.told()
    on_fight = fight.inspector.terms.findChildren(QToolButton)
    assert not [each for each in on_fight if each.isVisible() and "choke" in each.accessibleName()]
    fight.undo()
    assert fight.words_of_beats() == ["grip choke."]
    remove = next(each for each in fields.terms.findChildren(QToolButton) if each.accessibleName() == "Remove choke")
    remove.click()
    assert fight.words_of_beats() == ["grip."]


def test_a_wielding_is_described_whole_in_its_fields_and_told_in_a_sentence(fight: Fight) -> None:
    fight.add_beat("finale")
    fields = fight.open_wielding(0)
    choose(fields.acquired, "taken from an opponent")
    choose(fields.ended, "broken")
    choose(fields.certainty, "probable")
    choose(fields.beat, "finale")
    enter(fields.manner, "as a jet")
    enter(fields.from_, "0:01:02")
    enter(fields.to, "0:01:03")
    (use, _) = fight.scene.wieldings
    assert (use.acquired, use.ended, use.certainty, use.manner) == ("taken", "broken", "probable", "as a jet")
    assert (use.from_us, use.to_us, use.beat_id) == (62_000_000, 63_000_000, fight.scene.beats[0].id)
    assert fight.words_of_wieldings()[0] == (
        "Eve Macarro takes a fire hose ✱ (as a jet) against villain, breaks it (probable, 1:02.000 – 1:03.000, finale)."
    )
    told = fight.told()
    assert told[0] == "To of use of fire hose:  → 0:01:03.000"
    assert "Beat of use of fire hose:  → finale" in told
    fight.undo()
    assert fight.scene.wieldings[0].to_us is None
    assert fields.to.text() == ""


def test_a_beat_without_a_name_and_an_end_is_told_in_words_where_it_is_chosen_and_in_sentences(fight: Fight) -> None:
    enter(fight.add_beat("x").in_, "1:05.506")
    row = next(each for each in fight.inspector.beats.list.rows if each.is_open)
    assert isinstance(row.fields, BeatFields)
    enter(row.fields.label, "")
    assert fight.words_of_beats() == ["from 1:05.506 Beat."]
    fields = fight.open_wielding(0)
    choose(fields.beat, "the beat at 1:05.506")
    enter(fields.from_, "1:06")
    assert fight.words_of_wieldings()[0].endswith("(from 1:06.000, the beat at 1:05.506).")


def test_a_field_that_is_emptied_stays_empty_when_tab_goes_on(fight: Fight) -> None:
    manner = fight.open_wielding(0).manner
    enter(manner, "as a jet")
    manner.setFocus()
    manner.selectAll()
    QTest.keyClick(manner, Qt.Key.Key_Backspace)
    assert manner.offers
    QTest.keyClick(manner, Qt.Key.Key_Tab)
    assert not manner.hasFocus()
    assert fight.scene.wieldings[0].manner == ""


def test_a_field_at_the_foot_stays_in_sight_while_the_sentence_above_it_grows(fight: Fight, qtbot: QtBot) -> None:
    fight.program.window.resize(1280, 500)
    begins = fight.open_wielding(1).from_
    room, bar = fight.inspector.viewport(), fight.inspector.verticalScrollBar()
    assert fight.program.desk is not None
    edit, use_id = fight.program.desk.session.edit, fight.scene.wieldings[1].id

    def foot_px() -> int:
        return begins.mapTo(room, begins.rect().bottomLeft()).y()

    def grow_by(manner: str) -> None:
        before_px = bar.maximum()
        edit("Manner", change_wielding, use_id, manner=manner)
        qtbot.waitUntil(lambda: bar.maximum() > before_px)

    begins.setFocus()
    qtbot.wait(50)
    bar.setValue(bar.value() + foot_px() + 2 - room.height())
    assert foot_px() == room.height() - 2
    grow_by("as a long jet of burning fuel over the heads of all who are there")
    assert foot_px() < room.height()
    bar.setValue(bar.maximum())  # whoever looks at what is further down is not taken back to it
    grow_by("as a long jet of burning fuel over the heads of all who are there" + ", again and again" * 4)
    assert foot_px() < 0


def test_enter_on_the_beginning_of_a_known_name_makes_a_new_one_as_the_list_says(fight: Fight) -> None:
    line = fight.inspector.combatants.add
    line.setFocus()
    QTest.keyClicks(line, "spar")
    offered = [(each.insert, each.detail) for each in line.offers]
    assert offered == [("sparring partner", "name"), ("spar", "as typed: Enter")]
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert fight.scene.combatants[-1].label == "spar"
    QTest.keyClicks(line, "sparr")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "sparring partner"
    line.clear()
    QTest.keyClicks(line, "nobody yet")
    assert not line.offers


def test_an_object_is_followed_from_hand_to_hand_and_never_in_a_circle(fight: Fight) -> None:
    fields = fight.open_wielding(1)
    choose(fields.previous, "Eve Macarro’s fire hose")
    hose, flamethrower = fight.scene.wieldings
    assert flamethrower.previous_id == hose.id
    assert (
        fight.words_of_wieldings()[1]
        == "Villain uses the flamethrower that Eve Macarro had against Eve Macarro, loses it."
    )
    back = fight.open_wielding(0)
    choose(back.previous, "villain’s flamethrower")
    assert fight.inspector.wieldings.list.rows[0].problem.startswith("The object can't have been in these hands")
    assert back.previous.key is None
    assert fight.scene.wieldings[0].previous_id is None
    fight.undo()
    assert fight.scene.wieldings[1].previous_id is None
    assert fight.open_wielding(1).previous.key is None


def test_very_many_uses_are_shown_in_parts_and_their_fields_go_from_row_to_row(fight: Fight, qtbot: QtBot) -> None:
    there = len(fight.scene.wieldings)
    first = fight.open_wielding(0)
    assert fight.program.desk is not None
    sword = fight.catalog.vocabulary.lookup("weapon", "sword")
    assert sword is not None

    def arm(tx: Transaction) -> None:
        for _ in range(40):
            add_wielding(tx, fight.id, sword)

    fight.program.desk.session.edit("Arm", arm)
    rows = fight.inspector.wieldings.list
    assert there < len(rows.rows) < there + 40
    qtbot.waitUntil(lambda: len(rows.rows) == there + 40)
    assert [row.row_id for row in rows.rows] == [use.id for use in fight.scene.wieldings]
    rows.close_fields()
    last = fight.open_wielding(there + 39)
    assert last is first
    assert last.weapon.text() == "sword"
    assert [row.fields for row in rows.rows if row.fields is not None] == [last]


def test_a_large_fight_that_is_selected_again_is_shown_in_parts_though_its_rows_stand_ready(
    fight: Fight, qtbot: QtBot
) -> None:
    assert fight.program.desk is not None
    sword = fight.catalog.vocabulary.lookup("weapon", "sword")
    assert sword is not None

    def fill(tx: Transaction) -> None:
        for number in range(40):
            add_wielding(tx, fight.id, sword)
            add_beat(tx, fight.id, in_us=None, out_us=None, label=f"beat {number}")

    fight.program.desk.session.edit("Fill", fill)
    uses, beats = fight.inspector.wieldings.list, fight.inspector.beats.list
    all_uses, all_beats = len(fight.scene.wieldings), len(fight.scene.beats)
    counts: list[tuple[int, int]] = []
    for part in (uses, beats):
        part.unfolded.connect(lambda: counts.append((len(uses.rows), len(beats.rows))))
    qtbot.waitUntil(lambda: counts[-1:] == [(all_uses, all_beats)])
    fight.tag.tagging.select(next(row.id for row in fight.tag.tagging.rows if row.id != fight.id))
    qtbot.wait(20)
    counts.clear()
    fight.tag.tagging.select(fight.id)
    counts.append((len(uses.rows), len(beats.rows)))
    qtbot.waitUntil(lambda: counts[-1] == (all_uses, all_beats))
    first_uses, first_beats = counts[0]
    assert 0 < first_uses < all_uses
    assert 0 < first_beats < all_beats
    for before, after in pairwise(counts):  # one list at a turn
        assert (before[0] == after[0]) != (before[1] == after[1])


def test_a_combatant_has_an_outcome_a_character_a_performer_and_a_note(fight: Fight) -> None:
    row = next(iter(fight.inspector.combatants.rows.values()))
    row.more.setFocus()
    QTest.keyClick(row.more, Qt.Key.Key_Space)
    fields = row.fields
    assert fields is not None
    choose(fields.outcome, "injured")
    enter(fields.played_by, "Ana de Armas, Jane Doe (stunt double)")
    enter(fields.character, "Eve")
    enter(fields.played_by, "Ana de Armas")
    enter(fields.note, "left hand only")
    eve = fight.scene.combatants[0]
    cast = {each.name: each for each in fight.catalog.cast(fight.scene.film_id)}
    assert (eve.outcome, eve.note, eve.character_id) == ("injured", "left hand only", cast["Eve"].id)
    assert cast["Eve"].performers == (Performer("Ana de Armas"),)
    assert cast["Eve Macarro"].performers == (Performer("Ana de Armas"), Performer("Jane Doe", "stunt double"))
    assert "Outcome of combatant Eve Macarro:  → injured" in fight.told()
    assert fight.catalog.search('by:"Ana de Armas"').scene_ids == (fight.id,)
    row.close_fields()
    assert row.also.text() == "injured · Eve · played by Ana de Armas · left hand only"
    for _ in range(5):
        fight.undo()
    assert row.also.isHidden()
    assert fight.catalog.cast(fight.scene.film_id) == []


def test_a_side_is_renamed_given_a_role_and_removed(fight: Fight) -> None:
    editor = fight.inspector.sides
    row = next(iter(editor.rows.values()))
    name, role = row.name, row.role
    choose(role, "protagonist")
    enter(name, "the Ruska Roma")
    side = fight.scene.sides[0]
    assert (side.label, side.role) == ("the Ruska Roma", "protagonist")
    assert "Role of side the Ruska Roma:  → protagonist" in fight.told()
    enter(name, " ")
    assert editor.problem == "A side needs a name."
    row.remove.click()
    assert [each.label for each in fight.scene.sides] == ["villain"]
    assert fight.scene.combatants[0].side_id is None
    fight.undo()
    assert [each.label for each in fight.scene.sides] == ["the Ruska Roma", "villain"]


def test_what_is_half_typed_in_a_row_is_kept_when_another_fight_is_chosen(fight: Fight, qtbot: QtBot) -> None:
    row = next(iter(fight.inspector.combatants.rows.values()))
    row.side.setFocus()
    row.side.selectAll()
    QTest.keyClicks(row.side, "Scarlet")
    fight.tag.choose_neighbour(-1)
    assert fight.inspector.scene_id != fight.id
    assert "Scarlet" in [each.label for each in fight.scene.sides]
    others = [each for each in fight.catalog.scenes() if each.id != fight.id]
    assert not [each for each in others if "Scarlet" in [side.label for side in each.sides]]


def test_what_is_half_typed_stays_with_its_fight_when_a_copy_of_it_takes_its_place(fight: Fight) -> None:
    title = fight.inspector.editors["title"].control
    assert isinstance(title, QLineEdit)
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "The duel")
    fight.program.window.actions_.run("tag.duplicate")
    copy_id = fight.inspector.scene_id
    assert copy_id not in (None, fight.id)
    assert title.text() == "Hose against fire"
    fight.tag.focus_film()
    titles = {each.id: each.fields.title for each in fight.catalog.scenes()}
    assert (titles[fight.id], titles[copy_id or 0]) == ("The duel", "Hose against fire")


def test_an_entry_is_named_in_the_journal_by_its_field_s_words(fight: Fight) -> None:
    place = fight.inspector.editors["place_name"].control
    assert isinstance(place, QLineEdit)
    enter(place, "Hallstatt")
    assert fight.catalog.undo_label == "Change Place name of Hose against fire"


def test_an_edit_of_a_part_is_told_in_plain_words_also_where_the_part_has_no_name(fight: Fight) -> None:
    said = list[str]()

    def undo() -> None:
        fight.program.window.actions_.run("edit.undo")
        said.append(fight.program.window.toast.text)

    fields = fight.add_beat("x")
    enter(fields.in_, "0:01:05.506")
    enter(fields.label, "")
    undo()
    enter(fields.label, "")
    enter(fields.out, "0:01:07")
    undo()
    fields.note.setFocus()
    QTest.keyClicks(fields.note, "low")
    enter(fields.in_, "0:01:06")
    for _ in range(2):
        undo()
    assert said == [
        "Undone: Change name of beat x",
        "Undone: Change out point of the beat at 1:05.506",
        "Undone: Change in point of the beat at 1:05.506",
        "Undone: Change note on the beat at 1:05.506",
    ]
    use = fight.open_wielding(0)
    enter(use.from_, "0:01:02")
    undo()
    begins = fight.inspector.editors["in_us"].control
    assert isinstance(begins, QLineEdit)
    enter(begins, "0:01:00")
    undo()
    assert said[-2:] == [
        "Undone: Change in point of fire hose",
        "Undone: Change in point of Hose against fire",
    ]


def test_a_side_that_stays_keeps_the_row_in_which_its_name_is_typed(fight: Fight) -> None:
    first, second = fight.scene.sides
    row = fight.inspector.sides.rows[second.id]
    row.name.setFocus()
    row.name.selectAll()
    QTest.keyClicks(row.name, "the cult")
    session = fight.program.desk.session if fight.program.desk is not None else None
    assert session is not None
    session.edit("Remove side", remove_side, first.id)
    fight.tag.focus_film()
    assert [(each.id, each.label) for each in fight.scene.sides] == [(second.id, "the cult")]


def test_a_sentence_without_fields_stands_in_line_with_those_that_open(fight: Fight) -> None:
    view = fight.inspector.wieldings._rest
    view.setContentsMargins(8, 0, 0, 0)
    view.show_sentences(fight.inspector.wieldings.list.rows[0].sentence._sentences)
    view.resize(300, view.heightForWidth(300))
    picture = view.grab().toImage()
    ground = picture.pixelColor(0, 0)
    inked = [x for x in range(20) if any(picture.pixelColor(x, y) != ground for y in range(picture.height()))]
    assert inked
    assert min(inked) >= 8


def test_tab_goes_through_an_opened_row_from_field_to_field(fight: Fight) -> None:
    fields = fight.add_beat("x")
    seen: list[str] = []
    for _ in range(8):
        focused = fight.program.window.focusWidget()
        assert isinstance(focused, QWidget)
        seen.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted: list[Callable[[], QWidget]] = [lambda: fields.label, lambda: fields.in_, lambda: fields.out]
    places = [seen.index(each().accessibleName()) for each in wanted]
    assert places == sorted(places)
    assert "Upper hand" in seen
    assert "Note on the beat" in seen


def test_enter_presses_a_button_among_the_fields_of_an_open_row(fight: Fight) -> None:
    fields = fight.open_wielding(0)
    was_improvised = fight.scene.wieldings[0].improvised
    fields.improvised.setFocus()
    window = fight.program.window.windowHandle()
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert fields.improvised.hasFocus()
    assert fight.scene.wieldings[0].improvised is not was_improvised


def test_enter_opens_a_choice_where_it_stands_and_keeps_the_keyboard_there(fight: Fight) -> None:
    fields = fight.add_beat("x")
    fields.upper_hand.setFocus()
    QTest.keyClick(fields.upper_hand, Qt.Key.Key_Return)
    assert fields.upper_hand.view().isVisible()
    fields.upper_hand.hidePopup()
    assert fight.program.window.focusWidget() is fields.upper_hand


def test_a_catalog_that_can_only_be_read_is_shown_whole_and_keeps_what_it_says(
    open_program: Callable[[Path | None], Program], tmp_path: Path
) -> None:
    path = make_catalog(tmp_path / "locked.fights")
    path.chmod(0o444)
    program = open_program(None)
    assert program.desk is None
    program._put_on_desk(Catalog.open(path, read_only=True))
    fight = Fight(program)
    fields = fight.open_wielding(0)
    choose(fields.ended, "broken")
    assert fields.ended.key == "kept"
    role = next(iter(fight.inspector.sides.rows.values())).role
    choose(role, "ally")
    assert role.key == ""
    assert program.window.problem_words


def test_find_tells_the_beats_of_the_hit(program: Program) -> None:
    desk = program.desk
    assert desk is not None
    scene_id = desk.find.current_scene
    assert scene_id is not None
    desk.session.edit("Add beat", add_beat, scene_id, in_us=None, out_us=None, label="the pipe bursts")
    told = [each.accessibleName() for each in desk.find.findChildren(SentenceView)]
    assert "the pipe bursts." in told
