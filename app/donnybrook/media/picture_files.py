"""Reads one picture file (JPEG, PNG, WebP …) as a small picture; knows no film."""

from pathlib import Path
from typing import cast

import cv2
import numpy as np

from donnybrook.media.admission import admit, admit_picture_size
from donnybrook.media.pictures import THUMBNAIL_PX, Pixels, fitted
from donnybrook.media.problems import FilmProblem, shown_name

_LARGEST_FILE_BYTES = 64 * 1024 * 1024


def read_picture(path: Path) -> Pixels:
    """Return a picture upright, at most 320 px each way, shape (height, width, 3), blue first; no transparency.

    Raises:
        FilmProblem: ``too_big``, or ``no_picture`` for a file that is none; also as ``admit`` does.
    """
    if admit(path).size_bytes > _LARGEST_FILE_BYTES:
        raise FilmProblem(f"{shown_name(path)} is too large for a picture (over 64 MiB).", "too_big")
    try:
        pixels = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        pixels = None
    if pixels is None:
        raise FilmProblem(f"{shown_name(path)} is no picture. Choose a JPEG, PNG or WebP file.", "no_picture")
    height_px, width_px = pixels.shape[:2]
    admit_picture_size(path, width_px, height_px)
    size_px = fitted(width_px, height_px, THUMBNAIL_PX, THUMBNAIL_PX)
    return cast("Pixels", cv2.resize(pixels, size_px, interpolation=cv2.INTER_AREA))
