"""Looks a catalog over: structure, references, times, text, journal, search index; and mends what can be mended."""

from donnybrook.catalog.checking.findings import Finding, Remedy
from donnybrook.catalog.checking.looking import Looked, look_over
from donnybrook.catalog.checking.mending import Mended, mend

__all__ = ["Finding", "Looked", "Mended", "Remedy", "look_over", "mend"]
