"""Fights out of what programs for observing and for linguists mark: stretches of time under names. Knows no format.

Where some stretches are called fights (or scenes), each of them is one, and what lies in it is said of it: who, their
weapons, its beats. What lies in none, and all where nothing is called so, is a fight of its own.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import field

from donnybrook.catalog import BeatDraft, CombatantDraft, SceneFields
from donnybrook.exchange.foreign import ANY_SCHEME, ForeignScene, ForeignTerm, ForeignUse
from donnybrook.exchange.kinds import LOCATION, is_beat, is_fight, scheme_called
from donnybrook.records import dataclass

_FARTHEST_BACK = 200  # fights that began before, among which the one is looked for that a stretch lies in


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Something marked from one time to another, or at one time: what it is called, what is said, and of whom.

    ``words`` say more of it, each with the kind that it is called by, or ''.
    """

    where: str
    kind: str
    in_us: int
    out_us: int | None = None
    film: int = 0
    text: str = ""
    who: str = ""
    words: tuple[tuple[str, str], ...] = ()
    note: str = ""


def fights_in(stretches: Iterable[Stretch]) -> list[ForeignScene]:
    """Return the fights that stretches of some films make."""
    ordered = sorted(stretches, key=lambda each: (each.film, each.in_us, each.out_us or each.in_us))
    fights = [_Fight(each) for each in ordered if is_fight(each.kind)]
    begins = [(each.head.film, each.head.in_us) for each in fights]
    alone: list[_Fight] = []
    for stretch in ordered:
        if is_fight(stretch.kind):
            continue
        holder = _holder(fights, bisect_right(begins, (stretch.film, stretch.in_us)), stretch)
        if holder:
            holder.take(stretch)
        else:
            alone.append(_Fight(stretch))
    return [each.scene() for each in sorted((*fights, *alone), key=lambda each: (each.head.film, each.head.in_us))]


def _holder(fights: Sequence["_Fight"], after: int, stretch: Stretch) -> "_Fight | None":
    for fight in reversed(fights[max(0, after - _FARTHEST_BACK) : after]):
        head = fight.head
        if head.film == stretch.film and head.out_us is not None and stretch.in_us < head.out_us:
            return fight
    return None


@dataclass(slots=True)
class _Fight:
    """One fight and what lies in it."""

    head: Stretch
    _people: list[str] = field(default_factory=list)
    _beats: list[BeatDraft] = field(default_factory=list)
    _uses: list[ForeignUse] = field(default_factory=list)
    _terms: list[ForeignTerm] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _location: str = ""

    def take(self, stretch: Stretch) -> None:
        """Take what lies in it."""
        who = self._person(stretch.who)
        scheme = scheme_called(stretch.kind)
        if scheme == "weapon" and stretch.text:
            to_us = stretch.out_us
            self._uses.append(ForeignUse(weapon=stretch.text, who=who, from_us=stretch.in_us, to_us=to_us))
            self._take_words(stretch, who, None)
        elif scheme == LOCATION and stretch.text and not self._location:
            self._location = stretch.text
        else:
            self._take_beat(stretch, who, scheme)

    def scene(self) -> ForeignScene:
        """Return the fight."""
        head = self.head
        self._take_words(head, self._person(head.who), None)
        title = head.text or ("" if is_fight(head.kind) else head.kind)
        note = "\n".join(part for part in (head.note, *self._notes) if part)
        return ForeignScene(
            where=head.where,
            film=head.film,
            fields=SceneFields(title=title, in_us=head.in_us, out_us=head.out_us, note=note),
            location=self._location,
            combatants=tuple(CombatantDraft(label=each) for each in self._people),
            beats=tuple(self._beats),
            uses=tuple(self._uses),
            terms=tuple(self._terms),
        )

    def _take_beat(self, stretch: Stretch, who: int | None, scheme: str) -> None:
        called = "" if is_beat(stretch.kind) or scheme else stretch.kind
        label = ": ".join(part for part in (called, stretch.text) if part)
        beat = len(self._beats)
        self._beats.append(BeatDraft(label=label, in_us=stretch.in_us, out_us=stretch.out_us, note=stretch.note))
        if scheme and scheme != LOCATION and stretch.text:
            self._terms.append(ForeignTerm(label=stretch.text, schemes=(scheme,), beat=beat, who=who))
        self._take_words(stretch, who, beat)

    def _take_words(self, stretch: Stretch, who: int | None, beat: int | None) -> None:
        for kind, word in stretch.words:
            scheme = scheme_called(kind)
            if scheme == LOCATION:
                self._location = self._location or word
            else:
                schemes = (scheme,) if scheme else ANY_SCHEME
                self._terms.append(ForeignTerm(label=word, schemes=schemes, beat=beat, who=who))

    def _person(self, name: str) -> int | None:
        if not name:
            return None
        if name not in self._people:
            self._people.append(name)
        return self._people.index(name)
