"""Bodies move as they are told: keys, eases, limbs of fixed length, chains that keep their links."""

import itertools
import math

import pytest

from donnybrook.sample.motion import Ease, Key, Pose, Track, Trail, bent, eased, tween


def test_a_track_holds_before_its_first_key_and_after_its_last() -> None:
    track = Track(Key(10, Pose(x=1)), Key(20, Pose(x=5)))
    assert track.at(0).x == 1
    assert track.at(15).x == 3
    assert track.at(99).x == 5


@pytest.mark.parametrize("ease", ["smooth", "snap", "in", "linear", "hold", "bounce"])
def test_every_ease_ends_where_it_should(ease: Ease) -> None:
    assert eased(1, ease) == pytest.approx(1)
    if ease != "bounce":
        assert eased(0, ease) == pytest.approx(0)


def test_a_number_moves_through_its_keys() -> None:
    assert [tween(frame, (0, 0), (10, 10), (20, 0), ease="linear") for frame in (-5, 5, 15, 30)] == [0, 5, 5, 0]


@pytest.mark.parametrize("tip", [(10.0, 5.0), (0.0, 30.0), (300.0, 4.0), (0.01, 0.0)])
def test_a_limb_keeps_the_length_of_its_bones(tip: tuple[float, float]) -> None:
    joint, end = bent((0, 0), tip, 17, 16, 1.0)
    assert math.hypot(*joint) == pytest.approx(17, rel=1e-3)
    assert math.dist(joint, end) == pytest.approx(16, rel=1e-2)


def test_a_chain_follows_its_root_and_keeps_its_links() -> None:
    trail = Trail(4, 10)
    for frame in range(30):
        points = trail.follow((frame * 7.0, 0.0), (1, 0))
    assert points[0] == (203.0, 0.0)
    assert [math.dist(a, b) for a, b in itertools.pairwise(points)] == pytest.approx([10] * 4)
