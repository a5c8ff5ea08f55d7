"""What is gone is told apart from a fault of the program: by the one exception that says so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from donnybrook.catalog import Catalog, FileClock, Gone, SceneDraft, Transaction
from donnybrook.catalog.edits.cast import cast_combatant
from donnybrook.catalog.edits.contents import add_beat, set_targets
from donnybrook.catalog.edits.copying import duplicate_scene
from donnybrook.catalog.edits.links import put_term
from donnybrook.catalog.edits.retiming import place_scene
from donnybrook.catalog.edits.scenes import add_scene, change_scene, complete_scene, trash_scene
from donnybrook.catalog.edits.splitting import split_scene
from donnybrook.catalog.edits.uniting import unite_scenes
from donnybrook.catalog.edits.versions import move_file, name_version
from donnybrook.catalog.edits.vocabulary import rename_concept, retire_concept
from donnybrook.catalog.merging.conflicts import settle_conflict

_GONE = 99_999


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    made = Catalog.create(tmp_path / "mine.fights")
    made.add_scene(made.add_film("Fire and Water").value, SceneDraft())
    return made


@pytest.mark.parametrize(
    "edit",
    [
        lambda tx: add_scene(tx, _GONE, SceneDraft()),
        lambda tx: complete_scene(tx, _GONE, SceneDraft()),
        lambda tx: change_scene(tx, _GONE, title="Gone"),
        lambda tx: trash_scene(tx, _GONE),
        lambda tx: split_scene(tx, _GONE, 1_000_000),
        lambda tx: unite_scenes(tx, 1, _GONE),
        lambda tx: duplicate_scene(tx, _GONE),
        lambda tx: place_scene(tx, _GONE, (0, None), (1, None), lambda time_us: time_us),
        lambda tx: add_beat(tx, _GONE, label="Gone"),
        lambda tx: set_targets(tx, _GONE, (_GONE,)),
        lambda tx: put_term(tx, 1, _GONE),
        lambda tx: cast_combatant(tx, _GONE, ()),
        lambda tx: name_version(tx, _GONE, "Gone"),
        lambda tx: move_file(tx, _GONE, 1, FileClock()),
        lambda tx: rename_concept(tx, _GONE, "Gone"),
        lambda tx: retire_concept(tx, _GONE),
        lambda tx: settle_conflict(tx, _GONE, take_other=True),
    ],
)
def test_an_edit_of_what_is_gone_says_so(catalog: Catalog, edit: Callable[[Transaction], object]) -> None:
    with catalog, pytest.raises(Gone):
        catalog.edit("Edit what is gone", edit)


def test_a_word_that_is_gone_says_so(catalog: Catalog) -> None:
    with catalog, pytest.raises(Gone):
        catalog.vocabulary.concept(_GONE)


def test_a_field_that_there_never_was_is_a_fault_of_the_program(catalog: Catalog) -> None:
    with catalog, pytest.raises(LookupError, match="no field colour") as fault:
        catalog.edit("Colour it", change_scene, 1, colour="ember")
    assert not isinstance(fault.value, Gone)
