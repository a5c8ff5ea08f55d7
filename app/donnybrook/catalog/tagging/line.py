"""What a tagging line says, as records with their places in the text. Knows no vocabulary: words are words here."""

from typing import Literal

from donnybrook.records import dataclass

type SlotKind = Literal["time", "side", "person", "weapon", "location", "term", "note"]


@dataclass(frozen=True, slots=True)
class WordAt:
    """A word or phrase as typed, from ``start`` up to ``end`` of the line."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PersonWord:
    """Who fights, as typed; ``headcount`` is 1 unless said (``x8``), None for many (``x many``)."""

    text: str
    headcount: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WeaponWord:
    """A weapon as typed, without its ``!``."""

    text: str
    improvised: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SideLine:
    """One side of the fight.

    ``whole`` is all of it but the headcount at its end. ``is_bare``: it is one phrase (``assailants x8``) of which the
    line alone can't tell whether it is a weapon or a person, so ``people`` and ``weapons`` hold it read either way.
    A person without a name (``text == ""``) carries a headcount that stands after weapons nobody was named for.
    """

    people: tuple[PersonWord, ...]
    weapons: tuple[WeaponWord, ...]
    whole: WordAt
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class TaggingLine:
    """A whole line. Times are microseconds from the film's zero; None: not said."""

    in_us: int | None = None
    out_us: int | None = None
    sides: tuple[SideLine, ...] = ()
    location: WordAt | None = None
    terms: tuple[WordAt, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineFault:
    """What could not be understood from ``start`` up to ``end``, and a sentence saying why."""

    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the line and what belongs there, for colouring and completion; empty where nothing is typed yet.

    ``side`` is a bare phrase: a weapon or a person.
    """

    kind: SlotKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """What was understood of a line, what was not, and what each piece of it is (left to right, without overlap)."""

    line: TaggingLine
    problems: tuple[LineFault, ...] = ()
    slots: tuple[Slot, ...] = ()

    def slot_at(self, place: int) -> Slot | None:
        """Return the slot that is typed in when the cursor stands at ``place``: the last that starts at or before it.

        A completion replaces the text from ``slot.start`` up to the later of ``slot.end`` and ``place``.
        """
        return next((slot for slot in reversed(self.slots) if slot.start <= place), None)
