"""Looks over the shots of film files: the ones a file can't have. Knows no detector, and reads no film."""

from collections.abc import Iterator

from donnybrook.catalog.checking.findings import Finding, Remedy, Severity
from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import Connection

_SLACK_US = 1_000_000
_BEYOND = """
    SELECT m.id, m.path_text, count(*) FROM media_file m JOIN shot s ON s.media_file_id = m.id
    WHERE s.in_us < 0 OR s.in_us > m.duration_us + ? GROUP BY m.id
"""
_OVERLAPPING = """
    SELECT m.id, m.path_text, count(*) FROM media_file m JOIN (
        SELECT media_file_id, out_us, lead(in_us) OVER (
            PARTITION BY media_file_id, detector, detector_version ORDER BY in_us) AS next_us FROM shot
    ) s ON s.media_file_id = m.id WHERE s.next_us < s.out_us GROUP BY m.id
"""


def look(connection: Connection) -> Iterator[Finding]:
    """Look over the shots, film file by film file."""
    for file_id, path, count in connection.execute(_BEYOND, (_SLACK_US,)).fetchall():
        yield _finding(file_id, path, f"has {count} shots at times the film does not have")
    for file_id, path, count in connection.execute(_OVERLAPPING).fetchall():
        yield _finding(file_id, path, f"has {count} shots that run into the next one")


def _finding(file_id: int, path: str, what: str) -> Finding:
    def clear(tx: Transaction) -> None:
        tx.shots.clear([file_id])

    remedy = Remedy("They can be taken out, and are read again from the film.", clear)
    return Finding(f"The film file {path} {what}.", Severity.FAULT, "shot", file_id, remedy)
