"""BORIS projects in the form of its version 7: paired states, points, subjects, modifiers, several files."""

import gzip
import json
from pathlib import Path

import pytest

from donnybrook.exchange.boris import read
from donnybrook.exchange.formats import read_format_for
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


def test_the_offset_that_boris_adds_to_times_is_taken_off_again(tmp_path: Path) -> None:
    """As BORIS 10.0.2 writes it: a key at 3.3 s, and one in the second file, with an offset of 1000 s."""
    events: list[list[object]] = [[1003.3, "Eve", "kick", "", "", 82], [1103.5, "Eve", "kick", "", "", 87]]
    found = read(written(tmp_path / "a.boris", project(events, **{"time offset": 1000.0})), no_rate)
    assert [(each.film, each.fields.in_us) for each in found.scenes] == [(0, 3_300_000), (1, 3_500_000)]


def test_times_by_the_clock_of_a_camera_count_from_when_each_file_was_made(tmp_path: Path) -> None:
    info = {
        "length": {"/video/Heat.mp4": 100.0, "/video/Ronin.mp4": 50.0},
        "media_creation_time": {"/video/Heat.mp4": 1_700_009_000.0, "/video/Ronin.mp4": 1_700_000_000.0},
    }
    events: list[list[object]] = [
        [1_700_000_003.5, "Eve", "kick", "", ""],
        [1_700_009_001.25, "Eve", "kick", "", ""],
        [5.0, "Eve", "kick", "", ""],
    ]
    clock = {"media_creation_date_as_offset": True, "media_info": info}
    found = read(written(tmp_path / "a.boris", project(events, **clock)), no_rate)
    assert [
        (found.films[each.film].path, each.fields.in_us) for each in found.scenes if (each.fields.in_us or 0) > 0
    ] == [
        ("/video/Heat.mp4", 1_250_000),
        ("/video/Ronin.mp4", 3_500_000),
    ]


def test_a_project_packed_with_gzip_is_read(tmp_path: Path) -> None:
    packed = tmp_path / "a.boris.gz"
    packed.write_bytes(gzip.compress(json.dumps(project(EVENTS)).encode()))
    plain = read(written(tmp_path / "a.boris", project(EVENTS)), no_rate)
    assert read(packed, no_rate) == plain
    assert read_format_for(packed).name == "boris"
    packed.write_bytes(gzip.compress(b" " * 70_000_000))
    with pytest.raises(Problem, match="is larger than 64 MiB"):
        read(packed, no_rate)
    packed.write_bytes(gzip.compress(b"{}")[:-6])
    with pytest.raises(Problem, match="can't be read"):
        read(packed, no_rate)


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
