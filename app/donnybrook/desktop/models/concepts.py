"""What a half-typed word may become: concepts, names and near words as rows of a completion. Knows no widget."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from donnybrook.catalog import Concept, Vocabulary
from donnybrook.catalog.folding import fold

_MOST = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row: ``insert`` is what goes into the line; ``token`` names the colour of its dot, if it has one."""

    insert: str
    detail: str = ""
    token: str = ""


def suggest_concepts(vocabulary: Vocabulary, schemes: Sequence[str], text: str) -> list[Suggestion]:
    """Return the concepts whose label or synonym begins with, or holds, what was typed; else words like it."""
    found = [
        _row(vocabulary, concept, label)
        for scheme in schemes
        for concept, label in vocabulary.complete(scheme, text, _MOST)
    ]
    if len(schemes) > 1:
        found.sort(key=lambda row: not fold(row.insert).startswith(fold(text)))
    if not found and text.strip():
        found = _near(vocabulary, schemes, text)
    return found[:_MOST]


def suggest_names(names: Iterable[str], text: str) -> list[Suggestion]:
    """Return the names that hold what was typed, those that begin with it first."""
    wanted = fold(text)
    fitting = [name for name in names if wanted in fold(name) and fold(name) != wanted]
    fitting.sort(key=lambda name: not fold(name).startswith(wanted))
    return [Suggestion(name, "name") for name in fitting[:_MOST]]


def begins_with(suggestion: Suggestion, text: str) -> bool:
    """Whether a row is what the typed word begins."""
    return bool(text.strip()) and fold(suggestion.insert).startswith(fold(text.strip()))


def broader_for(vocabulary: Vocabulary, scheme: str, text: str) -> Concept | None:
    """Return where a new word would stand: under the concept its last words name, else beside the word most like it."""
    words = text.replace("-", " ").split()
    for start in range(1, len(words)):
        found = vocabulary.lookup(scheme, " ".join(words[start:]))
        if found is not None:
            return vocabulary.concept(found)
    for label in vocabulary.near(scheme, text, 1):
        found = vocabulary.lookup(scheme, label)
        above = vocabulary.ancestors(found) if found is not None else []
        if above:
            return above[0]
    return None


def new_word_offer(vocabulary: Vocabulary, scheme: str, text: str) -> str:
    """Return the sentence that offers to make a word a concept."""
    above = broader_for(vocabulary, scheme, text)
    kind = {"weapon": "weapon", "location": "place", "technique": "technique", "camera": "camera term"}.get(scheme)
    where = f"under {above.label}" if above else f"as a {kind or 'term'}"
    return f"“{text}” is new: Alt+N adds it {where}."


def colour_token(vocabulary: Vocabulary, concept: Concept) -> str:
    """Return the colour token of a concept: a weapon's class, else nothing."""
    return vocabulary.family(concept.id) if concept.scheme == "weapon" else ""


def _row(vocabulary: Vocabulary, concept: Concept, label: str) -> Suggestion:
    path = " › ".join(each.label for each in reversed(vocabulary.ancestors(concept.id)[:2])) or concept.scheme
    detail = path if label == concept.label else f"“{label}” · {path}"
    return Suggestion(concept.label, detail, colour_token(vocabulary, concept))


def _near(vocabulary: Vocabulary, schemes: Sequence[str], text: str) -> list[Suggestion]:
    rows: list[Suggestion] = []
    for scheme in schemes:
        for label in vocabulary.near(scheme, text, 3):
            found = vocabulary.lookup(scheme, label)
            if found is not None:
                concept = vocabulary.concept(found)
                also = "" if label == concept.label else f"“{label}” · "
                rows.append(Suggestion(concept.label, f"{also}did you mean this?", colour_token(vocabulary, concept)))
    return rows
