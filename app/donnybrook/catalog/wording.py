"""Says in words what the journal and conflicts keep: rows, fields and values by their labels. Reads, never writes."""

from collections.abc import Iterable, Mapping

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.history import PastValue
from donnybrook.catalog.images import Images
from donnybrook.catalog.merging.conflicts import Conflict
from donnybrook.catalog.problems import Gone
from donnybrook.catalog.scene_fields import SCENE_FIELDS
from donnybrook.records import dataclass
from donnybrook.times import format_clock

# What follows from other things, or says nothing to a person.
_QUIET = frozenset(
    {"uuid", "scene_id", "position", "created_at", "notation", "sha256", "mtime_ns", "path", "picture", "chosen"}
)
_FIELDS = {("scene", field.name): field.label for field in SCENE_FIELDS} | {
    ("scene", "deleted_at"): "In the trash since",
    ("scene", "version_id"): "Film",
    ("beat", "upper_hand_side_id"): "Upper hand",
    ("portrayal", "role"): "As",
    ("wielding", "from_us"): "From",
    ("wielding", "to_us"): "To",
    ("wielding", "previous_id"): "The same object as in",
    ("wielding", "combatant_id"): "By",
    ("wielding_target", "combatant_id"): "Against",
    ("scene_term", "concept_id"): "Term",
    ("scene_term", "combatant_id"): "By",
    ("media_file", "path_text"): "Path",
    ("media_file", "size_bytes"): "Bytes",
    ("media_file", "version_id"): "File of",
    ("media_file", "offset_us"): "Offset",
    ("media_file", "speed_num"): "Speed, its numerator",
    ("media_file", "speed_den"): "Speed, its denominator",
    ("media_file", "sha256"): "SHA-256",
    ("concept", "pref_label"): "Word",
    ("concept", "broader_id"): "Stands under",
    ("concept", "retired_at"): "Retired since",
    ("concept", "replaced_by_id"): "Replaced by",
    ("thumbnail", "is_cover"): "Cover",
}
# How a row is called, with the column that names it.
_ROWS = {
    "scene": ("fight", "title"),
    "film": ("film", "title"),
    "film_title": ("other title", "title"),
    "film_identifier": ("identifier", "value"),
    "version": ("version of", "film_id"),
    "media_file": ("film file", "path_text"),
    "person": ("person", "name"),
    "character": ("character", "name"),
    "portrayal": ("portrayal by", "person_id"),
    "concept": ("term", "pref_label"),
    "concept_label": ("synonym", "label"),
    "concept_match": ("identifier", "value"),
    "coder": ("", "name"),
    "side": ("side", "label"),
    "beat": ("beat", "label"),
    "combatant": ("combatant", "label"),
    "wielding": ("use of", "weapon_id"),
    "wielding_target": ("aim at", "combatant_id"),
    "scene_term": ("term", "concept_id"),
    "thumbnail": ("picture at", "time_us"),
    "saved_query": ("saved search", "name"),
    "collection": ("collection", "name"),
    "collection_scene": ("place in", "collection_id"),
    "palette": ("palette", "name"),
}
_ELSE_BY = {"beat": ("in_us",)}  # what names a row that has no name of its own
_YES_NO = frozenset({"improvised", "is_cover", "chosen", "variable_rate"})


@dataclass(frozen=True, slots=True)
class ToldValue:
    """A past value in words. ``number`` counts the values that one edit changed; ``row`` is '' for the fight itself."""

    number: int
    past: PastValue
    row: str
    field: str
    before: str
    after: str


class Wording:
    """Knows the words for rows, fields and values of one catalog."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._images = Images(connection)
        self._names: dict[tuple[str, str], str] = {}

    def field(self, table: str, column: str) -> str:
        """Return what a field is called."""
        plain = column.removesuffix("_id").removesuffix("_us").replace("_", " ")
        return _FIELDS.get((table, column), plain[:1].upper() + plain[1:])

    def value(self, table: str, column: str, value: object) -> str:
        """Return a value in words; '' for what is not said."""
        if value is None and column == "headcount":
            return "many"
        if value is None or value == "":
            return ""
        target = dict(self._images.shape(table).references).get(column)
        if target:
            return self.name(target, str(value))
        if column.endswith("_us") and isinstance(value, int):
            return f"−{format_clock(-value)}" if value < 0 else format_clock(value)
        if column in _YES_NO:
            return "yes" if value else "no"
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)

    def name(self, table: str, uuid: str) -> str:
        """Return what a row is called, whether it is there or was deleted; its UUID where nothing says it."""
        if (table, uuid) not in self._names:
            columns = (_ROWS.get(table, ("", "uuid"))[1], *_ELSE_BY.get(table, ()))
            names = (self.value(table, column, self._named(table, uuid, column)) for column in columns)
            self._names[table, uuid] = next((name for name in names if name), uuid)
        return self._names[table, uuid]

    def row(self, table: str, uuid: str) -> str:
        """Return what a row is, with its name: ``use of fire hose``; '' for a scene, of which all the talk is."""
        if table == "scene":
            return ""
        word, name = _ROWS.get(table, (table, ""))[0], self.name(table, uuid)
        return f"{word} {name}" if name != uuid else word

    def tell(self, values: Iterable[PastValue]) -> list[ToldValue]:
        """Return past values in words, in the order given, without those that say nothing to a person."""
        numbers: dict[int, int] = {}
        told: list[ToldValue] = []
        for past in values:
            before = "" if past.row_was == "added" else self.value(past.table, past.column, past.before)
            after = "" if past.row_was == "removed" else self.value(past.table, past.column, past.after)
            if past.column in _QUIET or before == after:
                continue
            numbers[past.edit_id] = numbers.get(past.edit_id, 0) + 1
            row, field = self.row(past.table, past.row_uuid), self.field(past.table, past.column)
            told.append(ToldValue(numbers[past.edit_id], past, row, field, before, after))
        return told

    def _named(self, table: str, uuid: str, column: str) -> object:
        try:
            row_id = self._images.id_of(table, uuid)
        except Gone:
            return self._was_named(table, uuid, column)
        return self._images.of_row(table, row_id)[column]

    def _was_named(self, table: str, uuid: str, column: str) -> object:
        sql = "SELECT before, after FROM change WHERE row_uuid = ? AND table_name = ? ORDER BY id DESC"
        for texts in self._connection.execute(sql, (uuid, table)):
            for text in texts:
                image: Mapping[str, object] = self._images.decode(table, text) if text else {}
                if column in image:
                    return image[column]
        return None


def told_history(connection: Connection, values: Iterable[PastValue]) -> list[ToldValue]:
    """Return past values in words, in the order given."""
    return Wording(connection).tell(values)


@dataclass(frozen=True, slots=True)
class ToldConflict:
    """A conflict in words; ``scene_id`` is the fight it is in, ``where`` says what of it."""

    conflict: Conflict
    scene_id: int | None
    where: str
    field: str
    kept: str
    other: str


def told_conflicts(connection: Connection, conflicts: Iterable[Conflict]) -> list[ToldConflict]:
    """Return conflicts in words, in the order given."""
    wording = Wording(connection)
    return [_told_conflict(connection, wording, conflict) for conflict in conflicts]


def _told_conflict(connection: Connection, wording: Wording, conflict: Conflict) -> ToldConflict:
    scene = connection.execute("SELECT id FROM scene WHERE uuid = ?", (conflict.scene_uuid,)).fetchone()
    place = ""
    if conflict.scene_uuid:
        name = wording.name("scene", conflict.scene_uuid)
        place = f"fight {name}" if name != conflict.scene_uuid else "a fight without a title"
    parts = (place, wording.row(conflict.table, conflict.row_uuid))
    return ToldConflict(
        conflict,
        scene[0] if scene else None,
        ", ".join(part for part in parts if part),
        wording.field(conflict.table, conflict.column),
        wording.value(conflict.table, conflict.column, conflict.kept),
        wording.value(conflict.table, conflict.column, conflict.other),
    )
