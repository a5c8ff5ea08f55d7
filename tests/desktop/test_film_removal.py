"""A film is removed from Tag: at once where it has no fight, after a second press where it has; undo brings it back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from donnybrook.catalog import Catalog
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
