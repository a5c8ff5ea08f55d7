"""Two coders' readings of one film, with differences that can be counted by hand."""

from pathlib import Path

from catalog.fights import concept, use
from donnybrook.catalog import Catalog, CombatantDraft, SceneDraft, SceneFields, TermDraft

SECOND = 1_000_000


def fight(catalog: Catalog, layer: str, in_s: float, out_s: float, *weapons: str, **fields: object) -> SceneDraft:
    """Return a fight of one coder: Eve, with these weapons, against a guard."""
    choke = TermDraft(concept_id=concept(catalog, "technique", "choke"))
    return SceneDraft(
        fields=SceneFields(
            layer=layer,
            in_us=round(in_s * SECOND),
            out_us=round(out_s * SECOND),
            **fields,  # type: ignore[arg-type]
        ),
        sides=("Eve", "guard"),
        combatants=(CombatantDraft(label="Eve", side=0), CombatantDraft(label="guard", side=1)),
        wieldings=tuple(use(catalog, weapon, 0, (1,)) for weapon in weapons),
        terms=(choke,) if "unarmed" in weapons else (),
    )


def add_first(catalog: Catalog, film: int) -> None:
    """Add what the first coder sees: four fights, one of which nobody else has, and one from memory."""
    for draft in (
        fight(catalog, "ana", 10, 20, "katana", interior="interior", time_of_day="night"),
        fight(catalog, "ana", 30, 40, "unarmed", interior="exterior", time_of_day="day"),
        fight(catalog, "ana", 100, 120, "pistol", "katana", interior="interior", time_of_day="day"),
        fight(catalog, "ana", 200, 205, "chair"),
    ):
        catalog.add_scene(film, draft)
    catalog.add_scene(film, SceneDraft(fields=SceneFields(layer="ana", title="from memory")))


def add_second(catalog: Catalog, film: int) -> None:
    """Add what the second sees: three of them, each with one edge off, and one more."""
    for draft in (
        fight(catalog, "bo", 11, 20, "katana", interior="interior", time_of_day="night"),
        fight(catalog, "bo", 30, 42, "unarmed", interior="interior", time_of_day="day"),
        fight(catalog, "bo", 100, 119, "pistol", interior="interior"),
        fight(catalog, "bo", 150, 160, "katana"),
    ):
        catalog.add_scene(film, draft)


def make_layers(path: Path, cache_folder: Path) -> Catalog:
    """Return a catalog with both layers."""
    catalog = Catalog.create(path, cache_folder=cache_folder)
    film = catalog.add_film("Ballerina", year=2025).value
    add_first(catalog, film)
    add_second(catalog, film)
    return catalog
