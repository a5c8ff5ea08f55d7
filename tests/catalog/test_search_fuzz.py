"""Whatever is typed is searched for without a raise, and never becomes SQL."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.fights import make_fights
from donnybrook.catalog import Catalog
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.query.fields import FIELDS, FLAGS, OPERATORS
from donnybrook.catalog.search.asking import Asking, ask

MARKED = "zq7x"  # stands in no SQL of ours
WORDS = (
    MARKED,
    f'"{MARKED} sword"',
    "sword",
    "flamethrower",
    "'",
    "--",
    ";",
    '"',
    "%",
    "*",
    "\x00",
    "\ue000",
    "8",
    ">=5",
)
PIECES = st.sampled_from(
    [
        *WORDS,
        *(f"{field.name}:" for field in FIELDS),
        *(sign.text for sign in (*FLAGS, *OPERATORS)),
        *("(", ")", " ", " ", "=", "then:", "1970..1985", "OR 1=1", "a b"),
    ]
)


@pytest.fixture(scope="module")
def fights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("fuzz")
    with make_fights(folder / "a.fights", folder / "cache") as catalog:
        catalog.search("eve")
        yield catalog


def asked(catalog: Catalog, query: str) -> Asking:
    def read(reader: Connection) -> Asking:
        return ask(reader, catalog.vocabulary, query)

    return catalog.read(read)


def becomes_sql(asking: Asking) -> bool:
    return MARKED in asking.sql.casefold()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=8).map(" ".join)))
def test_any_text_is_searched_for_or_explained(fights: Catalog, query: str) -> None:
    found = fights.search(query, limit=3)
    assert all(each.endswith((".", "?")) for each in found.problems)
    assert not becomes_sql(asked(fights, query))


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_lets_a_value_into_the_sql(fights: Catalog, field: object) -> None:
    name = getattr(field, "name", "")
    for value in (MARKED, f'"{MARKED} {MARKED}"', f"={MARKED}"):
        assert not becomes_sql(asked(fights, f"{name}:{value} sword"))


def test_a_value_put_into_the_sql_would_be_seen(fights: Catalog) -> None:
    asking = asked(fights, MARKED)
    spliced = asking.sql.replace("?", f"'{asking.clause.match}'")
    assert becomes_sql(Asking(asking.parsed, spliced, asking.key, (), (), asking.clause, trash=False))
