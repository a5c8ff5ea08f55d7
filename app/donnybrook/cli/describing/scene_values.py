"""The fields of a fight as a whole as FIELD=VALUE, from ``SCENE_FIELDS``. Knows no command."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from donnybrook.analysis.shot_lengths import Rhythm
from donnybrook.catalog import SCENE_FIELDS, Cover, SceneField, SceneFields
from donnybrook.cli.describing.entering import fields_json, parts_json, scene_part_lines, typed_line
from donnybrook.cli.describing.fields import Field, Kind, read_typed
from donnybrook.cli.describing.kinds import SCENE_PARTS
from donnybrook.cli.describing.values import Around, Told, Value, read_values
from donnybrook.times import format_seconds

_KINDS: dict[str, Kind] = {"line": "text", "text": "text", "time": "time", "concept": "concept", "code": "code"}
_UNSAID = SceneFields()


def _typed_field(field: SceneField) -> Field:
    name = field.name.removesuffix("_us").removesuffix("_id")
    unsaid = getattr(_UNSAID, field.name)
    said = field.label[:1].lower() + field.label[1:]
    return Field(name, _KINDS[field.kind], said, column=field.name, source=field.source, unsaid=unsaid or "")


TYPED_FIELDS = tuple(_typed_field(field) for field in SCENE_FIELDS)
SHARED_FIELDS = tuple(field for field in TYPED_FIELDS if field.kind != "time")  # what several fights can have alike


def read_scene_values(around: Around, fields: Sequence[Field], arguments: Sequence[str]) -> dict[str, str | int | None]:
    """Return the values that fights are to have, by what the catalog calls them; raises ``Problem``."""
    read = {typed.field.key: read_values(around, typed) for typed in read_typed(arguments, fields)}
    return {name: value for name, value in read.items() if not isinstance(value, tuple)}


def scene_lines(around: Around) -> Iterator[str]:
    """Yield a line for a fight as a whole, and one for each part of it, as they are typed."""
    if around.scene:
        yield f"fight {around.scene.id}: {typed_line(around, TYPED_FIELDS, _values(around))}"
        yield from scene_part_lines(around)


def scene_json(around: Around, cover: Cover | None, cut: Rhythm | None) -> str:
    """Return all that is known of a fight as JSON."""
    scene = around.scene
    if scene is None:
        return "null"
    film = around.catalog.film(scene.film_id)
    whole: dict[str, object] = {
        "number": scene.id,
        "scene_id": scene.uuid,
        "film": {"number": film.id, "film_id": film.uuid, "title": film.title, "year": film.year},
        **fields_json(around, TYPED_FIELDS, _values(around)),
        **{f"{kind.name}s": parts_json(around, kind) for kind in SCENE_PARTS},
        "thumbnail": None if cover is None else _thumbnail(cover),
        "rhythm": None if cut is None else _rhythm(cut),
        "coder": scene.coder or None,
        "created_at": scene.created_at,
        "modified_at": scene.modified_at,
        "deleted_at": scene.deleted_at,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _rhythm(cut: Rhythm) -> dict[str, Told]:
    lengths = {
        "average": cut.average_us,
        "median": cut.median_us,
        "shortest": cut.shortest_us,
        "longest": cut.longest_us,
    }
    return {
        "shots": cut.shots,
        **{f"{name}_s": float(format_seconds(length_us)) for name, length_us in lengths.items()},
        "cuts_per_minute": round(cut.cuts_per_minute, 3),
        "trend": None if cut.trend is None else round(cut.trend, 3),
    }


def _thumbnail(cover: Cover) -> dict[str, Told]:
    seconds = float(format_seconds(cover.time_us))
    return {"picture": cover.picture, "time_s": seconds, "width_px": cover.width_px, "height_px": cover.height_px}


def _values(around: Around) -> dict[str, Value]:
    said: dict[str, Value] = asdict(around.scene.fields) if around.scene else {}
    return {field.name: said[field.key] for field in TYPED_FIELDS}
