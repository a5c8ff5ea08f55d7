"""What must hold of the measures whatever the fights are: no weapon outlasts the film, shares add up to one."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from donnybrook.analysis.measure import Material
from donnybrook.analysis.plots.layout import picture_of
from donnybrook.analysis.registry import measures
from donnybrook.catalog import Catalog, Vocabulary
from donnybrook.catalog.tally.fights import NOT_SAID, CutFilm, Fights, Uses
from donnybrook.catalog.tally.matrix import Matrix

type _Use = tuple[int, int, int, int, int, int, bool, int]
type _Fight = tuple[int, int, int, bool]

_LENGTH_US = 1_000_000
_TIME = st.one_of(st.just(NOT_SAID), st.integers(0, _LENGTH_US))
_USE = st.tuples(st.integers(0, 5), st.integers(0, 7), _TIME, _TIME, _TIME, _TIME, st.booleans(), st.integers(-1, 12))
_FIGHT = st.tuples(st.integers(0, 1), st.integers(0, _LENGTH_US - 1), st.integers(1, _LENGTH_US), st.booleans())


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vocabulary]:
    folder = tmp_path_factory.mktemp("words")
    with Catalog.create(folder / "a.fights", cache_folder=folder) as catalog:
        yield catalog.vocabulary


def _fights(told: list[_Fight]) -> Fights:
    rows = [
        (at + 1, film + 1, film + 1, 1990 + 20 * film, NOT_SAID if bare else start,
         NOT_SAID if bare else min(_LENGTH_US, start + length))
        for at, (film, start, length, bare) in enumerate(told)
    ]  # fmt: skip
    return Fights(*(np.array([row[at] for row in rows], np.int64) for at in range(6)))


def _uses(told: list[_Use], fights: int, weapons: list[int]) -> Uses:
    def ordered(one: int, other: int) -> tuple[int, int]:
        return (one, other) if NOT_SAID in (one, other) or one < other else (other, one + 1)

    rows = [
        (at + 1, fight % fights, weapons[weapon], *ordered(start, end), *ordered(since, until), improvised, previous)
        for at, (fight, weapon, start, end, since, until, improvised, previous) in enumerate(told)
    ]
    ids, places, kinds, begun, over, since, until, made, before = np.array(rows, np.int64).reshape(-1, 9).T
    return Uses(ids, places, kinds, begun, over, since, until, made == 1, before)


def _material(vocabulary: Vocabulary, told: list[_Fight], uses: list[_Use]) -> Material:
    fights = _fights(told)
    weapons = [each.id for each in vocabulary.concepts("weapon")][20:28]
    here = fights.timed & (fights.versions == 1)
    stretches = np.column_stack((fights.in_us[here], fights.out_us[here]))
    shots = np.column_stack((np.arange(0, _LENGTH_US, 10_000), np.arange(10_000, _LENGTH_US + 1, 10_000)))
    return Material(
        query="",
        fights=fights,
        uses=_uses(uses, len(told), weapons),
        films={},
        lengths_us={1: _LENGTH_US, 2: _LENGTH_US},
        vocabulary=vocabulary,
        cut_films=(CutFilm(1, 1, _LENGTH_US, shots, stretches),),
        match_ups=Matrix((), (), ()),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_FIGHT, min_size=1, max_size=6), st.lists(_USE, max_size=12))
def test_no_weapon_outlasts_the_films_and_shares_add_up(
    vocabulary: Vocabulary,
    told: list[_Fight],
    uses: list[_Use],
) -> None:
    material = _material(vocabulary, told, uses)
    results = {each.name: each.work(material) for each in measures() if each.name != "shot-lengths"}
    for row in results["screen-time"].rows:
        total, *parts = (int(cell.value or 0) for cell in row[4:8])
        assert 0 <= total == sum(parts)
        assert total <= 2 * (_LENGTH_US + 1)
    shares: dict[object, float] = defaultdict(float)
    for decade, _, _, _, share in results["decades"].rows:
        shares[decade.value] += float(share.value or 0)
    assert all(each == pytest.approx(1) for each in shares.values())
    for row in (*results["lengths"].rows, *results["positions"].rows):
        assert 0 <= float(row[-1].value or 0) <= 1
    assert sum(int(row[1].value or 0) for row in results["life-lines"].rows) <= len(uses)
    for each in results.values():
        _check_picture(each.plot)


def _check_picture(plot: object) -> None:
    picture = picture_of(plot, 640, 300)  # type: ignore[arg-type]
    for box in picture.boxes:
        assert box.width > 0
        assert -1 <= box.x <= box.x + box.width <= picture.width + 1
        assert 0 <= box.y <= box.y + box.height <= picture.height + 1
