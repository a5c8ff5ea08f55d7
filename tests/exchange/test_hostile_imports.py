"""Damaged files of every format: a sentence or an import, never a fault, and nothing half-imported.

A control shows that a reader with a fault would be found out.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from donnybrook.catalog import Catalog
from donnybrook.exchange.exporting import export_found
from donnybrook.exchange.format import Format
from donnybrook.exchange.formats import format_for, read_formats, written_formats
from donnybrook.exchange.import_plan import ImportChoices
from donnybrook.exchange.importing import import_file
from donnybrook.problems import Problem
from exchange.interchange import NTSC, fill, new_catalog, no_rate
from exchange.test_boris import EVENTS, project
from exchange.test_boris import written as write_json
from exchange.test_losslesscut import PROJECT

ROUNDS = 25
BOTH = sorted(each.name for each in read_formats() if each.read and each.write)
SPLICES = (
    b"\0",
    b"\xff",
    b"-1",
    b"99999999999999999999",
    b"NaN",
    b"null",
    b"{}",
    b"[",
    b"\\ud800",
    b"</a>",
    b"-->",
    b"\n\n",
)


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a sound file of each format."""
    folder = tmp_path_factory.mktemp("originals")
    with new_catalog(folder, "from") as catalog:
        fill(catalog, NTSC)
        endings = {each.name: each.ending for each in written_formats() if each.name in BOTH}
        for name, ending in endings.items():
            export_found(catalog, folder / f"{name}{ending}")
    found = {name: folder / f"{name}{ending}" for name, ending in endings.items()}
    found["boris"] = write_json(folder / "a.boris", project(EVENTS))
    found["losslesscut"] = folder / "a.llc"
    found["losslesscut"].write_text(PROJECT, encoding="utf-8")
    return found


def damaged(raw: bytes, dice: random.Random) -> bytes:
    """Return a file cut short, with bytes of it changed, doubled, taken out, or others put in."""
    at, length = dice.randrange(len(raw)), dice.randrange(1, 40)
    match dice.randrange(5):
        case 0:
            return raw[:at]
        case 1:
            return raw[:at] + dice.randbytes(length) + raw[at + length :]
        case 2:
            return raw[: at + length] + raw[at:]
        case 3:
            return raw[:at] + raw[at + length :]
        case _:
            return raw[:at] + dice.choice(SPLICES) + raw[at + dice.randrange(6) :]


def tried(catalog: Catalog, path: Path) -> None:
    """Import a file: it is taken, and undone again, or refused in a sentence with the catalog as it was."""
    said = ""
    try:
        if import_file(catalog, path, ImportChoices(film_id=1, new_words=True)).changes:
            catalog.undo()
    except Problem as problem:
        said = str(problem)
    assert said == "" or said.endswith("Nothing was imported.")
    assert (catalog.scene_count(), len(catalog.films())) == (0, 1)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with new_catalog(tmp_path, "to") as made:
        yield made


@pytest.mark.parametrize("name", [*BOTH, "boris", "losslesscut"])
def test_a_damaged_file_is_taken_or_refused_and_never_a_fault(
    catalog: Catalog, originals: dict[str, Path], tmp_path: Path, name: str
) -> None:
    raw, dice = originals[name].read_bytes(), random.Random(name)
    path = tmp_path / originals[name].name
    path.write_bytes(raw)
    tried(catalog, path)
    for _ in range(ROUNDS):
        path.write_bytes(damaged(raw, dice))
        tried(catalog, path)


def test_a_reader_that_trusts_its_file_is_found_out(
    catalog: Catalog, originals: dict[str, Path], tmp_path: Path
) -> None:
    sound = format_for(originals["webvtt"])

    def trusting(path: Path, rate: object) -> object:
        path.read_bytes().decode("utf-8")
        return sound.read(path, no_rate) if sound.read else None

    raw, dice = originals["webvtt"].read_bytes(), random.Random("control")
    form = Format("control", ".vtt", "", read=trusting)  # type: ignore[arg-type]
    faults = 0
    for _ in range(ROUNDS):
        (tmp_path / "a.vtt").write_bytes(damaged(raw, dice))
        try:
            if import_file(catalog, tmp_path / "a.vtt", ImportChoices(film_id=1, form=form)).changes:
                catalog.undo()
        except UnicodeDecodeError:
            faults += 1
            break
        except Problem:
            continue
    assert faults


def test_every_format_that_is_read_is_tried(originals: dict[str, Path]) -> None:
    assert set(originals) == {each.name for each in read_formats() if each.read} - {"film"}
