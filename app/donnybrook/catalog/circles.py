"""Finds rows that lead back to themselves, where each names another of its table. Knows no table."""

from collections.abc import Iterator, Mapping


def rows_in_circles(above: Mapping[int, int]) -> Iterator[int]:
    """Give one row of each circle; ``above`` has, by a row's id, the id of the row that it names."""
    done: set[int] = set()
    for start in sorted(above):
        path: dict[int, None] = {}
        row: int | None = start
        while row is not None and row not in done and row not in path:
            path[row] = None
            row = above.get(row)
        if row is not None and row in path:
            yield row
        done |= path.keys()
