"""Makes the draft of a scene out of a resolved tagging line. Knows how a scene is described, not how it is stored."""

from donnybrook.catalog.drafts import CombatantDraft, SceneDraft, TermDraft, WieldingDraft
from donnybrook.catalog.scene_fields import SceneFields
from donnybrook.catalog.tagging.resolve import ResolvedLine, ResolvedSide, UnknownWord
from donnybrook.problems import Problem

NAMELESS = "someone"
_SCHEME_WORDS = {"weapon": "weapon", "technique": "technique or camera term", "camera": "camera term"}


class UnknownWordsProblem(Problem):
    """Words of a line that the vocabulary does not know; ``words`` are they."""

    def __init__(self, words: tuple[UnknownWord, ...]) -> None:
        super().__init__(" ".join(_sentence(word) for word in words) + " Nothing was entered.")
        self.words = words


def draft_of(line: ResolvedLine) -> SceneDraft:
    """Return the scene a line describes: everyone on a side holds each of its weapons, against all other sides.

    A side is called by its people. Whoever is not named is “someone”, and a name that comes twice is numbered.

    Raises:
        UnknownWordsProblem: a word of the line has no concept yet.
    """
    if line.unknown:
        raise UnknownWordsProblem(line.unknown)
    combatants = _combatants(line.sides)
    return SceneDraft(
        fields=SceneFields(
            in_us=line.in_us,
            out_us=line.out_us,
            location_id=line.location_id,
            place_name=line.place_name,
            note=line.note,
        ),
        sides=tuple(
            " & ".join(each.label for each in combatants if each.side == place) for place in range(len(line.sides))
        ),
        combatants=combatants,
        wieldings=tuple(_wieldings(line.sides, combatants)),
        terms=tuple(TermDraft(concept_id=term.concept_id) for term in line.terms if term.concept_id is not None),
    )


def _combatants(sides: tuple[ResolvedSide, ...]) -> tuple[CombatantDraft, ...]:
    taken: set[str] = set()
    drafts = []
    for place, side in enumerate(sides):
        for person in side.people:
            label = _numbered(person.name or NAMELESS, taken)
            taken.add(label)
            drafts.append(CombatantDraft(label=label, side=place, headcount=person.headcount))
    return tuple(drafts)


def _numbered(name: str, taken: set[str]) -> str:
    label, count = name, 2
    while label in taken:
        label, count = f"{name} {count}", count + 1
    return label


def _wieldings(sides: tuple[ResolvedSide, ...], combatants: tuple[CombatantDraft, ...]) -> list[WieldingDraft]:
    return [
        WieldingDraft(
            weapon_id=weapon.concept_id,
            who=who,
            against=tuple(place for place, other in enumerate(combatants) if other.side != combatant.side),
            improvised=weapon.improvised,
        )
        for who, combatant in enumerate(combatants)
        for weapon in sides[combatant.side or 0].weapons
        if weapon.concept_id is not None
    ]


def _sentence(word: UnknownWord) -> str:
    near = f"; near it: {', '.join(word.near)}" if word.near else ""
    return f"No {_SCHEME_WORDS.get(word.scheme, word.scheme)} goes by “{word.text}”{near}."
