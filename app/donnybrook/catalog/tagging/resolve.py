"""Matches the words of a tagging line to a vocabulary: concepts, people, and what it does not know. Writes nothing."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from donnybrook.catalog.labels import label_key
from donnybrook.catalog.tagging.line import SideLine, TaggingLine, WeaponWord, WordAt
from donnybrook.catalog.vocabulary import Vocabulary
from donnybrook.records import dataclass

TERM_SCHEMES = ("technique", "camera", "theme")
_SCHEME_NAMES = {"tech": "technique", "technique": "technique", "cam": "camera", "camera": "camera", "theme": "theme"}
_NEAR_LABELS = 5
_MISSPELT = 0.8  # SequenceMatcher.ratio() from which a lone word is a misspelt weapon rather than a person's name


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word the vocabulary has no concept for; ``near`` are labels that may have been meant, best first."""

    scheme: str  # where it was looked for (for a term: the first of TERM_SCHEMES, unless the line says which)
    text: str
    near: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ResolvedWeapon:
    """A weapon by its concept; ``concept_id`` None: unknown, and ``label`` is what was typed."""

    concept_id: int | None
    label: str
    improvised: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedPerson:
    """Who fights; ``name`` may be empty (nobody was named), ``headcount`` None means many."""

    name: str
    headcount: int | None = 1


@dataclass(frozen=True, slots=True)
class ResolvedSide:
    """One side: at least one person, each of whom holds every weapon of the side."""

    people: tuple[ResolvedPerson, ...]
    weapons: tuple[ResolvedWeapon, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedTerm:
    """A technique, camera term or theme; ``concept_id`` None: unknown, and ``label`` is what was typed."""

    scheme: str
    concept_id: int | None
    label: str


@dataclass(frozen=True, slots=True)
class ResolvedLine:
    """A tagging line with its words matched. ``place_name`` is what followed the location's comma."""

    in_us: int | None = None
    out_us: int | None = None
    sides: tuple[ResolvedSide, ...] = ()
    location_id: int | None = None
    location: str = ""
    place_name: str = ""
    terms: tuple[ResolvedTerm, ...] = ()
    note: str = ""
    unknown: tuple[UnknownWord, ...] = ()


def resolve_line(line: TaggingLine, vocabulary: Vocabulary) -> ResolvedLine:
    """Match every word of a line; those that can't be are in ``unknown``, in the order they stand in the text."""
    return _Resolver(vocabulary).resolve(line)


class _Resolver:
    """Looks words up and remembers those that were not found."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._unknown: list[UnknownWord] = []

    def resolve(self, line: TaggingLine) -> ResolvedLine:
        location_id, location, place_name = self._location(line.location)
        return ResolvedLine(
            in_us=line.in_us,
            out_us=line.out_us,
            sides=tuple(self._side(side) for side in line.sides),
            location_id=location_id,
            location=location,
            place_name=place_name,
            terms=tuple(self._term(word) for word in line.terms),
            note=line.note,
            unknown=tuple(sorted(self._unknown, key=lambda word: word.start)),
        )

    def _side(self, side: SideLine) -> ResolvedSide:
        people = tuple(ResolvedPerson(person.text, person.headcount) for person in side.people)
        nameless = (ResolvedPerson("", people[-1].headcount if people else 1),)
        typed = side.whole.text.rstrip("! ")
        whole = self._vocabulary.lookup("weapon", typed)
        if whole is not None:  # "skates by their laces" is a weapon, not someone's skates
            return ResolvedSide(nameless, (self._known(whole, improvised=typed != side.whole.text),))
        if side.is_bare and not self._is_misspelt(typed):
            return ResolvedSide(people or nameless)
        weapons = tuple(self._weapon(word) for word in self._whole_names(side.weapons))
        return ResolvedSide(nameless if side.is_bare or not people else people, weapons)

    def _whole_names(self, words: Sequence[WeaponWord]) -> Iterator[WeaponWord]:
        """Yield weapons as they are called: a name may hold a comma, as in “sword, two-handed”."""
        place = 0
        while place < len(words):
            for stop in range(len(words), place, -1):
                some = words[place:stop]
                name = ", ".join(word.text for word in some)
                if any(word.improvised for word in some[:-1]):
                    continue
                if stop == place + 1 or self._vocabulary.lookup("weapon", name) is not None:
                    break
            yield WeaponWord(name, some[-1].improvised, some[0].start, some[-1].end)
            place = stop

    def _is_misspelt(self, text: str) -> bool:
        return any(_likeness(label, text) >= _MISSPELT for label in self._vocabulary.near("weapon", text, 1))

    def _known(self, concept_id: int, *, improvised: bool) -> ResolvedWeapon:
        return ResolvedWeapon(concept_id, self._vocabulary.concept(concept_id).label, improvised)

    def _weapon(self, word: WeaponWord) -> ResolvedWeapon:
        found = self._vocabulary.lookup("weapon", word.text)
        if found is not None:
            return self._known(found, improvised=word.improvised)
        near = self._vocabulary.near("weapon", word.text, _NEAR_LABELS)
        self._unknown.append(UnknownWord("weapon", word.text, near, word.start, word.end))
        return ResolvedWeapon(None, word.text, word.improvised)

    def _location(self, word: WordAt | None) -> tuple[int | None, str, str]:
        if word is None:
            return None, "", ""
        kind, comma, name = word.text.partition(",")
        tries = ((word.text, ""), (kind.strip(), name.strip())) if comma else ((word.text, ""),)
        for text, place_name in tries:
            found = self._vocabulary.lookup("location", text)
            if found is not None:
                return found, self._vocabulary.concept(found).label, place_name
        text, place_name = tries[-1]
        near = self._vocabulary.near("location", text, _NEAR_LABELS)
        self._unknown.append(UnknownWord("location", text, near, word.start, word.start + len(text)))
        return None, text, place_name

    def _term(self, word: WordAt) -> ResolvedTerm:
        schemes, text = _asked_schemes(word.text)
        for scheme in schemes:
            found = self._vocabulary.lookup(scheme, text)
            if found is not None:
                return ResolvedTerm(scheme, found, self._vocabulary.concept(found).label)
        near = self._near_terms(schemes, text)
        self._unknown.append(UnknownWord(schemes[0], text, near, word.end - len(text), word.end))
        return ResolvedTerm(schemes[0], None, text)

    def _near_terms(self, schemes: tuple[str, ...], text: str) -> tuple[str, ...]:
        labels = [label for scheme in schemes for label in self._vocabulary.near(scheme, text, _NEAR_LABELS)]
        return tuple(sorted(labels, key=lambda label: -_likeness(label, text))[:_NEAR_LABELS])


def _likeness(label: str, text: str) -> float:
    return SequenceMatcher(None, label_key(label), label_key(text)).ratio()


def _asked_schemes(text: str) -> tuple[tuple[str, ...], str]:
    """Split ``cam:whip pan`` into the one scheme it names and the rest; other terms are looked for in all."""
    prefix, colon, rest = text.partition(":")
    scheme = _SCHEME_NAMES.get(prefix.strip().casefold()) if colon and rest.strip() else None
    return ((scheme,), rest.strip()) if scheme else (TERM_SCHEMES, text)
