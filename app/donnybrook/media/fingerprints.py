"""A quick fingerprint of a file's bytes, to find a moved film again; knows no format."""

import hashlib
from pathlib import Path

_PIECE_BYTES = 1024 * 1024


def quick_fingerprint(path: Path) -> str:
    """Return ``quick1:`` and 32 hex digits from the size and the first, middle and last MiB of a file.

    Equal for equal files; it does not notice a change elsewhere in a long file, so it finds films, it proves nothing.
    """
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        size_bytes = file.seek(0, 2)
        digest.update(size_bytes.to_bytes(8, "big"))
        for start in (0, size_bytes // 2 - _PIECE_BYTES // 2, size_bytes - _PIECE_BYTES):
            file.seek(max(start, 0))
            digest.update(file.read(_PIECE_BYTES))
    return f"quick1:{digest.hexdigest()}"
