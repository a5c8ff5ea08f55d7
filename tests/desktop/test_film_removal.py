"""A film is removed from Tag: at once where it has no fight, after a second press where it has; undo brings it back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.film_removal import remove_film
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.tag_workplace import TagWorkplace

_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def catalog(program: Program) -> Catalog:
    program.after_first_paint()
    assert program.desk is not None
    return program.desk.session.catalog


@pytest.fixture
def tag(program: Program, catalog: Catalog) -> TagWorkplace:
    """Return Tag, opened by its tab on the film of the fight chosen in Find, beside one that comes before it."""
    catalog.add_film("A mistake")
    assert program.desk is not None
    program.desk.show_workplace("tag")
    made = program.window.findChild(TagWorkplace)
    assert isinstance(made, TagWorkplace)
    return made


def titles(catalog: Catalog) -> list[str]:
    return [film.title for film in catalog.films()]


def has(catalog: Catalog, *wanted: str) -> Callable[[], None]:
    def look() -> None:
        assert titles(catalog) == list(wanted)

    return look


def test_tag_opens_the_film_of_the_fight_chosen_in_find(tag: TagWorkplace) -> None:
    assert tag.tagging.film is not None
    assert tag.tagging.film.title == "Ballerina"


def test_a_film_without_fights_goes_at_once_and_its_undo_is_at_hand(
    tag: TagWorkplace, catalog: Catalog, program: Program, qtbot: QtBot
) -> None:
    tag.open_film(next(film.id for film in catalog.films() if film.title == "A mistake"))
    QTest.keyClick(tag.view, Qt.Key.Key_Delete, _SHIFT)
    qtbot.waitUntil(has(catalog, "Ballerina"))
    assert "“A mistake” was removed" in program.window.toast.text
    assert catalog.undo_label == "Remove film A mistake"
    assert tag.tagging.film is None
    program.window.actions_.run("edit.undo")
    assert titles(catalog) == ["A mistake", "Ballerina"]


def test_a_film_with_fights_goes_by_the_second_press_and_leaves_nothing_on_the_desk(
    tag: TagWorkplace, catalog: Catalog, qtbot: QtBot
) -> None:
    tag.open_scene(next(catalog.scenes()).id)
    QTest.keyClick(tag.view, Qt.Key.Key_Delete, _SHIFT)
    button = tag.films.removal
    assert button.isVisible()
    assert button.text() == "Press again to remove\nthe film and 5 fights"
    tag.focus_film()
    assert not button.isVisible()  # who goes elsewhere has thought better of it
    QTest.keyClick(tag.view, Qt.Key.Key_Delete, _SHIFT)
    QTest.keyClick(button, Qt.Key.Key_Delete, _SHIFT)
    qtbot.waitUntil(has(catalog, "A mistake"))
    assert tag.inspector.scene_id is None
    assert tag.tagging.rows == []
    catalog.undo()
    assert catalog.scene_count() == 5


def test_where_a_film_was_removed_tag_says_to_choose_another_as_long_as_there_is_one(
    tag: TagWorkplace, catalog: Catalog, program: Program, qtbot: QtBot
) -> None:
    tag.open_film(next(film.id for film in catalog.films() if film.title == "A mistake"))
    QTest.keyClick(tag.view, Qt.Key.Key_Delete, _SHIFT)
    qtbot.waitUntil(has(catalog, "Ballerina"))
    assert tag.view.surface.accessibleDescription().startswith("Choose a film at the left")
    QTest.keyClick(tag.view, Qt.Key.Key_C)
    assert program.window.toast.text.startswith("No film is open. Choose one at the left")
    removed_elsewhere(catalog.path, "Ballerina")
    qtbot.waitUntil(lambda: tag.view.surface.accessibleDescription().startswith("Drop a film here"))


def test_that_the_film_on_the_desk_was_removed_elsewhere_is_said(
    tag: TagWorkplace, catalog: Catalog, program: Program, qtbot: QtBot
) -> None:
    removed_elsewhere(catalog.path, "Ballerina")
    qtbot.waitUntil(lambda: tag.tagging.film is None)
    assert program.window.toast.text == "“Ballerina” was removed elsewhere."


def removed_elsewhere(path: Path, title: str) -> None:
    """Remove a film as a command does, in a connection of its own."""
    with Catalog.open(path, coder="Cleo") as theirs:
        film_id = next(film.id for film in theirs.films() if film.title == title)
        theirs.edit("Remove film", remove_film, film_id, with_fights=True)


@pytest.mark.parametrize("asked", ["workplace", "scene", "film"])
def test_a_film_removed_elsewhere_while_tag_is_laid_out_leaves_tag_on_what_is_left(
    program: Program, catalog: Catalog, asked: str
) -> None:
    desk = program.desk
    assert desk is not None
    scene_id = desk.find.current_scene
    assert scene_id is not None
    film_id = catalog.scene(scene_id).film_id
    catalog.add_film("The one that stays")
    QTimer.singleShot(0, lambda: removed_elsewhere(catalog.path, "Ballerina"))
    if asked == "workplace":
        desk.show_workplace("tag")
    elif asked == "scene":
        desk.open_scene(scene_id)
    else:
        desk.open_film(film_id)
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    assert tag.isVisible()
    assert tag.tagging.film is not None
    assert tag.tagging.film.title == "The one that stays"
    assert "not there any more" in program.window.toast.text


def test_a_film_removed_elsewhere_that_is_opened_leaves_what_is_on_the_desk(
    tag: TagWorkplace, catalog: Catalog, program: Program
) -> None:
    other = next(film.id for film in catalog.films() if film.title == "A mistake")
    removed_elsewhere(catalog.path, "A mistake")
    tag.open_film(other)
    assert tag.tagging.film is not None
    assert tag.tagging.film.title == "Ballerina"
    assert program.window.toast.text == "That film is not there any more."


def test_tag_is_empty_where_the_last_film_was_removed_elsewhere(program: Program, catalog: Catalog) -> None:
    assert program.desk is not None
    QTimer.singleShot(0, lambda: removed_elsewhere(catalog.path, "Ballerina"))
    program.desk.show_workplace("tag")
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    assert tag.isVisible()
    assert tag.tagging.film is None
