"""Publishes a catalog for Datasette: a database for reading, what it holds in words, and queries. Knows no SQL."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from donnybrook.catalog import Catalog
from donnybrook.catalog.publishing import Told, write_published
from donnybrook.exchange.whole_folder import whole_folder
from donnybrook.files import db_folder
from donnybrook.records import dataclass

DATABASE, METADATA = "fights.db", "metadata.json"
RUN = f"datasette serve --immutable {DATABASE} --metadata {METADATA}"
_ABOUT = "Who fights whom with what in films. Published from a Donnybrook catalog, for reading."
_TABLES = {
    "fight": "One fight on one film. Times are seconds on the film's own clock; without them it is from memory.",
    "wielding": "One combatant using one weapon: how it came to hand, what became of it, whether it was improvised.",
    "combatant": "A character or a group in one fight, on a side. Without a headcount: many, not counted.",
    "beat": "A stretch inside a fight.",
    "aim": "Whom the use of a weapon is against.",
    "fight_term": "Techniques, camera terms and themes of a fight, or of one of its beats.",
    "film": "The films.",
    "term": "The vocabulary: weapons, techniques, camera terms, places, themes, each under a broader one.",
    "term_above": "Each term with itself and all that is above it, to ask for a term and all narrower ones.",
    "fights": "Fights in words, one a row.",
    "uses": "Uses of weapons in words, one a row.",
    "meetings": "Two uses that meet: their combatants stand on different sides, or one aims at the other.",
}
_LABELS = {"fight": "title", "combatant": "name", "film": "title", "term": "label", "beat": "label"}


@dataclass(frozen=True, slots=True)
class Published:
    """Where it lies, and how many fights it holds."""

    folder: Path
    scene_count: int


def publish(
    catalog: Catalog, folder: Path, scene_ids: Sequence[int], title: str, told: Told | None = None
) -> Published:
    """Write some scenes into a folder that Datasette serves as ``RUN`` says; what was published there is replaced.

    Raises:
        Problem: the folder can't be written, or holds something else.
    """
    ordered = sorted(set(scene_ids))
    with whole_folder(folder, wrote=_wrote(folder), kind="a published catalog") as made:
        catalog.read(write_published, ordered, made / DATABASE, told)
        metadata = json.dumps(_metadata(title), ensure_ascii=False, indent=2)
        (made / METADATA).write_text(f"{metadata}\n", encoding="utf-8", newline="\n")
    return Published(folder, len(ordered))


def _wrote(folder: Path) -> Callable[[str], bool]:
    """Return what says whether a file in a folder was published there; of none, if nothing was."""
    try:
        told = json.loads((folder / METADATA).read_text(encoding="utf-8"))
        is_published = told["description"] == _ABOUT and (folder / DATABASE).is_file()
    except (OSError, ValueError, LookupError, TypeError):
        is_published = False
    return lambda name: is_published and name in {DATABASE, METADATA}


def _metadata(title: str) -> dict[str, object]:
    queries = json.loads((db_folder() / "publishing" / "queries.json").read_text(encoding="utf-8"))
    tables = {
        name: {"description": words, **({"label_column": _LABELS[name]} if name in _LABELS else {})}
        for name, words in _TABLES.items()
    }
    database = {"description": _ABOUT, "tables": tables, "queries": queries}
    return {"title": title, "description": _ABOUT, "databases": {Path(DATABASE).stem: database}}
