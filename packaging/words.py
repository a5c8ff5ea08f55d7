"""Gathers all words that the window shows into one file for translators (Qt's .ts), which a run keeps up to date.

Tables of rooms that know no Qt can't mark their words; they are read off the tables here.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from donnybrook.catalog import SCENE_FIELDS
from donnybrook.catalog.query.fields import FIELDS, FLAGS, OPERATORS
from donnybrook.catalog.search.ordering import ORDERS
from donnybrook.ingest.fixity import Fixity
from donnybrook.ingest.standing import TAKEN

_WINDOW = Path(__file__).parents[1] / "app" / "donnybrook" / "desktop"
_MARK = "QT_TR_NOOP+=N_"


def words_of_tables() -> list[str]:
    """Return what tables outside of the window call their rows."""
    summaries = [each.summary for each in (*FIELDS, *FLAGS, *OPERATORS)]
    labels = [each.label for each in (*SCENE_FIELDS, *ORDERS)]
    return list(dict.fromkeys([*labels, *summaries, *(each.value for each in Fixity), TAKEN]))


def main(target: Path) -> None:
    """Write the words into ``target``; what is translated there already stays."""
    gatherer = Path(sys.executable).with_name("pyside6-lupdate")
    with TemporaryDirectory() as folder:
        tables = Path(folder) / "tables.py"
        tables.write_text("".join(f"N_({words!r})\n" for words in words_of_tables()), encoding="utf-8")
        sources = [*sorted(_WINDOW.rglob("*.py")), tables]
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [
                gatherer,
                "-silent",
                "-no-obsolete",
                "-locations",
                "none",
                "-tr-function-alias",
                _MARK,
                *sources,
                "-ts",
                target,
            ],
            check=True,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
