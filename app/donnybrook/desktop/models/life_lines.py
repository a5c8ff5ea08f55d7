"""The life of each weapon in a fight: in whose hands it is from when to when, how it came there, what became of it.

Uses that follow each other by ``previous`` are of one and the same object, and make one line. Knows no widget.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from donnybrook.catalog import Scene, Vocabulary, Wielding
from donnybrook.catalog.english import UNARMED, people
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.bar_rows import Bar
from donnybrook.records import dataclass

_OPEN_END_US = 1_000_000  # how long a fight is drawn of which nobody has said yet when it ends
_NOBODY_SAID = frozenset({"", "unknown"})


@dataclass(frozen=True, slots=True)
class LifeLine:
    """One object: what it is, the colour of its class, and a bar for each time that someone has it, in order."""

    weapon: str
    token: str
    improvised: bool
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """When a use is drawn: ``in_said`` and ``out_said`` tell whether anyone said so."""

    in_us: int
    out_us: int
    in_said: bool
    out_said: bool


def life_lines(scene: Scene, vocabulary: Vocabulary) -> list[LifeLine]:
    """Return the lines of a fight that has an in point, in the order in which their weapons first appear.

    Where a use has no times, it is drawn over its beat, else between the uses before and after it of the same object,
    else over the whole fight; and it says so.
    """
    if scene.fields.in_us is None:
        return []
    lines = [_line(chain, scene, vocabulary) for chain in _chains(scene.wieldings)]
    return sorted(lines, key=lambda line: line.bars[0].in_us)


def _chains(wieldings: Sequence[Wielding]) -> list[list[Wielding]]:
    """Return the uses of each object; one that two uses go on from (two copies, merged) is still one object."""
    by_id = {wielding.id: wielding for wielding in wieldings}
    chains: dict[int, list[Wielding]] = {}
    for wielding in wieldings:
        chains.setdefault(_first(wielding, by_id), []).append(wielding)
    return [sorted(chain, key=lambda each: _depth(each, by_id)) for chain in chains.values()]


def _first(wielding: Wielding, by_id: dict[int, Wielding]) -> int:
    return _before(wielding, by_id)[-1]


def _depth(wielding: Wielding, by_id: dict[int, Wielding]) -> int:
    return len(_before(wielding, by_id))


def _before(wielding: Wielding, by_id: dict[int, Wielding]) -> list[int]:
    """Return a use and those before it of the same object; it ends also where merged copies have closed a circle."""
    ids = [wielding.id]
    while (before := by_id[ids[-1]].previous_id) is not None and before in by_id and before not in ids:
        ids.append(before)
    return ids if before is None or before not in ids else [*ids, min(ids)]


def _line(chain: Sequence[Wielding], scene: Scene, vocabulary: Vocabulary) -> LifeLine:
    stretches = _stretches(chain, scene)
    first = chain[0]
    token = vocabulary.family(first.weapon_id)
    bars = tuple(
        _bar(wielding, stretch, scene, vocabulary, is_handed_on=_is_handed_on(chain, place))
        for place, (wielding, stretch) in enumerate(zip(chain, stretches, strict=True))
    )
    return LifeLine(first.weapon, token, any(each.improvised for each in chain), bars)


def _is_handed_on(chain: Sequence[Wielding], place: int) -> bool:
    return place > 0 and chain[place].combatant_id != chain[place - 1].combatant_id


def _bar(wielding: Wielding, stretch: _Stretch, scene: Scene, vocabulary: Vocabulary, *, is_handed_on: bool) -> Bar:
    who = next((each for each in scene.combatants if each.id == wielding.combatant_id), None)
    name = people(who.label, who.headcount) if who is not None else translate("LifeLines", "someone")
    begins = "" if wielding.acquired in _NOBODY_SAID else wielding.acquired
    ends = "" if wielding.ended in _NOBODY_SAID else wielding.ended
    return Bar(
        wielding.id,
        name,
        stretch.in_us,
        stretch.out_us,
        vocabulary.family(wielding.weapon_id),
        begins=begins or ("changed hands" if is_handed_on and wielding.weapon != UNARMED else ""),
        ends=ends,
        is_loose=not stretch.in_said,
        is_open=not stretch.out_said,
    )


def _stretches(chain: Sequence[Wielding], scene: Scene) -> list[_Stretch]:
    said = [_said(wielding, scene) for wielding in chain]
    whole = _whole(scene)
    drawn: list[_Stretch] = []
    place = 0
    while place < len(chain):
        stretch = said[place]
        if stretch is not None:
            drawn.append(_ended(stretch, said[place + 1 :], whole))
            place += 1
            continue
        upto = next((each for each in range(place, len(chain)) if said[each] is not None), len(chain))
        since_us = drawn[-1].out_us if drawn and drawn[-1].out_us < whole.out_us else whole.in_us
        after = said[upto] if upto < len(chain) else None
        until_us = after.in_us if after is not None and after.in_us > since_us else whole.out_us
        drawn += _shared(since_us, max(until_us, since_us + 1), upto - place)
        place = upto
    return drawn


def _shared(since_us: int, until_us: int, count: int) -> list[_Stretch]:
    """Return equal parts: that one came after the other is known, and no more."""
    ends = [since_us + (until_us - since_us) * place // count for place in range(count + 1)]
    return [_Stretch(in_us, max(out_us, in_us + 1), in_said=False, out_said=False) for in_us, out_us in pairwise(ends)]


def _said(wielding: Wielding, scene: Scene) -> _Stretch | None:
    """Return the times of a use, or those of its beat, with an end at 0 where none was said; None without any."""
    if wielding.from_us is not None:
        return _Stretch(wielding.from_us, wielding.to_us or 0, in_said=True, out_said=wielding.to_us is not None)
    beat = next((each for each in scene.beats if each.id == wielding.beat_id and each.in_us is not None), None)
    if beat is None or beat.in_us is None:
        return None
    return _Stretch(beat.in_us, beat.out_us or 0, in_said=False, out_said=False)


def _ended(stretch: _Stretch, later: Sequence[_Stretch | None], whole: _Stretch) -> _Stretch:
    if stretch.out_us:
        return stretch
    following = next((each.in_us for each in later if each is not None and each.in_us > stretch.in_us), whole.out_us)
    return replace(stretch, out_us=max(following, stretch.in_us + 1))


def _whole(scene: Scene) -> _Stretch:
    in_us = scene.fields.in_us or 0
    return _Stretch(in_us, scene.fields.out_us or in_us + _OPEN_END_US, in_said=True, out_said=True)
