"""The words of a query in the search box: what is understood has a colour, what is not a wave."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.fights import make_catalog
from donnybrook.catalog import Catalog
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.suggestion_popup import SuggestionPopup
from donnybrook.desktop.panels.word_colours import WordColour
from donnybrook.desktop.query_words import query_colours
from donnybrook.desktop.theme import Theme


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.open(make_catalog(tmp_path / "a.fights")) as opened:
        yield opened


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "dark")


def _looks(catalog: Catalog, theme: Theme, query: str) -> dict[str, WordColour]:
    return {query[look.start : look.end]: look for look in query_colours(query, catalog.vocabulary, theme)}


def test_every_kind_of_word_that_is_understood_is_told_by_its_colour(catalog: Catalog, theme: Theme) -> None:
    query = 'flamethrower vs "fire hose" at:village year:1970..1985 by:Eve improvised (laces OR -gun)'
    looks = _looks(catalog, theme, query)
    fire, water = looks["flamethrower"].ground, looks['"fire hose"'].ground
    assert fire is not None
    assert water is not None
    assert fire.name() == theme.colour("incendiary").name()
    assert water.name() == theme.colour("water").name()
    for word in ("village", "1970..1985", "Eve", "improvised"):
        assert looks[word].ground is not None, word
    for word in ("at:", "year:", "vs", "(", "OR", "-", ")"):
        assert looks[word].ink is not None, word
    assert "laces" not in looks
    assert not [look for look in looks.values() if look.wave]


@pytest.mark.parametrize(
    ("query", "wrong"), [("wepon:x sword", "wepon:x"), ("sword year:soon", "soon"), ("sword)", ")"), ("dur:>x", ">x")]
)
def test_what_is_not_understood_has_a_wave_where_it_stands(
    catalog: Catalog, theme: Theme, query: str, wrong: str
) -> None:
    looks = _looks(catalog, theme, query)
    assert {word for word, look in looks.items() if look.wave} == {wrong}


def test_what_is_offered_leaves_room_for_what_is_explained(program: Program, qtbot: QtBot) -> None:
    box = program.window.search_box
    line = box.focusProxy()
    assert isinstance(line, QLineEdit)
    for typed in ("wepon:x flam", "flam"):
        line.clear()
        QTest.keyClicks(line, typed)
        qtbot.waitUntil(lambda: bool(box.completion.offers))
        popups = [each for each in program.window.findChildren(SuggestionPopup) if each.isVisible()]
        said = [each for each in program.window.findChildren(QLabel) if "no field" in each.text() and each.isVisible()]
        assert len(said) == ("wepon" in typed)
        for each in said:
            line_of_it = each.parentWidget()
            assert line_of_it is not None
            assert not line_of_it.geometry().intersects(popups[0].geometry())
