"""What a measure is, and what comes out of one: a table whose numbers lead to their fights. Knows none by name."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from donnybrook.analysis.plots.plot import Plot
from donnybrook.catalog import Film, Vocabulary
from donnybrook.records import dataclass

if TYPE_CHECKING:  # numpy waits until something is measured
    from donnybrook.catalog.tally.fights import CutFilm, Fights, Uses
    from donnybrook.catalog.tally.matrix import Matrix

type Value = str | int | float | None
type Kind = Literal["text", "count", "time", "share", "figure"]
"""``time`` is a whole number of microseconds, ``share`` lies between 0 and 1, ``figure`` is any other number."""
type Need = Literal["shots", "match-ups"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value, and the search that finds its fights ('' finds all); None where it stands for none.

    ``numbers`` are the fights by their numbers, where no search can tell them from others: it finds all of them, and
    perhaps more.
    """

    value: Value
    query: str | None = None
    numbers: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """The name of a column, and what its values are."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Result:
    """A table, the same as a plot, and sentences on what could not be counted."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    plot: Plot
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """What a measure is worked out from: the fights that ``query`` finds, which is one that terms can be put before.

    ``lengths_us`` is how long each version of a film is, by its id, as far as that is known. ``cut_films`` are the
    versions that were read for shots. What a measure does not need is empty.
    """

    query: str
    fights: "Fights"
    uses: "Uses"
    films: Mapping[int, Film]
    lengths_us: Mapping[int, int]
    vocabulary: Vocabulary
    cut_films: "tuple[CutFilm, ...]" = ()
    match_ups: "Matrix | None" = None

    def among(self, *terms: str) -> str:
        """Return the search for those of the fights that some terms ask for too."""
        return " ".join([*terms, *([self.query] if self.query else [])])


@dataclass(frozen=True, slots=True)
class Measure:
    """One way to measure fights; ``definition`` says in full how, and whose idea it is."""

    name: str
    title: str
    definition: str
    work: Callable[[Material], Result]
    needs: frozenset[Need] = frozenset()
