"""What stands on a contact sheet: which frames, and the words under them. Draws nothing."""

from collections.abc import Iterator

from donnybrook.exchange.cutting.picking import Pick
from donnybrook.records import dataclass
from donnybrook.times import format_clock

CELLS_OF_ONE = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """A picture of a contact sheet: of which fight, which frame, and the words under it."""

    pick: Pick
    time_us: int
    words: tuple[str, ...]


def cell_of(pick: Pick) -> Cell:
    """Return the cell of one fight among others."""
    return Cell(pick, pick.picture_us, (pick.name, f"{pick.clock} · {pick.film}"))


def cells_of(pick: Pick) -> Iterator[Cell]:
    """Yield the middles of equal parts of one fight."""
    for place in range(CELLS_OF_ONE):
        time_us = pick.in_us + (pick.out_us - pick.in_us) * (2 * place + 1) // (2 * CELLS_OF_ONE)
        yield Cell(pick, time_us, (format_clock(pick.file.clock.to_version(time_us)),))
