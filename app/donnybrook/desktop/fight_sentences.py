"""Who does what to whom with what, in sentences made of words and weapon chips. Knows no widget.

"Sintel takes a [staff] against guard, keeps it" is read at a glance; how it is laid out is a panel's affair.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from donnybrook.catalog import Combatant, Scene, Vocabulary, Wielding
from donnybrook.desktop.panels.chip import Chip

type Tone = Literal["text", "strong", "muted", "loss"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one tone."""

    text: str
    tone: Tone = "text"


type Piece = Words | Chip
type Sentence = tuple[Piece, ...]

_VERBS = {
    "": "uses",
    "brought": "brought",
    "drawn": "draws",
    "picked up": "picks up",
    "found": "finds",
    "taken": "takes",
    "caught": "catches",
    "given": "is given",
    "assembled": "puts together",
    "part of body": "uses",
    "unknown": "uses",
}
_ENDINGS: dict[str, Words] = {
    "kept": Words("keeps it"),
    "lost": Words("loses it", "loss"),
    "dropped": Words("drops it", "loss"),
    "thrown": Words("throws it", "loss"),
    "knocked away": Words("it is knocked away", "loss"),
    "taken": Words("it is taken", "loss"),
    "turned on its owner": Words("it is turned on its owner", "loss"),
    "broken": Words("it breaks", "loss"),
    "ran out": Words("it runs out", "loss"),
    "handed over": Words("hands it over"),
}
_UNBROKEN = "\N{NO-BREAK SPACE}"
_PLURAL_VERBS = {"uses": "use", "draws": "draw", "picks up": "pick up", "finds": "find", "takes": "take"}


def fight_sentences(scene: Scene, vocabulary: Vocabulary) -> tuple[Sentence, ...]:
    """Return a sentence for each wielding, and one for those who fight without one being named."""
    by_id = {combatant.id: combatant for combatant in scene.combatants}
    told = [_wielding(wielding, by_id, vocabulary) for wielding in scene.wieldings]
    named = {wielding.combatant_id for wielding in scene.wieldings}
    named |= {target for wielding in scene.wieldings for target in wielding.target_ids}
    rest = [combatant for combatant in scene.combatants if combatant.id not in named]
    return (*told, *_unarmed_rest(rest, scene))


def _wielding(wielding: Wielding, by_id: dict[int, Combatant], vocabulary: Vocabulary) -> Sentence:
    who = by_id.get(wielding.combatant_id or 0)
    family = vocabulary.family(wielding.weapon_id)
    verb = _VERBS.get(wielding.acquired, "uses")
    if who is not None and who.headcount != 1:
        verb = _PLURAL_VERBS.get(verb, verb)
    pieces: list[Piece] = [Words(_name(who) if who else "Someone"), Words(verb)]
    article = "" if family == "unarmed" else _article(wielding.weapon)
    if article:
        pieces.append(Words(article))
    pieces.append(Chip(wielding.weapon, family, wielding.improvised))
    if wielding.manner:
        pieces.append(Words(f"({wielding.manner})", "muted"))
    pieces += _targets(wielding, by_id)
    if wielding.ended in _ENDINGS:
        pieces[-1] = _with_comma(pieces[-1])
        ending = _plural_ending(_ENDINGS[wielding.ended], who, wielding.weapon)
        pieces.append(Words(ending.text.replace(" ", _UNBROKEN), ending.tone))
    if wielding.certainty not in ("", "certain"):
        pieces.append(Words(f"({wielding.certainty})", "muted"))
    return tuple(pieces)


def _targets(wielding: Wielding, by_id: dict[int, Combatant]) -> Iterator[Piece]:
    names = [_name(by_id[target]) for target in wielding.target_ids if target in by_id]
    if names:
        yield Words("against")
        yield Words(_listed(names), "strong")


def _unarmed_rest(rest: list[Combatant], scene: Scene) -> Iterator[Sentence]:
    if not rest:
        return
    labels = {side.id: side.label for side in scene.sides}
    by_side: dict[int | None, list[str]] = {}
    for combatant in rest:
        by_side.setdefault(combatant.side_id, []).append(_name(combatant))
    if len(by_side) == 2 and not scene.wieldings:
        one, other = by_side.values()
        yield (Words(_listed(one)), Words("against"), Words(_listed(other), "strong"))
        return
    for side_id, names in by_side.items():
        side = labels.get(side_id or 0, "")
        yield (Words(_listed(names)), *((Words(f"for {side}", "muted"),) if side and side not in names else ()))


def _name(combatant: Combatant) -> str:
    if combatant.headcount is None:
        return f"{combatant.label} (many)"
    return combatant.label if combatant.headcount == 1 else f"{combatant.label} × {combatant.headcount}"


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _article(weapon: str) -> str:
    if weapon.endswith("s") and not weapon.endswith("ss"):
        return ""
    return "an" if weapon[:1].lower() in "aeiou" else "a"


def _plural_ending(ending: Words, who: Combatant | None, weapon: str) -> Words:
    text = ending.text
    if not _article(weapon):
        text = text.replace("it is ", "they are ").replace("it breaks", "they break").replace("it runs", "they run")
        text = text.replace(" it", " them")
    if who is not None and who.headcount != 1:
        verb, _, rest = text.partition(" ")
        text = f"{verb.removesuffix('s')} {rest}" if verb in ("keeps", "loses", "drops", "throws", "hands") else text
    return Words(text, ending.tone)


def _with_comma(piece: Piece) -> Piece:
    return Words(f"{piece.text},", piece.tone) if isinstance(piece, Words) else piece
