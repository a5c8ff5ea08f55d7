"""Makes a few edits and says each that is saved, going on after one that fails; run under ``strace``.

Arguments: the catalog, the cache folder, the file to say it in, and ``carelessly`` for having no journal.
"""

import os
import random
import sys
from pathlib import Path

from donnybrook import Catalog
from donnybrook.catalog import connections
from donnybrook.problems import Problem
from faults.jobs import draft, make_careless

_EDITS = 6


def main(path: Path, cache_folder: Path, said: Path, *, carelessly: bool) -> None:
    """Open, edit, close."""
    handle = os.open(said, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    chance = random.Random(3)
    if carelessly:
        setattr(connections, "make_durable", make_careless)  # noqa: B010 - the one thing that is not ours to choose
    try:
        with Catalog.open(path, coder="Ana", cache_folder=cache_folder) as catalog:
            for _ in range(_EDITS):
                os.write(handle, f"{_edit(catalog, chance)}\n".encode())
        os.write(handle, b"closed\n")
    except Problem as problem:
        os.write(handle, f"told {problem}\n".encode())


def _edit(catalog: Catalog, chance: random.Random) -> str:
    try:
        if chance.random() < 0.5:
            weapon_id = catalog.vocabulary.concepts("weapon")[0].id
            changes = catalog.add_scene(1, draft("new", weapon_id)).changes
        else:
            changes = catalog.change_scene(1, title=f"{chance.random()}").changes
    except Problem as problem:
        return f"told {problem}"
    return f"saved {changes.edit_id}"


if __name__ == "__main__":
    main(*(Path(each) for each in sys.argv[1:4]), carelessly="carelessly" in sys.argv)
