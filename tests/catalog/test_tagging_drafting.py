"""Tagging lines as drafts of scenes, written and found again."""

from pathlib import Path

import pytest

from catalog.seed_vocabulary import vocabulary
from donnybrook.catalog import Catalog, SceneDraft
from donnybrook.catalog.tagging import UnknownWordsProblem, draft_of, parse_line, resolve_line

VOCABULARY = vocabulary()


def draft(text: str) -> SceneDraft:
    return draft_of(resolve_line(parse_line(text).line, VOCABULARY))


def test_everyone_holds_the_weapons_of_their_side_against_all_others() -> None:
    made = draft("Eve & Bo: sword, axe! vs rival x3: staff vs crowd x many")
    assert [(each.label, each.side, each.headcount) for each in made.combatants] == [
        ("Eve", 0, 1),
        ("Bo", 0, 1),
        ("rival", 1, 3),
        ("crowd", 2, None),
    ]
    assert made.sides == ("Eve & Bo", "rival", "crowd")
    used = [
        (each.who, VOCABULARY.concept(each.weapon_id).label, each.improvised, each.against) for each in made.wieldings
    ]
    assert used == [
        (0, "sword", False, (2, 3)),
        (0, "axe", True, (2, 3)),
        (1, "sword", False, (2, 3)),
        (1, "axe", True, (2, 3)),
        (2, "staff", False, (0, 1, 3)),
    ]


def test_people_without_a_name_and_of_the_same_name_stay_apart() -> None:
    assert [each.label for each in draft("gun vs gun x3").combatants] == ["someone", "someone 2"]
    assert [each.label for each in draft("guard: gun vs guard: axe").combatants] == ["guard", "guard 2"]


def test_an_unknown_word_is_refused_with_what_is_near() -> None:
    with pytest.raises(UnknownWordsProblem, match="No weapon goes by “flamethrowr”; near it: flamethrower") as caught:
        draft("Eve: flamethrowr @village")
    assert [word.text for word in caught.value.words] == ["flamethrowr"]


@pytest.mark.parametrize(
    "query",
    [
        "flamethrower",
        'flamethrower vs "fire hose"',
        '"fire hose" > flamethrower',
        "water vs fire",
        "weapon:hose improvised by:Eve",
        "at:village cam:overhead",
        "tech:strangle",
        "incendiary weapon",
        "dur:>60s",
        "-gun",
        "lunzberg",
    ],
)
def test_a_tagged_line_is_found_again(tmp_path: Path, query: str) -> None:
    text = '1:02:03-1:04:10 Eve: hose! vs rival: flame thrower @hamlet, Lunzberg #overhead #choke "the duel starts"'
    with Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path) as catalog:
        film_id = catalog.add_film("Ballerina", year=2025).value
        resolved = resolve_line(parse_line(text).line, catalog.vocabulary)
        added = catalog.add_scene(film_id, draft_of(resolved)).value
        assert catalog.search(query).scene_ids == (added,)
