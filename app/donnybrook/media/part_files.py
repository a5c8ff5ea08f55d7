"""Where the parts of something longer lie while it is made; knows not what they hold."""

from pathlib import Path


def part_paths(folder: Path, count: int, ending: str) -> list[Path]:
    """Return where the parts of something longer lie."""
    return [folder / f"{place:05d}{ending}" for place in range(count)]
