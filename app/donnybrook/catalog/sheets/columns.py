"""What a sheet of a catalog is, a table as researchers read it, and how its values are told in SQL. Runs nothing.

In the SQL of a sheet, ``t`` is the row the sheet is about, ``s`` the scene, ``v`` and ``f`` its version and film, and
``m`` the film file whose frames timecodes count.
"""

from typing import Literal

from donnybrook.records import dataclass

type Kind = Literal[
    "id", "text", "code", "integer", "number", "boolean", "seconds", "clock", "timecode", "moment", "list", "bytes"
]
SEPARATOR = "; "  # between several values in one cell
_FRAMES = ("m.rate_num * m.speed_num", "m.rate_den * m.speed_den")
RATE = """LEFT JOIN media_file m ON m.id = (SELECT min(r.id) FROM media_file r
    WHERE r.version_id = v.id AND r.rate_num IS NOT NULL AND r.variable_rate = 0)"""
OF_FILM = "CROSS JOIN version v ON v.id = {scene}.version_id CROSS JOIN film f ON f.id = v.film_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """One column: its name in the header, its kind, its value in SQL, and what it means.

    ``seconds`` and ``clock`` are microseconds in SQL. A ``list`` is a query of a column ``item``. ``stores`` is the
    column of the table that the value is read back into; a column without one follows from others. ``refers`` is the
    table an ``id`` is of, ``codes`` the closed list of a ``code``. ``words`` are what a ``boolean`` is in a table of
    text: as they stand here, R takes them for logical, and pandas and Excel too.
    """

    name: str
    kind: Kind
    sql: str
    description: str
    stores: str = ""
    refers: str = ""
    codes: str = ""
    words: tuple[str, str] = ("TRUE", "FALSE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table for researchers: a row is one ``one``.

    ``source`` is what stands behind FROM. ``within`` is the condition of a row to belong to chosen scenes: ``{scenes}``
    stands for the condition of a scene, ``{films}`` for a query of the ids of their films. Nothing: the sheet is the
    same whatever is chosen. ``whole_only``: it goes out only with the whole catalog. ``scene`` is what the scene
    goes by in ``source``. ``before`` stands before SELECT.
    """

    name: str
    table: str
    one: str
    source: str
    columns: tuple[SheetColumn, ...]
    within: str = "{scenes}"
    whole_only: bool = False
    scene: str = "s"
    order: str = "s.id, t.id"
    before: str = ""

    @property
    def key(self) -> SheetColumn | None:
        """The column that identifies a row, if there is one."""
        return next((column for column in self.columns if column.stores in ("uuid", "sha256")), None)

    def column(self, name: str) -> SheetColumn | None:
        """Return a column by its name."""
        return next((column for column in self.columns if column.name == name), None)


def text(name: str, description: str, *, sql: str = "", stores: bool = True) -> SheetColumn:
    """Return a column of text; it is the row's own column of that name, if no SQL is given."""
    return SheetColumn(
        name=name, kind="text", sql=sql or f"t.{name}", description=description, stores=name if stores else ""
    )


def in_scene(table: str) -> str:
    """Return what stands behind FROM for the rows that a table has of scenes, with their films."""
    # CROSS JOIN: scenes are gone through in their order, so that nothing has to be sorted or kept.
    return f"scene s CROSS JOIN {table} t ON t.scene_id = s.id {OF_FILM.format(scene='s')}"


def told(name: str, sql: str, description: str, kind: Kind = "text") -> SheetColumn:
    """Return a column that follows from others, such as the label of what an id stands for."""
    return SheetColumn(name=name, kind=kind, sql=sql, description=description)


def own(name: str, kind: Kind, description: str, *, stores: str = "") -> SheetColumn:
    """Return a column of the row's own, which is read back."""
    return SheetColumn(name=name, kind=kind, sql=f"t.{stores or name}", description=description, stores=stores or name)


def identity(name: str, description: str) -> SheetColumn:
    """Return the column that identifies a row, the same in every copy of the catalog."""
    return SheetColumn(name=name, kind="id", sql="t.uuid", description=description, stores="uuid")


def reference(name: str, table: str, description: str, *, stores: str = "", sql: str = "") -> SheetColumn:
    """Return a column that names a row of another table by its identity."""
    column = stores or name
    found = sql or f"(SELECT o.uuid FROM {table} o WHERE o.id = t.{column})"  # noqa: S608 - names of ours
    return SheetColumn(name=name, kind="id", sql=found, description=description, stores=column, refers=table)


def coded(name: str, codes: str, description: str) -> tuple[SheetColumn, SheetColumn]:
    """Return a code of a closed list, and its label."""
    label = f"(SELECT o.label FROM code o WHERE o.list = '{codes}' AND o.code = t.{name})"  # noqa: S608 - names of ours
    return (
        SheetColumn(name=name, kind="code", sql=f"t.{name}", description=description, stores=name, codes=codes),
        told(f"{name}_label", label, f"The words for {name}."),
    )


def stretch(begins: str, ends: str, what: str) -> tuple[SheetColumn, ...]:
    """Return the columns of a stretch of time, such as ``in`` to ``out``: seconds, length, timecodes."""
    first, last = f"t.{begins}_us", f"t.{ends}_us"
    return (
        own(f"{begins}_s", "seconds", f"When {what} begins, in seconds from the film's start.", stores=f"{begins}_us"),
        own(
            f"{ends}_s",
            "seconds",
            f"When {what} ends, in seconds; this moment is no longer part of it.",
            stores=f"{ends}_us",
        ),
        told("duration_s", f"{last} - {first}", f"{ends}_s - {begins}_s.", "seconds"),
        told(f"{begins}_timecode", timecode(first), f"{begins}_s as a timecode, HH:MM:SS:FF.", "timecode"),
        told(f"{ends}_timecode", timecode(last), f"{ends}_s as a timecode, HH:MM:SS:FF.", "timecode"),
    )


def timecode(us: str) -> str:
    """Return SQL for the timecode (non-drop) of the frame at a time: as ``times.format_timecode`` at a constant rate.

    The frame at ``t`` is the last whose start, rounded to the microsecond, is not later, which is in whole numbers
    ``(num * (2t + 1) - 1) / (2000000 * den)``. NULL where no rate is known, or the sum is too large to be exact.
    """
    num, den = _FRAMES
    near = f"({us} + min(500, 500000 * {den} / ({num})))"
    frame = f"(({num}) * (2 * {near} + 1) - 1) / (2000000 * {den})"
    base = f"max(1, (2 * {num} + {den}) / (2 * {den}))"
    return f"""(SELECT printf('%02d:%02d:%02d:%02d', n / b / 3600, n / b / 60 % 60, n / b % 60, n % b)
        FROM (SELECT {frame} AS n, {base} AS b) WHERE {us} >= 0 AND typeof(n) = 'integer')"""  # noqa: S608 - names of ours


def as_value(column: SheetColumn) -> str:
    """Return SQL for a column's value in its own type; a list is an array of JSON."""
    return column.sql.format(joined="json_group_array(item)") if column.kind == "list" else column.sql


def as_text(column: SheetColumn) -> str:
    """Return SQL for a column's value as it stands in a table of text: never NULL."""
    match column.kind:
        case "seconds":
            return f"ifnull({_seconds(column.sql)}, '')"
        case "clock":
            return f"ifnull({_clock(column.sql)}, '')"
        case "boolean":
            yes, no = column.words
            return f"CASE WHEN {column.sql} THEN '{yes}' ELSE '{no}' END"
        case "number":
            return f"CASE WHEN {column.sql} IS NOT NULL THEN printf('%!.17g', {column.sql}) ELSE '' END"
        case "list":
            return f"ifnull({column.sql.format(joined=f"group_concat(item, '{SEPARATOR}')")}, '')"
        case "bytes":
            return f"ifnull(hex({column.sql}), '')"
        case _:
            return f"ifnull({column.sql}, '')"


def _sign(us: str) -> str:
    return f"CASE WHEN {us} < 0 THEN '-' ELSE '' END"


def _seconds(us: str) -> str:
    exact = f"printf('%s%d.%06d', {_sign(us)}, abs({us}) / 1000000, abs({us}) % 1000000)"
    return f"CASE WHEN {us} IS NOT NULL THEN rtrim(rtrim({exact}, '0'), '.') END"


def _clock(us: str) -> str:
    ms = f"((abs({us}) + 500) / 1000)"
    told_as = f"{_sign(us)}, {ms} / 3600000, {ms} / 60000 % 60, {ms} / 1000 % 60, {ms} % 1000"
    return f"CASE WHEN {us} IS NOT NULL THEN printf('%s%d:%02d:%02d.%03d', {told_as}) END"
