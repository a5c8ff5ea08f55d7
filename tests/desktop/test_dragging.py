"""Dragging: whatever is put down begins and ends with frames of the film, and is drawn to what is near."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

from donnybrook.catalog import FileClock, MediaFile
from donnybrook.desktop.models.dragging import Attraction, Hold, Magnet, Piece, dragged
from donnybrook.desktop.models.frame_times import FrameTimes

_CHANCE = random.Random(7)
# No two frames alike: what a rate would say is nearly always wrong.
_TIMES = list(accumulate((_CHANCE.choice((33_367, 41_708, 40_000, 83_000)) for _ in range(500)), initial=23_000))
_FIGHT = Piece("scene", 1)


def hold(part: str, in_place: int = 100, out_place: int = 200) -> Hold:
    grabbed = _TIMES[out_place if part == "out" else in_place]
    return Hold(_FIGHT, part, _TIMES[in_place], _TIMES[out_place], grabbed)  # type: ignore[arg-type]


def test_edges_stand_on_frames_of_a_film_of_variable_rate_wherever_the_pointer_is(plain_file: MediaFile) -> None:
    frames = FrameTimes(_TIMES, plain_file)
    known = {*_TIMES, frames.end_us}
    for part in ("in", "out", "whole"):
        for _ in range(200):
            placed = dragged(hold(part), _CHANCE.randrange(-(10**6), _TIMES[-1] + 10**7), frames, None, 0)
            assert placed.in_us in known
            assert placed.out_us in known
            assert placed.out_us is not None
            assert placed.in_us < placed.out_us


def test_an_edge_is_drawn_to_a_cut_within_reach_and_with_the_key_held_it_is_not(plain_file: MediaFile) -> None:
    frames = FrameTimes(_TIMES, plain_file)
    magnet = Magnet([Attraction("cut", [_TIMES[120]]), Attraction("mark", [_TIMES[300]])])
    pointer_us = _TIMES[122]
    assert dragged(hold("in"), pointer_us, frames, magnet, 200_000).in_us == _TIMES[120]
    assert dragged(hold("in"), pointer_us, frames, magnet, 200_000).held_by == "cut"
    assert dragged(hold("in"), pointer_us, frames, None, 200_000).in_us == _TIMES[122]
    assert dragged(hold("in"), pointer_us, frames, magnet, 1_000).in_us == _TIMES[122]


def test_a_whole_fight_is_led_by_the_edge_that_is_near_to_something_and_keeps_its_length(plain_file: MediaFile) -> None:
    frames = FrameTimes(range(0, 100_000_000, 40_000), replace(plain_file, duration_us=100_000_000))
    taken = Hold(_FIGHT, "whole", 10_000_000, 20_000_000, 12_000_000)
    magnet = Magnet([Attraction("cut", [31_000_000])])
    placed = dragged(taken, 23_100_000, frames, magnet, 200_000)
    assert (placed.in_us, placed.out_us, placed.held_by) == (21_000_000, 31_000_000, "cut")
    assert dragged(taken, -(10**9), frames, magnet, 0).in_us == 0
    at_end = dragged(taken, 10**9, frames, magnet, 0)
    assert (at_end.in_us, at_end.out_us) == (90_000_000, 100_000_000)


def test_a_fight_that_is_still_open_moves_by_its_beginning_alone(plain_file: MediaFile) -> None:
    frames = FrameTimes(_TIMES, plain_file)
    taken = Hold(_FIGHT, "whole", _TIMES[10], None, _TIMES[10])
    placed = dragged(taken, _TIMES[40] + 900, frames, None, 0)
    assert (placed.in_us, placed.out_us) == (_TIMES[40], None)


def test_on_a_faster_copy_frames_are_told_on_the_version_clock(plain_file: MediaFile) -> None:
    clock = FileClock(offset_us=-400_000, stretch=Fraction(24, 25))
    frames = FrameTimes(_TIMES, replace(plain_file, clock=clock))
    own = [clock.to_version(each) for each in _TIMES]
    for place in (0, 1, 250, 499):
        assert frames.nearest(own[place] + 3_000) == own[place]
        assert frames.shown_at(own[place]) == own[place]
        assert frames.after(own[place]) == own[place + 1]
    assert frames.before(own[250]) == own[249]
    assert frames.within(own[5], own[9], 10) == own[5:10]
    assert frames.within(own[5], own[9], 3) == []
