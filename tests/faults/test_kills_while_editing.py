"""Kill -9 of a real process in mid-edit: nothing that was said to be saved is lost, nothing is torn."""

import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from donnybrook import Catalog
from donnybrook.catalog.checking import journal, references
from donnybrook.catalog.driver import DatabaseError, connect
from donnybrook.problems import Problem
from faults.forker import Forker, wait_for_words, words
from faults.rounds import slices

_FRESH_EVERY = 25
_WHOLE = """
    SELECT count(*) FROM scene s WHERE (SELECT count(*) FROM side WHERE scene_id = s.id) <> 2
    OR (SELECT count(*) FROM combatant WHERE scene_id = s.id) <> 2
    OR (SELECT count(*) FROM wielding w JOIN wielding_target t ON t.wielding_id = w.id WHERE w.scene_id = s.id) <> 1
"""


@dataclass
class Toll:
    """What the kills did."""

    acknowledged: int = 0
    lost: int = 0
    torn: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.torn or self.unsound)


@pytest.fixture
def original(tmp_path: Path) -> Path:
    with Catalog.create(tmp_path / "original.fights", coder="Ana", cache_folder=tmp_path / "cache") as catalog:
        catalog.add_film("Ballerina")
    return tmp_path / "original.fights"


def _kill_and_look(forker: Forker, job: str, kills: int, original: Path, *, until_unclean: bool = False) -> Toll:
    chance, toll = random.Random(7), Toll()
    folder = original.parent
    path = folder / "a.fights"
    for number in range(kills):
        if number % _FRESH_EVERY == 0:
            for old in folder.glob("a.fights*"):
                old.unlink()
            shutil.copy(original, path)
        said = folder / "said"
        pid = forker.start(job, said, path=path, cache=folder / "cache", seed=str(number))
        wait_for_words(said, 1)
        time.sleep(chance.random() * 0.02)
        forker.kill(pid)
        acknowledged = [word for word in words(said) if not word.startswith("raised")]
        assert acknowledged == words(said), words(said)
        _look(path, acknowledged, toll)
        if until_unclean and not toll.is_clean:
            break
    return toll


def _look(path: Path, acknowledged: list[str], toll: Toll) -> None:
    toll.acknowledged += len(acknowledged)
    try:
        with Catalog.open(path, cache_folder=path.parent / "cache") as catalog:
            if catalog.notice:
                toll.unsound.append(catalog.notice)
        connection = connect(path)
    except (Problem, DatabaseError) as fault:
        toll.unsound.append(str(fault))
        return
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok":
            toll.unsound.append(sound)
        present = {str(row[0]) for row in connection.execute("SELECT id FROM edit")}
        toll.lost += len(set(acknowledged) - present)
        if connection.execute(_WHOLE).fetchone()[0]:
            toll.torn.append("a fight in part")
        toll.torn += [finding.sentence for check in (journal, references) for finding in check.look(connection)]
    except DatabaseError as fault:
        toll.unsound.append(str(fault))
    finally:
        connection.close()


@pytest.mark.parametrize("kills", slices(60, 2_000))
def test_no_kill_in_mid_edit_loses_or_tears_anything(
    kills: int, forker: Forker, original: Path, count: Callable[[str], None]
) -> None:
    toll = _kill_and_look(forker, "edit", kills, original)
    count(f"{kills} kills, {toll.acknowledged} edits acknowledged, {toll.lost} lost")
    assert toll.is_clean, toll
    assert toll.acknowledged > kills


def test_the_harness_sees_a_catalog_that_is_edited_without_care(forker: Forker, original: Path) -> None:
    toll = _kill_and_look(forker, "edit_without_care", 200, original, until_unclean=True)
    assert not toll.is_clean
