"""Tables of measures as CSV and JSON. Knows no measure, and writes to no disk."""

import csv
import io
import json

from donnybrook.analysis.measure import Cell, Column, Measure, Result
from donnybrook.analysis.saying import cell_text, figure, header

ENDINGS = (".csv", ".json")


def csv_text(result: Result) -> str:
    """Return the table as CSV (RFC 4180): lengths in seconds, shares from 0 to 1, nothing where there is no value."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([header(column) for column in result.columns])
    for row in result.rows:
        writer.writerow([cell_text(cell.value, column.kind) for cell, column in zip(row, result.columns, strict=True)])
    return out.getvalue()


def json_text(measure: Measure, query: str, result: Result) -> str:
    """Return all of it as JSON: each value with the search for its fights, and their numbers if it finds others too."""
    whole = {
        "measure": measure.name,
        "title": measure.title,
        "definition": measure.definition,
        "query": query,
        "notes": result.notes,
        "columns": [{"name": header(column), "kind": column.kind} for column in result.columns],
        "rows": [[_cell(*each) for each in zip(row, result.columns, strict=True)] for row in result.rows],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _cell(cell: Cell, column: Column) -> dict[str, object]:
    told: dict[str, object] = {"value": figure(cell.value, column.kind)}
    if cell.query is not None:
        told["query"] = cell.query
    if cell.numbers is not None:
        told["fights"] = cell.numbers
    return told
