"""What scenes hold is kept beside the search index: read off it once, brought up by edits, never trusted blindly."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from catalog.fights import make_fights
from donnybrook.catalog import Catalog, SceneDraft, SceneFields
from donnybrook.catalog.search.tokens import Kind
from donnybrook.catalog.tally import desk, value_file
from donnybrook.catalog.tally import values as values_module
from donnybrook.catalog.tally.values import Column, SceneValues

QUERIES = ("", "flamethrower", "by:Eve -skates", "improvised")


@pytest.fixture
def fights(tmp_path: Path) -> Iterator[Catalog]:
    with make_fights(tmp_path / "a.fights", tmp_path / "cache") as catalog:
        yield catalog


def _again(catalog: Catalog, tmp_path: Path) -> Catalog:
    return Catalog.open(catalog.path, cache_folder=tmp_path / "cache", coder="Ana")


def _file(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "cache" / "search").glob("*.values")
    return found


def _all_told(catalog: Catalog) -> list[object]:
    return [catalog.questions.facets(query) for query in QUERIES]


def test_the_arrays_are_read_off_the_index_once_and_from_their_file_after_that(
    fights: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = _all_told(fights)
    before = _file(tmp_path).read_bytes()
    fights.add_scene(1, SceneDraft(fields=SceneFields(title="new", layer="second")))
    with Catalog.create(tmp_path / "b.fights", cache_folder=tmp_path / "other") as other:
        assert other.questions.facets("").total == 0

    def not_again(*_: object) -> SceneValues:
        raise AssertionError("read off the index once more")

    monkeypatch.setattr(desk, "read_values", not_again)
    with _again(fights, tmp_path) as again:
        assert again.questions.facets("").total == 5  # the file, and what came after it
        again.undo()
        assert _all_told(again) == told
    assert _file(tmp_path).read_bytes() == before


@pytest.mark.parametrize("harm", ["cut", "empty", "garbage", "long", "other_edit", "numbers"])
def test_a_file_that_is_not_whole_or_not_of_this_journal_is_left_alone(
    fights: Catalog, tmp_path: Path, harm: str
) -> None:
    told = _all_told(fights)
    file = _file(tmp_path)
    whole = file.read_bytes()
    harmed = {
        "cut": whole[:-3],
        "empty": b"",
        "garbage": b"\xff" * 500,
        "long": whole + b"\0",
        "other_edit": whole.replace(b'"seen": [', b'"seen": [9', 1).replace(b"  ", b" ", 1),
        "numbers": whole[:-2] + b"\xff\xff",
    }[harm]
    assert harmed != whole
    file.write_bytes(harmed)
    with _again(fights, tmp_path) as again:
        assert _all_told(again) == told
    assert file.read_bytes() == whole


def test_what_finds_no_room_in_the_table_is_counted_too_whatever_is_put_and_dropped(tmp_path: Path) -> None:
    chance = random.Random(4)
    held: dict[int, set[int]] = {}
    values = SceneValues(np.zeros(0, np.int64), np.zeros((0, 3), np.uint16), np.zeros((0, 2), np.int64), [])
    columns = [values.number_of(Column(Kind.FILM, number)) for number in range(40)]
    for step in range(120):
        some = {chance.randrange(1, 60): set(chance.sample(columns, chance.randrange(9))) for _ in range(4)}
        held.update(some)
        values.put(some)
        gone = chance.sample(sorted(held), chance.randrange(2))
        held = {scene: each for scene, each in held.items() if scene not in gone}
        values.drop([*gone, 999])
        if step % 40 == 20:
            value_file.write_values(tmp_path / "v", values, (1, step, "edit"))
            read = value_file.read_written(tmp_path / "v")
            assert read is not None
            assert read[1] == (1, step, "edit")
            values = read[0]
        asked = [scene for scene in sorted(held) if chance.random() < chance.choice((0.2, 0.9))]
        counts = values.counts(values.places(np.array(asked, np.int64)))
        assert counts.tolist() == [sum(column in held[scene] for scene in asked) for column in columns]
    assert {int(scene): set(values.held(place).tolist()) for place, scene in enumerate(values.scene_ids)} == held
    pairs = [
        (place, column)
        for places, some in values.pairs(np.arange(len(held)))
        for place, column in zip(places, some, strict=True)
    ]
    assert len(pairs) == sum(map(len, held.values())) == len(set(pairs))


def test_more_values_than_short_numbers_hold_are_told_apart() -> None:
    values = SceneValues(np.array([1, 2]), np.zeros((2, 2), np.uint16), np.zeros((0, 2), np.int64), [])
    last = [values.number_of(Column(None, 0, f"person {number}")) for number in range(70_000)][-1]
    values.put({1: {0, last}, 2: {last - 65_536}})
    counts = values.counts(np.array([0, 1]))
    assert (counts[0], counts[last], counts[last - 65_536]) == (1, 1, 1)


def test_a_long_list_of_numbers_is_read_whole_piece_by_piece(fights: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values_module, "_PIECE", 7)
    sql = "SELECT group_concat(value) FROM json_each(?)"
    for many in (0, 1, 2, 3, 50, 51):
        told = fights.read(values_module.numbers, sql, [json.dumps([10**each % 9973 for each in range(many)])])
        assert told.tolist() == [10**each % 9973 for each in range(many)]
