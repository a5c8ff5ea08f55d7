"""Compares two coders in a thread, and settles what they differ in by one edit each. Knows no widget.

In one catalog, the reading that is not taken is made to say what the other says. Of two catalogs, only the one that is
open is changed.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from donnybrook.analysis.pairs import side_named
from donnybrook.analysis.readings import Reading, readings_of
from donnybrook.catalog import Catalog, Scene, Transaction, Vocabulary
from donnybrook.catalog.edits.agreeing import (
    bring_beat,
    bring_combatant,
    copy_into_layer,
    give_upper_hand,
    say_same_weapon,
    send_combatant_off,
)
from donnybrook.catalog.edits.bulk import put_term_on, take_term_off
from donnybrook.catalog.edits.contents import change_beat, change_combatant, remove_beat
from donnybrook.catalog.edits.scenes import change_scene, trash_scene
from donnybrook.catalog.folding import fold
from donnybrook.catalog.reading import read_layers
from donnybrook.desktop.marked_words import translate
from donnybrook.problems import Problem
from donnybrook.records import dataclass

if TYPE_CHECKING:  # numpy waits until something is compared
    from donnybrook.analysis.coder_comparison import Comparison
    from donnybrook.analysis.disagreements import Disagreement

_SCHEMES = ("technique", "camera", "theme")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two readings side by side; ``is_of_two``: the second is of another catalog, which is not changed."""

    comparison: "Comparison"
    differing: "tuple[Disagreement, ...]"
    is_of_two: bool


@dataclass(frozen=True, slots=True)
class Settling:
    """An edit that settles something, and its words."""

    label: str
    edit: Callable[[Transaction], object]


@dataclass(frozen=True, slots=True)
class Looked:
    """The layers of a catalog, and two readings compared; None where there are not two."""

    layers: tuple[str, ...]
    compared: Compared | None


def look(mine: Path, theirs: Path | None, layers: tuple[str, str]) -> Looked:
    """Compare two layers (of those there are the first two, where these are not there), or two catalogs.

    Opens them itself. Raises ``Problem`` for a file that is no catalog.
    """
    with Catalog.open(mine) as one:
        there = tuple(one.read(read_layers))
        if theirs is not None:
            with Catalog.open(theirs, read_only=True) as other:
                return Looked(there, _compared(*readings_of(one, other, ()), is_of_two=True))
        chosen = layers if set(layers) <= set(there) and layers[0] != layers[1] else there[:2]
        if len(chosen) < 2:
            return Looked(there, None)
        return Looked(there, _compared(*readings_of(one, None, chosen), is_of_two=False))


def _compared(one: Reading, other: Reading, *, is_of_two: bool) -> Compared:
    from donnybrook.analysis.coder_comparison import compare
    from donnybrook.analysis.disagreements import disagreements

    comparison = compare(one, other)
    return Compared(comparison, disagreements(comparison), is_of_two)


def settling(each: "Disagreement", compared: Compared, vocabulary: Vocabulary, *, take_one: bool) -> Settling:
    """Return the edit that has both say what one of them says.

    Raises:
        Problem: that can't be done in the catalog that is open.
    """
    if compared.is_of_two and take_one:
        words = translate(
            "Agreeing", "This catalog says so already; the other one is only read, so nothing is to be done here."
        )
        raise Problem(words)
    source, target = (each.one, each.other) if take_one else (each.other, each.one)
    names = compared.comparison.names
    label = f"Agree on {each.what[:1].lower()}{each.what[1:]}"
    if source is None or target is None:
        return Settling(label, _of_scene(source, target, names[1 if take_one else 0], is_of_two=compared.is_of_two))
    if each.kind in ("combatant", "of combatant"):
        return Settling(label, _of_combatant(each, source, target, take_one=take_one))
    if each.kind in ("beat", "of beat"):
        return Settling(label, _of_beat(each, source, target, take_one=take_one))
    if each.kind == "field":
        value = getattr(source.fields, each.of)
        if each.of == "location_id" and compared.is_of_two:
            value = _known(vocabulary, ("location",), source.location) if source.location else None
        said = {each.of: value}
        return Settling(label, lambda tx: change_scene(tx, target.id, **said))
    if each.kind == "weapon":
        weapon_id = _known(vocabulary, ("weapon",), each.of)
        return Settling(label, lambda tx: say_same_weapon(tx, weapon_id, each.of, source, target.id))
    concept_id = _known(vocabulary, _SCHEMES, each.of)
    is_said = each.of in {fold(term.label) for term in source.terms}
    return Settling(label, lambda tx: (put_term_on if is_said else take_term_off)(tx, [target.id], concept_id))


def _of_scene(
    source: Scene | None, target: Scene | None, layer: str, *, is_of_two: bool
) -> Callable[[Transaction], object]:
    if source is None and target is not None:
        return lambda tx: trash_scene(tx, target.id)
    if source is None or is_of_two:
        words = translate(
            "Agreeing", "This fight is in the other catalog alone. Merge that one into this to bring it here."
        )
        raise Problem(words)
    return lambda tx: copy_into_layer(tx, source.id, layer)


def _of_combatant(
    each: "Disagreement", source: Scene, target: Scene, *, take_one: bool
) -> Callable[[Transaction], object]:
    said, there = each.combatants if take_one else each.combatants[::-1]
    if said is None:
        return lambda tx: send_combatant_off(tx, target.id, each.of)
    if there is None:
        return lambda tx: bring_combatant(tx, target.id, said, side_named(source, said.side_id))
    return lambda tx: change_combatant(tx, there.id, **{each.of: getattr(said, each.of)})


def _of_beat(each: "Disagreement", source: Scene, target: Scene, *, take_one: bool) -> Callable[[Transaction], object]:
    said, there = each.beats if take_one else each.beats[::-1]
    if said is None:
        return lambda tx: remove_beat(tx, there.id) if there is not None else None
    upper_hand = side_named(source, said.upper_hand_side_id)
    if there is None:
        return lambda tx: bring_beat(tx, target.id, said, upper_hand)
    if each.of == "upper_hand_side_id":
        return lambda tx: give_upper_hand(tx, target.id, there.id, upper_hand)
    return lambda tx: change_beat(tx, there.id, **{each.of: getattr(said, each.of)})


def _known(vocabulary: Vocabulary, schemes: tuple[str, ...], word: str) -> int:
    found = vocabulary.lookup_all(schemes, word)
    if not found:
        words = translate("Agreeing", "This catalog's vocabulary has no “{word}”. Add it there first.")
        raise Problem(words.format(word=word))
    return found[0]
