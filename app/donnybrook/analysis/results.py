"""A measure's result as a file of some kind, by the ending of its name. Knows no measure, and writes to no disk."""

from pathlib import Path

from donnybrook.analysis import tables
from donnybrook.analysis.measure import Measure, Result
from donnybrook.analysis.plots import files
from donnybrook.problems import Problem

ENDINGS = (*files.ENDINGS, *tables.ENDINGS)


def file_bytes(path: Path, measure: Measure, query: str, result: Result) -> bytes:
    """Return what the file of that name is to hold: a plot or a table. Raises ``Problem`` for an unknown ending."""
    match path.suffix.lower():
        case ".csv":
            return tables.csv_text(result).encode("utf-8", "replace")
        case ".json":
            return tables.json_text(measure, query, result).encode("utf-8", "replace")
        case ending if ending in files.ENDINGS:
            return files.plot_bytes(result.plot, ending)
    raise Problem(f"“{path.name}” does not say what it is to hold. Give it one of these endings: {', '.join(ENDINGS)}.")
