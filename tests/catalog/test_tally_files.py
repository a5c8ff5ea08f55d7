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
from donnybrook.catalog.tally import desk, value_file, value_reading
from donnybrook.catalog.tally import values as values_module
from donnybrook.catalog.tally.bits import bits_of, holds, last_of, length_for, places_of, size_of
from donnybrook.catalog.tally.values import Arrays, Column, SceneValues

QUERIES = ("", "flamethrower", "by:Eve -skates", "improvised")


@pytest.fixture(params=[0, 1], ids=["bits", "table"])
def fights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Catalog]:
    if request.param == 0:
        monkeypatch.setattr(value_reading, "_FEW", 0)  # so that even of four fights what all hold has bits
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

    monkeypatch.setattr(desk, "ValueReading", not_again)
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


def _none(width: int, *, common: int = 0, columns: int = 0) -> SceneValues:
    """No scenes, of which the first columns would have bits."""
    ids, alive, rest = np.zeros(0, np.int64), np.zeros(0, np.uint64), np.zeros((0, 2), np.int64)
    bits, table = np.zeros((common, 0), np.uint64), np.zeros((0, width), np.uint16)
    arrays = Arrays(ids, ids.copy(), alive, bits, np.arange(common), table, rest)
    return SceneValues(arrays, [Column(Kind.FILM, number) for number in range(columns)])


@pytest.mark.parametrize("common", [0, 7])
def test_bits_table_and_what_finds_no_room_are_counted_whatever_is_put_and_dropped(tmp_path: Path, common: int) -> None:
    chance = random.Random(4)
    held: dict[int, set[int]] = {}
    values = _none(3, common=common, columns=40)
    for step in range(120):
        highest = 60 if step > 60 else 200  # at times all come after all others, at times between
        some = {chance.randrange(1, highest): set(chance.sample(range(40), chance.randrange(9))) for _ in range(4)}
        held.update(some)
        values.put(some, {scene: scene * 10 for scene in some})
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
        counts = values.counts(values.hits(np.array([*asked, *gone, 999], np.int64)))
        assert counts.tolist() == [sum(column in held[scene] for scene in asked) for column in range(40)]
    here = places_of(values.alive).tolist()
    assert {int(values.scene_ids[place]): set(values.held(place).tolist()) for place in here} == held
    assert {int(values.scene_ids[place]): values.arrays.lengths_us[place] // 10 for place in here} == {
        n: n for n in held
    }
    for column in range(40):
        holders = values.scene_ids[values.holders(column)].tolist()
        assert sorted(holders) == sorted(scene for scene, each in held.items() if column in each)


def test_more_values_than_short_numbers_hold_are_told_apart() -> None:
    values = _none(2)
    last = [values.number_of(Column(None, 0, f"person {number}")) for number in range(70_000)][-1]
    values.put({1: {0, last}, 2: {last - 65_536}})
    counts = values.counts(values.alive)
    assert (counts[0], counts[last], counts[last - 65_536]) == (1, 1, 1)


def test_a_catalog_that_grew_is_read_anew_once_and_one_that_is_full_of_many_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(values_module, "_MUCH", 10)
    values = _none(1, columns=40)
    told = []
    for scene in range(1, 4):
        values.put({scene: range(3)})
    told.append(values.is_crowded)  # six numbers find no room
    values.put({scene: range(9) for scene in range(4, 8)})
    told.append(values.is_crowded)
    values = SceneValues(values.arrays, values.columns)  # as wide as it could be made
    told.append(values.is_crowded)
    values.put({scene: range(30) for scene in range(8, 12)})
    told.append(values.is_crowded)
    assert told == [False, True, False, True]


def test_sets_of_places_come_apart_as_they_were_put_together() -> None:
    chance = random.Random(8)
    for scenes in (1, 63, 64, 65, 1000):
        places = [place for place in range(scenes) if chance.random() < 0.3]
        bits = bits_of(np.array(chance.sample(places, len(places)), np.int64), length_for(scenes))
        assert places_of(bits).tolist() == places
        assert size_of(bits) == len(places)
        for most in (0, 1, 5, len(places), scenes):
            assert places_of(last_of(bits, most)).tolist() == places[len(places) - min(most, len(places)) :]
        assert holds(bits, np.arange(scenes)).tolist() == [place in places for place in range(scenes)]


def test_a_long_list_of_numbers_is_read_whole_piece_by_piece(fights: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values_module, "_PIECE", 7)
    sql = "SELECT group_concat(value) FROM json_each(?)"
    for many in (0, 1, 2, 3, 50, 51):
        told = fights.read(values_module.numbers, sql, [json.dumps([10**each % 9973 for each in range(many)])])
        assert told.tolist() == [10**each % 9973 for each in range(many)]
