"""Chapters as bytes, for the way out of the decoding process. Knows no film and no decoder."""

import json
from collections.abc import Sequence
from dataclasses import astuple

from donnybrook.media.facts import Chapter


def packed_chapters(some: Sequence[Chapter]) -> bytes:
    """Return chapters as bytes."""
    return json.dumps([astuple(each) for each in some]).encode("ascii")


def unpacked_chapters(coded: bytes) -> tuple[Chapter, ...]:
    """Return the chapters that were packed; raises ``ValueError`` for what are none."""
    found = json.loads(coded)
    try:
        return tuple(Chapter(int(in_us), int(out_us), str(title), str(told)) for in_us, out_us, title, told in found)
    except TypeError as fault:
        raise ValueError("these are no chapters") from fault
