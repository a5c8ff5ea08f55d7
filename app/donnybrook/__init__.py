"""Donnybrook, the fight-scene catalog. Scripts and notebooks say ``from donnybrook import Catalog``."""

from donnybrook.catalog import Catalog

__all__ = ["Catalog"]
