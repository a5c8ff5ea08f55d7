"""UUIDs of rows: version 7 for what people enter, version 5 for what is the same wherever it is. Knows no table."""

import os
import time
import uuid

# The two highest bits are 10, the others as they fell.
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
_SEED_NAMESPACE = uuid.UUID("6f1b3c52-7f43-5d0e-9a4c-d0bb0b5eed01")


def new_uuid() -> str:
    """Return a new UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits."""
    return new_uuids(1)[0]


def new_uuids(count: int) -> list[str]:
    """Return so many new UUIDs; the system is asked for random bits once."""
    millis = (time.time_ns() // 1_000_000 & (1 << 48) - 1).to_bytes(6, "big").hex()
    before = f"{millis[:8]}-{millis[8:]}-7"
    noise = os.urandom(10 * count).hex()
    return [
        f"{before}{noise[at : at + 3]}-{_VARIANT[noise[at + 3]]}{noise[at + 4 : at + 7]}-{noise[at + 7 : at + 19]}"
        for at in range(0, 20 * count, 20)
    ]


def derived_uuid(kind: str, *names: str) -> str:
    """Return the UUIDv5 of a thing that is what its names say, wherever it is entered: two catalogs merge by it."""
    return str(uuid.uuid5(_SEED_NAMESPACE, "/".join((kind, *names))))
