"""What each form of a query finds, and what it must not."""

from collections.abc import Iterator

import pytest

from catalog.fights import make_fights, titles
from donnybrook.catalog import Catalog

ALL = {"fire", "skates", "allies", "bare"}


@pytest.fixture(scope="module")
def fights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("fights")
    with make_fights(folder / "a.fights", folder / "cache") as catalog:
        yield catalog


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # plain words: texts, labels, synonyms, classes, people, films, places
        ("", ALL),
        ("flamethrower", {"fire", "allies"}),
        ("FLAMETHROWERS", {"fire", "allies"}),
        ("flame-thrower", {"fire", "allies"}),
        ("skates", {"skates"}),
        ("title:skates", {"skates"}),
        ("title:skat", {"skates"}),
        ("title=skat", set()),
        ("title=Skates", {"skates"}),
        ("skate", {"skates", "allies"}),
        ("edged weapon", {"bare", "skates"}),
        ("firearm", {"skates"}),
        ("eve", ALL),
        ("armas", ALL),
        ("ballerina", {"fire", "skates"}),
        ("boken", {"allies", "bare"}),
        ("lodz", {"allies", "bare"}),
        ("adventure", {"allies", "bare"}),
        ("hallstatt", {"fire"}),
        ("village", {"fire"}),
        ("laces", {"skates"}),
        ("stairs", {"allies"}),
        ("balustrade", ALL),
        ("strangle", {"bare"}),
        ("overhead", {"fire"}),
        ("zorgblade", set()),
        # the last word may still be being typed
        ("flameth", {"fire", "allies"}),
        ("flameth ", set()),
        ("flameth hose", set()),
        # phrases
        ('"fire hose"', {"fire", "allies"}),
        ('"long laces"', {"skates"}),
        ('"laces long"', set()),
        ('"down the stairs"', {"allies"}),
        ('"the adventure"', {"allies", "bare"}),
        # weapon:
        ("weapon:flamethrower", {"fire", "allies"}),
        ("weapon=flamethrower", {"fire", "allies"}),
        ('weapon:"edged weapon"', {"bare", "skates"}),
        ('weapon="edged weapon"', set()),
        ("weapon:sword", {"bare"}),
        ("weapon=katana", {"bare"}),
        ("w:chair", {"allies", "bare"}),
        ("weapon:skate", {"skates"}),
        # the other fields
        ("by:Eve", ALL),
        ("by:macarro", ALL),
        ('by:"de Armas"', ALL),
        ("by:guard", ALL),
        ("by=guard", set()),
        ("by:stranger", set()),
        ("film:ballerina", {"fire", "skates"}),
        ('film:"bo"', {"allies", "bare"}),
        ("film=bo", set()),
        ("film:adventure", {"allies", "bare"}),
        ("at:village", {"fire"}),
        ("at:austria", {"fire"}),
        ('at:"ice rink"', {"skates"}),
        ("tech:strangle", {"bare"}),
        ("cam:overhead", {"fire"}),
        ("note:stairs", {"allies"}),
        ("note:laces", set()),
        ("year:1971", {"allies", "bare"}),
        ("year:1970..1985", {"allies", "bare"}),
        ("year:>2000", {"fire", "skates"}),
        ("dur:>90s", {"skates"}),
        ("dur:<90s", {"allies"}),
        ("added:>2020-01-01", ALL),
        ("added:<2020-01-01", set()),
        # properties, not, or, brackets
        ("improvised", {"fire", "skates", "bare"}),
        ("-improvised", {"allies"}),
        ("-flamethrower", {"skates", "bare"}),
        ("flamethrower -village", {"allies"}),
        ("skates OR katana", {"skates", "bare"}),
        ("(skates OR flamethrower) film:ballerina", {"fire", "skates"}),
        ("-(skates OR flamethrower)", {"bare"}),
        ("at:village -weapon:flamethrower", set()),
        ("NOT improvised", {"allies"}),
    ],
)
def test_a_query_finds_just_these(fights: Catalog, query: str, found: set[str]) -> None:
    assert titles(fights, query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # one and the same use: the chair is improvised in one fight, plain in the other
        ("improvised weapon:chair", {"bare"}),
        ("improvised weapon:flamethrower", set()),
        ("improvised by:Eve", {"fire", "skates"}),
        ("improvised by:villain", {"bare"}),
        ("improvised by:Bo", set()),
        ("by:Bo weapon:flamethrower", set()),
        ("by:Bo weapon:hose", {"allies"}),
        ("by:Eve weapon:hose", {"fire"}),
        ("by:Eve weapon:hose improvised", {"fire"}),
        ("by:Eve improvised weapon:flamethrower", set()),
        # each weapon by the same person, though in two uses
        ("by:Eve weapon:flamethrower weapon:hose", {"fire"}),
        # plain words are not bound
        ("Bo flamethrower", {"fire", "allies"}),
        # what is negated is negated by itself
        ("by:Bo -weapon:flamethrower", {"skates", "bare"}),
    ],
)
def test_who_with_what_improvised_is_asked_of_one_use(fights: Catalog, query: str, found: set[str]) -> None:
    assert titles(fights, query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('flamethrower vs "fire hose"', {"fire"}),
        ('"fire hose" vs flamethrower', {"fire"}),
        ("flamethrower vs flamethrower", {"fire"}),
        ("hose > flamethrower", {"fire"}),
        ("katana vs unarmed", {"bare"}),
        ("unarmed > katana", {"bare"}),
        ("katana > unarmed", set()),
        ("firearm vs skates", {"skates"}),
        ('weapon:"edged weapon" vs weapon:firearm', {"skates"}),
        ("by:Eve vs by:guards", ALL),
        ("by:Eve vs by:Bo", set()),
        ("by:Eve > by:villain", {"fire"}),
        ("by:Eve vs weapon:katana", {"bare"}),
        ("skates vs guards", {"skates"}),
        ('flamethrower vs "fire hose" -improvised', set()),
        ('flamethrower vs "fire hose" film:ballerina', {"fire"}),
        ("zorgblade vs flamethrower", set()),
    ],
)
def test_a_match_up_is_of_opposed_sides(fights: Catalog, query: str, found: set[str]) -> None:
    assert titles(fights, query) == found


def test_what_is_found_is_newest_first_and_comes_in_pages(fights: Catalog) -> None:
    everything = fights.search("").scene_ids
    assert everything == tuple(sorted(everything, reverse=True))
    for query in ("", "by:Eve", "improvised OR by:Eve", "by:Eve weapon:flamethrower OR skates OR katana"):
        whole = fights.search(query).scene_ids
        first = fights.search(query, limit=2).scene_ids
        assert first == whole[:2]
        assert fights.search(query, limit=10, after=first[-1]).scene_ids == whole[2:]


UNCLEAR = ["weapno:axe skates", "skates (", 'skates "', "skates dur:long", "skates vs", "OR skates"]
HOSTILE = [
    *(
        "'; DROP TABLE scene; --",
        '" OR 1=1',
        "\ue000141",
        "*",
        "NEAR(a b)",
        "{a b}:c",
        "%",
        "_",
        "\0",
        "\udce9 by:\udce9",
    ),
    *("a" * 3000, "((((" * 40),
]


@pytest.mark.parametrize("query", UNCLEAR)
def test_what_can_t_be_parsed_is_told_and_the_rest_runs(fights: Catalog, query: str) -> None:
    found = fights.search(query)
    assert found.problems
    assert all(each.endswith((".", "?")) for each in found.problems)
    assert titles(fights, query) == {"skates"}


def test_a_weapon_nobody_knows_is_told_with_what_is_near(fights: Catalog) -> None:
    found = fights.search("weapon:flamethrowr")
    assert found.scene_ids == ()
    assert "“flamethrower”" in found.problems[0]


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_breaks_out_of_the_language(fights: Catalog, query: str) -> None:
    fights.search(query)
    assert titles(fights, "") == ALL


def test_private_use_characters_find_nothing_by_themselves(fights: Catalog) -> None:
    katana = fights.vocabulary.lookup("weapon", "katana")
    assert titles(fights, f"\ue000{katana}") == set()
    assert titles(fights, f'"\ue000{katana}"') == set()
