"""What a format is, to the registry and to whoever exports or imports. Knows no particular format."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

from donnybrook.catalog import Catalog, Scene
from donnybrook.exchange.foreign import ForeignFile, ForeignFilm

type SceneWriter = Callable[[Catalog, Iterable[Scene], BinaryIO], None]
type RateOf = Callable[[ForeignFilm], Fraction | None]
"""Says the frames per second of a film that a file names, where they are known."""
type FileReader = Callable[[Path, RateOf], ForeignFile]


@dataclass(frozen=True, slots=True)
class Format:
    """One file format that fights are exported to, imported from, or both.

    ``ending`` is the end of the file's name, with its dot; files that are read may also end in one of ``also_read``.
    ``write`` puts the scenes, in the order it gets them, into an open file; it neither closes nor flushes it.
    ``read`` says what a file holds, as far as that can be told without a catalog; one that counts frames asks how many
    a second has. It raises ``Problem`` for what is no such file. ``one_film``: a file of it speaks
    of one version of one film. ``needs_times``: a fight without a time has no place in it.
    """

    name: str
    ending: str
    summary: str
    write: SceneWriter | None = None
    read: FileReader | None = None
    one_film: bool = False
    needs_times: bool = False
    also_read: tuple[str, ...] = ()
