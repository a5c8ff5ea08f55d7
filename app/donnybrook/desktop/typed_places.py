"""Reads the place of a file or folder that a person typed, and tells whether it is free. Knows no widget."""

from pathlib import Path


def place_typed(text: str) -> Path | None:
    """Return the place; None where nothing is typed. One without a beginning counts from the person's home."""
    typed = text.strip()
    if not typed:
        return None
    try:
        return Path.home() / Path(typed).expanduser()
    except RuntimeError:  # “~name”, and nobody is called so
        return Path.home() / typed


def holds_something(place: Path | None) -> bool:
    """Whether a file lies at a place, or a folder that is not empty."""
    try:
        return place is not None and (any(place.iterdir()) if place.is_dir() else place.exists())
    except OSError:  # a folder that can't be looked into: who writes there hears why
        return False
