"""Makes the draft of a scene out of a foreign one; what no term goes by stays in its note. Knows no format."""

from collections.abc import Callable, Iterator
from dataclasses import field, fields, replace

from donnybrook.catalog import SceneDraft, TermDraft, WieldingDraft
from donnybrook.exchange.foreign import ForeignScene, ForeignTerm, ForeignUse
from donnybrook.exchange.import_words import ImportWords, Term
from donnybrook.records import dataclass

_NAMELESS = "someone"
_ALIKE = tuple(each.name for each in fields(ForeignUse) if each.name not in ("weapon", "beat", "who", "previous"))


def draft_of(scene: ForeignScene, words: ImportWords, concept_id: Callable[[Term], int]) -> SceneDraft:
    """Return the scene to be; ``concept_id`` gives the id of a term, which may have to be added for it."""
    drafting = _Drafting(scene, words, concept_id)
    for use in scene.uses:
        drafting.take_use(use)
    for term in scene.terms:
        drafting.take_term(term)
    location_id = drafting.location()
    note = "\n".join(part for part in (scene.fields.note, *drafting.left_over()) if part)
    return SceneDraft(
        fields=replace(scene.fields, note=note, location_id=location_id, place_name=drafting.place_name),
        sides=scene.sides,
        combatants=tuple(replace(each, label=each.label.strip() or _NAMELESS) for each in scene.combatants),
        beats=scene.beats,
        wieldings=tuple(drafting.wieldings),
        terms=tuple(drafting.terms),
    )


@dataclass(slots=True)
class _Drafting:
    """Gathers the uses and terms of one scene, and what of them stays text."""

    scene: ForeignScene
    words: ImportWords
    concept_id: Callable[[Term], int]
    wieldings: list[WieldingDraft] = field(default_factory=list)
    terms: list[TermDraft] = field(default_factory=list)
    place_name: str = ""
    _places: dict[int, int] = field(default_factory=dict)  # of the uses that were taken: where in the file, where here
    _loose: list[str] = field(default_factory=list)
    _place: str = ""

    def take_use(self, use: ForeignUse) -> None:
        """Take a use, or keep it as text if its weapon is unknown."""
        at = len(self.wieldings) + len(self._loose)
        term = self.words.term(use.weapon, ("weapon",))
        if term is None:
            self._loose.append(f"{self._by(use.who)}{use.weapon}{'!' if use.improvised else ''}")
            return
        self._places[at] = len(self.wieldings)
        alike = {name: getattr(use, name) for name in _ALIKE}
        previous = None if use.previous is None else self._places.get(use.previous)
        self.wieldings.append(
            WieldingDraft(weapon_id=self.concept_id(term), who=use.who, beat=use.beat, previous=previous, **alike)
        )

    def take_term(self, said: ForeignTerm) -> None:
        """Take a term, as a use if it is a weapon, or keep it as text if no term goes by it."""
        term = self.words.term(said.label, said.schemes)
        if term is None:
            self._loose.append(f"{self._by(said.who)}#{said.label}")
        elif term.scheme == "weapon":
            self.wieldings.append(WieldingDraft(weapon_id=self.concept_id(term), who=said.who, beat=said.beat))
        else:
            self.terms.append(TermDraft(concept_id=self.concept_id(term), beat=said.beat, who=said.who))

    def location(self) -> int | None:
        """Return the kind of place; a word that is none is the place's name."""
        self.place_name = self.scene.fields.place_name
        found = self.words.location(self.scene.location)
        if found is None and self.scene.location:
            if self.place_name:
                self._place = f"Place: {self.scene.location}"
            else:
                self.place_name = self.scene.location
        return found

    def left_over(self) -> Iterator[str]:
        """Yield the lines for the note."""
        if self._loose:
            yield f"Not in the vocabulary: {'; '.join(self._loose)}"
        if self._place:
            yield self._place

    def _by(self, who: int | None) -> str:
        return "" if who is None else f"{self.scene.combatants[who].label}: "
