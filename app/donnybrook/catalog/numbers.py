"""Says numbers with what they count. Knows nothing else."""


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with what it counts: ``1 fight``, ``12 fights``."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
