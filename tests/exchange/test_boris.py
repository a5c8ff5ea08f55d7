"""BORIS projects in the form of its version 7: paired states, points, subjects, modifiers, several files."""

import json
from pathlib import Path

import pytest

from donnybrook.exchange.boris import read
from donnybrook.exchange.import_plan import ImportChoices
from donnybrook.exchange.importing import import_file
from donnybrook.problems import Problem
from exchange.interchange import PAL, new_catalog, no_rate


def behaviour(code: str, kind: str) -> dict[str, object]:
    return {
        "type": kind,
        "key": code[0],
        "code": code,
        "description": "",
        "category": "",
        "modifiers": "",
        "excluded": "",
    }


def project(events: list[list[object]], **observation: object) -> dict[str, object]:
    """A project as BORIS 8 and 9 save it, with one observation of two files played one after the other."""
    said = {
        "file": {"1": ["/video/Heat.mp4", "/video/Ronin.mp4"], "2": []},
        "type": "MEDIA",
        "date": "2024-01-01T00:00:00",
        "description": "",
        "time offset": 0.0,
        "events": events,
        "media_info": {
            "length": {"/video/Heat.mp4": 100.0, "/video/Ronin.mp4": 50.0},
            "fps": {"/video/Heat.mp4": 25.0},
        },
    }
    return {
        "time_format": "hh:mm:ss",
        "project_format_version": "7.0",
        "subjects_conf": {"0": {"key": "e", "name": "Eve", "description": ""}},
        "behaviors_conf": {
            "0": behaviour("fight", "State event"),
            "1": behaviour("holds", "State event") | {"modifiers": {"0": {"name": "Weapon"}, "1": {"name": "place"}}},
            "2": behaviour("kick", "Point event"),
        },
        "observations": {"obs 1": said | observation},
    }


def written(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


EVENTS: list[list[object]] = [
    [1.0, "", "fight", "", ""],
    [2.2, "Eve", "holds", "sword,fire hose|village", "with both hands"],
    [2.5, "No focal subject", "kick", "", "", 62],
    [4.04, "Eve", "holds", "sword,fire hose|village", ""],
    [9.0, "", "fight", "", "at the bank"],
    [20.0, "Eve", "kick", "", ""],
    [103.5, "", "fight", "", ""],
    [110.0, "", "fight", "", ""],
    [120.0, "Eve", "holds", "", ""],
    ["soon", "Eve", "kick", "", ""],
]


def test_states_are_paired_and_what_lies_in_a_fight_is_said_of_it(tmp_path: Path) -> None:
    file = written(tmp_path / "a.boris", project(EVENTS))
    with new_catalog(tmp_path, "a", PAL, titles=("Heat", "Ronin")) as catalog:
        done = import_file(catalog, file, ImportChoices())
        scenes = [catalog.scene(each) for each in done.scene_ids]
        assert [(each.film_title, each.fields.title, each.fields.in_us, each.fields.out_us) for each in scenes] == [
            ("Heat", "", 1_000_000, 9_000_000),
            ("Heat", "kick", 20_000_000, None),
            ("Ronin", "", 3_500_000, 10_000_000),
        ]
        first, kick, _ = scenes
        assert first.fields.note == "at the bank"
        assert [(beat.label, beat.in_us, beat.out_us, beat.note) for beat in first.beats] == [
            ("holds", 2_200_000, 4_040_000, "with both hands"),
            ("kick", 2_500_000, None, ""),
        ]
        names = {who.id: who.label for who in first.combatants}
        assert [(names[use.combatant_id or 0], use.weapon) for use in first.wieldings] == [
            ("Eve", "sword"),
            ("Eve", "fire hose"),
        ]
        assert {use.beat_id for use in first.wieldings} == {first.beats[0].id}
        assert first.location == "village"
        assert [who.label for who in kick.combatants] == ["Eve"]
    assert [(each.where, each.reason.partition("”")[2]) for each in done.plan.bad] == [
        ("observation “obs 1”, event 10", ""),
        ("observation “obs 1”, event 9", " starts there and does not stop"),
    ]


def test_an_observation_without_files_is_a_film_by_its_name(tmp_path: Path) -> None:
    found = read(written(tmp_path / "a.boris", project([[1, "", "kick", "", ""]], file=[], media_info={})), no_rate)
    assert [film.title for film in found.films] == ["obs 1"]


@pytest.mark.parametrize("text", ["{}", "[]", "", '{"observations": []}', "{'a': 1}"])
def test_what_is_no_project_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.boris").write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match="Nothing was imported"):
        read(tmp_path / "a.boris", no_rate)


def test_a_time_of_four_hundred_digits_is_bad_and_the_rest_is_read(tmp_path: Path) -> None:
    events: list[list[object]] = [[10**400, "Eve", "kick", "", ""], [3.0, "Eve", "kick", "", ""]]
    found = read(written(tmp_path / "a.boris", project(events)), no_rate)
    assert [each.fields.in_us for each in found.scenes] == [3_000_000]
    assert len(found.bad) == 1
