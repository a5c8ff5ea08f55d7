"""Which files may be opened as films, and how large anything in them may be; decides by path and numbers alone."""

import os
import stat
from fractions import Fraction
from pathlib import Path

from donnybrook.media.problems import FilmProblem, shown_name
from donnybrook.records import dataclass
from donnybrook.times import FASTEST_RATE, LONGEST_US

# 8192 × 8192, which bombs like, is one too many; 8K films have half of it.
LARGEST_PICTURE_PX = 64 * 1024 * 1024 - 1
LARGEST_PICTURE_BYTES = 3 * LARGEST_PICTURE_PX
MOST_FRAMES = 16_000_000
# Playlists and scripts (HLS, concat, image sequences) are left out: they open other files than the one named.
CONTAINER_FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,asf,flv,live_flv,ogg,mxf,nut,rm,dv,ivf,wtv,gif,"
    "mp3,wav,flac,aac"
)


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """Which file this is, for as long as it stays unchanged: path, size in bytes, time of change in ns."""

    path: str
    size_bytes: int
    changed_ns: int


def admit(path: Path) -> FileIdentity:
    """Return the identity of a file that may be tried as a film.

    Raises:
        FilmProblem: as ``admit_file``, or ``not_a_film`` (empty).
    """
    admitted = admit_file(path)
    if admitted.size_bytes == 0:
        raise FilmProblem(f"{shown_name(path)} is empty (0 bytes). Copy it again from its source.", "not_a_film")
    return admitted


def admit_file(path: Path) -> FileIdentity:
    """Return the identity of a file whose bytes may be read.

    Raises:
        FilmProblem: ``missing`` (gone, or not readable) or ``not_a_file`` (relative path, folder, device, pipe).
    """
    if not path.is_absolute():
        raise FilmProblem(f"{shown_name(path)} is not a full path. Give the film's whole path.", "not_a_file")
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        raise _unreachable(path, error) from error
    if not stat.S_ISREG(status.st_mode):
        raise FilmProblem(f"{shown_name(path)} is {_kind(status.st_mode)}, not a film file.", "not_a_file")
    if not os.access(path, os.R_OK):
        raise FilmProblem(f"{shown_name(path)} can't be read: the system denies access to it.", "missing")
    return FileIdentity(str(path), status.st_size, status.st_mtime_ns)


def admit_picture_size(path: Path, width_px: int, height_px: int) -> None:
    """Refuse pictures of no size, or of 64 megapixels and more.

    Raises:
        FilmProblem: ``broken`` or ``too_big``.
    """
    if width_px < 1 or height_px < 1:
        raise FilmProblem(f"{shown_name(path)} does not say how large its picture is; it may be damaged.", "broken")
    if width_px * height_px > LARGEST_PICTURE_PX:
        raise FilmProblem(
            f"{shown_name(path)} has a picture of {width_px} × {height_px} pixels; up to 64 megapixels"
            " are taken. Convert it to a smaller size first.",
            "too_big",
        )


def sane_duration_us(duration_us: int | None) -> int | None:
    """Return a claimed duration, or None where it can't be true."""
    return duration_us if duration_us is not None and 0 < duration_us <= LONGEST_US else None


def sane_rate(rate: Fraction | None) -> Fraction | None:
    """Return a claimed frame rate, or None where it can't be true."""
    return rate if rate is not None and 0 < rate <= FASTEST_RATE else None


def _unreachable(path: Path, error: OSError | ValueError) -> FilmProblem:
    if isinstance(error, PermissionError):
        return FilmProblem(f"{shown_name(path)} can't be read: the system denies access to it.", "missing")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return FilmProblem(f"{shown_name(path)} is not there. It was moved, or its disk is not connected.", "missing")
    told = error.strerror if isinstance(error, OSError) else str(error)
    return FilmProblem(f"{shown_name(path)} can't be reached: {told}.", "missing")


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe or socket" if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) else "a device"
