"""One-line tagging: text to records."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donnybrook.catalog.tagging import MAX_LENGTH, ParsedLine, SideLine, TaggingLine, parse_line

SECOND_US = 1_000_000


def line(text: str) -> TaggingLine:
    parsed = parse_line(text)
    assert parsed.problems == (), parsed.problems
    return parsed.line


def people(side: SideLine) -> list[tuple[str, int | None]]:
    return [(person.text, person.headcount) for person in side.people]


def weapons(side: SideLine) -> list[tuple[str, bool]]:
    return [(weapon.text, weapon.improvised) for weapon in side.weapons]


def test_a_whole_line_is_read() -> None:
    read = line('1:02:03-1:04:10 Eve: flamethrower vs rival: flamethrower @village #overhead "the duel starts"')
    assert (read.in_us, read.out_us) == (3723 * SECOND_US, 3850 * SECOND_US)
    assert [(people(side), weapons(side)) for side in read.sides] == [
        ([("Eve", 1)], [("flamethrower", False)]),
        ([("rival", 1)], [("flamethrower", False)]),
    ]
    assert read.location
    assert read.location.text == "village"
    assert [term.text for term in read.terms] == ["overhead"]
    assert read.note == "the duel starts"


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("Eve: fire hose!", [("Eve", 1)], [("fire hose", True)]),
        ("Eve:fire hose !", [("Eve", 1)], [("fire hose", True)]),
        ("Eve: sword, ice skates!, axe", [("Eve", 1)], [("sword", False), ("ice skates", True), ("axe", False)]),
        ("ice skates! by Eve", [("Eve", 1)], [("ice skates", True)]),
        ("ice skates by Eve x3", [("Eve", 3)], [("ice skates", False)]),
        ("skates by their laces by Eve", [("Eve", 1)], [("skates by their laces", False)]),
        ("rival x3: flamethrower", [("rival", 3)], [("flamethrower", False)]),
        ("rival: flamethrower ×3", [("rival", 3)], [("flamethrower", False)]),
        ("rival: flamethrower x many", [("rival", None)], [("flamethrower", False)]),
        ("Eve & guards x3: sword", [("Eve", 1), ("guards", 3)], [("sword", False)]),
        ("sword, axe x2", [("", 2)], [("sword", False), ("axe", False)]),
        ("Eve:", [("Eve", 1)], []),
        ("villain #2: sword", [("villain #2", 1)], [("sword", False)]),
        ("sword!", [], [("sword", True)]),
    ],
)
def test_a_side_says_who_and_with_what(
    text: str, who: list[tuple[str, int | None]], what: list[tuple[str, bool]]
) -> None:
    (side,) = line(text).sides
    assert (people(side), weapons(side)) == (who, what)
    assert not side.is_bare


def test_a_bare_phrase_is_left_open_with_both_readings() -> None:
    (side,) = line("assailants x8").sides
    assert side.is_bare
    assert people(side) == [("assailants", 8)]
    assert weapons(side) == [("assailants", False)]
    assert side.whole.text == "assailants"


def test_there_may_be_more_than_two_sides() -> None:
    assert len(line("Eve: sword vs Bo: axe versus Cy: staff VS. crowd x many").sides) == 4


def test_signs_stand_in_any_order_and_take_several_words() -> None:
    read = line('#long take @ ice rink, Graz #overhead Eve: sword "one"@x'.replace("@x", ""))
    assert read.location
    assert read.location.text == "ice rink, Graz"
    assert [term.text for term in read.terms] == ["long take", "overhead Eve: sword"]
    again = line('Eve: sword @ice rink vs Bo: axe #disarm "one" vs Cy "two"')
    assert len(again.sides) == 3
    assert again.note == "one two"


@pytest.mark.parametrize(
    ("text", "in_us", "out_us"),
    [
        ("16.5-17.5 staff", 16_500_000, 17_500_000),
        ("16.5 – 17.5 staff", 16_500_000, 17_500_000),
        ("1:02 staff", 62_000_000, None),
        ("1:02- staff", 62_000_000, None),
        ("90s staff", 90_000_000, None),
        ("10-year-old: staff", None, None),
        ("007: pistol", None, None),
        ("staff 16.5", None, None),
        ("1:02", 62_000_000, None),
    ],
)
def test_times_stand_at_the_start(text: str, in_us: int | None, out_us: int | None) -> None:
    read = line(text)
    assert (read.in_us, read.out_us) == (in_us, out_us)


def test_frames_are_counted_at_the_films_rate() -> None:
    parsed = parse_line("0:00:10:12-00:00:11:00 Eve: sword", rate=Fraction(24))
    assert parsed.problems == ()
    assert (parsed.line.in_us, parsed.line.out_us) == (10_500_000, 11_000_000)


def test_a_note_that_is_not_closed_reaches_to_the_end() -> None:
    parsed = parse_line('Eve: sword "she slips @ the stairs')
    assert parsed.problems == ()
    assert parsed.line.note == "she slips @ the stairs"


@pytest.mark.parametrize(
    ("text", "fault", "says"),
    [
        ("1:75 Eve: sword", "1:75", "is not a time"),
        ("00:00:10:12 Eve: sword", "00:00:10:12", "no frame rate is known"),
        ("20-10 Eve: sword", "20-10", "must come after"),
        ("Eve: sword vs", "vs", "Nothing follows “vs”"),
        ("vs Eve: sword", "vs", "Nothing stands before “vs”"),
        ("Eve: sword @", "@", "Nothing follows “@”"),
        ("Eve: sword # @village", "#", "Nothing follows “#”"),
        ("Eve: sword @village @castle", "@castle", "one location"),
        ('"note" Eve', "Eve", "After a note"),
        ("Eve x0: sword", "0", "headcount"),
        ("Eve: sword vs &", "&", "names nobody"),
        ("! vs Eve: sword", "!", "names nobody"),
        ("Eve x2: sword x3", "sword x3", "said twice"),
    ],
)
def test_a_fault_is_placed_and_explained(text: str, fault: str, says: str) -> None:
    (problem,) = parse_line(text).problems
    assert says in problem.sentence
    assert text[problem.start : problem.end].startswith(fault.split(maxsplit=1)[0])


def test_every_piece_says_what_belongs_there() -> None:
    text = '1:02 Eve & Bo x2: sword!, axe vs assailants x8 @ice rink #oner "note"'
    slots = parse_line(text).slots
    assert [(slot.kind, slot.text) for slot in slots] == [
        ("time", "1:02"),
        ("person", "Eve"),
        ("person", "Bo"),
        ("weapon", "sword"),
        ("weapon", "axe"),
        ("side", "assailants"),
        ("location", "ice rink"),
        ("term", "oner"),
        ("note", "note"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "typed"),
    [
        ("", "side", ""),
        ("fla", "side", "fla"),
        ("Eve: ", "weapon", ""),
        ("Eve: fla", "weapon", "fla"),
        ("Eve: sword, fi", "weapon", "fi"),
        ("Eve: sword vs ", "side", ""),
        ("Eve: sword @", "location", ""),
        ("Eve: sword @ice r", "location", "ice r"),
        ("Eve: sword #", "term", ""),
        ("sword by E", "person", "E"),
    ],
)
def test_what_is_being_typed_at_the_end_can_be_completed(text: str, kind: str, typed: str) -> None:
    slot = parse_line(text).slot_at(len(text))
    assert slot
    assert (slot.kind, slot.text) == (kind, typed)


PIECES = st.sampled_from(
    [
        *("Eve", "sword", "ice skates", " ", "  ", ":", ",", "!", " x3", " x0", " x many", " vs ", "vs", " by ", "&"),
        *("@", "#", "#2", '"', "“", "1:02", "1:75", "-", "16.5", "12:00:00:12", "é", "\n", "x8"),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join)))
def test_any_text_is_read_without_raising(text: str) -> None:
    check(text, parse_line(text))


def test_a_text_too_long_is_read_up_to_the_limit() -> None:
    text = "x" * (MAX_LENGTH + 5)
    parsed = parse_line(text)
    check(text, parsed)
    assert len(parsed.problems) == 1


def check(text: str, parsed: ParsedLine) -> None:
    for problem in parsed.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.sentence.endswith(".")
    reached = 0
    for slot in parsed.slots:
        assert reached <= slot.start <= slot.end <= len(text)
        assert slot.kind in ("weapon", "note", "side") or text[slot.start : slot.end] == slot.text
        reached = slot.end
    for side in parsed.line.sides:
        assert text[side.whole.start : side.whole.end] == side.whole.text
        assert all(text[weapon.start : weapon.end] == weapon.text for weapon in side.weapons)
        assert all(text[person.start : person.end] == person.text for person in side.people)
