"""Film files with bytes that are not as they were: cut, edited in their headers and boxes, with chunks out of place."""

import random
from collections.abc import Callable

from faults.mutations import cut, flip_bits

type Mutation = Callable[[bytearray, random.Random], None]
_HEAD_BYTES = 4096
# What containers tell their parts by: boxes of MP4, ids of Matroska, chunks of RIFF, start codes of MPEG, and others'.
_MARKS = (
    *b"moov mvhd trak tkhd mdia mdhd hdlr stbl stsd stts ctts stsc stsz stco stss elst avcC mdat moof trun".split(),
    *b"RIFF hdrl avih strh strf movi idx1 00dc 01wb FLV onMetaData NUT GIF89a .RMF MDPR DKIF".split(),
    b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66", b"\x16\x54\xae\x6b", b"\x1f\x43\xb6\x75", b"\xa3",
    b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3", b"\x00\x00\x01\xe0", b"\x00\x00\x00\x01", b"\x47\x40",
    b"\x06\x0e\x2b\x34", b"\x30\x26\xb2\x75", b"\x91\x07\xdc\xb7",
)  # fmt: skip
_ODD_NUMBERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def _edit_head(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 3, 12))):
        content[chance.randrange(min(len(content), _HEAD_BYTES))] = chance.randrange(256)


def _edit_box(content: bytearray, chance: random.Random) -> None:
    """Write a number that stands at a limit before or after the name of a part."""
    found = [at for mark in _MARKS if (at := content.find(mark, chance.randrange(len(content)) // 2)) >= 0]
    if found:
        at = chance.choice(found) + chance.randrange(-8, 24)
        number = chance.choice(_ODD_NUMBERS).to_bytes(4, chance.choice(("big", "little")))
        width = chance.choice((1, 2, 4))
        content[max(0, at) : max(0, at) + width] = number[-width:]


def _edit_name(content: bytearray, chance: random.Random) -> None:
    """Give a part the name of another."""
    found = [mark for mark in _MARKS if mark in content]
    if found:
        mark, other = chance.choice(found), chance.choice(_MARKS)
        at = content.find(mark)
        content[at : at + len(mark)] = other[: len(mark)].ljust(len(mark), b"\0")


def _double_chunk(content: bytearray, chance: random.Random) -> None:
    start, length = _chunk(content, chance)
    at = chance.randrange(len(content))
    content[at:at] = content[start : start + length]


def _swap_chunks(content: bytearray, chance: random.Random) -> None:
    (one, length), (other, _) = _chunk(content, chance), _chunk(content, chance)
    first, second = content[one : one + length], content[other : other + length]
    content[one : one + len(second)], content[other : other + len(first)] = second, first


def _drop_chunk(content: bytearray, chance: random.Random) -> None:
    start, length = _chunk(content, chance)
    del content[start : start + length]


def _zero_chunk(content: bytearray, chance: random.Random) -> None:
    start, length = _chunk(content, chance)
    content[start : start + length] = bytes(min(length, len(content) - start))


def _make_noise(content: bytearray, chance: random.Random) -> None:
    start, length = _chunk(content, chance)
    content[start : start + length] = chance.randbytes(min(length, len(content) - start))


def _chunk(content: bytearray, chance: random.Random) -> tuple[int, int]:
    return chance.randrange(len(content)), chance.choice((4, 16, 188, 1000, 20_000))


FILM_MUTATIONS: tuple[Mutation, ...] = (
    cut,
    flip_bits,
    _make_noise,
    _edit_head,
    _edit_head,
    _edit_box,
    _edit_box,
    _edit_name,
    _double_chunk,
    _swap_chunks,
    _drop_chunk,
    _zero_chunk,
)


def mutated_film(original: bytes, seed: int) -> bytes:
    """Return a film with one to four mutations; the same seed, the same film."""
    chance = random.Random(seed)
    content = bytearray(original)
    for _ in range(chance.choice((1, 1, 2, 4))):
        if len(content) > 64:
            chance.choice(FILM_MUTATIONS)(content, chance)
    return bytes(content)
