"""What a format is, to the registry and to whoever exports. Knows no particular format."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from donnybrook.catalog import Catalog, Scene

type SceneWriter = Callable[[Catalog, Iterable[Scene], BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One file format that fights can be exported to.

    ``ending`` is the end of the file's name, with its dot. ``write`` puts the scenes, in the order it gets them, into
    an open file; it neither closes nor flushes it.
    """

    name: str
    ending: str
    summary: str
    write: SceneWriter
