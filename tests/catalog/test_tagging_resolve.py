"""Tagging lines matched to the vocabulary, and read back as a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.seed_vocabulary import vocabulary
from donnybrook.catalog.tagging import ResolvedLine, ResolvedPerson, parse_line, reading, resolve_line

VOCABULARY = vocabulary()


def resolved(text: str) -> ResolvedLine:
    return resolve_line(parse_line(text).line, VOCABULARY)


def notation(concept_id: int | None) -> str:
    return VOCABULARY.concept(concept_id).notation if concept_id is not None else ""


def test_weapons_places_and_terms_are_found_by_any_of_their_names() -> None:
    line = resolved("Eve: hoses!, BLADE vs rival: flame thrower @skating rink #strangle #oner")
    assert line.unknown == ()
    first, second = line.sides
    assert [(notation(weapon.concept_id), weapon.improvised) for weapon in first.weapons] == [
        ("fire-hose", True),
        ("edged-weapon", False),
    ]
    assert [weapon.label for weapon in second.weapons] == ["flamethrower"]
    assert (notation(line.location_id), line.location) == ("ice-rink", "ice rink")
    assert [(term.scheme, notation(term.concept_id)) for term in line.terms] == [
        ("technique", "choke"),
        ("camera", "long-take"),
    ]


def test_a_bare_phrase_is_a_weapon_if_the_vocabulary_knows_it_and_a_person_otherwise() -> None:
    weapon, person = resolved("ice skates x2 vs assailants x8").sides
    assert weapon.people == (ResolvedPerson("", 2),)
    assert [each.label for each in weapon.weapons] == ["ice skates"]
    assert person.people == (ResolvedPerson("assailants", 8),)
    assert person.weapons == ()


def test_several_people_of_one_side_are_told_apart() -> None:
    for text in ("Eve & guards x3", "Eve & guards x3: sword", "sword by Eve & guards x3"):
        (side,) = resolved(text).sides
        assert side.people == (ResolvedPerson("Eve"), ResolvedPerson("guards", 3))


def test_a_name_that_holds_by_is_still_a_weapon() -> None:
    (side,) = resolved("skates by their laces!").sides
    assert [(weapon.label, weapon.improvised) for weapon in side.weapons] == [("ice skates", True)]
    assert side.people == (ResolvedPerson(""),)


def test_a_label_with_a_comma_is_known_whole() -> None:
    assert resolved("wall, floor or furniture edge vs Eve").unknown == ()
    line = resolved("Eve: axe, wall, floor or furniture edge!, sword")
    assert line.unknown == ()
    (side,) = line.sides
    assert [(weapon.label, weapon.improvised) for weapon in side.weapons] == [
        ("axe", False),
        ("wall, floor or furniture edge", True),
        ("sword", False),
    ]


def test_a_comma_after_the_place_gives_its_name() -> None:
    line = resolved("Eve @village, Austria")
    assert (notation(line.location_id), line.place_name) == ("village", "Austria")


@pytest.mark.parametrize(
    ("text", "scheme", "word", "near"),
    [
        ("Eve: flamethrowr", "weapon", "flamethrowr", "flamethrower"),
        ("flamethrowr vs Eve", "weapon", "flamethrowr", "flamethrower"),
        ("Eve: water hose", "weapon", "water hose", "fire hose"),
        ("Eve @vilage", "location", "vilage", "village"),
        ("Eve @vilage, Austria", "location", "vilage", "village"),
        ("Eve #overhed", "technique", "overhed", "overhead"),
        ("Eve #cam:overhed", "camera", "overhed", "overhead"),
    ],
)
def test_an_unknown_word_is_told_with_what_is_near(text: str, scheme: str, word: str, near: str) -> None:
    (unknown,) = resolved(text).unknown
    assert (unknown.scheme, unknown.text) == (scheme, word)
    assert text[unknown.start : unknown.end] == word
    assert near in unknown.near


def test_an_unknown_word_stays_in_the_line_without_a_concept() -> None:
    line = resolved("Eve: zorb! @nowhere at all #zazen")
    (side,) = line.sides
    assert [(weapon.concept_id, weapon.label, weapon.improvised) for weapon in side.weapons] == [(None, "zorb", True)]
    assert (line.location_id, line.location) == (None, "nowhere at all")
    assert [(term.concept_id, term.label) for term in line.terms] == [(None, "zazen")]
    assert len(line.unknown) == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", ""),
        (
            "Eve: flamethrower vs rival: flamethrower @village #overhead",
            "Eve uses a flamethrower against rival, who uses a flamethrower; at village; overhead shot.",
        ),
        ("1:02:03-1:04:10 Eve: axe", "1:02:03.000 to 1:04:10.000: Eve uses an axe."),
        ("1:02:03", "1:02:03.000."),
        (
            "ice skates! by Eve vs assailants x8 @ice rink",
            "Eve uses ice skates (improvised) against 8 × assailants; at ice rink.",
        ),
        ("Eve: unarmed vs guards x many: staff", "Eve fights unarmed against many guards, who use a staff."),
        ("Eve & Bo: sword, axe, knife", "Eve and Bo use a sword, an axe and a knife."),
        ("Eve vs Bo: axe vs Cy vs Di", "Eve fights against Bo, who uses an axe, and against Cy and against Di."),
        ("sword x3 vs gun", "3 people use a sword against someone, who uses a firearm."),
        ("Eve: zorb @village, Graz", "Eve uses “zorb”?; at village, Graz."),
        ('Eve "by the laces"', "Eve fights; note “by the laces”."),
    ],
)
def test_the_reading_says_what_was_understood(text: str, sentence: str) -> None:
    assert reading(resolved(text)) == sentence


@given(st.text(max_size=40))
def test_any_text_can_be_resolved_and_read(text: str) -> None:
    reading(resolved(text))
    assert all(side.people for side in resolved(text).sides)
