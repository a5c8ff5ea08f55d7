"""Reads one side of a tagging line: who, with what, how many. Knows no vocabulary and no other part of the line."""

import re
from dataclasses import field

from donnybrook.catalog.tagging.line import LineFault, PersonWord, SideLine, Slot, WeaponWord, WordAt
from donnybrook.catalog.tagging.pieces import Piece
from donnybrook.records import dataclass

MAX_HEADCOUNT = 1_000_000
_COUNT = re.compile(r"(?:^|\s+)[x×]\s*(?P<count>[0-9]{1,12}|many|\?)$", re.IGNORECASE)
_BY = re.compile(r"(?<!\S)by(?!\S)", re.IGNORECASE)


@dataclass(slots=True)
class SideReading:
    """A side with the faults and slots found in it."""

    side: SideLine
    faults: list[LineFault] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Counted:
    word: WordAt
    headcount: int | None
    is_counted: bool


def read_side(piece: Piece) -> SideReading:
    """Read ``who: weapon, weapon x N``, ``weapon by who x N``, or a bare phrase."""
    faults: list[LineFault] = []
    whole = WordAt(piece.text, piece.start, piece.end)
    before, colon, _ = piece.text.partition(":")
    by = list(_BY.finditer(piece.text))
    if colon:
        who, weapons = _part(whole, 0, len(before)), _part(whole, len(before) + 1, len(piece.text))
    elif by:
        who, weapons = _part(whole, by[-1].end(), len(piece.text)), _part(whole, 0, by[-1].start())
    else:
        who, weapons = None, whole
    counted = _counted(weapons, faults)
    words = _weapons(counted.word)
    people = _people(who, faults) if who else ()
    is_bare = who is None and len(words) == 1 and not words[0].improvised
    people = _people(whole, []) if is_bare else _with_count(people, counted, faults)
    if is_bare and not people:  # a lone "&"
        words = ()
    if whole.text and not people and not words:
        faults.append(LineFault(whole.start, whole.end, "This side names nobody and no weapon."))
    side = SideLine(people, words, _counted(whole, []).word, is_bare)
    return SideReading(side, faults, _slots(who, counted.word, is_bare))


def _part(whole: WordAt, begins: int, ends: int) -> WordAt:
    inside = whole.text[begins:ends]
    start = whole.start + begins + len(inside) - len(inside.lstrip())
    stripped = inside.strip()
    return WordAt(stripped, start, start + len(stripped))


def _counted(word: WordAt, faults: list[LineFault]) -> _Counted:
    match = _COUNT.search(word.text)
    if not match:
        return _Counted(word, 1, is_counted=False)
    bare = WordAt(word.text[: match.start()], word.start, word.start + match.start())
    digits = match["count"]
    if not digits.isdecimal():
        return _Counted(bare, None, is_counted=True)
    if not 0 < int(digits) <= MAX_HEADCOUNT:
        sentence = f"A headcount is at least 1 and at most {MAX_HEADCOUNT:,}; for many write “x many”."
        faults.append(LineFault(word.start + match.start("count"), word.end, sentence))
        return _Counted(bare, 1, is_counted=False)
    return _Counted(bare, int(digits), is_counted=True)


def _split(word: WordAt, sign: str) -> list[WordAt]:
    parts, begins = [], 0
    for text in word.text.split(sign):
        parts.append(_part(word, begins, begins + len(text)))
        begins += len(text) + len(sign)
    return parts


def _weapons(word: WordAt) -> tuple[WeaponWord, ...]:
    found = []
    for part in _split(word, ","):
        name = part.text.rstrip("! ")
        if name:
            found.append(WeaponWord(name, "!" in part.text[len(name) :], part.start, part.start + len(name)))
    return tuple(found)


def _people(who: WordAt, faults: list[LineFault]) -> tuple[PersonWord, ...]:
    counted = [_counted(part, faults) for part in _split(who, "&")]
    return tuple(
        PersonWord(each.word.text, each.headcount, each.word.start, each.word.end) for each in counted if each.word.text
    )


def _with_count(people: tuple[PersonWord, ...], counted: _Counted, faults: list[LineFault]) -> tuple[PersonWord, ...]:
    """Give a headcount that stands after the weapons to the last person, or to a person without a name."""
    if not counted.is_counted:
        return people
    end = counted.word.end
    if not people:
        return (PersonWord("", counted.headcount, end, end),)
    last = people[-1]
    if last.headcount != 1:
        faults.append(LineFault(counted.word.start, end, f"How many “{last.text}” are is said twice."))
        return people
    return (*people[:-1], PersonWord(last.text, counted.headcount, last.start, last.end))


def _slots(who: WordAt | None, weapons: WordAt, is_bare: bool) -> list[Slot]:
    if who is None and (is_bare or not weapons.text):
        return [Slot("side", weapons.text, weapons.start, weapons.end)]
    slots = [Slot("weapon", part.text.rstrip("! "), part.start, part.end) for part in _split(weapons, ",")]
    if who:
        people = [_counted(part, []).word for part in _split(who, "&")]
        slots += [Slot("person", word.text, word.start, word.end) for word in people]
    return sorted(slots, key=lambda slot: slot.start)
