"""Who does what to whom with what, in sentences made of words and weapon chips. Knows no screen and no page.

“Sintel takes a [staff] against guard, keeps it” is read at a glance; the words are those of `catalog.english`. The
window and the gallery show the same sentences, each in its own way.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from donnybrook.catalog.english import UNARMED, article, capital, comes_by, ends_with, fights, is_loss, joined, people
from donnybrook.catalog.records import Beat, Combatant, Concept, Scene, SceneTerm, Wielding
from donnybrook.catalog.scene_words import beat_name, side_name, stretch_line
from donnybrook.catalog.vocabulary import Vocabulary
from donnybrook.records import dataclass

type Tone = Literal["text", "strong", "muted", "loss"]

IMPROVISED = "✱"


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one tone."""

    text: str
    tone: Tone = "text"


@dataclass(frozen=True, slots=True)
class Chip:
    """One word that stands out; ``token`` is its class, which has one colour everywhere."""

    text: str
    token: str
    improvised: bool = False

    @property
    def shown(self) -> str:
        """The text with the mark of an improvised use."""
        return f"{self.text} {IMPROVISED}" if self.improvised else self.text


type Piece = Words | Chip
type Sentence = tuple[Piece, ...]


def fight_sentences(scene: Scene, vocabulary: Vocabulary) -> tuple[Sentence, ...]:
    """Return a sentence for each wielding, and one for those who fight without one being named."""
    by_id = {combatant.id: combatant for combatant in scene.combatants}
    told = [_wielding(wielding, scene, by_id, vocabulary) for wielding in scene.wieldings]
    named = {wielding.combatant_id for wielding in scene.wieldings}
    named |= {target for wielding in scene.wieldings for target in wielding.target_ids}
    rest = [combatant for combatant in scene.combatants if combatant.id not in named]
    return (*told, *_unarmed_rest(rest, scene))


def beat_sentences(scene: Scene) -> tuple[Sentence, ...]:
    """Return a sentence for each beat: when, what, who has the upper hand, how it is fought and filmed."""
    return tuple(_beat(beat, scene) for beat in scene.beats)


def _beat(beat: Beat, scene: Scene) -> Sentence:
    times = stretch_line(beat.in_us, beat.out_us)
    pieces: list[Piece] = [Words(times, "muted")] if times else []
    pieces.append(Words(beat.label, "strong") if beat.label else Words("Beat", "muted" if times else "text"))
    upper = next((side_name(side, scene) for side in scene.sides if side.id == beat.upper_hand_side_id), "")
    if upper:
        pieces[-1] = _with_comma(pieces[-1])
        pieces.append(Words(f"{upper} with the upper hand"))
    names = {combatant.id: combatant.label for combatant in scene.combatants}
    pieces += [Chip(term_words(term, names), term_token(term)) for term in scene.terms if term.beat_id == beat.id]
    if beat.note:
        pieces.append(Words(beat.note, "muted"))
    return tuple(pieces)


def term_words(term: SceneTerm, names: Mapping[int, str]) -> str:
    """Return a term, and by whom, where that is said."""
    by = names.get(term.combatant_id or 0, "")
    return f"{term.label} by {by}" if by else term.label


def term_token(term: SceneTerm | Concept) -> str:
    """Return the class of a term's chip."""
    return "water" if term.scheme == "camera" else "edged"


def _wielding(wielding: Wielding, scene: Scene, by_id: dict[int, Combatant], vocabulary: Vocabulary) -> Sentence:
    who = by_id.get(wielding.combatant_id or 0)
    is_one, is_unarmed = who is None or who.headcount == 1, wielding.weapon == UNARMED
    verb = fights(one=is_one) if is_unarmed else comes_by(wielding.acquired, one=is_one)
    pieces: list[Piece] = [Words(capital(_name(who) if who else "someone")), Words(verb)]
    before = next((each for each in scene.wieldings if each.id == wielding.previous_id), None)
    an = "the" if before is not None else article(wielding.weapon)
    if an:
        pieces.append(Words(an))
    pieces.append(Chip(wielding.weapon, vocabulary.family(wielding.weapon_id), wielding.improvised))
    if before is not None:
        pieces.append(Words(_custody(before, wielding, by_id)))
    if wielding.manner:
        pieces.append(Words(f"({wielding.manner})", "muted"))
    pieces += _targets(wielding, by_id)
    ending = "" if is_unarmed else ends_with(wielding.ended, wielding.weapon, one=is_one)
    if ending:
        pieces[-1] = _with_comma(pieces[-1])
        tone: Tone = "loss" if is_loss(wielding.ended) else "text"
        pieces.append(Words(ending, tone))
    when = [stretch_line(wielding.from_us, wielding.to_us)]
    when += [beat_name(beat) for beat in scene.beats if beat.id == wielding.beat_id]
    said = ["" if wielding.certainty == "certain" else wielding.certainty, *when]
    if any(said):
        pieces.append(Words(f"({', '.join(each for each in said if each)})", "muted"))
    return tuple(pieces)


def _custody(before: Wielding, after: Wielding, by_id: dict[int, Combatant]) -> str:
    """Return whose the same object was before."""
    if before.combatant_id == after.combatant_id:
        return "from before"
    holder = by_id.get(before.combatant_id or 0)
    return f"that {_name(holder) if holder else 'someone'} had"


def _targets(wielding: Wielding, by_id: dict[int, Combatant]) -> Iterator[Piece]:
    names = [_name(by_id[target]) for target in wielding.target_ids if target in by_id]
    if names:
        yield Words("against")
        yield Words(joined(names), "strong")


def _unarmed_rest(rest: list[Combatant], scene: Scene) -> Iterator[Sentence]:
    if not rest:
        return
    labels = {side.id: side.label for side in scene.sides}
    by_side: dict[int | None, list[str]] = {}
    for combatant in rest:
        by_side.setdefault(combatant.side_id, []).append(_name(combatant))
    if len(by_side) == 2 and not scene.wieldings:
        one, other = by_side.values()
        yield (Words(capital(joined(one))), Words("against"), Words(joined(other), "strong"))
        return
    for side_id, names in by_side.items():
        side = labels.get(side_id or 0, "")
        yield (Words(capital(joined(names))), *((Words(f"for {side}", "muted"),) if side and side not in names else ()))


def _name(combatant: Combatant) -> str:
    return people(combatant.label, combatant.headcount)


def _with_comma(piece: Piece) -> Piece:
    return Words(f"{piece.text},", piece.tone) if isinstance(piece, Words) else piece
