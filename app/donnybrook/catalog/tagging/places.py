"""Places that are no concept: what kind of place their name says, and what is only a slip. Knows no weapon."""

import re
from dataclasses import replace
from difflib import get_close_matches

from donnybrook.catalog.labels import label_key
from donnybrook.catalog.tagging.resolve import ResolvedLine, UnknownWord
from donnybrook.catalog.vocabulary import Vocabulary

_BEFORE_A_NAME = re.compile(r"\s+(?:in|of|at|on|near|under|by|outside|inside|behind)\s+", re.IGNORECASE)
_MISSPELT = 0.8  # SequenceMatcher.ratio() from which a place nobody knows is a known one with a slip


def settle_place(line: ResolvedLine, vocabulary: Vocabulary) -> ResolvedLine:
    """Take a place that is no concept as a place's name, with the kind of place it says: ``village in Austria``.

    What looks like a slip in a known word stays unknown.
    """
    unknown = next((word for word in line.unknown if word.scheme == "location"), None)
    if unknown is None:
        return line
    kind = _kind_of_place(line.location, vocabulary)
    if kind is None and _is_slip(unknown):
        return line
    named = name_place(line)
    return named if kind is None else replace(named, location_id=kind, location=vocabulary.concept(kind).label)


def name_place(line: ResolvedLine) -> ResolvedLine:
    """Take a place that is no concept as a place's name and nothing more."""
    if not line.location or line.location_id is not None:
        return line
    name = f"{line.location}, {line.place_name}" if line.place_name else line.location
    unknown = tuple(word for word in line.unknown if word.scheme != "location")
    return replace(line, location="", place_name=name, unknown=unknown)


def _kind_of_place(text: str, vocabulary: Vocabulary) -> int | None:
    """Return the concept a phrase ends in, before any “in …”, or else begins with."""
    words = _BEFORE_A_NAME.split(text, maxsplit=1)[0].split()
    ends = [" ".join(words[start:]) for start in range(len(words))]
    begins = [" ".join(words[:stop]) for stop in range(len(words) - 1, 0, -1)]
    found = (vocabulary.lookup("location", phrase) for phrase in (*ends, *begins))
    return next((concept_id for concept_id in found if concept_id is not None), None)


def _is_slip(word: UnknownWord) -> bool:
    return bool(get_close_matches(label_key(word.text), [label_key(label) for label in word.near], 1, _MISSPELT))
