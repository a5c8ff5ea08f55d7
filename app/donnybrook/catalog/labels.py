"""Compares the names of concepts: what counts as the same word, and what is near. Knows no scheme and no database."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from donnybrook.catalog.folding import fold

_NEAR_ENOUGH = 0.6  # of SequenceMatcher.ratio(); "flamethrowr" scores 0.96, "hose" against "house" 0.89
_LONGEST_COMPARED = 60


def label_key(text: str) -> str:
    """Return the form in which two labels are the same label: folded, hyphens as spaces, apostrophes gone.

    ``label_key("Bird’s-eye") == label_key("birds eye") == "birds eye"``.
    """
    return " ".join(fold(text).replace("'", "").replace("-", " ").split())


def singulars(key: str) -> tuple[str, ...]:
    """Return what a label key may be the simple English plural of: ``"ice axes"`` → ``("ice axe", "ice ax")``.

    Only for comparing; what it gives for a word that is no plural (``"lens"`` → ``"len"``) is not spelling.
    """
    if len(key) < 4 or not key.endswith("s") or key.endswith("ss"):
        return ()
    if key.endswith("ies"):
        return (key[:-1], key[:-3] + "y")
    if key.endswith("ves"):
        return (key[:-1], key[:-3] + "f", key[:-3] + "fe")
    return (key[:-1], key[:-2]) if key.endswith("es") else (key[:-1],)


class LabelIndex[T]:
    """Labels of one scheme, each standing for one concept (any value but None), looked up as people type them."""

    def __init__(self, labels: Iterable[tuple[str, T]]) -> None:
        """Take ``(label, concept)`` pairs; where two concepts share a label, the first keeps it."""
        self._labels: dict[str, str] = {}
        self._concepts: dict[str, T] = {}
        self._singulars: dict[str, T] = {}
        for label, concept in labels:
            self.add(label, concept)

    def add(self, label: str, concept: T) -> None:
        """Add one label of a concept."""
        key = label_key(label)
        if key and key not in self._concepts:
            self._labels[key] = label
            self._concepts[key] = concept
            for one in singulars(key):
                self._singulars.setdefault(one, concept)

    def find(self, text: str) -> T | None:
        """Return the concept a typed name means, or None: the label itself, then its singular, then its plural."""
        key = label_key(text)
        return self.find_key(key, singulars(key))

    def find_key(self, key: str, ones: tuple[str, ...]) -> T | None:
        """Return the same for a label key and its singulars, which several schemes can be asked for."""
        found = self._concepts.get(key)
        for one in ones:
            found = self._concepts.get(one) if found is None else found
        return self._singulars.get(key) if found is None else found

    def near(self, text: str, limit: int = 5) -> tuple[str, ...]:
        """Return the labels most like a typed name, best first, at most one for a concept; none if none is near."""
        wanted = label_key(text)[:_LONGEST_COMPARED]
        if not wanted:
            return ()
        matcher, wanted_words = SequenceMatcher(None, b=wanted, autojunk=False), frozenset(wanted.split())
        scored = [(_likeness(matcher, key, wanted_words), key) for key in self._concepts]
        scored.sort(key=lambda pair: (-pair[0], pair[1]))
        best: dict[T, str] = {}
        for score, key in scored:
            if score < _NEAR_ENOUGH or len(best) == limit:
                break
            best.setdefault(self._concepts[key], self._labels[key])
        return tuple(best.values())


def _likeness(matcher: SequenceMatcher[str], key: str, wanted_words: frozenset[str]) -> float:
    """Return from 0 to 1 how like ``key`` is to what the matcher was given."""
    matcher.set_seq1(key)
    # The two quick ratios are upper bounds; almost every label fails them.
    can_be_near = matcher.real_quick_ratio() >= _NEAR_ENOUGH and matcher.quick_ratio() >= _NEAR_ENOUGH
    whole = matcher.ratio() if can_be_near else 0.0
    key_words = key.split()
    shared = wanted_words.intersection(key_words)
    # A whole word in common ("hose" in "fire hose") is near even where most letters differ.
    return max(whole, 0.6 + 0.3 * len(shared) / max(len(wanted_words), len(key_words))) if shared else whole
