"""As a query is typed, what may be meant is offered: fields, terms, words of the closed lists, names."""

from collections.abc import Iterator

import pytest

from catalog.fights import make_fights
from donnybrook.catalog import Catalog


@pytest.fixture(scope="module")
def fights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("completing")
    with make_fights(folder / "a.fights", folder / "cache") as catalog:
        yield catalog


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("weap", "weapon:"),
        ("impro", "improvised"),
        ("duri", "during"),
        ("village flameth", "village flamethrower"),
        ("ice skat", "ice skate"),
        ('weapon:"fire h', 'weapon:"fire hose"'),
        ("weapon:fire h", 'weapon:"fire hose"'),
        ("flamethrower vs fire h", 'flamethrower vs "fire hose"'),
        ("-fire h", '-"fire hose"'),
        ("weapon=flamet", "weapon=flamethrower"),
        ("-at:ice", '-at:"ice rink"'),
        ("ended:bro", "ended:broken"),
        ("in:", "in:trash"),
        ("by:gu", "by:guards"),
        ("by:tow", 'by:"towering villain"'),
        ("film:ball", "film:Ballerina"),
        ("layer:", "layer:main"),
        ("coder:a", "coder:Ana"),
    ],
)
def test_what_is_typed_is_completed(fights: Catalog, typed: str, whole: str) -> None:
    offers = fights.questions.complete(typed, len(typed))
    texts = [typed[: each.start] + each.text for each in offers]
    assert whole in texts
    assert all(each.meaning and each.end == len(typed) for each in offers)


@pytest.mark.parametrize("typed", ["fire h", "weapon:fire h", "eve fire h"])
def test_a_name_of_several_words_that_is_begun_comes_before_what_the_last_word_begins(
    fights: Catalog, typed: str
) -> None:
    assert fights.questions.complete(typed, len(typed))[0].text == '"fire hose"'


@pytest.mark.parametrize("typed", ["", "flamethrower ", "(", "year:19", "zorg:bla", "by:zzz"])
def test_where_nothing_can_be_meant_nothing_is_offered(fights: Catalog, typed: str) -> None:
    assert fights.questions.complete(typed, len(typed)) == ()


def test_what_stands_after_the_cursor_is_left_alone(fights: Catalog) -> None:
    (first, *_) = fights.questions.complete("weapon:flam village", 11)
    assert (first.start, first.end, first.text) == (7, 11, "flamethrower")
