"""The list of a film's fights follows what changed, however much that is, and tells of no more."""

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from donnybrook.catalog import SceneRow
from donnybrook.desktop.models.film_scenes import ROW_ROLE, FilmScenes


def row(scene_id: int, title: str = "") -> SceneRow:
    return SceneRow(scene_id, f"uuid-{scene_id}", 1, "Film", 2025, title, scene_id, None, "", "", (), None)


def shown(model: FilmScenes) -> list[object]:
    return [model.data(model.index(place), ROW_ROLE) for place in range(model.rowCount())]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_comes_goes_and_changes_the_list_shows_it_and_knows_where_it_stands(seed: int) -> None:
    chance, model = random.Random(seed), FilmScenes()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    rows = [row(n) for n in range(0, 40, 2)]
    assert model.show_rows(rows)
    for turn in range(12):
        before = [each.id for each in rows]
        rows = [each for each in rows if chance.random() > chance.choice((0, 0, 0.1, 0.6))]
        rows = [replace(each, title=f"turn {turn}") if chance.random() < 0.2 else each for each in rows]
        fresh = {chance.randrange(40) for _ in range(chance.choice((0, 0, 1, 5)))} - {each.id for each in rows}
        rows = sorted([*rows, *(row(n) for n in fresh)], key=lambda each: each.id)
        # Some have other times, and stand where they did until the rest of a large change has been read, too.
        rows = [replace(each, in_us=chance.randrange(40)) if chance.random() < 0.1 else each for each in rows]
        assert model.show_rows(rows) == (before != [each.id for each in rows])
        assert shown(model) == rows
        assert [model.place(each.id) for each in rows] == list(range(len(rows)))
        assert [model.place(n) for n in range(40) if n not in {each.id for each in rows}] == [-1] * (40 - len(rows))
    assert tester.model() is model  # and a warning of its would have failed this


def test_one_fight_that_comes_leaves_all_others_what_they_are() -> None:
    model, told = FilmScenes(), list[tuple[str, int, int]]()
    rows = [row(n) for n in range(0, 200, 2)]
    model.show_rows(rows)
    kept = QPersistentModelIndex(model.index(60))
    model.rowsInserted.connect(lambda _parent, first, last: told.append(("came", first, last)))
    model.rowsRemoved.connect(lambda _parent, first, last: told.append(("went", first, last)))
    model.dataChanged.connect(lambda first, last: told.append(("changed", first.row(), last.row())))
    model.show_rows([*rows[:30], row(59), *rows[30:]])
    assert told == [("came", 30, 30)]
    assert kept.row() == 61
    told.clear()
    changed = replace(rows[10], title="The bridge")
    model.show_rows([*rows[:10], changed, *rows[11:30], *rows[30:]])
    assert told == [("went", 30, 30), ("changed", 10, 10)]
    assert not model.index(100, 0, QModelIndex()).isValid()


def test_fights_that_were_read_anew_and_are_as_they_were_change_nothing() -> None:
    model, told = FilmScenes(), list[tuple[int, int]]()
    rows = [row(n) for n in range(0, 200, 2)]
    model.show_rows(rows)
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.show_rows([replace(each) for each in rows])
    assert not told
    changed = replace(rows[70], title="The bridge")
    model.show_rows([*rows[:70], changed, *rows[71:]])
    assert told == [(70, 70)]
    assert [model.place(each.id) for each in rows] == list(range(100))
