"""Which classes of weapons meet which."""

from donnybrook.analysis.measure import Cell, Column, Material, Measure, Result
from donnybrook.analysis.plots.plot import HeatMap, Mark, Place
from donnybrook.analysis.weapons import Classes
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.tally.matrix import Matrix

DEFINITION = """\
For each two classes of weapons (the concepts directly under the top of the vocabulary, with all that is under them):
the number of fights in which one is in the hands of one side and the other in the hands of an opponent. Combatants
are opponents if they are on different sides, or if one uses a weapon against the other. It is what the search “a vs
b” finds. A fight counts once a pair, however often the two meet in it, and for each pair that meets in it.

Source: the definition is our own."""

_COLUMNS = (Column("weapon", "text"), Column("against", "text"), Column("fights", "count"))


def work(material: Material) -> Result:
    """Work it out, one row a pair that meets, the most frequent first."""
    matrix = material.match_ups
    assert matrix is not None, "declared as needed"
    classes = Classes(material.vocabulary)
    met = [
        (fights, row, column)
        for row, line in enumerate(matrix.scenes)
        for column, fights in enumerate(line)
        if fights and column >= row
    ]
    met.sort(key=lambda each: (-each[0], each[1:]))
    place_of: dict[tuple[int, int], Place] = {}
    rows: list[tuple[Cell, ...]] = []
    for fights, row, column in met:
        query = material.among(f"{classes.term(row)} vs {classes.term(column)}")
        place_of[row, column] = place_of[column, row] = (len(rows), 2)
        rows.append((Cell(classes.label(row)), Cell(classes.label(column)), Cell(fights, query)))
    return Result(_COLUMNS, tuple(rows), _plot(matrix, classes, place_of))


def _plot(matrix: Matrix, classes: Classes, place_of: dict[tuple[int, int], Place]) -> HeatMap:
    used = [row for row, line in enumerate(matrix.scenes) if any(line)]
    most = max((max(line) for line in matrix.scenes), default=0)
    cells = tuple(
        tuple(_mark(matrix.scenes[row][column], most, classes, (row, column), place_of) for column in used)
        for row in used
    )
    names = tuple(classes.label(row) for row in used)
    return HeatMap("Match-ups", names, names, cells)


def _mark(
    fights: int, most: int, classes: Classes, pair: tuple[int, int], place_of: dict[tuple[int, int], Place]
) -> Mark | None:
    if not fights:
        return None
    words = f"{classes.label(pair[0])} against {classes.label(pair[1])}: {counted(fights, 'fight')}"
    return Mark(fights, words, place_of[pair], classes.ink(pair[0]), fights / most, f"{fights:,}")


MEASURE = Measure("match-ups", "Match-ups", DEFINITION, work, frozenset({"match-ups"}))
