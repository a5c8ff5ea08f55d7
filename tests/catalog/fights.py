"""A small catalog of fights that differ just where searches must tell them apart."""

from collections.abc import Sequence
from pathlib import Path

from donnybrook.catalog import BeatDraft, Catalog, CombatantDraft, SceneDraft, SceneFields, TermDraft, WieldingDraft


def concept(catalog: Catalog, scheme: str, word: str) -> int:
    """Return the id of a concept that must be there."""
    found = catalog.vocabulary.lookup(scheme, word)
    assert found is not None, word
    return found


def use(
    catalog: Catalog,
    weapon: str,
    who: int | None = None,
    against: tuple[int, ...] = (),
    *,
    improvised: bool = False,
    beat: int | None = None,
    manner: str = "",
) -> WieldingDraft:
    """Return a wielding by the weapon's name."""
    weapon_id = concept(catalog, "weapon", weapon)
    return WieldingDraft(weapon_id=weapon_id, who=who, against=against, improvised=improvised, beat=beat, manner=manner)


def duel(
    catalog: Catalog, title: str, left: Sequence[WieldingDraft], *, terms: Sequence[TermDraft] = (), **fields: object
) -> SceneDraft:
    """Return a fight of Eve and Bo (side 0) against a villain and guards (side 1)."""
    return SceneDraft(
        fields=SceneFields(title=title, **fields),  # type: ignore[arg-type]
        sides=("heroes", "gang"),
        combatants=(
            CombatantDraft(label="Eve", side=0, character="Eve Macarro", performer="Ana de Armas"),
            CombatantDraft(label="Bo", side=0),
            CombatantDraft(label="towering villain", side=1),
            CombatantDraft(label="guards", side=1, headcount=8),
        ),
        beats=(BeatDraft(label="first", note="over the balustrade"), BeatDraft(label="second")),
        wieldings=tuple(left),
        terms=tuple(terms),
    )


def make_fights(path: Path, cache_folder: Path) -> Catalog:
    """Make and return the catalog; ``titles`` says what a search found."""
    catalog = Catalog.create(path, coder="Ana", cache_folder=cache_folder)
    bokken = catalog.add_film("Bōken in Łódź", year=1971, alternative_titles=("The Adventure",)).value
    ballerina = catalog.add_film("Ballerina", year=2025).value
    village, rink = concept(catalog, "location", "village"), concept(catalog, "location", "ice rink")
    overhead = TermDraft(concept_id=concept(catalog, "camera", "overhead shot"))
    choke = TermDraft(concept_id=concept(catalog, "technique", "choke"), who=0)
    catalog.add_scene(
        ballerina,
        duel(
            catalog,
            "fire",
            [
                use(catalog, "flamethrower", 0, (2,), beat=0),
                use(catalog, "flamethrower", 2, (0,)),
                use(catalog, "fire hose", 0, (2,), improvised=True, beat=1),
            ],
            terms=[overhead],
            location_id=village,
            place_name="Hallstatt in Austria",
        ),
    )
    catalog.add_scene(
        ballerina,
        duel(
            catalog,
            "skates",
            [
                use(catalog, "ice skates", 0, (3,), improvised=True, manner="swung by the long laces"),
                use(catalog, "pistol", 3, (0,)),
            ],
            location_id=rink,
            in_us=60_000_000,
            out_us=180_000_000,
        ),
    )
    catalog.add_scene(
        bokken,
        duel(
            catalog,
            "allies",
            [use(catalog, "flamethrower", 0, (3,)), use(catalog, "fire hose", 1, (3,)), use(catalog, "chair", 1)],
            note="Nothing here is a skate. She kicks him down the stairs",
            in_us=0,
            out_us=30_000_000,
        ),
    )
    catalog.add_scene(
        bokken,
        duel(
            catalog,
            "bare",
            [use(catalog, "unarmed", 1, (2,)), use(catalog, "katana", 2), use(catalog, "chair", 2, improvised=True)],
            terms=[choke],
        ),
    )
    return catalog


def titles(catalog: Catalog, query: str) -> set[str]:
    """Return the titles of what a query finds."""
    return {row.title for row in catalog.scene_rows(catalog.search(query).scene_ids)}
