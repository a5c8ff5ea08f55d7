"""Matches the words of a foreign file with the vocabulary, by label and synonym. Knows no format; writes nothing."""

from collections import Counter

from donnybrook.catalog import Vocabulary
from donnybrook.catalog.labels import label_key
from donnybrook.records import dataclass

_LONGEST_WORD = 200  # what is longer is a text, and can be no term
_MOST_NEAR = 100  # for so many unknown words it is looked what is near: each is compared with all there are
_ANYTHING = "theme"  # what a new word becomes of which nothing is known


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the vocabulary, by its kind and its id; the id is ``None`` for one that is to be added."""

    scheme: str
    label: str
    concept_id: int | None


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that no term goes by: what kind of term it would become, how often it stands there, and what is near."""

    label: str
    scheme: str
    count: int
    near: tuple[str, ...]


class ImportWords:
    """Looks words up in one vocabulary and remembers which it does not know."""

    def __init__(self, vocabulary: Vocabulary, *, add_unknown: bool) -> None:
        self._vocabulary = vocabulary
        self._add_unknown = add_unknown
        self._found: dict[tuple[str, tuple[str, ...]], Term | None] = {}
        self._unknown: Counter[tuple[str, str]] = Counter()
        self._spelled: dict[tuple[str, str], str] = {}

    def term(self, label: str, schemes: tuple[str, ...]) -> Term | None:
        """Return the term that a word means, of the likeliest kind; ``None`` for one that is to stay text."""
        label = " ".join(label.split())
        key = (label, schemes)
        if key not in self._found:
            self._found[key] = self._look_up(label, schemes)
        found = self._found[key]
        if (found is None or found.concept_id is None) and self._is_word(label):
            unknown = (_new_scheme(schemes), label_key(label))
            self._unknown[unknown] += 1
            self._spelled.setdefault(unknown, label)
        return found

    def location(self, label: str) -> int | None:
        """Return the kind of place that goes by a word."""
        return self._vocabulary.lookup("location", label) if self._is_word(label) else None

    @property
    def unknown(self) -> tuple[UnknownWord, ...]:
        """The words that were looked up and that no term goes by, by kind, the most used first."""
        ordered = sorted(self._unknown.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
        return tuple(
            UnknownWord(self._spelled[word], word[0], count, self._near(*word) if place < _MOST_NEAR else ())
            for place, (word, count) in enumerate(ordered)
        )

    def _near(self, scheme: str, key: str) -> tuple[str, ...]:
        return self._vocabulary.near(scheme, key, 3)

    def _look_up(self, label: str, schemes: tuple[str, ...]) -> Term | None:
        if not self._is_word(label):
            return None
        for scheme in schemes:
            concept_id = self._vocabulary.lookup(scheme, label)
            if concept_id is not None:
                return Term(scheme, label, concept_id)
        return Term(_new_scheme(schemes), label, None) if self._add_unknown else None

    @staticmethod
    def _is_word(label: str) -> bool:
        return bool(label_key(label)) and len(label) <= _LONGEST_WORD


def _new_scheme(schemes: tuple[str, ...]) -> str:
    return _ANYTHING if _ANYTHING in schemes else schemes[0]
