"""Looks over times: outs before ins, beats outside their fight, what no film is long enough for. Knows no file."""

from collections.abc import Iterator

from donnybrook.catalog.checking.findings import Finding, Remedy, Severity, set_empty
from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import Connection
from donnybrook.times import format_clock

_LONGEST_US = 100 * 3600 * 1_000_000  # the longest films shown in cinemas run for some eighty hours
_SLACK_US = 1_000_000
_EARLIEST_YEAR, _LATEST_YEAR = 1874, 2100
_SPANS = (("scene", "in_us", "out_us"), ("beat", "in_us", "out_us"), ("wielding", "from_us", "to_us"))
_OUTSIDE = """
    SELECT a.id, a.scene_id, a.{begin}, a.{end}, s.in_us, s.out_us FROM {table} a JOIN scene s ON s.id = a.scene_id
    WHERE a.{begin} < s.in_us OR a.{end} > s.out_us OR a.{begin} >= s.out_us
"""
_BEYOND = """
    SELECT s.id, s.out_us, max(m.duration_us) FROM scene s JOIN media_file m ON m.version_id = s.version_id
    WHERE s.out_us IS NOT NULL AND m.duration_us IS NOT NULL AND m.offset_us = 0 AND m.speed_num = m.speed_den
    GROUP BY s.id HAVING s.out_us > max(m.duration_us) + ?
"""


def look(connection: Connection) -> Iterator[Finding]:
    """Look over the times."""
    for table, begin, end in _SPANS:
        yield from _spans(connection, table, begin, end)
        if table != "scene":
            yield from _outside(connection, table, begin, end)
    for scene_id, out_us, duration_us in connection.execute(_BEYOND, (_SLACK_US,)).fetchall():
        sentence = f"Fight {scene_id} ends at {format_clock(out_us)}, after its film ({format_clock(duration_us)})."
        yield Finding(sentence, Severity.ODDITY, "scene", scene_id)
    sql = "SELECT id, title, year FROM film WHERE year NOT BETWEEN ? AND ?"
    for film_id, title, year in connection.execute(sql, (_EARLIEST_YEAR, _LATEST_YEAR)).fetchall():
        yield Finding(f"The film “{title}” is said to be of the year {year}.", Severity.ODDITY, "film", film_id)


def _spans(connection: Connection, table: str, begin: str, end: str) -> Iterator[Finding]:
    sql = f"""
        SELECT id, {begin}, {end} FROM {table}
        WHERE {end} <= {begin} OR ({end} IS NOT NULL AND {begin} IS NULL) OR {begin} < 0 OR max({begin}, {end}) > ?
            OR {begin} > ?
    """  # noqa: S608 - names of our own
    for row_id, begin_us, end_us in connection.execute(sql, (_LONGEST_US, _LONGEST_US)).fetchall():
        thing = f"{'Fight' if table == 'scene' else table.capitalize()} {row_id}"
        if begin_us is None or (end_us is not None and end_us <= begin_us):
            remedy = _put_right(table, row_id, (begin, end), (begin_us, end_us))
            yield Finding(f"{thing} ends before it begins.", Severity.FAULT, table, row_id, remedy)
        else:
            yield Finding(f"{thing} is at a time that no film has.", Severity.ODDITY, table, row_id)


def _put_right(table: str, row_id: int, names: tuple[str, str], times: tuple[int | None, int]) -> Remedy:
    begin_us, end_us = times
    if begin_us is None or begin_us == end_us:
        return Remedy("The end can be emptied.", set_empty(table, row_id, names[1]))

    def swap(tx: Transaction) -> None:
        tx.update(table, row_id, **{names[0]: end_us, names[1]: begin_us})

    return Remedy("The two times can be put the other way round.", swap)


def _outside(connection: Connection, table: str, begin: str, end: str) -> Iterator[Finding]:
    sql = _OUTSIDE.format(table=table, begin=begin, end=end)
    for row_id, scene_id, *_ in connection.execute(sql).fetchall():
        sentence = f"In fight {scene_id}, a {table} lies outside the fight's own times."
        yield Finding(sentence, Severity.ODDITY, table, row_id)
