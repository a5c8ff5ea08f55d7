"""Galleries for the tests: the fights that searches are tested with, and one that hostile people wrote."""

import json
from pathlib import Path
from typing import Any

from catalog.fights import concept, make_fights
from donnybrook.catalog import Catalog, CombatantDraft, SceneDraft, SceneFields, WieldingDraft
from donnybrook.catalog.edits.pictures import set_cover
from donnybrook.exchange.gallery.writing import GalleryOptions, WrittenGallery, write_gallery

HOSTILE = (
    '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">&amp;{title}{fights}\u2028\u202egpj.'
)


def make_catalog(folder: Path, note_letters: int = 1_000_000) -> Catalog:
    """Return a catalog of four fights, one with a picture, and a fifth whose every text is hostile, its note long."""
    catalog = make_fights(folder / "fights.fights", folder)
    catalog.edit("Cover", set_cover, 1, jpeg=_jpeg(), width_px=320, height_px=180, time_us=0)
    film = catalog.add_film(HOSTILE, alternative_titles=(HOSTILE,)).value
    weapon = WieldingDraft(weapon_id=concept(catalog, "weapon", "katana"), who=0, against=(1,), manner=HOSTILE)
    draft = SceneDraft(
        fields=SceneFields(title=HOSTILE, note=HOSTILE + "x" * note_letters, place_name=HOSTILE),
        sides=(HOSTILE, "b"),
        combatants=(CombatantDraft(label=HOSTILE, side=0, note=HOSTILE), CombatantDraft(label="guard", side=1)),
        wieldings=(weapon,),
    )
    catalog.add_scene(film, draft)
    return catalog


def add_fillers(catalog: Catalog, count: int) -> None:
    """Add so many short fights to the first film."""
    for number in range(count):
        at_us = number * 2_000_000
        catalog.add_scene(1, SceneDraft(fields=SceneFields(title=f"filler {number}", in_us=at_us, out_us=at_us + 1)))


def write(catalog: Catalog, folder: Path, title: str = "Fights", **options: bool) -> WrittenGallery:
    """Write all fights of a catalog."""
    return write_gallery(catalog, folder, catalog.search("").scene_ids, GalleryOptions(title, **options))


def data_of(script: Path) -> list[Any]:
    """Return the values that a script of data holds."""
    text = script.read_text(encoding="ascii")
    inside = text[text.index("(") + 1 : text.rindex(")")]
    values: list[Any] = json.loads(f"[{inside}]")
    return values


def _jpeg() -> bytes:
    import cv2
    import numpy as np

    shades = np.linspace(40, 220, 320 * 180 * 3).reshape(180, 320, 3).astype(np.uint8)
    return bytes(cv2.imencode(".jpg", shades)[1])
