"""The pages on the two languages say what the program does."""

import re
from pathlib import Path

import pytest

from catalog.seed_vocabulary import vocabulary
from donnybrook.catalog.query import MAX_LENGTH, parse_query
from donnybrook.catalog.query.brackets import MAX_DEPTH
from donnybrook.catalog.query.fields import FIELDS, FLAGS, OPERATORS, Kind
from donnybrook.catalog.tagging import parse_line, resolve_line

DOCS = Path(__file__).parents[2] / "docs"
QUERIES = (DOCS / "query-language.md").read_text(encoding="utf-8")
LINES = (DOCS / "tagging-line.md").read_text(encoding="utf-8")
TAKES = {
    Kind.TEXT: "text",
    Kind.CONCEPT: "a concept",
    Kind.CODE: "a word of a list",
    Kind.YEAR: "a year",
    Kind.DECADE: "a decade",
    Kind.NUMBER: "a number",
    Kind.DURATION: "a length",
    Kind.DATE: "a date",
    Kind.PLACE: "the word `trash`",
}
FIRST_CELLS = re.findall(r"^\| `(.+?)` \|", QUERIES, flags=re.MULTILINE)
FENCED = [line for block in re.findall(r"```text\n(.*?)```", LINES, flags=re.DOTALL) for line in block.splitlines()]


ROWS = [[cell.strip() for cell in row.strip("|").split(" |")] for row in QUERIES.splitlines() if row.startswith("| `")]


def test_every_field_has_its_row() -> None:
    assert [row for row in ROWS if len(row) == 5] == [
        [
            f"`{field.name}:`",
            " ".join(f"`{alias}:`" for alias in field.aliases),
            TAKES[field.kind],
            field.summary,
            f"`{field.example}`",
        ]
        for field in FIELDS
    ]


def test_every_flag_and_operator_is_shown_in_use() -> None:
    assert all(f"`{sign.example}`" in QUERIES for sign in (*FLAGS, *OPERATORS))


@pytest.mark.parametrize("query", [cell for cell in FIRST_CELLS if not cell.endswith(":")])
def test_every_query_in_the_tables_is_understood_whole(query: str) -> None:
    assert parse_query(query).problems == ()


def test_the_limits_are_the_programs_own() -> None:
    assert f"{MAX_LENGTH:,} characters and {MAX_DEPTH} nested brackets" in QUERIES


@pytest.mark.parametrize("line", FENCED)
def test_every_example_line_is_understood_whole(line: str) -> None:
    parsed = parse_line(line)
    assert parsed.problems == ()
    assert resolve_line(parsed.line, vocabulary()).unknown == ()


def test_there_are_examples() -> None:
    assert len(FENCED) >= 5
    assert len(FIRST_CELLS) >= 20
