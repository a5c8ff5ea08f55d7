"""Sets of places in an array as one bit each, 64 to a number: taken together, counted, and turned into places again.

A place is that of a scene among all scenes. Knows no scene.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

type Bits = NDArray[np.uint64]
type Places = NDArray[np.int64]

_WORD = 64


def length_for(places: int) -> int:
    """Return how many numbers there are for so many places."""
    return -(-places // _WORD)


def bits_of(places: NDArray[np.integer], length: int) -> Bits:
    """Return some places, in any order, as ``length`` numbers."""
    said = np.zeros(length * _WORD, np.bool_)
    said[places] = True
    return np.packbits(said, bitorder="little").view(np.uint64)


def places_of(bits: Bits) -> Places:
    """Return the places in a set, rising."""
    there = np.flatnonzero(bits)
    found = np.flatnonzero(np.unpackbits(bits[there].view(np.uint8), bitorder="little").view(np.bool_))
    places: Places = there[found >> 6] * _WORD + (found & (_WORD - 1))
    return places


def said_of(bits: Bits, places: int) -> NDArray[np.uint8]:
    """Return 1 for each of the first places that is in a set, and 0 for each that is not."""
    return np.unpackbits(bits.view(np.uint8), count=places, bitorder="little")


def holds(bits: Bits, places: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Return which of some places are in a set."""
    found: NDArray[np.bool_] = (bits.view(np.uint8)[places >> 3] >> (places & 7).astype(np.uint8)) & 1 == 1
    return found


def mark(sets: NDArray[np.uint64], places: NDArray[np.integer], *, there: bool) -> None:
    """Put some places into a set, or into each of many, or take them out."""
    at: Any = (..., places >> 3)
    by_byte, marks = sets.view(np.uint8), (1 << (places & 7)).astype(np.uint8)
    if there:
        np.bitwise_or.at(by_byte, at, marks)
    else:
        np.bitwise_and.at(by_byte, at, ~marks)


def size_of(bits: Bits) -> int:
    """Return how many places are in a set."""
    return int(np.bitwise_count(bits).sum(dtype=np.uint32))


def shared_sizes(sets: NDArray[np.uint64], asked: Bits) -> Places:
    """Return how many places each of many sets, of shape (sets, numbers), has in common with one."""
    places = places_of(asked)
    if len(places) < len(asked):  # it is quicker to look at these alone
        found = sets.view(np.uint8).take(places >> 3, axis=1) >> (places & 7).astype(np.uint8) & 1
        return found.sum(axis=1, dtype=np.uint32).astype(np.int64)
    both, ones, sizes = np.empty_like(asked), np.empty(len(asked), np.uint8), np.zeros(len(sets), np.int64)
    for at, one in enumerate(sets):
        np.bitwise_and(one, asked, out=both)
        np.bitwise_count(both, out=ones)
        sizes[at] = ones.sum(dtype=np.uint32)
    return sizes


def last_of(bits: Bits, most: int) -> Bits:
    """Return the last so many places of a set, or all of one that has no more."""
    after = np.cumsum(np.bitwise_count(bits)[::-1], dtype=np.int64)[::-1]
    if not len(after) or after[0] <= most:
        return bits
    first = int(np.flatnonzero(after > most)[-1])  # here the last place but so many lies
    kept = bits.copy()
    kept[:first] = 0
    excess = places_of(kept)[: int(after[first]) - most]
    mark(kept, excess, there=False)
    return kept
