"""What of a draft a scene has already: its sides, its combatants, its uses of weapons. Reads and writes nothing."""

from collections import defaultdict

from donnybrook.catalog.drafts import CombatantDraft, SceneDraft, WieldingDraft
from donnybrook.records import dataclass

_NEW = -1  # the id of nothing


@dataclass(frozen=True, slots=True)
class PresentFighter:
    """A combatant that a scene has."""

    id: int
    label: str
    side_id: int | None


@dataclass(frozen=True, slots=True)
class PresentUse:
    """A use of a weapon that a scene has, without what was said of it later: times, manner, what became of it."""

    combatant_id: int | None
    weapon_id: int
    improvised: bool
    beat_id: int | None
    target_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Present:
    """What a scene has, in its order; sides by their ids and labels, uses with their ids."""

    sides: tuple[tuple[int, str], ...]
    fighters: tuple[PresentFighter, ...]
    uses: tuple[tuple[int, PresentUse], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """For each part of a draft, in its order, the id of what it is in the scene already."""

    sides: tuple[int | None, ...]
    combatants: tuple[int | None, ...]
    uses: tuple[int | None, ...]


def found_in(draft: SceneDraft, present: Present, beat_id: int | None) -> Found:
    """Return what of a draft is in a scene; ``beat_id``: the beat in which uses are that the draft puts on none.

    A combatant is who has its label, a side is one by its label or by who is on it. A use is one that is there if who,
    with what, against whom and in which part are the same; what stands there once answers for one.
    """
    sides: list[int | None] = []
    for place in range(len(draft.sides)):
        sides.append(_side(draft, place, present, sides))
    combatants: list[int | None] = []
    for who in draft.combatants:
        combatants.append(_combatant(who, sides, [each for each in present.fighters if each.id not in combatants]))
    left: dict[PresentUse, list[int]] = defaultdict(list)
    for use_id, each in reversed(present.uses):
        left[each].append(use_id)
    uses = [_use(use, left[_as_present(use, combatants, beat_id)]) for use in draft.wieldings]
    return Found(tuple(sides), tuple(combatants), tuple(uses))


def _side(draft: SceneDraft, place: int, present: Present, taken: list[int | None]) -> int | None:
    label = draft.sides[place]
    named = next((side_id for side_id, name in present.sides if name == label), None) if label else None
    if named is not None:
        return named
    members = {each.label for each in draft.combatants if each.side == place}
    free = (each for each in present.fighters if each.side_id not in taken)
    return next((each.side_id for each in free if each.side_id and each.label in members), None)


def _combatant(draft: CombatantDraft, sides: list[int | None], present: list[PresentFighter]) -> int | None:
    side_id = None if draft.side is None else sides[draft.side] or _NEW
    alike = [each for each in present if each.label == draft.label]
    return min(alike, key=lambda each: each.side_id != side_id).id if alike else None


def _use(use: WieldingDraft, alike: list[int]) -> int | None:
    says_no_more = use == WieldingDraft(
        weapon_id=use.weapon_id, who=use.who, against=use.against, improvised=use.improvised
    )
    return alike.pop() if says_no_more and alike else None


def _as_present(use: WieldingDraft, combatants: list[int | None], beat_id: int | None) -> PresentUse:
    who = None if use.who is None else combatants[use.who] or _NEW
    against = frozenset(combatants[place] or _NEW for place in use.against)
    return PresentUse(who, use.weapon_id, use.improvised, beat_id, against)
