"""A published database, served by the real Datasette in a process of its own: all of its queries, and read-only."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog.fights import concept, make_fights
from donnybrook.catalog import Catalog, CombatantDraft, SceneDraft, SceneFields, WieldingDraft
from donnybrook.exchange.datasette import DATABASE, METADATA, RUN, publish
from donnybrook.problems import Problem
from exchange.galleries import HOSTILE

_SERVE = """
import asyncio, json, sys
from datasette.app import Datasette

async def ask(paths):
    served = Datasette(immutables=[sys.argv[1]], metadata=json.load(open(sys.argv[2], encoding="utf-8")))
    await served.invoke_startup()
    answers = [await served.client.get(path) for path in paths]
    print(json.dumps([[answer.status_code, answer.text] for answer in answers]))

asyncio.run(ask(json.load(sys.stdin)))
"""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("datasette")
    with make_fights(folder / "a.fights", folder) as made:
        spear = concept(made, "weapon", "spear")
        taken = SceneDraft(
            fields=SceneFields(title=HOSTILE, in_us=1_000_000, out_us=3_500_000),
            sides=("Eve", "guard"),
            combatants=(CombatantDraft(label="Eve", side=0), CombatantDraft(label="guard", side=1)),
            wieldings=(
                WieldingDraft(weapon_id=spear, who=1, against=(0,), ended="taken"),
                WieldingDraft(weapon_id=spear, who=0, against=(1,), acquired="taken", previous=0),
            ),
        )
        made.add_scene(2, taken)
        made.delete_scene(made.add_scene(1, SceneDraft(fields=SceneFields(title="deleted"))).value)
        yield made


@pytest.fixture(scope="module")
def folder(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "data"
    assert publish(catalog, folder, catalog.search("").scene_ids, "My fights").scene_count == 5
    return folder


@pytest.fixture(scope="module")
def answers(folder: Path) -> dict[str, Any]:
    """What Datasette answers, by address: rows of the queries, and pages."""
    queries = json.loads((folder / METADATA).read_text(encoding="utf-8"))["databases"]["fights"]["queries"]
    said = {
        "fights_with_a_weapon": "&weapon=Edged+weapon",
        "fights_of_a_match_up": "&weapon=edged+weapon&against=firearm",
    }
    paths = {name: f"/fights/{name}.json?_shape=array{said.get(name, '')}" for name in queries}
    paths |= {
        "page": "/fights",
        "uses": "/fights/uses",
        "write": "/fights.json?sql=DELETE+FROM+fight",
        "rows": "/fights.json?_shape=array&sql=SELECT+*+FROM+fights+ORDER+BY+id",
    }
    run = subprocess.run(
        [sys.executable, "-c", _SERVE, folder / DATABASE, folder / METADATA],
        input=json.dumps([*paths.values()]),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    # Datasette itself prints of what it refuses, before.
    return dict(zip(paths, json.loads(run.stdout.splitlines()[-1]), strict=True))


def rows(answers: dict[str, Any], name: str) -> list[dict[str, Any]]:
    status, text = answers[name]
    assert status == 200, text
    found: list[dict[str, Any]] = json.loads(text)
    return found


def test_fights_are_told_in_words(answers: dict[str, Any]) -> None:
    fire, skates, *_, taken = rows(answers, "rows")
    assert (fire["film"], fire["year"], fire["place"], fire["in_s"]) == ("Ballerina", 2025, "village", None)
    assert (skates["in_s"], skates["out_s"], skates["length_s"]) == (60.0, 180.0, 120.0)
    assert set(fire["weapons"].split("; ")) == {"flamethrower", "fire hose"}
    assert taken["title"] == HOSTILE


def test_weapons_are_counted_by_film_and_found_with_what_is_narrower(answers: dict[str, Any]) -> None:
    counted = {
        (each["film"], each["weapon"]): (each["fights"], each["improvised"])
        for each in rows(answers, "weapons_by_film")
    }
    assert counted["Ballerina", "flamethrower"] == (1, 0)
    assert counted["Ballerina", "fire hose"] == (1, 1)
    assert {each["title"] for each in rows(answers, "fights_with_a_weapon")} == {"bare", "skates"}


def test_match_ups_are_those_of_the_program(answers: dict[str, Any], catalog: Catalog) -> None:
    counted = {frozenset((each["weapon"], each["against"])): each["fights"] for each in rows(answers, "match_ups")}
    for one, other in (("flamethrower", "fire hose"), ("ice skates", "pistol"), ("chair", "flamethrower")):
        expected = len(catalog.search(f'"{one}" vs "{other}"').scene_ids)
        assert counted.get(frozenset((one, other)), 0) == expected, (one, other)
    met = {each["title"] for each in rows(answers, "fights_of_a_match_up")}
    asked = catalog.search('"edged weapon" vs firearm').scene_ids
    assert met == {row.title for row in catalog.scene_rows(asked)}


def test_transitions_and_screen_time_are_told(answers: dict[str, Any]) -> None:
    (transition,) = rows(answers, "transitions")
    assert (transition["had_by"], transition["ended"], transition["next"]) == ("guard", "taken", "Eve")
    times = {each["weapon"]: each["seconds"] for each in rows(answers, "screen_time")}
    assert times["spear"] == 2.5
    assert times["ice skates"] == 120.0
    assert rows(answers, "lost_weapons")[0] == {"ended": "taken", "weapon": "spear", "uses": 1}


def test_it_is_read_only_and_hostile_text_is_text(answers: dict[str, Any]) -> None:
    assert answers["write"][0] == 400
    assert answers["page"][0] == answers["uses"][0] == 200
    assert "Weapons by film" in answers["page"][1]
    assert "<script>window.hacked" not in answers["uses"][1]


def test_no_coders_paths_and_trash_are_published_and_the_same_gives_the_same_bytes(
    catalog: Catalog, folder: Path, tmp_path: Path
) -> None:
    whole = (folder / DATABASE).read_bytes()
    assert b"Ballerina" in whole
    for private in (b"deleted", str(catalog.path.parent).encode(), b"coder"):
        assert private not in whole
    publish(catalog, tmp_path / "again", catalog.search("").scene_ids, "My fights")
    assert (tmp_path / "again" / DATABASE).read_bytes() == whole


def test_the_line_to_run_names_the_files_there_are(folder: Path) -> None:
    words = RUN.split()
    assert words[0] == "datasette"
    assert {each for each in words if "." in each} == {each.name for each in folder.iterdir()}


def test_files_that_only_have_the_names_of_what_is_published_are_left_alone(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / METADATA).write_text('{"description": "mine"}')
    (tmp_path / DATABASE).write_text("mine too")
    with pytest.raises(Problem, match=r"no part of a published catalog: fights\.db, metadata\.json"):
        publish(catalog, tmp_path, [1], "My fights")
    assert (tmp_path / DATABASE).read_text() == "mine too"
    publish(catalog, tmp_path / "new", [1], "My fights")
    assert publish(catalog, tmp_path / "new", [1, 2], "My fights").scene_count == 2
    (tmp_path / "new" / DATABASE).unlink()
    with pytest.raises(Problem, match=r"metadata\.json"):
        publish(catalog, tmp_path / "new", [1], "My fights")
