"""The query language: text to a tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donnybrook.catalog.query import MAX_LENGTH, ParsedQuery, parse_query, print_query
from donnybrook.catalog.query.brackets import MAX_DEPTH
from donnybrook.catalog.query.fields import FIELDS, FLAGS, OPERATORS, field_named
from donnybrook.catalog.query.tree import (
    And,
    DateTerm,
    FieldTerm,
    Flag,
    MatchUp,
    Not,
    Or,
    Phrase,
    Query,
    RangeTerm,
    Related,
    Word,
)

SECOND_US = 1_000_000
EXAMPLES = [field.example for field in FIELDS] + [sign.example for sign in (*FLAGS, *OPERATORS)]
SWORD, HOSE = Word("sword"), Phrase("fire hose")


def tree(text: str) -> Query | None:
    parsed = parse_query(text)
    assert parsed.problems == (), parsed.problems
    return parsed.tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("   ", None),
        ("sword", SWORD),
        ('"fire  hose"', HOSE),
        ("“fire hose”", HOSE),
        ("sword axe", And((SWORD, Word("axe")))),
        ("sword AND axe", And((SWORD, Word("axe")))),
        ("sword OR axe", Or((SWORD, Word("axe")))),
        ("sword | axe", Or((SWORD, Word("axe")))),
        ("sword or axe", And((SWORD, Word("or"), Word("axe")))),
        ("-sword", Not(SWORD)),
        ("NOT sword", Not(SWORD)),
        ("--sword", SWORD),
        ("semi-automatic", Word("semi-automatic")),
        ("sword - axe", And((SWORD, Word("axe")))),
        ("(sword axe) OR fist", Or((And((SWORD, Word("axe"))), Word("fist")))),
        ("-(sword OR axe) fist", And((Not(Or((SWORD, Word("axe")))), Word("fist")))),
        ("sword axe OR fist", Or((And((SWORD, Word("axe"))), Word("fist")))),
        ("improvised", Flag("improvised")),
        ("-Improvised", Not(Flag("improvised"))),
        ('"improvised"', Phrase("improvised")),
    ],
)
def test_words_phrases_and_the_three_connectives(text: str, expected: Query | None) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("weapon:blade", FieldTerm("weapon", "blade")),
        ("weapon=blade", FieldTerm("weapon", "blade", exact=True)),
        ('weapon:"fire hose"', FieldTerm("weapon", "fire hose", quoted=True)),
        ("Weapon:blade", FieldTerm("weapon", "blade")),
        ("camera:overhead", FieldTerm("cam", "overhead")),
        ("by:Eve", FieldTerm("by", "Eve")),
        ("film:john-wick", FieldTerm("film", "john-wick")),
        ("note:laces", FieldTerm("note", "laces")),
    ],
)
def test_a_field_takes_a_word_or_a_phrase(text: str, expected: Query) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("year:1994", 1994, 1995),
        ("year=1994", 1994, 1995),
        ("year:1970..1985", 1970, 1986),
        ("year:1970-1985", 1970, 1986),
        ("year:1970s", 1970, 1980),
        ("year:>1990", 1991, None),
        ("year:>=1990", 1990, None),
        ("year:<1990", None, 1990),
        ("year:<=1990", None, 1991),
        ("year:1990..", 1990, None),
        ("year:..1990", None, 1991),
        ("dur:>90s", 90 * SECOND_US + 1, None),
        ("dur:>=2m", 120 * SECOND_US, None),
        ("dur:<1.5s", None, 1_500_000),
        ("dur:<=500ms", None, 500_001),
        ("dur:90", 90 * SECOND_US, 91 * SECOND_US),
        ("dur:2m", 120 * SECOND_US, 180 * SECOND_US),
        ("dur:1m30s", 90 * SECOND_US, 91 * SECOND_US),
        ("dur:1:30..2:00", 90 * SECOND_US, 120 * SECOND_US + 1),
        ("dur:1:02:03.5", 3_723_500_000, 3_723_600_000),
    ],
)
def test_years_and_lengths_become_half_open_ranges(text: str, low: int | None, high: int | None) -> None:
    field = "year" if text.startswith("year") else "dur"
    assert tree(text) == RangeTerm(field, low, high)


@pytest.mark.parametrize(
    ("text", "since", "before"),
    [
        ("added:2026-01-31", "2026-01-31", "2026-02-01"),
        ("added:2026-12", "2026-12-01", "2027-01-01"),
        ("added:2026", "2026-01-01", "2027-01-01"),
        ("added:<2026-01-01", None, "2026-01-01"),
        ("added:>2026-02", "2026-03-01", None),
        ("added:2025..2026-06", "2025-01-01", "2026-07-01"),
    ],
)
def test_dates_become_half_open_ranges_of_days(text: str, since: str | None, before: str | None) -> None:
    assert tree(text) == DateTerm("added", since, before)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('sword vs "fire hose"', MatchUp(SWORD, HOSE)),
        ('sword > "fire hose"', MatchUp(SWORD, HOSE, directed=True)),
        ("sword>axe", MatchUp(SWORD, Word("axe"), directed=True)),
        ("sword VS. axe", MatchUp(SWORD, Word("axe"))),
        ("weapon:blade vs by:Eve", MatchUp(FieldTerm("weapon", "blade"), FieldTerm("by", "Eve"))),
        ('sword vs "fire hose" OR improvised', Or((MatchUp(SWORD, HOSE), Flag("improvised")))),
        ('axe sword vs "fire hose"', And((Word("axe"), MatchUp(SWORD, HOSE)))),
        ('-sword vs "fire hose"', Not(MatchUp(SWORD, HOSE))),
        ("sword vs (axe)", MatchUp(SWORD, Word("axe"))),
        ("sword vs axe > fist", And((MatchUp(SWORD, Word("axe")), MatchUp(Word("axe"), Word("fist"), directed=True)))),
    ],
)
def test_a_match_up_binds_tighter_than_and(text: str, expected: Query) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sword & axe", Related(SWORD, "&", Word("axe"))),
        ("sword before axe", Related(SWORD, "before", Word("axe"))),
        ("tech:choke during cam:overhead", Related(FieldTerm("tech", "choke"), "during", FieldTerm("cam", "overhead"))),
        ('sword "before" axe', And((SWORD, Phrase("before"), Word("axe")))),
        ("sword B&B", And((SWORD, Word("B&B")))),
        ("sword vs axe & fist", And((MatchUp(SWORD, Word("axe")), Related(Word("axe"), "&", Word("fist"))))),
        ("-sword AFTER axe", Not(Related(SWORD, "after", Word("axe")))),
    ],
)
def test_a_relation_binds_as_a_match_up_does(text: str, expected: Query) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "field", "low", "high"),
    [
        ("decade:1980s", "decade", 1980, 1990),
        ("decade:80s", "decade", 1980, 1990),
        ("decade:1970s..1990s", "decade", 1970, 2000),
        ("decade:>1980s", "decade", 1990, None),
        ("against:>=5", "against", 5, None),
        ("headcount:3..8", "headcount", 3, 9),
        ("rating:4", "rating", 4, 5),
    ],
)
def test_decades_and_numbers_become_half_open_ranges(text: str, field: str, low: int | None, high: int | None) -> None:
    assert tree(text) == RangeTerm(field, low, high)


@pytest.mark.parametrize(
    ("text", "fault", "says", "understood"),
    [
        ("sword before", "before", "Nothing follows “before”", "sword"),
        ("after sword", "after", "Nothing stands before “after”", '"after" sword'),
        ("sword & year:1990", "year:1990", "Beside “&” stands", "sword year:1990"),
        ("sword decade:1985", "1985", "not a decade", "sword"),
        ("sword against:few", "few", "not a number", "sword"),
        ("wepon:x sword", "wepon:", "Did you mean weapon:?", "sword"),
        ("zzz:x sword", "zzz:", "There is no field “zzz”", "sword"),
        ("sword weapon:", "weapon:", "Nothing follows weapon:", "sword"),
        ("weapon:>sword", ">", "takes no comparison", "weapon:sword"),
        ('sword "fire hose', '"fire hose', "not closed", 'sword "fire hose"'),
        ('weapon:"fire hose', 'weapon:"fire hose', "not closed", 'weapon:"fire hose"'),
        ('sword ""', '""', "Nothing stands between the quotes", "sword"),
        ("(sword OR axe", "(", "not closed", "sword OR axe"),
        ("sword) axe", ")", "closes nothing", "sword axe"),
        ("sword ()", "()", "Nothing stands between the brackets", "sword"),
        ("sword OR", "OR", "Nothing follows “OR”", "sword"),
        ("| sword", "|", "Nothing stands before “OR”", "sword"),
        ("sword vs", "vs", "Nothing follows “vs”", "sword"),
        ("> sword", ">", "Nothing stands before “>”", "sword"),
        ("sword -)", "-", "Nothing follows the “not”", "sword"),
        ("sword vs year:1990", "year:1990", "A side of a match-up", "sword year:1990"),
        ("sword vs -axe", "-axe", "A side of a match-up", "sword -axe"),
        ("sword year:soon", "soon", "“soon” is not a year", "sword"),
        ("sword year:<0", "<0", "Nothing lies below zero", "sword"),
        ("sword dur:long", "long", "not a length of time", "sword"),
        ("sword added:2026-02-30", "2026-02-30", "There is no day 2026-02-30", "sword"),
        ("sword added:0999", "0999", "outside the years", "sword"),
        ("sword year:..", "..", "Neither end", "sword"),
        ("year:1985..1970", "1985..1970", "turned round", "year:1970..1985"),
        ("year:>1970..1985", ">1970..1985", "left out", "year:1970..1985"),
        ("year:<>1970 sword", "<>1970", "compares nothing", "sword"),
    ],
)
def test_a_fault_is_placed_and_explained_and_the_rest_runs(text: str, fault: str, says: str, understood: str) -> None:
    parsed = parse_query(text)
    found = next(problem for problem in parsed.problems if says in problem.sentence)
    assert text[found.start : found.end] == fault
    assert parsed.understood == understood


def test_a_misspelt_field_in_a_match_up_leaves_the_other_side() -> None:
    assert parse_query("wepon:x vs sword").tree == SWORD


def test_only_the_last_word_still_being_typed_is_marked_so() -> None:
    typed, before = parse_query("fire hos").tree, parse_query("fire hose ").tree
    assert isinstance(typed, And)
    assert isinstance(before, And)
    assert [child.prefix for child in typed.children if isinstance(child, Word)] == [False, True]
    assert [child.prefix for child in before.children if isinstance(child, Word)] == [False, False]
    field, quoted = parse_query("weapon:fla").tree, parse_query('weapon:"fla"').tree
    assert isinstance(field, FieldTerm)
    assert isinstance(quoted, FieldTerm)
    assert (field.prefix, quoted.prefix) == (True, False)


def test_every_piece_says_what_it_is_for_colouring() -> None:
    text = '-(weapon:>"fire hose" vs Eve) OR improvised wepon:x "a b"'
    spans = parse_query(text).spans
    assert [(text[span.start : span.end], span.kind) for span in spans] == [
        ("-", "operator"),
        ("(", "bracket"),
        ("weapon:", "field"),
        ('>"fire hose"', "value"),
        ("vs", "operator"),
        ("Eve", "word"),
        (")", "bracket"),
        ("OR", "operator"),
        ("improvised", "flag"),
        ("wepon:x", "unknown"),
        ('"a b"', "phrase"),
    ]


def test_brackets_nested_too_deep_are_left_out_and_their_content_stays() -> None:
    deep = MAX_DEPTH + 5
    parsed = parse_query("-(" * deep + "sword" + ")" * deep)
    assert parsed.tree in (SWORD, Not(SWORD))
    assert len(parsed.problems) == 1


def test_a_text_too_long_is_read_up_to_the_limit() -> None:
    parsed = parse_query("x" * (MAX_LENGTH + 1))
    assert parsed.tree == Word("x" * MAX_LENGTH)
    assert [(problem.start, problem.end) for problem in parsed.problems] == [(MAX_LENGTH, MAX_LENGTH + 1)]


@pytest.mark.parametrize("opening", ["(", "-", '"', "a vs ", "a > -", "a OR ", "-(a ", "NOT ", ")", "a vs (", "|"])
def test_no_repetition_breaks_the_parser(opening: str) -> None:
    check(opening * MAX_LENGTH)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_tables_is_understood_whole(example: str) -> None:
    assert parse_query(example).problems == ()
    check(example)


def test_no_two_fields_share_a_name() -> None:
    names = [name for field in FIELDS for name in (field.name, *field.aliases)]
    assert len(names) == len(set(names))
    assert all((field := field_named(name)) and name in (field.name, *field.aliases) for name in names)


PIECES = st.sampled_from(
    [
        *("sword", "axe", "Ève", "vs", ">", "OR", "AND", "NOT", "|", "-", "(", ")", '"', "“", " ", "  ", "improvised"),
        *(
            *(f"{field.name}:" for field in FIELDS),
            *(sign.text for sign in OPERATORS if sign.text[0] not in '(" '),
            "weapon=",
            "wepon:",
            ">=",
            "<",
            "..",
            "1994",
            "1970s",
            "2m",
        ),
        *("1:30", "90s", "0", "9998", "9999", "2026-01-31", "9998-12-31", "10000h", "0.5s", ":", "=", "'", "*", "\x00"),
    ]
)


@given(st.text())
def test_any_text_is_read_without_raising(text: str) -> None:
    check(text)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_mixture_of_the_languages_pieces_is_read_without_raising(text: str) -> None:
    check(text)


def check(text: str) -> None:
    parsed = parse_query(text)
    assert_in_order(parsed, len(text))
    if parsed.tree is None:
        assert parsed.understood == ""
        return
    assert parsed.understood == print_query(parsed.tree)
    again = parse_query(parsed.understood)
    if len(parsed.understood) <= MAX_LENGTH:
        assert again.tree == parsed.tree
        assert again.problems == ()
        assert again.understood == parsed.understood


def assert_in_order(parsed: ParsedQuery, length: int) -> None:
    reached = 0
    for span in parsed.spans:
        assert reached <= span.start < span.end <= length
        reached = span.end
    for problem in parsed.problems:
        assert 0 <= problem.start <= problem.end <= length
        assert problem.sentence.endswith((".", "?"))
