"""The words of the query language, declared once: parsing, completion, help and docs follow. Knows no SQL."""

from difflib import get_close_matches
from enum import Enum

from donnybrook.records import dataclass


class Kind(Enum):
    """What stands after a field's colon."""

    TEXT = "text"
    CONCEPT = "concept"
    CODE = "code"  # an entry of a closed list
    YEAR = "year"
    DECADE = "decade"
    NUMBER = "number"
    DURATION = "duration"
    DATE = "date"
    PLACE = "place"  # one of a few words: where to look


@dataclass(frozen=True, slots=True)
class Field:
    """A field one can ask of."""

    name: str
    kind: Kind
    summary: str
    example: str
    aliases: tuple[str, ...] = ()
    source: str = ""  # CONCEPT: the vocabulary its values are looked up in; CODE: the closed list
    can_oppose: bool = False  # may stand on a side of a match-up
    can_relate: bool = False  # may stand beside during, before, after and &
    column: str = ""  # of a use, that has to hold one of ``codes``; with it the field speaks of a use
    codes: tuple[str, ...] = ()

    @property
    def is_of_a_use(self) -> bool:
        """Whether it asks of a weapon in someone's hands: what stands beside it may speak of the same use."""
        return self.kind is Kind.CONCEPT and self.source == "weapon" and self.name != "then"


@dataclass(frozen=True, slots=True)
class Sign:
    """A flag or an operator: what is typed, and what it means."""

    text: str
    summary: str
    example: str


# How a use ends of which its user has the weapon no more.
LOST_CODES = (
    *("lost", "dropped", "thrown", "knocked away", "taken", "turned on its owner", "broken", "ran out"),
    "handed over",
)


def _fate(name: str, column: str, summary: str, example: str, *codes: str) -> Field:
    return Field(name, Kind.CONCEPT, summary, example, source="weapon", column=column, codes=codes)


FIELDS: tuple[Field, ...] = (
    Field(
        "weapon",
        Kind.CONCEPT,
        "a weapon, or anything narrower",
        "weapon:blade",
        ("weapons", "w"),
        "weapon",
        can_oppose=True,
        can_relate=True,
    ),
    Field(
        "by",
        Kind.TEXT,
        "who fights: a combatant, character or performer",
        "by:Eve",
        ("who",),
        can_oppose=True,
        can_relate=True,
    ),
    Field("film", Kind.TEXT, "the film's title, or another title it goes by", "film:ballerina"),
    Field(
        "at", Kind.CONCEPT, "where in the story: a kind of place, or its name", "at:village", ("location",), "location"
    ),
    Field("tech", Kind.CONCEPT, "a technique", "tech:strangle", ("technique",), "technique", can_relate=True),
    Field("cam", Kind.CONCEPT, "a camera term", 'cam:"long take"', ("camera",), "camera", can_relate=True),
    Field("title", Kind.TEXT, "the fight's own title", 'title:"the duel"'),
    Field("note", Kind.TEXT, "the choreography note", "note:laces", ("notes",)),
    Field("year", Kind.YEAR, "the film's year", "year:1970..1985"),
    Field("decade", Kind.DECADE, "the decade the film is of", "decade:1980s"),
    Field("dur", Kind.DURATION, "how long the fight lasts", "dur:>90s", ("duration",)),
    Field("added", Kind.DATE, "when it was entered", "added:<2026-01-01"),
    _fate(
        "loses", "ended", "a weapon its user no longer has at the end, whatever became of it", "loses:gun", *LOST_CODES
    ),
    _fate("drops", "ended", "a weapon that is dropped", "drops:knife", "dropped"),
    _fate("throws", "ended", "a weapon that is thrown", "throws:axe", "thrown"),
    _fate("breaks", "ended", "a weapon that breaks", "breaks:sword", "broken"),
    _fate("empties", "ended", "a weapon that runs out of shots, fuel or water", "empties:firearm", "ran out"),
    _fate("turned", "ended", "a weapon that is taken and turned on its owner", "turned:knife", "turned on its owner"),
    _fate("keeps", "ended", "a weapon that is kept to the end", "keeps:sword", "kept"),
    _fate("draws", "acquired", "a weapon drawn from concealment", "draws:pistol", "drawn"),
    _fate("picks", "acquired", "a weapon picked up or found in the fight", "picks:bottle", "picked up", "found"),
    _fate("takes", "acquired", "a weapon taken from an opponent", "takes:knife", "taken"),
    _fate("catches", "acquired", "a weapon caught in flight", "catches:axe", "caught"),
    Field(
        "then",
        Kind.CONCEPT,
        "what the same combatant uses afterwards",
        'loses:flamethrower then:"fire hose"',
        source="weapon",
    ),
    Field("ended", Kind.CODE, "how the use of a weapon ended", "ended:broken", source="ended"),
    Field("acquired", Kind.CODE, "how someone came by a weapon", "acquired:caught", source="acquired"),
    Field("outcome", Kind.CODE, "how someone came off", "outcome:killed", source="outcome"),
    Field("against", Kind.NUMBER, "how many one fighter alone stands against", "against:>=5"),
    Field("headcount", Kind.NUMBER, "how many one combatant is", "headcount:8", ("heads",)),
    Field("rating", Kind.NUMBER, "how good the fight is, from 1 to 5", "rating:>=4", ("stars",)),
    Field("status", Kind.CODE, "how far the work on it is", "status:reviewed", source="status"),
    Field("certainty", Kind.CODE, "how sure its coder is", "certainty:probable", source="certainty"),
    Field("layer", Kind.TEXT, "the layer: one coder's reading of a film", "layer:main"),
    Field("coder", Kind.TEXT, "who entered it", "coder:Ana"),
    Field("collection", Kind.TEXT, "a collection it is in", "collection:reel"),
    Field("scene", Kind.TEXT, "one fight, by the beginning of its scene_id", "scene:0199a7c3"),
    Field("in", Kind.PLACE, "looks among what is in the trash, instead of what is not", "in:trash"),
)
FLAGS: tuple[Sign, ...] = (Sign("improvised", "something not made as a weapon is used as one", "improvised by:Eve"),)
OPERATORS: tuple[Sign, ...] = (
    Sign("vs", "on opposed sides of one scene, either way round", 'flamethrower vs "fire hose"'),
    Sign(">", "as vs, and the left one attacks", 'flamethrower > "fire hose"'),
    Sign("&", "together in one beat", "flamethrower & overhead"),
    Sign("during", "while the other goes on", 'strangle during "long take"'),
    Sign("before", "over before the other begins", "pistol before knife"),
    Sign("after", "begins when the other is over", "knife after pistol"),
    Sign("-", "not", "-gun"),
    Sign("OR", "one or the other (in capitals, or |)", "sword OR axe"),
    Sign("( )", "taken together", "-(gun OR knife)"),
    Sign('" "', "these words, next to each other", '"fire hose"'),
)

TRASH = "trash"  # what the field ``in`` knows

_BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.aliases)}
_FLAG_NAMES = frozenset(flag.text for flag in FLAGS)


def field_named(name: str) -> Field | None:
    """Return the field of that name or alias, in any case."""
    return _BY_NAME.get(name.casefold())


def field_like(name: str) -> Field | None:
    """Return the field a misspelt name most likely means."""
    near = get_close_matches(name.casefold(), _BY_NAME, n=1, cutoff=0.6)
    return _BY_NAME[near[0]] if near else None


def is_flag(word: str) -> bool:
    """Say whether a plain word is a flag."""
    return word.casefold() in _FLAG_NAMES
