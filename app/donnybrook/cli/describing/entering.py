"""Enters what was typed about parts, and tells parts as they would be typed. Knows no terminal."""

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from donnybrook.catalog import Catalog, Transaction
from donnybrook.cli.describing.fields import Field, read_typed
from donnybrook.cli.describing.kinds import SCENE_PARTS, PartKind, Record, recast
from donnybrook.cli.describing.parts import Part, part_named
from donnybrook.cli.describing.values import Around, Told, Value, read_values, tell_typed, tell_value
from donnybrook.cli.marking import Marks
from donnybrook.cli.text import plain
from donnybrook.problems import Problem


@contextmanager
def around_scene(catalog: Catalog, scene_id: int) -> Iterator[Around]:
    """Give what is around the values of a fight's parts."""
    scene = catalog.scene(scene_id)
    with Marks(catalog, scene.film_id, scene.version_id) as marks:
        yield Around(catalog, marks, catalog.cast(scene.film_id), scene)


@contextmanager
def around_film(catalog: Catalog, film_id: int) -> Iterator[Around]:
    """Give what is around the values of a film's parts."""
    yield Around(catalog, None, catalog.cast(film_id))


def read_new(around: Around, kind: PartKind, arguments: Sequence[str]) -> dict[str, Value]:
    """Return the values of a part to be; raises ``Problem`` if it has nothing to go by."""
    values = {
        typed.field.key: read_values(around, typed) for typed in read_typed(arguments, kind.fields, first=kind.first)
    }
    if kind.name_needed or not values:
        return _with_first(kind, {_first(kind).key: None} | values)
    return values


def title_of(around: Around, kind: PartKind, values: dict[str, Value]) -> str:
    """Return what a part to be is called in the journal; '' for one without a name."""
    return str(tell_value(around, _first(kind), values.get(_first(kind).key)) or "")


def _first(kind: PartKind) -> Field:
    return next(field for field in kind.fields if field.name == kind.first)


def read_changed(around: Around, kind: PartKind, record: Record, arguments: Sequence[str]) -> dict[str, Value]:
    """Return the values that a part is to have; raises ``Problem`` for what can't be."""
    said = read_typed(arguments, kind.fields)
    record = recast(around, record, next((each.texts[0] for each in said if each.field.name == "character"), None))
    values = {each.field.key: read_values(around, each, kind.value(around, record, each.field)) for each in said}
    return _with_first(kind, values) if kind.name_needed else values


def _with_first(kind: PartKind, values: dict[str, Value]) -> dict[str, Value]:
    first = _first(kind)
    if first.key in values and values[first.key] in (None, ""):
        raise Problem(f"A {kind.name} needs a {first.name}: {first.help}.")
    return values


def chosen(around: Around, kind: PartKind, names: Sequence[str]) -> list[tuple[Part, Record]]:
    """Return the parts of those numbers or names, each once; raises ``Problem`` if one is not there."""
    parts, records = kind.parts(around), {each.id: each for each in kind.records(around)}
    found = dict.fromkeys(part_named(parts, name, kind.name) for name in names)
    return [(part, records[part.id]) for part in found]


def remove_all(tx: Transaction, /, kind: PartKind, row_ids: Sequence[int]) -> None:
    """Remove parts."""
    for row_id in row_ids:
        kind.remove(tx, row_id)


def typed_line(around: Around, fields: Sequence[Field], value: dict[str, Value]) -> str:
    """Return what is said as it would be typed."""
    return " ".join(
        f"{field.name}={shlex.quote(plain(text))}"
        for field in fields
        for text in tell_typed(around, field, value[field.name])
    )


def part_lines(around: Around, kind: PartKind, only: int | None = None) -> list[str]:
    """Return a line a part (of one alone, by its row's id): its kind and number, and its fields as they are typed."""
    return [
        f"{kind.name} {number}: {typed_line(around, kind.fields, _values(around, kind, record))}"
        for number, record in enumerate(kind.records(around), 1)
        if only in (None, record.id)
    ]


def part_doubts(around: Around, kind: PartKind, only: int | None = None) -> list[str]:
    """Return what is odd about parts (or one alone) that were kept as they are: the part, and a sentence."""
    told = [
        (number, kind.doubt(around, record))
        for number, record in enumerate(kind.records(around), 1)
        if only in (None, record.id)
    ]
    return [f"{kind.name.capitalize()} {number}: {sentence}" for number, sentence in told if sentence]


def scene_part_lines(around: Around) -> list[str]:
    """Return a line for each part of a fight."""
    return [line for kind in SCENE_PARTS for line in part_lines(around, kind)]


def parts_json(around: Around, kind: PartKind) -> list[dict[str, Told]]:
    """Return the parts of a kind as JSON has them."""
    return [
        {"number": number} | fields_json(around, kind.fields, _values(around, kind, record))
        for number, record in enumerate(kind.records(around), 1)
    ]


def fields_json(around: Around, fields: Sequence[Field], values: dict[str, Value]) -> dict[str, Told]:
    """Return fields as JSON has them; a time is in seconds, and says so in its name."""
    return {
        f"{field.name}_s" if field.kind == "time" else field.name: tell_value(around, field, values[field.name])
        for field in fields
    }


def _values(around: Around, kind: PartKind, record: Record) -> dict[str, Value]:
    return {field.name: kind.value(around, record, field) for field in kind.fields}
