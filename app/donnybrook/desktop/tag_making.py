"""Loads what Tag is made of, some at a time, so that the window goes on in between. Makes nothing of it."""

from collections.abc import Iterator
from importlib import import_module

_PARTS = (
    "panels.wieldings_editor",
    "panels.inspector",
    "panels.timeline_lanes",
    "panels.timeline",
    "panels.tag_timeline",
    "panels.tagging_bar",
    "panels.tag_films",
    "panels.tag_workplace",
    "palette_work",
    "services.film_removal",
)


def load() -> Iterator[None]:
    """Load the next of it."""
    for name in _PARTS:
        import_module(f"donnybrook.desktop.{name}")
        yield
