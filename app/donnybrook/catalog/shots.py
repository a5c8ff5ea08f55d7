"""The shots of film files: read, written, taken over from another copy. Knows no film and no journal.

Shots are read off a film by the program, and anyone who has the film can have them read again: they stand outside the
journal, as pictures do. What identifies one is the film file, the detector, and the time, so two copies of a catalog
that read the same film hold the same shots.
"""

from collections.abc import Iterable

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.identity import derived_uuid
from donnybrook.catalog.problems import Gone
from donnybrook.catalog.records import Shot, ShotList

_INSERT = """
    INSERT INTO shot
    (uuid, media_file_id, detector, detector_version, in_us, out_us, transition, score, since_us, until_us)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_LATEST = "SELECT detector, detector_version FROM shot WHERE media_file_id = ? ORDER BY id DESC LIMIT 1"
_WITHIN = """
    SELECT in_us, out_us, transition, score, since_us, until_us FROM shot
    WHERE media_file_id = ? AND detector = ? AND detector_version = ? AND in_us < ? AND out_us > ? ORDER BY in_us
"""
_HAS_SHOTS = """
    SELECT id, uuid, fingerprint FROM media_file WHERE EXISTS (SELECT 1 FROM shot WHERE media_file_id = media_file.id)
"""
_LONGEST_US = 2**62


def read_shots(
    connection: Connection, media_file_id: int, *, in_us: int = 0, out_us: int = _LONGEST_US
) -> ShotList | None:
    """Return the shots of a film file that touch a stretch of it, as read last; None if it was never read for them."""
    latest = connection.execute(_LATEST, (media_file_id,)).fetchone()
    if latest is None:
        return None
    rows = connection.execute(_WITHIN, (media_file_id, *latest, out_us, in_us)).fetchall()
    return ShotList(str(latest[0]), str(latest[1]), tuple(Shot(*row) for row in rows))


def read_files_with_shots(connection: Connection, detector: str = "") -> frozenset[int]:
    """Return the ids of the film files that were read for shots; with a detector, by that one last."""
    ids = [row[0] for row in connection.execute(_HAS_SHOTS).fetchall()]
    if detector:
        ids = [each for each in ids if connection.execute(_LATEST, (each,)).fetchone()[0] == detector]
    return frozenset(ids)


class ShotWriter:
    """Writes shots inside a transaction of the door; ``touched`` are the ids of the film files it wrote to."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.touched: set[int] = set()

    def put(self, media_file_id: int, found: ShotList) -> None:
        """Store what a detector read, in place of what any version of it read before.

        Raises ``Gone`` if there is no such film file.
        """
        sql = "DELETE FROM shot WHERE media_file_id = ? AND detector = ?"
        self.connection.execute(sql, (media_file_id, found.detector))
        self.add(media_file_id, found)

    def version(self, media_file_id: int, detector: str) -> str | None:
        """Return which version of a detector read the shots of a film file; ``None`` if none did."""
        sql = "SELECT detector_version FROM shot WHERE media_file_id = ? AND detector = ? LIMIT 1"
        row = self.connection.execute(sql, (media_file_id, detector)).fetchone()
        return str(row[0]) if row else None

    def add(self, media_file_id: int, found: ShotList) -> None:
        """Store more of what a detector read; raises ``Gone`` if there is no such film file."""
        row = self.connection.execute("SELECT uuid FROM media_file WHERE id = ?", (media_file_id,)).fetchone()
        if row is None:
            raise Gone(f"no film file {media_file_id}")
        named = (str(row[0]), found.detector, found.version)
        identity = (media_file_id, found.detector, found.version)
        lines = (
            (
                derived_uuid("shot", *named, str(shot.in_us)),
                *identity,
                shot.in_us,
                shot.out_us,
                shot.transition,
                shot.score,
                shot.since_us,
                shot.until_us,
            )
            for shot in found.shots
        )
        self.connection.executemany(_INSERT, lines)
        self.touched.add(media_file_id)

    def clear(self, media_file_ids: Iterable[int]) -> None:
        """Delete all shots of some film files."""
        for media_file_id in media_file_ids:
            gone = self.connection.execute("DELETE FROM shot WHERE media_file_id = ?", (media_file_id,)).rowcount
            if gone:
                self.touched.add(media_file_id)

    def delete(self, shot_id: int) -> None:
        """Delete one shot, such as one that belongs to no file."""
        self.connection.execute("DELETE FROM shot WHERE id = ?", (shot_id,))


def take_over(writer: ShotWriter, there: Connection) -> None:
    """Take over, for film files that both copies have, what only the other has read, of a file of the same bytes."""
    for their_id, uuid, fingerprint in there.execute(_HAS_SHOTS).fetchall():
        sql = "SELECT id FROM media_file WHERE uuid = ? AND fingerprint = ?"
        mine = writer.connection.execute(sql, (uuid, fingerprint)).fetchone()
        for detector, version in _readings(there, their_id) if mine else ():
            if not _readings_by(writer.connection, mine[0], detector):
                rows = there.execute(_WITHIN, (their_id, detector, version, _LONGEST_US, -1)).fetchall()
                writer.put(mine[0], ShotList(detector, version, tuple(Shot(*row) for row in rows)))


def _readings(connection: Connection, media_file_id: int) -> list[tuple[str, str]]:
    sql = "SELECT DISTINCT detector, detector_version FROM shot WHERE media_file_id = ? ORDER BY 1, 2"
    return [(str(row[0]), str(row[1])) for row in connection.execute(sql, (media_file_id,)).fetchall()]


def _readings_by(connection: Connection, media_file_id: int, detector: str) -> bool:
    return any(known == detector for known, _ in _readings(connection, media_file_id))
