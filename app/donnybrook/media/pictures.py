"""Turns decoded pictures into upright ones with square pixels, as RGB, JPEG or PNG; knows no films and no times."""

import math
import struct
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import cast

import av.sidedata.sidedata
import cv2
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter

from donnybrook.media.admission import admit_picture_size
from donnybrook.media.fields import without_combs
from donnybrook.media.high_range import on_ordinary_screen
from donnybrook.records import dataclass

THUMBNAIL_PX = 320
_JPEG_QUALITY = 85
_CLOSE_QUALITY = 93
LEAST_HD_LINES = 720
# AVFrame.colorspace (ITU-T H.273) to swscale's tables; 2 is "not said", where high definition means BT.709.
_NOT_SAID = 2
# Layouts that hold colours at half the size of light, as a JPEG of ours does.
_LIKE_JPEG = ("yuv420p", "yuvj420p")
_MATRIX = struct.Struct("=9i")
_COLOUR_TABLES = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}

type Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Stance:
    """How a coded picture is to be shown: mirrored left to right first, then turned clockwise by quarters."""

    quarter_turns: int
    is_mirrored: bool


UPRIGHT = Stance(0, is_mirrored=False)


def stance_of(picture: VideoFrame) -> Stance:
    """Return how a picture is to be turned, from its display matrix; upright if it has none."""
    matrix = picture.side_data.get(av.sidedata.sidedata.Type.DISPLAYMATRIX)
    return UPRIGHT if matrix is None else stance_of_matrix(bytes(matrix))


def stance_of_matrix(matrix: bytes) -> Stance:
    """Return the stance that FFmpeg's display matrix (nine 32-bit numbers) says; to the nearest quarter turn."""
    if len(matrix) != _MATRIX.size:
        return UPRIGHT
    a, b, _, c, d, *_ = _MATRIX.unpack(matrix)
    is_mirrored = a * d - b * c < 0
    turn = math.atan2(-b, -a) if is_mirrored else math.atan2(b, a)
    return Stance(round(turn / (math.pi / 2)) % 4, is_mirrored)


def display_size(width_px: int, height_px: int, aspect: Fraction, stance: Stance) -> tuple[int, int]:
    """Return the width and height of a coded picture as shown, with square pixels and upright."""
    wide, high = max(1, round(width_px * aspect)), height_px
    return (high, wide) if stance.quarter_turns % 2 else (wide, high)


@lru_cache(maxsize=64)
def fitted(width_px: int, height_px: int, most_wide_px: int | None, most_high_px: int | None = None) -> tuple[int, int]:
    """Return the largest size of the same shape within the bounds given, and never larger than it was."""
    shrink = Fraction(1)
    if most_wide_px is not None:
        shrink = min(shrink, Fraction(most_wide_px, width_px))
    if most_high_px is not None:
        shrink = min(shrink, Fraction(most_high_px, height_px))
    return max(1, round(width_px * shrink)), max(1, round(height_px * shrink))


def turned(pixels: Pixels, stance: Stance) -> Pixels:
    """Return a picture as its stance wants it shown; a view of the same pixels."""
    mirrored = pixels[:, ::-1] if stance.is_mirrored else pixels
    return np.rot90(mirrored, -stance.quarter_turns)


class Painter:
    """Converts pictures of one film, keeping the scaler's tables between calls; interlaced ones without their combs."""

    def __init__(self, aspect: Fraction) -> None:
        self.aspect = aspect
        self._scaler = VideoReformatter()
        self._shrinker = VideoReformatter()

    def size(self, picture: VideoFrame) -> tuple[int, int]:
        """Return the picture's width and height as shown."""
        return display_size(picture.width, picture.height, self.aspect, stance_of(picture))

    def admitted_size(self, path: Path, picture: VideoFrame) -> tuple[int, int]:
        """Return the picture's width and height as shown, if it may be drawn: a film may change its size midway.

        Raises:
            FilmProblem: it is too large, or of no size.
        """
        admit_picture_size(path, picture.width, picture.height)
        size_px = self.size(picture)
        admit_picture_size(path, *size_px)
        return size_px

    def rgb(self, picture: VideoFrame, width_px: int, height_px: int) -> Pixels:
        """Return the picture upright at a size, shape (height, width, 3), red first; may be a view."""
        return self._painted(picture, width_px, height_px, "rgb24")

    def bgr(self, picture: VideoFrame, width_px: int, height_px: int) -> Pixels:
        """Return the picture upright at a size, shape (height, width, 3), blue first; may be a view.

        Made for JPEG: of a picture that is much shrunk, the colours may have half the size, as a JPEG keeps them.
        """
        return self._painted(picture, width_px, height_px, "bgr24", is_for_jpeg=True)

    def bgra(self, picture: VideoFrame, width_px: int, height_px: int) -> Pixels:
        """Return the picture upright at a size, shape (height, width, 4), blue first, opaque; may be a view."""
        return self._painted(picture, width_px, height_px, "bgra")

    def light(self, picture: VideoFrame, width_px: int, height_px: int) -> Pixels:
        """Return how light the picture is at a size, shape (height, width), upright: 0 black, 255 white."""
        stance = stance_of(picture)
        wide, high = (height_px, width_px) if stance.quarter_turns % 2 else (width_px, height_px)
        grey = self._shrinker.reformat(
            without_combs(picture), wide, high, "gray", interpolation=Interpolation.AREA, threads=1
        )
        plane = grey.planes[0]
        light = np.frombuffer(plane, np.uint8).reshape(high, plane.line_size)[:, :wide]
        return turned(on_ordinary_screen(light, picture, "gray"), stance)

    def _painted(
        self, picture: VideoFrame, width_px: int, height_px: int, layout: str, *, is_for_jpeg: bool = False
    ) -> Pixels:
        stance = stance_of(picture)
        wide, high = (height_px, width_px) if stance.quarter_turns % 2 else (width_px, height_px)
        table = _colour_table(picture)
        picture = without_combs(picture)
        if is_for_jpeg and picture.format.name in _LIKE_JPEG and 2 * wide <= picture.width:
            picture = self._shrunk(picture, wide, high, table)
        shrinks = wide < picture.width or high < picture.height
        drawn = self._scaler.reformat(
            picture,
            wide,
            high,
            layout,
            src_colorspace=table,
            interpolation=Interpolation.AREA if shrinks else Interpolation.BICUBIC,
            # Several threads take as much processor time in all, and wait for each other on a busy machine.
            threads=1,
        )
        plane = drawn.planes[0]
        rows = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
        channels = len(layout.removesuffix("24"))
        pixels = rows[:, : channels * wide].reshape(high, wide, channels)
        return turned(on_ordinary_screen(pixels, picture, layout), stance)

    def _shrunk(self, picture: VideoFrame, wide: int, high: int, table: Colorspace | None) -> VideoFrame:
        """Shrink a picture before its colours are made RGB, which costs less; its tables and range stay as they are."""
        return self._shrinker.reformat(
            picture,
            wide,
            high,
            picture.format.name,
            src_colorspace=table,
            dst_colorspace=table,
            interpolation=Interpolation.AREA,
            dst_color_range=picture.color_range,
            threads=1,
        )


def _colour_table(picture: VideoFrame) -> Colorspace | None:
    if picture.colorspace == _NOT_SAID:
        return Colorspace.ITU709 if picture.height >= LEAST_HD_LINES else Colorspace.ITU601
    return _COLOUR_TABLES.get(picture.colorspace)


def jpeg(bgr: Pixels) -> bytes:
    """Return a picture as JPEG, quality 85."""
    return _encoded(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])


def coded(ending: str, rgb: Pixels) -> bytes:
    """Return a picture that is to be looked at closely, (height, width, 3), red first, as JPEG or PNG."""
    settings = [] if ending == ".png" else [cv2.IMWRITE_JPEG_QUALITY, _CLOSE_QUALITY]
    return _encoded(ending, cast("Pixels", cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2BGR)), settings)


def png(rgb: bytes, width_px: int, height_px: int) -> bytes:
    """Return tightly packed RGB pixels as PNG."""
    return coded(".png", np.frombuffer(rgb, np.uint8).reshape(height_px, width_px, 3))


def _encoded(ending: str, bgr: Pixels, settings: list[int]) -> bytes:
    is_done, coded = cv2.imencode(ending, np.ascontiguousarray(bgr), settings)
    if not is_done:
        raise ValueError(f"A picture of {bgr.shape} can't be written as {ending}.")
    return coded.tobytes()
