"""What is entered about a scene as a whole. Each line of ``SceneFields`` is the one declaration of a field.

The columns that are read and written, the command line's listing, the CSV export and the inspector follow from it.
To add a field: a migration that adds the column, and a line here.
"""

from dataclasses import field, fields
from typing import Any, Literal

from donnybrook.records import dataclass

type FieldKind = Literal["line", "text", "time", "concept", "code"]
type FieldValue = str | int | None


@dataclass(frozen=True, slots=True)
class SceneField:
    """How one field is shown and filled in: its column, the words for it, and its kind.

    ``source`` names the concept scheme of a ``concept`` field, or the list in ``code`` of a ``code`` field. The value
    of a ``concept`` field is a concept's id; of a ``time`` field, microseconds.
    """

    name: str
    label: str
    kind: FieldKind
    source: str
    export_as: str  # column of the CSV; "" where the export has a form of its own for it


def _entry(label: str, kind: FieldKind, default: FieldValue, *, source: str = "", export_as: str = "") -> Any:
    return field(default=default, metadata={"label": label, "kind": kind, "source": source, "export_as": export_as})


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneFields:
    """The entered fields of one scene; '' and ``None`` mean not said."""

    title: str = _entry("Title", "line", "")
    in_us: int | None = _entry("In", "time", None)
    out_us: int | None = _entry("Out", "time", None)
    location_id: int | None = _entry("Location", "concept", None, source="location")
    place_name: str = _entry("Place name", "line", "", export_as="place_name")
    interior: str = _entry("Setting", "code", "", source="interior_exterior", export_as="interior")
    time_of_day: str = _entry("Time of day", "code", "", source="time_of_day", export_as="time_of_day")
    note: str = _entry("Choreography note", "text", "")
    status: str = _entry("Status", "code", "draft", source="status", export_as="status")
    certainty: str = _entry("Certainty", "code", "certain", source="certainty", export_as="certainty")
    rating: str = _entry("Rating", "code", "", source="rating", export_as="rating")
    layer: str = _entry("Layer", "line", "main", export_as="layer")


SCENE_FIELDS: tuple[SceneField, ...] = tuple(
    SceneField(name=each.name, **each.metadata) for each in fields(SceneFields)
)
