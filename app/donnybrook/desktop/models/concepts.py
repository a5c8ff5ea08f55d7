"""What a half-typed word may become: concepts, names and near words as rows of a completion. Knows no widget."""

from collections.abc import Callable, Iterable, Sequence

from donnybrook.catalog import Concept, Vocabulary
from donnybrook.catalog.folding import fold
from donnybrook.desktop.marked_words import translate
from donnybrook.records import dataclass

_MOST = 8
_HOUSEHOLD = "household object"
_NOT_MADE_AS_WEAPONS = frozenset({"household", "tool", "environment", "sport", "vehicle"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row: ``insert`` is what goes into the line; ``token`` names the colour of its dot, if it has one.

    ``is_begun``: what is typed begins a label of this concept, or is made of its first letters, so that whatever sign
    may follow takes it. A word that is written out begins no other: “rifle” is a rifle, and no “rifle butt”.
    """

    insert: str
    detail: str = ""
    token: str = ""
    is_begun: bool = False


def _as_it_is(concept: Concept) -> str:
    return concept.label


def _never_used(_concept_id: int) -> int:
    return 0


def suggest_concepts(
    vocabulary: Vocabulary,
    schemes: Sequence[str],
    text: str,
    *,
    used: Callable[[int], int] = _never_used,
    written: Callable[[Concept], str] = _as_it_is,
) -> list[Suggestion]:
    """Return the concepts whose label or synonym begins with, or holds, what was typed; else words like it.

    ``used`` says how often a concept was used, the likeliest to be meant; ``written`` how it stands in the line.
    """
    is_whole = any(vocabulary.lookup(scheme, text) is not None for scheme in schemes)
    begun = bool(text.strip())
    found = [
        _row(vocabulary, each.concept, each.label, written, is_begun=each.is_begun and begun and not is_whole)
        for each in vocabulary.complete(schemes, text, _MOST, used=used)
    ]
    return found or (_near(vocabulary, schemes, text, written) if begun else [])


def suggest_names(names: Iterable[str], text: str) -> list[Suggestion]:
    """Return the names that hold what was typed, and what was typed itself, which Enter makes a name of."""
    found, typed = names_like(names, text), text.strip()
    return [*found, Suggestion(typed, translate("Concepts", "as typed: Enter"))] if found and typed else found


def names_like(names: Iterable[str], text: str) -> list[Suggestion]:
    """Return the names that hold what was typed, those that begin with it first."""
    wanted = fold(text)
    fitting = [name for name in names if wanted in fold(name) and fold(name) != wanted]
    fitting.sort(key=lambda name: not fold(name).startswith(wanted))
    return [Suggestion(name, translate("Concepts", "name")) for name in fitting[:_MOST]]


def begins_with(suggestion: Suggestion, text: str) -> bool:
    """Whether a row is what the typed word begins."""
    return bool(text.strip()) and fold(suggestion.insert).startswith(fold(text.strip()))


def broader_for(vocabulary: Vocabulary, scheme: str, text: str) -> Concept | None:
    """Return where a new word would stand: under the concept its last words name, else beside the word most like it.

    A weapon without a word in common with any other is most likely a thing that was not made as one: the vocabulary
    has those that were. It stands among the things of the house.
    """
    words = text.replace("-", " ").split()
    for start in range(1, len(words)):
        found = vocabulary.lookup(scheme, " ".join(words[start:]))
        if found is not None:
            return vocabulary.concept(found)
    for label in vocabulary.near(scheme, text, 1):
        found = vocabulary.lookup(scheme, label)
        above = vocabulary.ancestors(found) if found is not None else []
        if above and (scheme != "weapon" or _share_a_word(label, text)):
            return above[0]
    household = vocabulary.lookup(scheme, _HOUSEHOLD) if scheme == "weapon" else None
    return None if household is None else vocabulary.concept(household)


def is_improvised_use(vocabulary: Vocabulary, concept: Concept) -> bool:
    """Whether using a thing as a weapon is improvising, since it was not made as one, unless someone says otherwise."""
    if concept.made_as:
        return concept.made_as in _NOT_MADE_AS_WEAPONS
    above = vocabulary.ancestors(concept.id)
    return next((each.made_as in _NOT_MADE_AS_WEAPONS for each in above if each.made_as), False)


def _share_a_word(one: str, other: str) -> bool:
    return not set(fold(one).replace("-", " ").split()).isdisjoint(fold(other).replace("-", " ").split())


def new_word_offer(vocabulary: Vocabulary, scheme: str, text: str) -> str:
    """Return the sentence that offers to make a word a concept."""
    above = broader_for(vocabulary, scheme, text)
    if above is not None:
        return translate("Concepts", "“{word}” is new: Alt+N adds it under {above}.").format(
            word=text, above=above.label
        )
    kinds = {
        "weapon": translate("Concepts", "“{word}” is new: Alt+N adds it as a weapon."),
        "location": translate("Concepts", "“{word}” is new: Alt+N adds it as a place."),
        "technique": translate("Concepts", "“{word}” is new: Alt+N adds it as a technique."),
        "camera": translate("Concepts", "“{word}” is new: Alt+N adds it as a camera term."),
    }
    term = translate("Concepts", "“{word}” is new: Alt+N adds it as a term.")
    return kinds.get(scheme, term).format(word=text)


def colour_token(vocabulary: Vocabulary, concept: Concept) -> str:
    """Return the colour token of a concept: a weapon's class, else nothing."""
    return vocabulary.family(concept.id) if concept.scheme == "weapon" else ""


def _row(
    vocabulary: Vocabulary, concept: Concept, label: str, written: Callable[[Concept], str], *, is_begun: bool
) -> Suggestion:
    path = " › ".join(each.label for each in reversed(vocabulary.ancestors(concept.id)[:2])) or concept.scheme
    detail = path if label == concept.label else f"“{label}” · {path}"
    return Suggestion(written(concept), detail, colour_token(vocabulary, concept), is_begun)


def _near(
    vocabulary: Vocabulary, schemes: Sequence[str], text: str, written: Callable[[Concept], str]
) -> list[Suggestion]:
    rows: list[Suggestion] = []
    for scheme in schemes:
        for label in vocabulary.near(scheme, text, 3):
            found = vocabulary.lookup(scheme, label)
            if found is not None:
                concept = vocabulary.concept(found)
                also = "" if label == concept.label else f"“{label}” · "
                detail = also + translate("Concepts", "did you mean this?")
                rows.append(Suggestion(written(concept), detail, colour_token(vocabulary, concept)))
    return rows[:_MOST]
