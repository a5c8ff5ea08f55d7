"""Values of fields, between what a person types and what the catalog keeps. Knows the fight around them, no command."""

from collections.abc import Callable, Sequence

from donnybrook.catalog import Catalog, Character, Scene
from donnybrook.catalog.film_identifiers import read_identifier
from donnybrook.cli.concepts import concept_named
from donnybrook.cli.describing.fields import Answer, Field, Typed
from donnybrook.cli.describing.parts import handle, part_named, parts_of
from donnybrook.cli.marking import Marks
from donnybrook.cli.text import exact_clock, plain
from donnybrook.problems import Problem
from donnybrook.records import dataclass
from donnybrook.times import format_seconds

type Value = str | int | tuple[str | int, ...] | None
"""As the catalog keeps it: parts and concepts by their ids, times in microseconds; several as a tuple."""
type Told = str | int | float | bool | list[str | int] | None
"""As JSON has it: parts by their numbers, concepts by their words."""

MANY = "many"  # a headcount that nobody counted
_YES, _NO = ("yes", "true", "1", "y"), ("no", "false", "0", "n", "")


@dataclass(frozen=True, slots=True)
class Around:
    """What values are read and told by: the catalog, the film's marks and cast, and the fight, where there is one."""

    catalog: Catalog
    marks: Marks | None = None
    cast: Sequence[Character] = ()
    scene: Scene | None = None


def read_value(around: Around, field: Field, text: str) -> str | int | None:
    """Return the value that a typed text means; raises ``Problem`` in a sentence that says what could be typed."""
    text = text.strip()
    if field.kind == "concept":
        schemes = tuple(field.source.split())
        return concept_named(around.catalog, text, schemes=schemes) if text else None
    if field.kind == "code":
        return _read_code(around.catalog, field, text)
    if field.kind == "part":
        return part_named(parts_of(_scene(around), field.source), text, field.source).id if text else None
    if field.kind == "time":
        return around.marks.typed(text) if text and around.marks else None
    return _READERS[field.kind](field, text)


def read_values(around: Around, typed: Typed, before: Value = ()) -> Value:
    """Return what a field is to be: of one that is said several times, with or without what was there ``before``."""
    if not typed.field.several:
        return read_value(around, typed.field, typed.texts[0])
    said = tuple(each for text in typed.texts if (each := read_value(around, typed.field, text)) not in ("", None))
    kept = before if isinstance(before, tuple) else ()
    if typed.how == "-=":
        missing = [text for text, each in zip(typed.texts, said, strict=False) if each not in kept]
        if missing:
            raise Problem(f"{typed.field.name} does not have “{plain(missing[0])}”. Nothing was changed.")
        return tuple(each for each in kept if each not in said)
    return tuple(dict.fromkeys((*kept, *said) if typed.how == "+=" else said))


def tell_value(around: Around, field: Field, value: Value) -> Told:
    """Return a value as JSON has it; None for what is not said."""
    if isinstance(value, tuple):
        told = (_tell_one(around, field, each) for each in value)
        return [each for each in told if isinstance(each, str | int)]
    if field.kind == "count" and value is None:
        return MANY
    return None if value is None or value == "" else _tell_one(around, field, value)


def tell_typed(around: Around, field: Field, value: Value) -> list[str]:
    """Return the texts that would be typed for a value."""
    if isinstance(value, int) and field.kind == "time":
        return [exact_clock(value)]
    if field.kind == "yes-no":
        return ["yes"] if value else []
    if field.kind == "part" and value is not None:
        parts = parts_of(_scene(around), field.source)
        here = {part.id for part in parts}  # an object may come from hands in another fight, where one was split
        return [handle(parts, int(each)) for each in (value if isinstance(value, tuple) else (value,)) if each in here]
    told = tell_value(around, field, value)
    return [] if told is None else [str(each) for each in told] if isinstance(told, list) else [str(told)]


def _tell_one(around: Around, field: Field, value: str | int) -> str | int | float | bool | None:
    if field.kind == "concept":
        return around.catalog.vocabulary.concept(int(value)).label
    if field.kind == "part":
        return next((part.number for part in parts_of(_scene(around), field.source) if part.id == value), None)
    if field.kind == "time":
        return float(format_seconds(int(value)))
    return bool(value) if field.kind == "yes-no" else value


def _scene(around: Around) -> Scene:
    if around.scene is None:
        raise LookupError("there is no fight around these values")
    return around.scene


def _read_code(catalog: Catalog, field: Field, text: str) -> str:
    wanted = text.casefold().replace("-", " ").replace("_", " ")
    codes = catalog.codes(field.source)
    if text == "?":
        raise Answer("\n".join(f"{code.code}\t{code.label}" for code in codes))
    found = next((code.code for code in codes if wanted in (_spaced(code.code), _spaced(code.label))), "")
    if text and not found:
        listed = ", ".join(code.code for code in codes)
        raise Problem(f"{field.name} can't be “{plain(text)}”. It is one of {listed}; or empty, for what is not said.")
    return found or field.unsaid


def _spaced(text: str) -> str:
    return text.casefold().replace("-", " ")


def _read_text(field: Field, text: str) -> str:
    return text or field.unsaid


def _read_identifier(_field: Field, text: str) -> str:
    """Read ‘imdb:tt1234567’, ‘imdb tt1234567’, or an address that tells its scheme."""
    if not text:
        return ""
    return ":".join(read_identifier(text if "://" in text or " " in text else text.replace(":", " ", 1)))


def _read_count(field: Field, text: str) -> int | None:
    if text.casefold() in (MANY, ""):
        return None
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise Problem(f"{field.name} can't be “{plain(text)}”. It is a number from 1 on, or ‘{MANY}’.")
    return int(text)


def _read_year(field: Field, text: str) -> int | None:
    if text and not (text.isascii() and text.isdecimal() and len(text) <= len("2025")):
        raise Problem(f"{field.name} can't be “{plain(text)}”. A year is written as 2025.")
    return int(text) if text else None


def _read_yes_no(field: Field, text: str) -> int:
    if text.casefold() not in (*_YES, *_NO):
        raise Problem(f"{field.name} can't be “{plain(text)}”. It is yes or no.")
    return int(text.casefold() in _YES)


_READERS: dict[str, Callable[[Field, str], str | int | None]] = {
    "text": _read_text,
    "identifier": _read_identifier,
    "count": _read_count,
    "year": _read_year,
    "yes-no": _read_yes_no,
}
