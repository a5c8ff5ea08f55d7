"""What measures are worked out from: fights, their uses of weapons and the shots of their films, as arrays.

Reads rows, and knows no measure and no query. A value that nobody said is ``NOT_SAID``, and an id that is not there −1.
"""

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.records import MediaFile
from donnybrook.catalog.tally.values import Numbers, numbers
from donnybrook.records import dataclass

NOT_SAID = -(2**62)
_BATCH = 100_000
_FIGHTS = f"""
    SELECT group_concat(s.id || ',' || v.film_id || ',' || v.id || ',' || coalesce(f.year, -1) || ','
        || coalesce(s.in_us, {NOT_SAID}) || ',' || coalesce(s.out_us, {NOT_SAID}))
    FROM scene s JOIN version v ON v.id = s.version_id JOIN film f ON f.id = v.film_id WHERE s.id {AMONG}
"""  # noqa: S608 - no part of it comes from outside
_USES = f"""
    SELECT group_concat(w.id || ',' || w.scene_id || ',' || w.weapon_id || ',' || coalesce(w.from_us, {NOT_SAID})
        || ',' || coalesce(w.to_us, {NOT_SAID}) || ',' || coalesce(b.in_us, {NOT_SAID}) || ','
        || coalesce(b.out_us, {NOT_SAID}) || ',' || w.improvised || ',' || coalesce(w.previous_id, -1))
    FROM wielding w LEFT JOIN beat b ON b.id = w.beat_id WHERE w.scene_id {AMONG}
"""  # noqa: S608 - no part of it comes from outside
_ALL_STRETCHES = """
    SELECT group_concat(in_us || ',' || out_us) FROM scene
    WHERE version_id = ? AND deleted_at IS NULL AND out_us IS NOT NULL
"""
_SHOTS = """
    SELECT group_concat(s.in_us || ',' || s.out_us) FROM shot s JOIN (
        SELECT detector, detector_version FROM shot WHERE media_file_id = ?1 ORDER BY id DESC LIMIT 1) last
    ON s.detector = last.detector AND s.detector_version = last.detector_version WHERE s.media_file_id = ?1
"""


@dataclass(frozen=True, slots=True)
class Fights:
    """Fights by rising id, a place each in every array; times in µs on their version's clock."""

    ids: Numbers
    films: Numbers
    versions: Numbers
    years: Numbers
    in_us: Numbers
    out_us: Numbers

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def timed(self) -> NDArray[np.bool_]:
        """Which have both an in and an out point."""
        return np.not_equal(self.out_us, NOT_SAID)


@dataclass(frozen=True, slots=True)
class Uses:
    """Uses of weapons by rising id, a place each in every array. ``fights`` are places in the fights' arrays.

    ``beat_in_us`` and ``beat_out_us`` are those of the beat a use is in; ``previous`` is the id of the use of the same
    thing before it.
    """

    ids: Numbers
    fights: Numbers
    weapons: Numbers
    from_us: Numbers
    to_us: Numbers
    beat_in_us: Numbers
    beat_out_us: Numbers
    improvised: NDArray[np.bool_]
    previous: Numbers


@dataclass(frozen=True, slots=True)
class CutFilm:
    """One version of a film that was read for shots: rows of (in, out) in µs on the version's clock, by rising in.

    ``fights`` are the stretches of all its fights, whether they were asked for or not. ``length_us`` is how long the
    film is, as far as that is known.
    """

    film_id: int
    version_id: int
    length_us: int
    shots: Numbers
    fights: Numbers


def read_fights(reader: Connection, scene_ids: Sequence[int]) -> Fights:
    """Read some scenes."""
    rows = _by_first(_batches(reader, _FIGHTS, scene_ids, 6))
    return Fights(*np.ascontiguousarray(rows.T))


def read_uses(reader: Connection, fights: Fights) -> Uses:
    """Read the uses of weapons in some fights."""
    rows = _by_first(_batches(reader, _USES, fights.ids.tolist(), 9))
    ids, scenes, weapons, from_us, to_us, beat_in_us, beat_out_us, improvised, previous = np.ascontiguousarray(rows.T)
    places = np.searchsorted(fights.ids, scenes)
    return Uses(ids, places, weapons, from_us, to_us, beat_in_us, beat_out_us, improvised == 1, previous)


def read_cut_film(reader: Connection, file: MediaFile) -> CutFilm | None:
    """Read the shots of a film file, as they were read last; None if it was never read for them."""
    spans = numbers(reader, _SHOTS, (file.id,)).reshape(-1, 2)
    if not len(spans):
        return None
    num, den = file.clock.stretch.numerator, file.clock.stretch.denominator
    shots = (2 * (spans - file.clock.offset_us) * den + num) // (2 * num)  # as ``FileClock.to_version`` does
    end_us = int(shots[:, 1].max())
    stretches = numbers(reader, _ALL_STRETCHES, (file.version_id,)).reshape(-1, 2)
    length_us = max(end_us, file.version_end_us or 0)
    return CutFilm(file.film_id, file.version_id, length_us, shots[np.argsort(shots[:, 0], kind="stable")], stretches)


def _batches(reader: Connection, sql: str, ids: Sequence[int], width: int) -> Numbers:
    starts = range(0, max(1, len(ids)), _BATCH)
    read = [numbers(reader, sql, (json.dumps(list(ids[start : start + _BATCH])),)) for start in starts]
    return np.concatenate(read).reshape(-1, width)


def _by_first(rows: Numbers) -> Numbers:
    return rows[np.argsort(rows[:, 0], kind="stable")]
