"""Takes over the shots of a stranger's catalog, value by value. Knows no other table."""

from collections.abc import Mapping, Sequence

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.images import Value
from donnybrook.catalog.records import Shot, ShotList
from donnybrook.catalog.shots import ShotWriter
from donnybrook.catalog.strangers.guarded import rows
from donnybrook.catalog.strangers.values import Column, Refused, taken

NEEDED = ("media_file_id", "in_us", "out_us", "transition", "score", "detector", "detector_version")
_MOST = 2_000_000
_LONGEST_NAME = 200

type _Reading = tuple[int, str, str]  # film file, detector, version


def take_shots(writer: ShotWriter, theirs: Connection, columns: Sequence[Column], file_ids: Mapping[int, int]) -> int:
    """Take over the shots of film files that were taken over (their ids to ours); returns how many could not be."""
    found: dict[_Reading, dict[int, Shot]] = {}
    left = 0
    for number, row in enumerate(rows(theirs, "shot", [column.name for column in columns])):
        taken_over = _shot(columns, row, file_ids) if number < _MOST else None
        if taken_over is None:
            left += 1
        else:
            reading, shot = taken_over
            found.setdefault(reading, {})[shot.in_us] = shot
    for (file_id, detector, version), shots in found.items():
        writer.put(file_id, ShotList(detector, version, tuple(shots[in_us] for in_us in sorted(shots))))
    return left


def _shot(
    columns: Sequence[Column], row: Sequence[object], file_ids: Mapping[int, int]
) -> tuple[_Reading, Shot] | None:
    try:
        values: dict[str, Value] = {
            column.name: taken(column, value) for column, value in zip(columns, row, strict=True)
        }
    except Refused:
        return None
    file_id, in_us, out_us = values["media_file_id"], values["in_us"], values["out_us"]
    names = [values[name] for name in ("detector", "detector_version", "transition")]
    if not (isinstance(file_id, int) and isinstance(in_us, int) and isinstance(out_us, int) and in_us < out_us):
        return None
    if file_id not in file_ids or not all(isinstance(name, str) and len(name) <= _LONGEST_NAME for name in names):
        return None
    detector, version, transition = map(str, names)
    score = values["score"]
    shot = Shot(in_us, out_us, transition, score if isinstance(score, float) else None, *_span(values))
    return (file_ids[file_id], detector, version), shot


def _span(values: Mapping[str, Value]) -> tuple[int, int] | tuple[None, None]:
    since_us, until_us = values.get("since_us"), values.get("until_us")  # an older catalog does not say
    if isinstance(since_us, int) and isinstance(until_us, int) and since_us <= until_us:
        return since_us, until_us
    return None, None
