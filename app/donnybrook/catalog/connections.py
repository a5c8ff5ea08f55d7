"""The connections one ``Catalog`` holds on its file: one that only reads, one that writes, one to the search index.

The writing one is opened by the first edit, so that opening a catalog changes nothing in it. Knows no table.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from donnybrook.catalog import opening
from donnybrook.catalog.driver import UNREADABLE, Connection, connect, make_durable, settle
from donnybrook.catalog.problems import CatalogProblem
from donnybrook.catalog.search.asking import give_functions
from donnybrook.catalog.search.index import SearchIndex
from donnybrook.catalog.vocabulary import Vocabulary


class Connections:
    """A reading connection, and the others as they are needed."""

    def __init__(
        self, path: Path, reader: Connection, *, read_only: bool, index_path: Path | None, has_log: bool
    ) -> None:
        """Take over ``reader``; without an ``index_path`` the search index lives in memory.

        ``has_log`` says that a log lay beside the catalog when it was opened.
        """
        self.reader = reader
        self._has_log = has_log
        self.read_only = read_only
        self._path = path
        self._index_path = index_path
        self._writer: Connection | None = None
        self._index: SearchIndex | None = None
        self._noticed_before = False
        self._data_version = self._read_data_version()
        self._kept_log_before = self._keeps_log()

    @property
    def values_path(self) -> Path | None:
        """Where what is counted by is kept between runs, beside the index; ``None`` for one in memory."""
        return self._index_path.with_suffix(".values") if self._index_path else None

    def close(self) -> None:
        """Close all of them, and leave the catalog as one self-contained file; closing twice does no harm."""
        # Others who wrote meanwhile could not tidy up while this one read; the last to close does it for them.
        wrote_elsewhere = self._writer is None and not self._kept_log_before and self._keeps_log()
        self.reader.close()
        if self._index:
            self._index.close()
        writer, self._writer = self._writer, None
        if writer is None and (self._has_log or wrote_elsewhere) and not self.read_only:
            # Whoever wrote the log may have been cut off: SQLite has taken it in, and the file is tidied for them.
            writer = connect(self._path)
        self._has_log = False
        if writer:
            settle(writer)
            writer.close()

    def writer(self) -> Connection:
        """Return the writing connection; raises ``CatalogProblem`` for a catalog that can only be read."""
        if self.read_only:
            raise CatalogProblem(
                f"{self._path.name} can only be read here. Copy it to a folder you may write to, and open the copy."
            )
        if self._writer is None:
            self._noticed_before |= self._data_version != self._read_data_version()
            self._writer = connect(self._path)
            make_durable(self._writer)
            self._data_version = self._read_data_version()
        return self._writer

    def ready_index(self, vocabulary: Callable[[], Vocabulary]) -> None:
        """Have the search index at hand (attached to the reader as ``find``), and up to date."""
        try:
            self._catch_up(vocabulary)
        except UNREADABLE:
            # A cache that fails (its disk is full, it is damaged) must stop nobody: it is made anew, in memory.
            self._leave_index()
            self._catch_up(vocabulary)

    def is_index_behind(self, vocabulary: Callable[[], Vocabulary], rows: int) -> bool:
        """Whether the search index, once it was at hand, would take more than so many rows to be up to date.

        One in memory is nobody else's, so nobody else could bring it up.
        """
        if self._index is None or self._index_path is None:
            return False
        try:
            return self._index.is_behind(self.reader, vocabulary(), rows)
        except UNREADABLE:
            return False  # the next question finds out, and makes it anew

    def keep_looks(self, vocabulary: Callable[[], Vocabulary], looks: Sequence[tuple[str, bytes]]) -> None:
        """Keep the looks of pictures, by name, beside the index."""
        self.ready_index(vocabulary)
        if self._index:
            self._index.keep_looks(looks)

    def _catch_up(self, vocabulary: Callable[[], Vocabulary]) -> None:
        if self._index is None:
            index = opening.open_index(self._index_path)
            try:
                self.reader.execute("ATTACH ? AS find", (index.uri,))
            except UNREADABLE:
                index.close()
                raise
            self._index = index
            give_functions(self.reader)
        self._index.catch_up(self.reader, vocabulary)

    def _leave_index(self) -> None:
        if self._index:
            self._index.close()
            self.reader.execute("DETACH find")
        self._index = self._index_path = None

    def noticed_changes(self) -> bool:
        """Whether someone else has changed the file since the last call."""
        seen, self._data_version = self._data_version, self._read_data_version()
        noticed, self._noticed_before = self._noticed_before or seen != self._data_version, False
        return noticed

    def _keeps_log(self) -> bool:
        try:
            return bool(self.reader.execute("PRAGMA journal_mode").fetchone()[0] == "wal")
        except UNREADABLE:  # damaged, or closed already (a ``ProgrammingError`` is one of these)
            return False

    def _read_data_version(self) -> int:
        # Each connection counts the commits of all others; so once there is a writer, only it leaves our own out.
        return int((self._writer or self.reader).execute("PRAGMA data_version").fetchone()[0])
