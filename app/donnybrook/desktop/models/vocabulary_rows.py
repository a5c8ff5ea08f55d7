"""One kind of terms as the lines of a tree, with how often each is used. Knows no painting."""

from collections.abc import Mapping

from donnybrook.catalog import Concept, TermUses, Vocabulary
from donnybrook.catalog.folding import fold
from donnybrook.desktop.marked_words import N_
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of terms: its name in the catalog, on the screen, and in queries ('' where they have none for it)."""

    name: str
    label: str
    field: str


SCHEMES: tuple[Scheme, ...] = (
    Scheme("weapon", N_("Weapons"), "weapon"),
    Scheme("technique", N_("Techniques"), "tech"),
    Scheme("camera", N_("Camera"), "cam"),
    Scheme("location", N_("Places"), "at"),
    Scheme("theme", N_("Themes"), ""),
)


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term; ``token`` names the colour of its square, '' for none.

    ``uses`` counts the fights of narrower terms too, each once; ``None`` where they are not counted yet.
    """

    concept_id: int
    label: str
    depth: int
    uses: int | None
    token: str
    is_found: bool
    is_retired: bool = False


def term_rows(
    vocabulary: Vocabulary, scheme: str, uses: Mapping[int, TermUses] | None, typed: str = ""
) -> list[TermRow]:
    """Return the terms of a scheme that go by what was typed, and those above them; the retired ones at the end.

    ``uses`` is ``None`` where nothing is counted yet.
    """
    wanted = fold(typed.strip())
    found = {each.id for each in vocabulary.all_concepts(scheme) if _goes_by(each, wanted)}
    shown = set(found)
    for concept_id in found:
        shown.update(above.id for above in vocabulary.ancestors(concept_id))
    rows: list[TermRow] = []

    def total(concept: Concept) -> int | None:
        return None if uses is None else uses.get(concept.id, TermUses()).total

    def add(concept: Concept, depth: int) -> None:
        if concept.id not in shown:
            return
        token = vocabulary.family(concept.id) if scheme == "weapon" else ""
        rows.append(TermRow(concept.id, concept.label, depth, total(concept), token, concept.id in found))
        for each in _sorted(vocabulary.narrower(concept.id)):
            add(each, depth + 1)

    offered = vocabulary.concepts(scheme)
    there = {each.id for each in offered}
    for top in _sorted([each for each in offered if each.broader_id not in there]):
        add(top, 0)
    retired = [each for each in vocabulary.all_concepts(scheme) if each.retired and each.id in found]
    rows += [
        TermRow(each.id, each.label, 0, total(each), "", is_found=True, is_retired=True) for each in _sorted(retired)
    ]
    return rows


def _goes_by(concept: Concept, wanted: str) -> bool:
    return not wanted or any(wanted in fold(label) for label in (concept.label, *concept.synonyms))


def _sorted(concepts: list[Concept]) -> list[Concept]:
    return sorted(concepts, key=lambda concept: fold(concept.label))
