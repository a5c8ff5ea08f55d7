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
from donnybrook.sample.truth import Moment, ReelTruth


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
    """Who wields what; people by label, the weapon and the beat by label, ``follows`` by its place among the uses.

    ``lasts`` is from when to when it is seen in these hands, where that is told.
    """

    weapon: str
    who: str
    against: tuple[str, ...] = ()
    beat: str = ""
    lasts: tuple[Moment, Moment] | None = None
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
    cover: Moment | None = None
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


def draft_of(entry: Entry, vocabulary: Vocabulary, truth: ReelTruth | None) -> SceneDraft:
    """The draft of an entry; its times are those of ``truth``. Raises ``LookupError`` for a word that is not known."""
    places = {fighter.label: place for place, fighter in enumerate(entry.fighters)}
    beats = {stretch.label: place for place, stretch in enumerate(entry.beats)}
    fight = truth.fight(entry.key) if truth is not None else None
    return SceneDraft(
        fields=SceneFields(
            title=entry.title,
            in_us=fight.in_us if fight is not None else None,
            out_us=fight.out_us if fight is not None else None,
            location_id=_concept(vocabulary, "location", entry.location) if entry.location else None,
            place_name=entry.place_name,
            interior=entry.interior,
            time_of_day=entry.time_of_day,
            note=entry.note,
            status="done",
        ),
        sides=entry.sides,
        combatants=tuple(_combatant(fighter) for fighter in entry.fighters),
        beats=tuple(_beat(stretch, truth) for stretch in entry.beats),
        wieldings=tuple(_wielding(use, vocabulary, truth, places, beats) for use in entry.uses),
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


def _beat(stretch: Stretch, truth: ReelTruth | None) -> BeatDraft:
    in_us, out_us = _times(truth, ((stretch.shots[0], 0), (stretch.shots[1], None)) if stretch.shots else None)
    return BeatDraft(
        label=stretch.label,
        in_us=in_us,
        out_us=out_us,
        note=stretch.note,
        upper_hand=stretch.upper_hand,
    )


def _times(truth: ReelTruth | None, lasts: tuple[Moment, Moment] | None) -> tuple[int, int] | tuple[None, None]:
    return (None, None) if truth is None or lasts is None else (truth.time_us(lasts[0]), truth.time_us(lasts[1]))


def _wielding(
    use: Use, vocabulary: Vocabulary, truth: ReelTruth | None, places: Mapping[str, int], beats: Mapping[str, int]
) -> WieldingDraft:
    from_us, to_us = _times(truth, use.lasts)
    return WieldingDraft(
        weapon_id=_concept(vocabulary, "weapon", use.weapon),
        who=places[use.who],
        against=tuple(places[label] for label in use.against),
        beat=beats[use.beat] if use.beat else None,
        from_us=from_us,
        to_us=to_us,
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
