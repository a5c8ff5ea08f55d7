"""What a fight and a film's cast are made of: for each kind of part its fields, and the edits that enter them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Literal, Protocol

from donnybrook.catalog import Beat, Combatant, Performer, Transaction
from donnybrook.catalog.edits import cast, contents
from donnybrook.catalog.edits.links import put_term
from donnybrook.catalog.english import reaches_beyond
from donnybrook.cli.describing.fields import Field
from donnybrook.cli.describing.parts import Part, cast_parts, parts_of
from donnybrook.cli.describing.values import Around, Value
from donnybrook.cli.text import stretch
from donnybrook.records import dataclass

type Values = Mapping[str, Value]
"""Values of fields, by what the catalog calls them."""


class Record(Protocol):
    """A row of the catalog, as it is read."""

    @property
    def id(self) -> int:
        """Its number in the catalog."""


def _own_value(_around: Around, record: Record, field: Field) -> Value:
    value: Value = getattr(record, field.key)
    return value


def _no_doubt(_around: Around, _record: Record) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class PartKind:
    """One kind of part. ``first`` is the field it is named by, if need be; ``removing`` says what goes and stays."""

    name: str
    of: Literal["SCENE", "FILM"]
    summary: str
    first: str
    fields: tuple[Field, ...]
    add: Callable[[Transaction, int, Values], int]
    change: Callable[[Transaction, int, Values], int]
    remove: Callable[[Transaction, int], None]
    removing: str
    name_needed: bool = True
    value: Callable[[Around, Record, Field], Value] = _own_value
    doubt: Callable[[Around, Record], str] = _no_doubt  # what is odd about one that is kept all the same

    def records(self, around: Around) -> Sequence[Record]:
        """Return those that are there, in their order."""
        rows: Sequence[Record] = around.cast if around.scene is None else getattr(around.scene, f"{self.name}s")
        return rows

    def parts(self, around: Around) -> list[Part]:
        """Return the same, as they are named."""
        return cast_parts(around.cast) if around.scene is None else parts_of(around.scene, self.name)


def _said(values: Values, *names: str) -> dict[str, str | int | None]:
    """Return the single values of those names, or of all."""
    return {
        name: value for name, value in values.items() if (not names or name in names) and not isinstance(value, tuple)
    }


def _ids(values: Values, name: str) -> tuple[int, ...]:
    value = values.get(name, ())
    return tuple(int(each) for each in value) if isinstance(value, tuple) else ()


def _by(edit: Callable[..., object]) -> Callable[[Transaction, int, Values], int]:
    """Return the change of a part that one edit makes, of what was said and nothing else."""

    def change(tx: Transaction, part_id: int, values: Values) -> int:
        edit(tx, part_id, **_said(values))
        return part_id

    return change


# ------------------------------------------------------------ sides


def _add_side(tx: Transaction, scene_id: int, values: Values) -> int:
    return contents.add_side(tx, scene_id, str(values.get("label", "")), role=str(values.get("role", "")))


SIDES = PartKind(
    name="side",
    of="SCENE",
    summary="sides",
    first="label",
    fields=(
        Field("label", "text", "what the side is called"),
        Field("role", "code", "protagonist, antagonist, …", source="side_role"),
    ),
    add=_add_side,
    change=_by(contents.change_side),
    remove=contents.remove_side,
    removing="its combatants stay, on no side",
)

# ------------------------------------------------------------ combatants and characters

_ROLES = ("performer", "stunt double", "voice")
_PLAYED = (
    Field("performer", "text", "who plays them", several=True),
    Field("stunt_double", "text", "who stands in for the performer", column="stunt double", several=True),
    Field("voice", "text", "whose voice is heard", several=True),
)


def _performers(values: Values) -> tuple[list[Performer], Collection[str]]:
    said = {role: value for role in _ROLES if isinstance(value := values.get(role), tuple)}
    return [Performer(str(name), role) for role, names in said.items() for name in names], set(said)


def _combatant_value(around: Around, record: Record, field: Field) -> Value:
    if field.name != "character" and field not in _PLAYED:
        return _own_value(around, record, field)
    character_id = getattr(record, "character_id", None)
    found = next((each for each in around.cast if each.id == character_id), None)
    if found is None:
        return () if field.several else ""
    return _character_value(around, found, field) if field.several else found.name


def recast(around: Around, record: Record, name: str | None) -> Record:
    """Return a combatant as they are once they are a character of that name; anything else as it is."""
    if name is None or not isinstance(record, Combatant):
        return record
    return replace(record, character_id=next((each.id for each in around.cast if each.name == name.strip()), None))


def _add_combatant(tx: Transaction, scene_id: int, values: Values) -> int:
    own = _said(values, "side_id", "headcount", "outcome", "note")
    combatant_id = contents.add_combatant(tx, scene_id, str(values.get("label", "")), **own)
    return _cast_combatant(tx, combatant_id, values)


def _change_combatant(tx: Transaction, combatant_id: int, values: Values) -> int:
    own = _said(values, "label", "side_id", "headcount", "outcome", "note")
    if own:
        contents.change_combatant(tx, combatant_id, **own)
    return _cast_combatant(tx, combatant_id, values)


def _cast_combatant(tx: Transaction, combatant_id: int, values: Values) -> int:
    character = values.get("character")
    if character is not None:
        cast.be_character(tx, combatant_id, str(character))
    performers, roles = _performers(values)
    if roles:
        cast.cast_combatant(tx, combatant_id, performers, roles=roles)
    return combatant_id


COMBATANTS = PartKind(
    name="combatant",
    of="SCENE",
    summary="combatants",
    first="label",
    fields=(
        Field("label", "text", "who they are: a name, or words such as guards"),
        Field("side", "part", "the side they are on", column="side_id", source="side"),
        Field("headcount", "count", "how many they are; ‘many’ where nobody counted"),
        Field("outcome", "code", "how they come off", source="outcome"),
        Field("note", "text", "anything more"),
        Field("character", "text", "the film's character they are; made if it has none of that name"),
        *_PLAYED,
    ),
    value=_combatant_value,
    add=_add_combatant,
    change=_change_combatant,
    remove=contents.remove_combatant,
    removing="what they wield goes too; what is aimed at them, and what they are credited with, stays without them",
)


def _character_value(around: Around, record: Record, field: Field) -> Value:
    if not field.several:
        return _own_value(around, record, field)
    performers: tuple[Performer, ...] = getattr(record, "performers", ())
    return tuple(each.name for each in performers if each.role == field.key)


def _add_character(tx: Transaction, film_id: int, values: Values) -> int:
    return _play_character(tx, cast.add_character(tx, film_id, str(values.get("name", "")).strip()), values)


def _change_character(tx: Transaction, character_id: int, values: Values) -> int:
    if "name" in values:
        cast.rename_character(tx, character_id, str(values["name"]))
    return _play_character(tx, character_id, values)


def _play_character(tx: Transaction, character_id: int, values: Values) -> int:
    performers, roles = _performers(values)
    cast.set_performers(tx, character_id, performers, roles=roles)
    return character_id


CHARACTERS = PartKind(
    name="character",
    of="FILM",
    summary="cast: characters, and who plays them",
    first="name",
    fields=(Field("name", "text", "the character's name"), *_PLAYED),
    value=_character_value,
    add=_add_character,
    change=_change_character,
    remove=cast.remove_character,
    removing="combatants stay, by their labels alone",
)

# ------------------------------------------------------------ beats


def _add_beat(tx: Transaction, scene_id: int, values: Values) -> int:
    return contents.add_beat(tx, scene_id, **_said(values))


def beat_beyond(around: Around, record: Record) -> str:
    """Return a sentence on a beat that reaches beyond its fight; '' for any other."""
    if around.scene is None or not isinstance(record, Beat):
        return ""
    fight = around.scene.fields.in_us, around.scene.fields.out_us
    return reaches_beyond((record.in_us, record.out_us), fight, stretch(*fight))


BEATS = PartKind(
    name="beat",
    of="SCENE",
    summary="beats, which may overlap and nest",
    first="label",
    fields=(
        Field("label", "text", "what the beat is called"),
        Field("in", "time", "where it begins", column="in_us"),
        Field("out", "time", "where it ends", column="out_us"),
        Field("note", "text", "what happens"),
        Field("upper_hand", "part", "the side that has the upper hand", column="upper_hand_side_id", source="side"),
    ),
    add=_add_beat,
    change=_by(contents.change_beat),
    remove=contents.remove_beat,
    removing="terms on it go too; what is wielded in it stays in the fight",
    name_needed=False,
    doubt=beat_beyond,
)

# ------------------------------------------------------------ wieldings


def _add_wielding(tx: Transaction, scene_id: int, values: Values) -> int:
    own = _said(values)
    weapon_id, improvised = int(str(own.pop("weapon_id"))), bool(own.pop("improvised", 0))
    targets = _ids(values, "target_ids")
    return contents.add_wielding(tx, scene_id, weapon_id, target_ids=targets, improvised=improvised, **own)


def _change_wielding(tx: Transaction, wielding_id: int, values: Values) -> int:
    contents.change_wielding(tx, wielding_id, **_said(values))
    if "target_ids" in values:
        contents.set_targets(tx, wielding_id, _ids(values, "target_ids"))
    return wielding_id


WIELDINGS = PartKind(
    name="wielding",
    of="SCENE",
    summary="wieldings: who uses what against whom",
    first="weapon",
    fields=(
        Field("weapon", "concept", "what is used, a weapon of the vocabulary", column="weapon_id", source="weapon"),
        Field("who", "part", "the combatant who uses it", column="combatant_id", source="combatant"),
        Field("against", "part", "a combatant it is used on", column="target_ids", source="combatant", several=True),
        Field("from", "time", "since when", column="from_us"),
        Field("to", "time", "until when", column="to_us"),
        Field("acquired", "code", "how they came by it", source="acquired"),
        Field("ended", "code", "what became of it", source="ended"),
        Field("manner", "text", "how it is used: swung by its laces, as a club, …"),
        Field("improvised", "yes-no", "whether it was not made as a weapon"),
        Field("certainty", "code", "how sure that is", source="certainty", unsaid="certain"),
        Field("beat", "part", "the beat it is in", column="beat_id", source="beat"),
        Field("previous", "part", "the use before of the same object", column="previous_id", source="wielding"),
    ),
    add=_add_wielding,
    change=_change_wielding,
    remove=contents.remove_wielding,
    removing="the object's way goes on from the hands before",
)

# ------------------------------------------------------------ terms


def _add_term(tx: Transaction, scene_id: int, values: Values) -> int:
    said = _said(values, "beat_id", "combatant_id")
    about = {name: None if value is None else int(value) for name, value in said.items()}
    return put_term(tx, scene_id, int(str(values.get("concept_id"))), **about)


def _change_term(tx: Transaction, term_id: int, values: Values) -> int:
    return contents.change_term(tx, term_id, **_said(values))


TERMS = PartKind(
    name="term",
    of="SCENE",
    summary="techniques, camera terms and themes",
    first="term",
    fields=(
        Field(
            "term", "concept", "a technique, camera term or theme", column="concept_id", source="technique camera theme"
        ),
        Field("beat", "part", "the beat it is on; without one, the whole fight", column="beat_id", source="beat"),
        Field("who", "part", "the combatant who does it", column="combatant_id", source="combatant"),
    ),
    add=_add_term,
    change=_change_term,
    remove=contents.remove_term,
    removing="nothing else goes",
)

SCENE_PARTS = (SIDES, COMBATANTS, BEATS, WIELDINGS, TERMS)
