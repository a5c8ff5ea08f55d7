"""UUIDs of rows: version 7 for what people enter, version 5 for what is the same wherever it is. Knows no table."""

import os
import time
import uuid

_SEED_NAMESPACE = uuid.UUID("6f1b3c52-7f43-5d0e-9a4c-d0bb0b5eed01")


def new_uuid() -> str:
    """Return a new UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits."""
    millis = time.time_ns() // 1_000_000
    value = (millis & (1 << 48) - 1) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def derived_uuid(kind: str, *names: str) -> str:
    """Return the UUIDv5 of a thing that is what its names say, wherever it is entered: two catalogs merge by it."""
    return str(uuid.uuid5(_SEED_NAMESPACE, "/".join((kind, *names))))
