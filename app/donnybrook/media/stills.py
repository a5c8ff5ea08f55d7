"""Writes a frame as a picture file; loads OpenCV only when asked to, and reads no film."""

from pathlib import Path

from donnybrook.media.facts import Frame
from donnybrook.media.problems import shown_name
from donnybrook.problems import Problem


def encode_png(frame: Frame) -> bytes:
    """Return a frame as PNG."""
    from donnybrook.media.pictures import png

    return png(frame.rgb, frame.width_px, frame.height_px)


def write_png(frame: Frame, path: Path) -> None:
    """Write a frame as a PNG file, replacing what is there only once the whole picture is written.

    Raises:
        Problem: the file can't be written; what was there before is untouched.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(encode_png(frame))
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Problem(f"{shown_name(path)} can't be written: {error.strerror}.") from error
