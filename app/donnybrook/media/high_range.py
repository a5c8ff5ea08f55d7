"""Brings pictures of high dynamic range (HDR10) into the light and the colours of an ordinary screen; knows no film.

First each channel's light is pressed under the screen's white, then the colours are turned from BT.2020's primaries to
BT.709's; what no ordinary screen can show is cut off. Grey stays grey.
"""

from functools import cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame

type Pixels = npt.NDArray[np.uint8]

# AVFrame.color_trc and AVFrame.color_primaries (ITU-T H.273).
_PQ = 16
_WIDE_PRIMARIES = 9
_REFERENCE_NITS = 203
_KNEE = 0.6
_SCREEN_GAMMA = 2.2
_FULL = 65535
# So many rows at a time stay in the processor’s caches: half the time of all at once.
_ROWS = 16
# Red, green and blue of BT.709 from those of BT.2020, both as light (ITU-R BT.2087); each row adds up to 1.
_TURN = np.array([[1.6605, -0.5877, -0.0728], [-0.1246, 1.1330, -0.0084], [-0.0182, -0.1006, 1.1188]])


def on_ordinary_screen(pixels: Pixels, picture: VideoFrame, layout: str) -> Pixels:
    """Return the pixels made of a picture as an ordinary screen shows them; the same where it is no HDR10.

    ``pixels`` are (height, width) or (height, width, channels) of a ``layout``: gray, rgb24, bgr24 or bgra.
    """
    if picture.color_trc != _PQ:
        return pixels
    if layout == "gray" or picture.color_primaries != _WIDE_PRIMARIES:
        return np.asarray(cv2.LUT(pixels, _shown_levels()), np.uint8)
    shown = np.empty(pixels.shape, np.uint8)
    for top in range(0, len(pixels), _ROWS):
        light = cv2.transform(cv2.LUT(pixels[top : top + _ROWS], _light_of_levels()), _turn_of(layout))
        # Sixteen bits hold dark light finely enough; adding nothing is how OpenCV rounds and cuts off at once.
        cut_off = cv2.addWeighted(light, 1, light, 0, 0, dtype=cv2.CV_16U)
        cv2.LUT(cut_off, _levels_of_light(), shown[top : top + _ROWS])
    return shown


@cache
def _light_of_levels() -> npt.NDArray[np.float32]:
    """Return the light, 0 to 1 of the screen's white, of each of the 256 levels of a PQ (SMPTE ST 2084) picture.

    Up to most of the reference white of 203 cd/m² (ITU-R BT.2408) light stays what it is; brighter light is pressed
    together under the screen's own white.
    """
    root = (np.arange(256) / 255) ** (32 / 2523)
    nits = 10_000 * (np.maximum(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (8192 / 1305)
    light = nits / _REFERENCE_NITS
    pressed = _KNEE + (1 - _KNEE) * (1 - np.exp(-(light - _KNEE) / (1 - _KNEE)))
    return np.where(light <= _KNEE, light, pressed).astype(np.float32)


@cache
def _shown_levels() -> Pixels:
    return np.rint(255 * _light_of_levels() ** (1 / _SCREEN_GAMMA)).astype(np.uint8)


@cache
def _levels_of_light() -> Pixels:
    return np.rint(255 * (np.arange(_FULL + 1) / _FULL) ** (1 / _SCREEN_GAMMA)).astype(np.uint8)


@cache
def _turn_of(layout: str) -> npt.NDArray[Any]:
    """Return the turn of the primaries for pixels of a layout, to light of 65535 for white; a fourth channel stays."""
    turn = (_TURN if layout == "rgb24" else _TURN[::-1, ::-1]) * _FULL
    if layout == "bgra":
        turn = np.pad(turn, (0, 1))
        turn[3, 3] = _FULL
    return turn.astype(np.float32)
