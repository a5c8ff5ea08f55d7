"""The canvas draws what it is told, where it is told, and nothing outside."""

import numpy as np

from donnybrook.media.canvas import Canvas, vignette
from donnybrook.media.outlines import smoothed, stroke
from donnybrook.media.view import View


def test_a_polygon_covers_its_inside_and_no_more() -> None:
    canvas = Canvas(64, 48)
    canvas.rectangle(10, 10, 20, 12, (200, 100, 50))
    assert tuple(canvas.pixels[16, 20]) == (200, 100, 50)
    assert not canvas.pixels[:8].any()
    assert not canvas.pixels[:, 34:].any()


def test_an_edge_between_pixels_is_antialiased() -> None:
    canvas = Canvas(64, 48)
    canvas.polygon([(8, 8), (50, 20), (8, 40)], (255, 255, 255))
    levels = np.unique(canvas.pixels[..., 0])
    assert len(levels) > 4


def test_a_view_magnifies_round_its_middle() -> None:
    canvas = Canvas(100, 100)
    canvas.view = View(200, 300, 2.0)
    assert canvas.seat([(200, 300), (210, 300)]).tolist() == [[50, 50], [70, 50]]


def test_a_rolled_view_turns_the_picture() -> None:
    canvas = Canvas(100, 100)
    canvas.view = View(0, 0, 1.0, 90.0)
    assert np.allclose(canvas.seat([(10, 0)]), [[50, 60]])


def test_a_far_layer_moves_less_than_the_camera() -> None:
    assert View(740, 360, 1.0).through(0.25).x == 665


def test_a_half_transparent_disc_mixes_with_what_is_below() -> None:
    canvas = Canvas(40, 40)
    canvas.fill((100, 100, 100))
    canvas.circle((20, 20), 10, (200, 200, 200), alpha=0.5)
    assert 148 <= int(canvas.pixels[20, 20, 0]) <= 152
    assert tuple(canvas.pixels[2, 2]) == (100, 100, 100)


def test_drawing_far_outside_the_frame_leaves_it_alone() -> None:
    canvas = Canvas(40, 40)
    canvas.circle((900, -700), 10, (255, 255, 255), alpha=0.5)
    canvas.puff((900, 900), 30, (255, 255, 255), 0.5)
    canvas.glow((-4000, 20), 40, (255, 255, 255))
    canvas.shine()
    assert not canvas.pixels.any()


def test_light_reaches_the_pixels_once() -> None:
    canvas = Canvas(64, 64)
    canvas.glow((32, 32), 40, (120, 80, 40))
    assert not canvas.pixels.any()
    canvas.shine()
    first = canvas.pixels.copy()
    canvas.shine()
    assert first[32, 32, 0] > 60
    assert np.array_equal(first, canvas.pixels)


def test_haze_thickens_towards_its_colour() -> None:
    canvas = Canvas(160, 120)
    canvas.haze([(80, 60)] * 6, [40.0] * 6, [0.6] * 6, (250, 240, 230))
    assert canvas.pixels[60, 80].min() > 200
    assert not canvas.pixels[:4].any()


def test_text_has_a_width() -> None:
    canvas = Canvas(320, 80)
    canvas.text("Donnybrook", (4, 50), 40, (255, 255, 255))
    reach = canvas.text_width_px("Donnybrook", 40)
    columns = np.flatnonzero(canvas.pixels.any(axis=(0, 2)))
    assert abs(int(columns[-1]) - (4 + reach)) < 8


def test_a_vignette_darkens_the_corners_and_not_the_middle() -> None:
    mask = vignette(64, 48, 0.4)
    assert mask[24, 32].min() == 255
    assert mask[0, 0].max() < 170


def test_cut_corners_stay_inside_the_outline() -> None:
    square = smoothed([(0, 0), (10, 0), (10, 10), (0, 10)])
    assert square.min() >= 0
    assert square.max() <= 10


def test_a_stroke_through_one_point_is_nothing() -> None:
    assert len(stroke([(5, 5), (5, 5)], [2, 2])) == 0
