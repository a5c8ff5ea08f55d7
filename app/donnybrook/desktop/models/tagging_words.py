"""A tagging line as it is being typed: what was understood, what is new, and what the word at the cursor may become.

It reads the vocabulary and the names of a film, and writes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from donnybrook.catalog import Concept, Vocabulary
from donnybrook.catalog.tagging import ParsedLine, ResolvedLine, UnknownWord, parse_line, reading, resolve_line
from donnybrook.catalog.tagging.line import SlotKind
from donnybrook.catalog.tagging.places import settle_place
from donnybrook.catalog.tagging.resolve import TERM_SCHEMES
from donnybrook.catalog.usage import Usage
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.concepts import (
    Suggestion,
    begins_with,
    colour_token,
    is_improvised_use,
    names_like,
    new_word_offer,
    suggest_concepts,
)
from donnybrook.records import dataclass

VERSUS = ">"
"""Typed after a weapon, it is short for ``vs``: as in a query, the side before it attacks."""

_MOST, _FEW = 8, 3
_IN_THE_LINE = 1_000_000  # what the line itself says is likelier than what any film does
_SCHEMES: dict[SlotKind, tuple[str, ...]] = {
    "side": ("weapon",),
    "weapon": ("weapon",),
    "location": ("location",),
    "term": TERM_SCHEMES,
}


@dataclass(frozen=True, slots=True)
class LineSoFar:
    """One state of the line. ``fault`` is the first thing in it that can't be read, "" if there is none."""

    parsed: ParsedLine
    resolved: ResolvedLine
    reading: str
    fault: str
    text: str = ""

    @property
    def unknown(self) -> UnknownWord | None:
        """The first word that has no concept."""
        return next((word for word in self.resolved.unknown if word.scheme != "location"), None)


def read_line(text: str, vocabulary: Vocabulary, rate: Fraction | None) -> LineSoFar:
    """Return what a line says so far."""
    parsed = parse_line(text, rate=rate)
    resolved = settle_place(resolve_line(parsed.line, vocabulary), vocabulary)
    fault = parsed.problems[0].sentence if parsed.problems else ""
    return LineSoFar(parsed, resolved, reading(resolved), fault, text)


def offer_to_add(word: UnknownWord, vocabulary: Vocabulary) -> str:
    """Return the sentence on a word that has no concept: how to add it, and what else may be meant."""
    offer = new_word_offer(vocabulary, word.scheme, word.text)
    also = translate("TaggingWords", " Or did you mean {word}? ↓ picks.")
    return offer + also.format(word=word.near[0]) if word.near else offer


def suggest(line: LineSoFar, cursor: int, vocabulary: Vocabulary, usage: Usage) -> tuple[int, int, list[Suggestion]]:
    """Return the place of the word at the cursor, and what it may become; before a letter is typed, what was used.

    What the line or the film says already comes first.
    """
    slot = line.parsed.slot_at(cursor)
    if slot is None or slot.kind in ("time", "note"):
        return cursor, cursor, []
    said = _said_in(line.resolved)
    finder = _Finder(vocabulary, lambda each: usage.of(each) + (_IN_THE_LINE if each in said else 0), usage)
    typed = slot.text
    if not typed:
        return slot.start, slot.start, finder.used(slot.kind) if line.text.strip() else []
    rows = finder.begun(slot.kind, typed)
    end = slot.start + len(typed)
    if line.text[end : end + 1] == "!":
        rows = [replace(row, insert=row.insert.removesuffix("!")) for row in rows]
    return slot.start, end, rows


def signs_after(line: LineSoFar, cursor: int, vocabulary: Vocabulary, rows: Sequence[Suggestion]) -> str:
    """Return the signs that may follow the word at the cursor and take the one of ``rows`` that it begins.

    A bare phrase may be somebody: only what makes it a weapon takes one there. ``>`` also stands after a weapon that
    is written out.
    """
    slot = line.parsed.slot_at(cursor)
    if slot is None:
        return ""
    signs = {"weapon": ',@#"!', "side": ",!", "location": ',@#"', "term": '@#"'}.get(slot.kind, "")
    if slot.kind not in ("weapon", "side"):
        return signs
    is_weapon = vocabulary.lookup("weapon", slot.text.rstrip("! ")) is not None
    return f"{signs}{VERSUS}" if is_weapon or any(row.is_begun for row in rows) else signs


@dataclass(frozen=True, slots=True)
class _Finder:
    """What fits one place of the line."""

    vocabulary: Vocabulary
    often: Callable[[int], int]
    usage: Usage

    def begun(self, kind: SlotKind, typed: str) -> list[Suggestion]:
        """Return what a half-typed word may become."""
        people = names_like(self.usage.names, typed)
        if kind == "person":
            return people
        concepts = self._concepts(kind, typed)
        if kind != "side":
            return concepts
        first = [each for each in people if begins_with(each, typed)][:_FEW]
        later = [each for each in people if each not in first][:_FEW]
        meant = [each for each in concepts if each.is_begun]
        return [*first, *meant, *later, *(each for each in concepts if not each.is_begun)][:_MOST]

    def used(self, kind: SlotKind) -> list[Suggestion]:
        """Return what was said most."""
        people = [Suggestion(name, translate("Concepts", "name")) for name in self.usage.names[:_MOST]]
        if kind == "person":
            return people
        schemes = _SCHEMES[kind]
        known = [self.vocabulary.concept(each) for each in self.usage.concept_ids]
        concepts = [
            Suggestion(
                self._written(each), translate("TaggingWords", "used before"), colour_token(self.vocabulary, each)
            )
            for each in known
            if each.scheme in schemes and not each.retired
        ]
        return [*people[:_FEW], *concepts][:_MOST] if kind == "side" else concepts[:_MOST]

    def _concepts(self, kind: SlotKind, typed: str) -> list[Suggestion]:
        return suggest_concepts(self.vocabulary, _SCHEMES[kind], typed, used=self.often, written=self._written)

    def _written(self, concept: Concept) -> str:
        improvised = concept.scheme == "weapon" and is_improvised_use(self.vocabulary, concept)
        return f"{concept.label}!" if improvised else concept.label


def _said_in(line: ResolvedLine) -> frozenset[int]:
    weapons = [weapon.concept_id for side in line.sides for weapon in side.weapons]
    terms = [term.concept_id for term in line.terms]
    return frozenset(each for each in (*weapons, *terms) if each is not None)
