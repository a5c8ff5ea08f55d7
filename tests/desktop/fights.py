"""Catalogs for the window's tests: a handful of fights that differ, or very many that hardly do."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog.copies import made_once
from donnybrook.catalog import Catalog, CombatantDraft, SceneDraft, SceneFields, TermDraft, WieldingDraft


@dataclass(frozen=True, slots=True)
class Fight:
    """A fight in one line: who with what against whom with what."""

    title: str
    one: str
    weapon: str
    other: str = "rival"
    other_weapon: str = ""
    improvised: bool = False
    in_us: int | None = None
    out_us: int | None = None
    place: str = ""
    note: str = ""


HANDFUL: tuple[Fight, ...] = (
    Fight("Ice skates", "Eve Macarro", "ice skates", "assailants", "firearm", improvised=True, place="ice rink"),
    Fight("Flamethrower duel", "Eve Macarro", "flamethrower", "villain", "flamethrower", place="village"),
    Fight("Hose against fire", "Eve Macarro", "fire hose", "villain", "flamethrower", improvised=True, place="village"),
    Fight("Snow ridge", "Sintel", "staff", "guard", "spear", in_us=16_500_000, out_us=17_500_000, note="Two strikes."),
    Fight("Academy sparring", "Eve Macarro", "unarmed", "sparring partner"),
)


def make_catalog(path: Path, fights: Sequence[Fight] = HANDFUL, *, film: str = "Ballerina", year: int = 2025) -> Path:
    """Write a catalog with one film of these fights, and close it."""

    def make(path: Path) -> None:
        with Catalog.create(path) as catalog:
            add_fights(catalog, catalog.add_film(film, year=year).value, fights)

    return made_once((*fights, film, year), path, make)


def add_fights(catalog: Catalog, film_id: int, fights: Sequence[Fight]) -> list[int]:
    """Add fights to a film and return their ids."""
    return [catalog.add_scene(film_id, _draft(catalog, fight)).value for fight in fights]


def _draft(catalog: Catalog, fight: Fight) -> SceneDraft:
    weapons = [(0, fight.weapon, fight.improvised)]
    if fight.other_weapon:
        weapons.append((1, fight.other_weapon, False))
    strike = catalog.vocabulary.lookup("technique", "strike")
    return SceneDraft(
        fields=SceneFields(
            title=fight.title,
            in_us=fight.in_us,
            out_us=fight.out_us,
            note=fight.note,
            location_id=catalog.vocabulary.lookup("location", fight.place) if fight.place else None,
        ),
        sides=(fight.one, fight.other),
        combatants=(CombatantDraft(label=fight.one, side=0), CombatantDraft(label=fight.other, side=1)),
        wieldings=tuple(
            WieldingDraft(
                weapon_id=catalog.vocabulary.lookup("weapon", name) or 0,
                who=who,
                against=(1 - who,),
                improvised=improvised,
                ended="lost" if who else "kept",
            )
            for who, name, improvised in weapons
        ),
        terms=(TermDraft(concept_id=strike),) if strike else (),
    )
