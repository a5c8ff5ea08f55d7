"""Two lists of cuts are laid against each other rightly, also with cuts missing and added, or not at all."""

import random
from fractions import Fraction

import numpy as np
import pytest

from donnybrook.media import Frame
from donnybrook.media.alignment import STRETCHES, align, likeness

_FRAME_US = 41_708


def film_cuts(seed: int, count: int = 60) -> list[int]:
    """Cuts of a film, on frames of 24000/1001."""
    chance = random.Random(seed)
    frames = [0]
    for _ in range(count):
        frames.append(frames[-1] + int(chance.choice((8, 20, 60, 150)) * (0.5 + chance.random())))
    return [frame * _FRAME_US for frame in frames[1:]]


def of_another_file(cuts: list[int], offset_us: int, stretch: Fraction, seed: int) -> list[int]:
    """The same cuts in another file: a tenth unseen, a tenth false ones, some a frame off, a logo in front, in ms."""
    chance = random.Random(seed)
    kept = [cut for cut in cuts if chance.random() > 0.1]
    off = [chance.choice((0, 0, 0, 0, 0, 0, -_FRAME_US, _FRAME_US)) for _ in kept]
    seen = [round(offset_us + (cut + by) * float(stretch)) for cut, by in zip(kept, off, strict=True)]
    false = [chance.randrange(seen[-1]) for _ in range(len(cuts) // 10)]
    return [round(cut / 1000) * 1000 for cut in sorted([*seen, *false])]


@pytest.mark.parametrize("stretch", STRETCHES, ids=str)
@pytest.mark.parametrize("offset_us", [0, 3_000_000, -7_345_000, 95_000_000])
def test_speed_and_offset_are_found_to_within_a_frame(stretch: Fraction, offset_us: int) -> None:
    cuts = film_cuts(1, 120)
    found = align(cuts, of_another_file(cuts, offset_us, stretch, 5))
    assert found is not None
    assert found.stretch == stretch
    assert abs(found.offset_us - offset_us) < 2_000
    assert found.agreeing >= 100
    assert found.agreeing <= found.compared <= 120


def test_a_version_that_begins_later_and_lacks_its_end_is_found() -> None:
    cuts = film_cuts(2, 80)
    found = align(cuts, of_another_file(cuts[20:60], -20_000_000, Fraction(24, 25), 3))
    assert found is not None
    assert abs(found.offset_us + 20_000_000) < 2_000
    assert 30 <= found.agreeing <= found.compared <= 44


@pytest.mark.parametrize("seed", range(12))
def test_films_that_have_nothing_to_do_with_each_other_are_refused(seed: int) -> None:
    count = (20, 60, 300)[seed % 3]
    assert align(film_cuts(seed, count), film_cuts(seed + 100, count)) is None


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_few_cuts_say_nothing(count: int) -> None:
    cuts = film_cuts(3, 60)
    assert align(cuts[:count], cuts) is None
    assert align(cuts, cuts[:count]) is None


def picture(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Frame:
    return Frame(0, None, pixels.shape[1], pixels.shape[0], pixels.tobytes())


def test_pictures_are_alike_whatever_their_bars_size_light_and_crop() -> None:
    chance = np.random.default_rng(5)
    ground = chance.integers(40, 200, (6, 12, 3), np.uint8).repeat(12, axis=0).repeat(12, axis=1)
    other = chance.integers(40, 200, (6, 12, 3), np.uint8).repeat(12, axis=0).repeat(12, axis=1)
    shown = picture(ground)
    for same in (
        ground,
        np.pad(ground, ((20, 20), (0, 0), (0, 0))),
        ground[::2, ::2],
        (ground // 2 + 40).astype(np.uint8),
        np.ascontiguousarray(ground[:, 24:-24]),
    ):
        alike = likeness(shown, picture(same))
        assert alike is not None
        assert alike > 0.9
    unlike = likeness(shown, picture(other))
    assert unlike is not None
    assert unlike < 0.5
    assert likeness(shown, picture(np.zeros_like(ground))) is None
