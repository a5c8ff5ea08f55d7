"""Soft discs of light and haze, gathered at a quarter of the frame's size and blended at once; knows no shapes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

type Pixels = npt.NDArray[np.uint8]
type Colour = tuple[int, int, int]
type Box = tuple[int, int, int, int]

DIVISOR = 4
_WIDEST_LIGHT, _WIDEST_HAZE = 160, 90
_EMPTY: Box = (1 << 30, 1 << 30, 0, 0)


@lru_cache(maxsize=256)
def soft_disc(radius_px: int) -> npt.NDArray[np.uint16]:
    """A disc that fades from 256 in the middle to 0 at its edge, uint16 (2r+1, 2r+1, 1)."""
    span = np.arange(-radius_px, radius_px + 1, dtype=np.int64)
    squared = span[:, None] ** 2 + span[None, :] ** 2
    falloff = np.clip(256 - squared * 256 // max(1, radius_px * radius_px), 0, 256)
    disc: npt.NDArray[np.uint16] = (falloff * falloff // 256).astype(np.uint16)[:, :, None]
    return disc


@lru_cache(maxsize=256)
def _tinted_disc(radius_px: int, colour: Colour, level: int) -> Pixels:
    lit = (soft_disc(radius_px).astype(np.uint32) * level >> 8) * np.array(colour, np.uint32) >> 8
    disc: Pixels = np.minimum(lit, 255).astype(np.uint8)
    return disc


def clipped(seat: npt.NDArray[np.float64], radius_px: int, width_px: int, height_px: int) -> tuple[Box, Box] | None:
    """Where a disc at ``seat`` lies on a picture, and which part of the disc that is, as left, top, right, bottom."""
    x, y = round(float(seat[0])), round(float(seat[1]))
    left, top = max(0, x - radius_px), max(0, y - radius_px)
    right, bottom = min(width_px, x + radius_px + 1), min(height_px, y + radius_px + 1)
    if left >= right or top >= bottom:
        return None
    across, down = left - x + radius_px, top - y + radius_px
    return (left, top, right, bottom), (across, down, across + right - left, down + bottom - top)


def _part(picture: Pixels, box: Box) -> Pixels:
    return picture[box[1] : box[3], box[0] : box[2]]


def _joined(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


class SoftLayer:
    """The light and haze of one frame of ``width_px`` by ``height_px``, before it is blended into the pixels."""

    def __init__(self, width_px: int, height_px: int) -> None:
        """Begin dark and clear."""
        self._width, self._height = width_px // DIVISOR, height_px // DIVISOR
        self._light: Pixels = np.zeros((self._height, self._width, 3), np.uint8)
        self._cover: Pixels = np.zeros((self._height, self._width, 1), np.uint8)
        self._lit = _EMPTY

    def add_light(self, seat: npt.NDArray[np.float64], radius: float, colour: Colour, strength: float) -> None:
        """Add a light at a frame pixel; where lights overlap the brighter wins."""
        radius_px = min(_WIDEST_LIGHT, max(1, round(radius / DIVISOR)))
        place = clipped(seat / DIVISOR, radius_px, self._width, self._height)
        if place is None:
            return
        disc = _part(_tinted_disc(radius_px, colour, round(32 * strength) * 8), place[1])
        region = self._light[place[0][1] : place[0][3], place[0][0] : place[0][2]]
        np.maximum(region, disc, out=region)
        self._lit = _joined(self._lit, place[0])

    def shine(self, pixels: Pixels) -> None:
        """Add the gathered light to the pixels, and put it out."""
        if self._lit[0] >= self._lit[2]:
            return
        box = self._widened(self._lit)
        region = _enlarged_part(pixels, box)
        light = self._light[box[1] : box[3], box[0] : box[2]]
        cv2.add(region, cv2.resize(light, region.shape[1::-1], interpolation=cv2.INTER_LINEAR), region)
        light[:] = 0
        self._lit = _EMPTY

    def blend_haze(
        self,
        pixels: Pixels,
        seats: npt.NDArray[np.float64],
        radii: Sequence[float],
        alphas: Sequence[float],
        colour: Colour,
    ) -> None:
        """Blend discs of one colour into the pixels; where they overlap they cover more."""
        covered = _EMPTY
        for seat, radius, alpha in zip(seats / DIVISOR, radii, alphas, strict=True):
            radius_px = min(_WIDEST_HAZE, max(1, round(radius / DIVISOR)))
            place = clipped(seat, radius_px, self._width, self._height)
            level = round(32 * min(1.0, max(0.0, alpha))) * 8
            if place is not None and level:
                covered = _joined(covered, place[0])
                region = self._cover[place[0][1] : place[0][3], place[0][0] : place[0][2]]
                share = _part(_tinted_disc(radius_px, (255, 255, 255), level)[:, :, :1], place[1])
                np.copyto(
                    region, cv2.add(region, cv2.multiply(255 - region, share, scale=1 / 255)).reshape(region.shape)
                )
        if covered[0] >= covered[2]:
            return
        box = self._widened(covered)
        cover = self._cover[box[1] : box[3], box[0] : box[2]]
        _blend(_enlarged_part(pixels, box), cover, colour)
        cover[:] = 0

    def _widened(self, box: Box) -> Box:
        return max(0, box[0] - 1), max(0, box[1] - 1), min(self._width, box[2] + 1), min(self._height, box[3] + 1)


def _enlarged_part(pixels: Pixels, box: Box) -> Pixels:
    return pixels[box[1] * DIVISOR : box[3] * DIVISOR, box[0] * DIVISOR : box[2] * DIVISOR]


def _blend(region: Pixels, cover: Pixels, colour: Colour) -> None:
    size = region.shape[1::-1]
    clear = cv2.cvtColor(255 - cv2.resize(cover, size, interpolation=cv2.INTER_LINEAR), cv2.COLOR_GRAY2BGR)
    cv2.multiply(region, clear, region, 1 / 255)
    tint = (cover.astype(np.uint16) * np.array(colour, np.uint16) // 255).astype(np.uint8)
    cv2.add(region, cv2.resize(tint, size, interpolation=cv2.INTER_LINEAR), region)
