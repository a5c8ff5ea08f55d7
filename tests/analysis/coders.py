"""Two coders' readings of one film, with differences that can be counted by hand."""

from dataclasses import replace
from pathlib import Path

from catalog.fights import concept, use
from donnybrook.catalog import BeatDraft, Catalog, CombatantDraft, SceneDraft, SceneFields, TermDraft
from donnybrook.catalog.edits.scenes import complete_scene

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


def beaten(layer: str, cast: tuple[CombatantDraft, ...], *beats: BeatDraft) -> SceneDraft:
    """Return a fight of one coder from 10 to 40 s with two sides, who is in it, and its beats."""
    times = SceneFields(layer=layer, in_us=10 * SECOND, out_us=40 * SECOND)
    return SceneDraft(fields=times, sides=("Eve", "gang"), combatants=cast, beats=beats)


def beat(in_s: float, out_s: float | None, label: str = "", upper_hand: int | None = None) -> BeatDraft:
    """Return a beat by seconds."""
    out_us = None if out_s is None else round(out_s * SECOND)
    return BeatDraft(label=label, in_us=round(in_s * SECOND), out_us=out_us, upper_hand=upper_hand)


def add_beaten_first(catalog: Catalog, film: int, layer: str) -> None:
    """Add the one fight as the first coder sees it."""
    eve, guards = CombatantDraft(label="Eve", side=0, outcome="unharmed"), CombatantDraft(label="guards", side=1)
    cast = (eve, replace(guards, headcount=8), CombatantDraft(label="Lena", side=0))
    beats = (beat(10, 20, "the door", 0), beat(20, 30, upper_hand=1), beat(31, 33, "the fall"), beat(38, None))
    catalog.add_scene(film, beaten(layer, cast, *beats))


def add_beaten_second(catalog: Catalog, film: int, layer: str) -> None:
    """Add it as the second sees it: combatants and beats differ in each way there is."""
    eve, guards = CombatantDraft(label="EVE", side=0, outcome="fled"), CombatantDraft(label="guards", side=1)
    beats = (beat(10, 20, "a door", 1), beat(20, 32, upper_hand=1), beat(34, 40))
    catalog.add_scene(film, beaten(layer, (eve, replace(guards, headcount=None)), *beats))


def make_beaten_layers(path: Path, cache_folder: Path) -> Catalog:
    """Return a catalog with one fight of two layers, in which combatants and beats differ in each way there is."""
    catalog = Catalog.create(path, cache_folder=cache_folder)
    film = catalog.add_film("Ballerina", year=2025).value
    add_beaten_first(catalog, film, "ana")
    add_beaten_second(catalog, film, "bo")
    return catalog


def make_beaten_catalogs(folder: Path) -> tuple[Path, Path]:
    """Return two catalogs of one name in two folders, with that fight as each sees it, and other ids in each.

    The second has a boss on the guards' side too, with a katana against Eve, taken while the door is fought for.
    """
    paths = [folder / name / "study.fights" for name in ("ana", "bo")]
    for path in paths:
        path.parent.mkdir()
    with Catalog.create(paths[0], cache_folder=folder) as catalog:
        add_beaten_first(catalog, catalog.add_film("Ballerina", year=2025).value, "main")
    with Catalog.create(paths[1], cache_folder=folder) as catalog:
        heat = catalog.add_film("Heat", year=1995).value
        catalog.add_scene(heat, beaten("main", (CombatantDraft(label="Neil", side=0),), beat(1, 2)))
        add_beaten_second(catalog, catalog.add_film("Ballerina", year=2025).value, "main")
        scene = next(each for each in catalog.scenes() if each.film_title == "Ballerina")
        boss = CombatantDraft(label="boss", side=1)
        drawn = replace(use(catalog, "katana", 0, (1,)), acquired="taken", improvised=True)
        eve = CombatantDraft(label="EVE")
        catalog.edit(
            "Draw",
            complete_scene,
            scene.id,
            SceneDraft(sides=("Eve", "gang"), combatants=(boss, eve), wieldings=(drawn,)),
        )
    return paths[0], paths[1]
