"""Fights written down in words, and how words become a draft for a catalog; knows no film file."""

from __future__ import annotations

from collections.abc import Mapping

from donnybrook.catalog import (
    BeatDraft,
    Catalog,
    CombatantDraft,
    SceneDraft,
    SceneFields,
    TermDraft,
    Vocabulary,
    WieldingDraft,
)
from donnybrook.catalog.edits import vocabulary as vocabulary_edits
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fighter:
    """Someone in a fight; ``side`` is the side's place, ``headcount`` None for many."""

    label: str
    side: int
    character: str = ""
    performer: str = ""
    headcount: int | None = 1
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A beat: its words, whose the upper hand is, and, in the reel, the names of its first and last shot."""

    label: str
    shots: tuple[str, str] | None = None
    note: str = ""
    upper_hand: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Who wields what; people by label, the weapon and the beat by label, ``follows`` by its place among the uses."""

    weapon: str
    who: str
    against: tuple[str, ...] = ()
    beat: str = ""
    acquired: str = ""
    ended: str = ""
    manner: str = ""
    improvised: bool = False
    certainty: str = "certain"
    follows: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A technique or a camera term, on a beat and by someone where that is said."""

    scheme: str
    label: str
    beat: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One fight in words.

    For a fight of the reel, ``key`` is its short name, and ``cover`` the shot and the frame of it that show it best.
    """

    title: str
    key: str = ""
    cover: tuple[str, int] | None = None
    note: str = ""
    location: str = ""
    place_name: str = ""
    interior: str = ""
    time_of_day: str = ""
    sides: tuple[str, ...] = ()
    fighters: tuple[Fighter, ...] = ()
    beats: tuple[Stretch, ...] = ()
    uses: tuple[Use, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConcept:
    """A word that the starter vocabulary lacks, and under which one it belongs."""

    scheme: str
    label: str
    broader: str


type Times = tuple[int, int]


def draft_of(entry: Entry, vocabulary: Vocabulary, times: Times | None, shot_times: Mapping[str, Times]) -> SceneDraft:
    """The draft of an entry; times are in and out in µs. Raises ``LookupError`` for a word that is not known."""
    places = {fighter.label: place for place, fighter in enumerate(entry.fighters)}
    beats = {stretch.label: place for place, stretch in enumerate(entry.beats)}
    in_us, out_us = times or (None, None)
    return SceneDraft(
        fields=SceneFields(
            title=entry.title,
            in_us=in_us,
            out_us=out_us,
            location_id=_concept(vocabulary, "location", entry.location) if entry.location else None,
            place_name=entry.place_name,
            interior=entry.interior,
            time_of_day=entry.time_of_day,
            note=entry.note,
            status="done",
        ),
        sides=entry.sides,
        combatants=tuple(_combatant(fighter) for fighter in entry.fighters),
        beats=tuple(_beat(stretch, shot_times) for stretch in entry.beats),
        wieldings=tuple(_wielding(use, vocabulary, places, beats) for use in entry.uses),
        terms=tuple(
            TermDraft(
                concept_id=_concept(vocabulary, term.scheme, term.label),
                beat=beats[term.beat] if term.beat else None,
                who=places[term.who] if term.who else None,
            )
            for term in entry.terms
        ),
    )


def add_new_concepts(catalog: Catalog, concepts: tuple[NewConcept, ...]) -> None:
    """Add the words that the catalog's vocabulary lacks; those it has are left alone."""
    for new in concepts:
        if catalog.vocabulary.lookup(new.scheme, new.label) is None:
            broader_id = _concept(catalog.vocabulary, new.scheme, new.broader)
            label = f"Add {new.label}"
            catalog.edit(label, vocabulary_edits.add_concept, new.scheme, new.label, broader_id=broader_id)


def _combatant(fighter: Fighter) -> CombatantDraft:
    return CombatantDraft(
        label=fighter.label,
        side=fighter.side,
        character=fighter.character,
        performer=fighter.performer,
        headcount=fighter.headcount,
        outcome=fighter.outcome,
    )


def _beat(stretch: Stretch, shot_times: Mapping[str, Times]) -> BeatDraft:
    first, last = stretch.shots or ("", "")
    return BeatDraft(
        label=stretch.label,
        in_us=shot_times[first][0] if first else None,
        out_us=shot_times[last][1] if last else None,
        note=stretch.note,
        upper_hand=stretch.upper_hand,
    )


def _wielding(use: Use, vocabulary: Vocabulary, places: Mapping[str, int], beats: Mapping[str, int]) -> WieldingDraft:
    return WieldingDraft(
        weapon_id=_concept(vocabulary, "weapon", use.weapon),
        who=places[use.who],
        against=tuple(places[label] for label in use.against),
        beat=beats[use.beat] if use.beat else None,
        acquired=use.acquired,
        ended=use.ended,
        manner=use.manner,
        improvised=use.improvised,
        certainty=use.certainty,
        previous=use.follows,
    )


def _concept(vocabulary: Vocabulary, scheme: str, label: str) -> int:
    found = vocabulary.lookup(scheme, label)
    if found is None:
        raise LookupError(f"the vocabulary has no {scheme} “{label}”")
    return found
