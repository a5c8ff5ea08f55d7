"""A tagging line as it is being typed: what was understood, what is new, and what the word at the cursor may become.

It reads the vocabulary and the names of a film, and writes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from donnybrook.catalog import Vocabulary
from donnybrook.catalog.tagging import ParsedLine, ResolvedLine, UnknownWord, parse_line, reading, resolve_line
from donnybrook.catalog.tagging.places import settle_place
from donnybrook.catalog.tagging.resolve import TERM_SCHEMES
from donnybrook.desktop.models.concepts import Suggestion, new_word_offer, suggest_concepts, suggest_names


@dataclass(frozen=True, slots=True)
class LineSoFar:
    """One state of the line. ``fault`` is the first thing in it that can't be read, "" if there is none."""

    parsed: ParsedLine
    resolved: ResolvedLine
    reading: str
    fault: str

    @property
    def unknown(self) -> UnknownWord | None:
        """The first word that has no concept."""
        return next((word for word in self.resolved.unknown if word.scheme != "location"), None)


def read_line(text: str, vocabulary: Vocabulary, rate: Fraction | None) -> LineSoFar:
    """Return what a line says so far."""
    parsed = parse_line(text, rate=rate)
    resolved = settle_place(resolve_line(parsed.line, vocabulary), vocabulary)
    fault = parsed.problems[0].sentence if parsed.problems else ""
    return LineSoFar(parsed, resolved, reading(resolved), fault)


def offer_to_add(word: UnknownWord, vocabulary: Vocabulary) -> str:
    """Return the sentence on a word that has no concept: how to add it, and what else may be meant."""
    also = f" Or did you mean {word.near[0]}? ↓ picks." if word.near else ""
    return f"{new_word_offer(vocabulary, word.scheme, word.text)}{also}"


def suggest(
    line: LineSoFar, cursor: int, vocabulary: Vocabulary, names: Sequence[str]
) -> tuple[int, int, list[Suggestion]]:
    """Return the place of the word at the cursor, and what it may become."""
    slot = line.parsed.slot_at(cursor)
    if slot is None or slot.kind in ("time", "note"):
        return cursor, cursor, []
    typed = slot.text
    if not typed and slot.kind in ("side", "weapon"):
        return slot.start, slot.start, []
    end = slot.start + len(typed)
    if slot.kind == "person":
        return slot.start, end, suggest_names(names, typed)
    if slot.kind == "location":
        return slot.start, end, suggest_concepts(vocabulary, ("location",), typed)
    if slot.kind == "term":
        return slot.start, end, suggest_concepts(vocabulary, TERM_SCHEMES, typed)
    weapons = suggest_concepts(vocabulary, ("weapon",), typed)
    people = suggest_names(names, typed)[:3] if slot.kind == "side" else []
    return slot.start, end, [*people, *weapons][:8]
