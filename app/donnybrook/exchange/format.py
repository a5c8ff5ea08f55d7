"""What a format is, to the registry and to whoever exports or imports. Knows no particular format."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

from donnybrook.catalog import Catalog, Scene
from donnybrook.exchange.foreign import ForeignFile, ForeignFilm, TableLayout
from donnybrook.exchange.wanted import Tell, Wanted
from donnybrook.problems import Problem
from donnybrook.records import dataclass

type SceneWriter = Callable[[Catalog, Iterable[Scene], BinaryIO], None]
type TableWriter = Callable[[Catalog, Wanted, BinaryIO, Tell], int]
type RateOf = Callable[[ForeignFilm], Fraction | None]
"""Says the frames per second of a film that a file names, where they are known."""
type FileReader = Callable[[Path, RateOf], ForeignFile]
type RowReader = Callable[[Path, TableLayout, RateOf], Iterator[ForeignFile]]


class RateUnclear(Problem):
    """A file counts frames, and there is no telling how many a second has: somebody has to say it."""


@dataclass(frozen=True, slots=True)
class Format:
    """One file format that fights are exported to, imported from, or both.

    ``ending`` is the end of the file's name, with its dot; files that are read may also end in one of ``also_read``.
    ``write`` puts the scenes, in the order it gets them, into an open file; it neither closes nor flushes it. A format
    of tables has ``write_tables`` instead, which reads what is wanted off the catalog by itself and returns how many
    rows that were; ``shape`` says what of, where no tables are named: the wide one, all tidy ones, or everything.
    ``read`` says what a file holds, as far as that can be told without a catalog; one that counts frames asks how many
    a second has. It raises ``Problem`` for what is no such file. A format of tables has ``read_rows`` instead, which
    gives what a file holds some rows at a time, however large it is. ``one_film``: a file of it speaks
    of one version of one film. ``needs_times``: a fight without a time has no place in it.
    ``is_film``: its files are films. ``counts_frames``: its files may say times by frames.
    """

    name: str
    ending: str
    summary: str
    write: SceneWriter | None = None
    read: FileReader | None = None
    one_film: bool = False
    needs_times: bool = False
    is_film: bool = False
    counts_frames: bool = False
    also_read: tuple[str, ...] = ()
    write_tables: TableWriter | None = None
    shape: str = "wide"
    read_rows: RowReader | None = None

    @property
    def writes(self) -> bool:
        """Whether fights can be exported to it."""
        return self.write is not None or self.write_tables is not None

    @property
    def reads(self) -> bool:
        """Whether fights can be imported from it."""
        return self.read is not None or self.read_rows is not None
