"""What is said of a film is changed in a sheet, one thing at a time, and taken back one at a time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton

from donnybrook.catalog import Film
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.film_sheet import FilmSheet
from donnybrook.desktop.panels.tag_workplace import TagWorkplace


@pytest.fixture
def sheet(program: Program) -> FilmSheet:
    """Return the sheet on the film of the handful, opened by its key in Tag."""
    program.after_first_paint()
    assert program.desk is not None
    program.desk.show_workplace("tag")
    tag = program.window.findChild(TagWorkplace)
    assert isinstance(tag, TagWorkplace)
    QTest.keyClick(tag.view, Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    made = program.window.findChild(FilmSheet)
    assert isinstance(made, FilmSheet)
    assert made.isVisible()
    return made


def film_of(program: Program) -> Film:
    assert program.desk is not None
    (film,) = program.desk.session.catalog.films()
    return film


def enter(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_each_entry_on_a_film_is_kept_at_once_and_taken_back_alone(sheet: FilmSheet, program: Program) -> None:
    enter(sheet.title_line, "From the World of John Wick: Ballerina")
    enter(sheet.year, "2024")
    enter(sheet.country, "US")
    enter(sheet.new_title, "Ballerina")
    enter(sheet.new_identifier, "https://www.imdb.com/title/tt1234567/")
    sheet.note.setFocus()
    QTest.keyClicks(sheet.note, "seen in the cinema")
    sheet.year.setFocus()
    film = film_of(program)
    assert (film.title, film.year, film.country) == ("From the World of John Wick: Ballerina", 2024, "US")
    assert (film.alternative_titles, film.note) == (("Ballerina",), "seen in the cinema")
    assert [(each.scheme, each.value) for each in film.identifiers] == [("imdb", "tt1234567")]
    assert [row.word for row in sheet.identifiers.rows] == ["imdb tt1234567"]
    undo = program.window.actions_
    undo.run("edit.undo")
    undo.run("edit.undo")
    assert (film_of(program).note, film_of(program).identifiers) == ("", ())
    assert sheet.identifiers.rows == ()
    for _ in range(4):
        undo.run("edit.undo")
    assert (film_of(program).title, film_of(program).year, film_of(program).country) == ("Ballerina", 2025, "")
    assert sheet.title_line.text() == "Ballerina"


def test_escape_takes_back_what_is_half_typed_and_then_leaves_the_sheet(sheet: FilmSheet, program: Program) -> None:
    before = film_of(program)
    QTest.keyClicks(sheet.title_line, "Another")
    QTest.keyClick(sheet.title_line, Qt.Key.Key_Escape)
    assert (sheet.isVisible(), sheet.title_line.text()) == (True, before.title)
    QTest.keyClick(sheet.title_line, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert film_of(program) == before


def test_what_can_not_be_is_told_at_its_field_and_the_film_stays(sheet: FilmSheet, program: Program) -> None:
    before = film_of(program)
    enter(sheet.title_line, " ")
    enter(sheet.year, "last year")
    enter(sheet.new_identifier, "imdb Q5")
    assert sheet.title_box.problem == "A film needs a title."
    assert sheet.year_box.problem == "A year is a number such as 1999."
    assert "no identifier of IMDb" in sheet.identifiers_box.problem
    assert film_of(program) == before


def test_another_title_and_an_identifier_are_taken_off_again(sheet: FilmSheet, program: Program) -> None:
    enter(sheet.new_title, "Danseuse")
    enter(sheet.new_identifier, "wikidata Q12345")
    for name in ("Remove Danseuse", "Remove wikidata Q12345"):
        next(each for each in sheet.findChildren(QToolButton) if each.accessibleName() == name).click()
    assert (film_of(program).alternative_titles, film_of(program).identifiers) == ((), ())


def test_the_film_of_the_current_hit_is_described_from_find_too(program: Program) -> None:
    program.after_first_paint()
    assert program.desk is not None
    program.desk.find.focus_wall()
    program.window.actions_.run("edit.film")
    sheet = program.window.findChild(FilmSheet)
    assert isinstance(sheet, FilmSheet)
    assert sheet.title_line.text() == "Ballerina"


def test_the_cast_is_named_played_and_taken_off(sheet: FilmSheet, program: Program) -> None:
    assert program.desk is not None
    catalog = program.desk.session.catalog
    film_id = film_of(program).id
    enter(sheet.new_character, "Eve")
    _, name, performers = next(iter(sheet.cast.rows.values()))
    enter(performers, "Ana de Armas, Jane Doe (stunt double)")
    enter(name, "Eve Macarro")
    (eve,) = catalog.cast(film_id)
    assert (eve.name, [(each.name, each.role) for each in eve.performers]) == (
        "Eve Macarro",
        [("Ana de Armas", "performer"), ("Jane Doe", "stunt double")],
    )
    enter(sheet.new_character, "Nogi")
    other = next(line for row_id, (_, line, _) in sheet.cast.rows.items() if row_id != eve.id)
    enter(other, "Eve Macarro")
    assert "called Eve Macarro already" in sheet.cast_box.problem
    remove = next(each for each in sheet.findChildren(QToolButton) if "Nogi off" in each.accessibleName())
    remove.click()
    assert [each.name for each in catalog.cast(film_id)] == ["Eve Macarro"]
    for _ in range(5):
        program.window.actions_.run("edit.undo")
    assert catalog.cast(film_id) == []
