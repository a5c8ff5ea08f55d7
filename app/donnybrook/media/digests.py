"""The SHA-256 of a file's bytes. Decodes nothing, so it needs no process of its own; knows no format."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from donnybrook.media.admission import admit_file
from donnybrook.media.problems import FilmProblem, shown_name

_PIECE_BYTES = 1024 * 1024


class DigestStopped(Exception):
    """Whoever heard how far it is wanted no more of it."""


def sha256_of(path: Path, told: Callable[[int], bool] | None = None) -> str:
    """Return the SHA-256 of a file in hex digits; ``told`` hears how many bytes are read, and returns whether to go on.

    Raises:
        FilmProblem: the file is not there, is no file, can't be read to its end, or changed meanwhile.
        DigestStopped: ``told`` returned False.
    """
    before = admit_file(path.absolute())
    digest = hashlib.sha256()
    piece = memoryview(bytearray(_PIECE_BYTES))
    done = 0
    try:
        with path.open("rb", buffering=0) as file:
            while count := file.readinto(piece):
                digest.update(piece[:count])
                done += count
                if told is not None and not told(done):
                    raise DigestStopped
    except OSError as fault:
        raise FilmProblem(
            f"Reading {shown_name(path)} failed: {fault.strerror}. Its disk may be failing: copy what you can from it.",
            "broken",
        ) from fault
    if admit_file(path.absolute()) != before:
        raise FilmProblem(f"{shown_name(path)} changed while it was read. Verify it again when it is done.", "broken")
    return digest.hexdigest()
