"""Antialiased drawing on an RGB frame with OpenCV's fixed-point primitives; knows shapes and light, not films."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from donnybrook.media import outlines
from donnybrook.media.outlines import Outline, Point, Points
from donnybrook.media.soft import Colour, Pixels, SoftLayer, clipped, soft_disc
from donnybrook.media.view import View

_SHIFT = 4
_FIXED = 1 << _SHIFT


def _fixed(points: npt.NDArray[np.float64]) -> npt.NDArray[np.int32]:
    return np.rint(points * _FIXED).astype(np.int32)


class Canvas:
    """One frame to draw on: ``pixels`` is (height, width, 3) RGB, 8 bits; points are in the world of ``view``."""

    def __init__(self, width_px: int, height_px: int) -> None:
        """Begin with a black frame and a view that shows world pixels one to one."""
        self.pixels: Pixels = np.zeros((height_px, width_px, 3), np.uint8)
        self.width_px = width_px
        self.height_px = height_px
        self._gradients: dict[tuple[tuple[float, Colour], ...], Pixels] = {}
        self.view = View(width_px / 2, height_px / 2)
        self._soft = SoftLayer(width_px, height_px)

    @property
    def view(self) -> View:
        """The camera that world points are seen through."""
        return self._view

    @view.setter
    def view(self, view: View) -> None:
        cosine, sine = math.cos(math.radians(view.roll_deg)), math.sin(math.radians(view.roll_deg))
        turn = np.array([[cosine, sine], [-sine, cosine]]) * view.zoom
        middle = np.array([self.width_px / 2, self.height_px / 2])
        self._view = view
        self._turn = turn if view.roll_deg else None
        self._shift = middle - np.array([view.x, view.y]) @ turn

    @contextmanager
    def seen(self, view: View) -> Iterator[None]:
        """Draw through another view for the length of a with block."""
        kept, self.view = self.view, view
        try:
            yield
        finally:
            self.view = kept

    def seat(self, points: Outline) -> npt.NDArray[np.float64]:
        """Frame coordinates, float64 (n, 2), of world points."""
        world = np.asarray(points, np.float64).reshape(-1, 2)
        moved: Points = world * self._view.zoom if self._turn is None else world @ self._turn
        moved += self._shift
        return moved

    def fill(self, colour: Colour) -> None:
        """Cover the whole frame."""
        cv2.rectangle(self.pixels, (0, 0), (self.width_px, self.height_px), colour, -1)

    def paste(self, pixels: Pixels) -> None:
        """Copy a whole frame of the same size onto this one."""
        np.copyto(self.pixels, pixels)

    def gradient(self, stops: Sequence[tuple[float, Colour]]) -> None:
        """Cover the frame with colours blending downwards; each stop is (share of the height, its colour)."""
        key = tuple(stops)
        if key not in self._gradients:
            rows = np.arange(self.height_px) / max(1, self.height_px - 1)
            heights = [stop for stop, _ in stops]
            channels = [np.interp(rows, heights, [colour[c] for _, colour in stops]) for c in range(3)]
            column = np.rint(np.stack(channels, axis=1)).astype(np.uint8)[:, None, :]
            self._gradients[key] = np.repeat(column, self.width_px, axis=1)
        self.paste(self._gradients[key])

    def polygon(self, points: Outline, colour: Colour, alpha: float = 1.0) -> None:
        """Fill an outline."""
        self._fill_seated(self.seat(points), colour, alpha)

    def limb(self, a: Point, b: Point, a_radius: float, b_radius: float, colour: Colour, alpha: float = 1.0) -> None:
        """Fill a capsule whose two round ends have their own radii."""
        self._fill_seated(self.seat(outlines.capsule(a, b, a_radius, b_radius)), colour, alpha)

    def circle(self, centre: Point, radius: float, colour: Colour, alpha: float = 1.0) -> None:
        """Fill a disc."""
        self.ellipse(centre, radius, radius, colour, alpha=alpha)

    def ellipse(
        self,
        centre: Point,
        x_radius: float,
        y_radius: float,
        colour: Colour,
        *,
        turn_deg: float = 0.0,
        alpha: float = 1.0,
    ) -> None:
        """Fill an ellipse, turned clockwise by ``turn_deg``."""
        if alpha >= 1.0 and x_radius == y_radius:
            seat = _fixed(self.seat([centre]))[0]
            radius = round(x_radius * self.view.zoom * _FIXED)
            cv2.circle(self.pixels, (int(seat[0]), int(seat[1])), radius, colour, -1, cv2.LINE_AA, _SHIFT)
            return
        outline = outlines.ellipse(centre, x_radius, y_radius, turn_deg)
        self._fill_seated(self.seat(outline), colour, alpha)

    def circles(self, centres: Outline, radii: Sequence[float] | npt.NDArray[np.float64], colour: Colour) -> None:
        """Fill many discs of one colour."""
        if len(centres) == 0:
            return
        seats = _fixed(self.seat(centres)).tolist()
        sizes = np.rint(np.asarray(radii, np.float64) * self.view.zoom * _FIXED).astype(np.int32).tolist()
        for (x, y), size in zip(seats, sizes, strict=True):
            cv2.circle(self.pixels, (x, y), size, colour, -1, cv2.LINE_AA, _SHIFT)

    def rectangle(self, x: float, y: float, width: float, height: float, colour: Colour, alpha: float = 1.0) -> None:
        """Fill an upright rectangle given by its top left corner and size."""
        self.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour, alpha)

    def line(self, points: Outline, width: float, colour: Colour, alpha: float = 1.0) -> None:
        """Draw a stroke of even width along points."""
        count = len(points)
        self.ribbon(points, [width] * count, colour, alpha)

    def ribbon(self, points: Outline, widths: Sequence[float], colour: Colour, alpha: float = 1.0) -> None:
        """Draw a stroke along points whose width at each point is given; repeated points are dropped."""
        outline = outlines.stroke(points, widths)
        if len(outline):
            self._fill_seated(self.seat(outline), colour, alpha)

    def puff(self, centre: Point, radius: float, colour: Colour, alpha: float) -> None:
        """Blend a soft-edged disc, for smoke, steam and breath."""
        radius_px = min(240, max(1, round(radius * self.view.zoom)))
        self._stamp(self.pixels, self.seat([centre])[0], radius_px, colour, alpha)

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float = 1.0) -> None:
        """Add light round a point, which reaches the pixels with ``shine``; where lights overlap the brighter wins."""
        self._soft.add_light(self.seat([centre])[0], radius * self.view.zoom, colour, strength)

    def shine(self) -> None:
        """Add the light gathered by ``glow`` to the pixels, and put it out."""
        self._soft.shine(self.pixels)

    def haze(self, centres: Outline, radii: Sequence[float], alphas: Sequence[float], colour: Colour) -> None:
        """Blend many soft-edged discs of one colour at once; dearer than one ``puff``, far cheaper than many."""
        if len(centres):
            seen = [radius * self.view.zoom for radius in radii]
            self._soft.blend_haze(self.pixels, self.seat(centres), seen, alphas, colour)

    def streaks(self, starts: Outline, ends: Outline, widths: Sequence[float], colour: Colour) -> None:
        """Draw many straight strokes of one colour."""
        if len(starts) == 0:
            return
        heads, tails = _fixed(self.seat(starts)).tolist(), _fixed(self.seat(ends)).tolist()
        for head, tail, width in zip(heads, tails, widths, strict=True):
            cv2.line(self.pixels, head, tail, colour, max(1, round(width * self.view.zoom)), cv2.LINE_AA, _SHIFT)

    def text(self, words: str, left: Point, size_px: int, colour: Colour, *, weight: int = 500) -> None:
        """Write a line in OpenCV's own sans-serif face, in frame pixels; ``left`` is the left end of the base line."""
        face = cv2.FontFace("sans")
        cv2.putText(self.pixels, words, (round(left[0]), round(left[1])), colour, face, size_px, weight)

    def text_width_px(self, words: str, size_px: int, *, weight: int = 500) -> int:
        """How far a line of ``text`` reaches."""
        box = cv2.getTextSize((self.width_px, self.height_px), words, (0, 0), cv2.FontFace("sans"), size_px, weight)
        return int(box[2])

    def mirror_floor(self, horizon_px: int, depth_px: int, strength: float) -> None:
        """Blend the picture above ``horizon_px`` upside down into the floor, fading out over ``depth_px`` rows."""
        depth_px = min(depth_px, horizon_px, self.height_px - horizon_px)
        above = np.ascontiguousarray(self.pixels[horizon_px - depth_px : horizon_px][::-1])
        floor = self.pixels[horizon_px : horizon_px + depth_px]
        share = np.rint(np.linspace(strength, 0, depth_px) * 255).astype(np.uint8)
        mask = np.broadcast_to(share[:, None, None], floor.shape)
        mirrored = cv2.multiply(above, np.ascontiguousarray(mask), scale=1 / 255)
        cv2.multiply(floor, np.ascontiguousarray(255 - mask), floor, 1 / 255)
        cv2.add(floor, mirrored, floor)

    def shade(self, mask: Pixels) -> None:
        """Darken by a mask of the frame's shape, 255 leaving a pixel as it is."""
        cv2.multiply(self.pixels, mask, self.pixels, 1 / 255)

    def mix(self, other: Pixels, share: float) -> None:
        """Blend another frame over this one; ``share`` 1 shows only the other."""
        cv2.addWeighted(self.pixels, 1 - share, other, share, 0, self.pixels)

    def dim(self, level: float) -> None:
        """Scale all light by ``level`` (0 is black)."""
        cv2.convertScaleAbs(self.pixels, self.pixels, level, 0)

    def _fill_seated(self, seated: npt.NDArray[np.float64], colour: Colour, alpha: float) -> None:
        if alpha >= 1.0:
            cv2.fillPoly(self.pixels, [_fixed(seated)], colour, cv2.LINE_AA, _SHIFT)
            return
        low, high = np.floor(seated.min(axis=0)) - 1, np.ceil(seated.max(axis=0)) + 2
        left, top = max(0, int(low[0])), max(0, int(low[1]))
        right, bottom = min(self.width_px, int(high[0])), min(self.height_px, int(high[1]))
        if alpha <= 0 or left >= right or top >= bottom:
            return
        region = self.pixels[top:bottom, left:right]
        covered = region.copy()
        cv2.fillPoly(covered, [_fixed(seated - (left, top))], colour, cv2.LINE_AA, _SHIFT)
        np.copyto(region, cast("Pixels", cv2.addWeighted(region, 1 - alpha, covered, alpha, 0)))

    def _stamp(
        self, pixels: Pixels, seat: npt.NDArray[np.float64], radius_px: int, colour: Colour, alpha: float
    ) -> None:
        place = clipped(seat, radius_px, self.width_px, self.height_px)
        if place is None or alpha <= 0:
            return
        (left, top, right, bottom), (across, down, *_) = place
        region = pixels[top:bottom, left:right]
        disc = soft_disc(radius_px)[down : down + bottom - top, across : across + right - left].astype(np.uint32)
        share = disc * round(256 * min(1.0, alpha)) >> 8
        blended = (region * (256 - share) + share * np.array(colour, np.uint32)) >> 8
        np.copyto(region, blended.astype(np.uint8))


def vignette(width_px: int, height_px: int, strength: float) -> Pixels:
    """A mask for ``Canvas.shade`` that darkens towards the corners by at most ``strength`` (0 to 1)."""
    y, x = np.ogrid[:height_px, :width_px]
    across, down = (2 * x - width_px) / width_px, (2 * y - height_px) / height_px
    distance = np.clip((across**2 + down**2 - 0.45) / 1.55, 0, 1)
    level = np.rint(255 * (1 - strength * distance)).astype(np.uint8)
    return np.repeat(level[:, :, None], 3, axis=2)
