"""Donnybrook, the fight-scene catalog. Scripts and notebooks say ``from donnybrook import Catalog``."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from donnybrook.catalog import Catalog

__all__ = ["Catalog"]


def __getattr__(name: str) -> object:
    # Only when asked for, so that the decoding process, which reads hostile films, never loads the catalog.
    if name == "Catalog":
        from donnybrook.catalog import Catalog

        return Catalog
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
