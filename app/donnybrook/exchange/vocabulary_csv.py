"""The vocabulary as CSV, one row a term: written for spreadsheets, and read back without loss. Knows no catalog.

Several values in a cell are joined by ``; ``; a backslash stands before a semicolon that is part of a value. A synonym
in another language than English ends in ``@`` and the language: ``épée@fr``.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from donnybrook.catalog.concepts import ConceptEntry, ConceptLabel, ConceptMatch
from donnybrook.problems import Problem

_PLAIN = ("scope_note", "made_as", "attack_mode", "colour", "hotkey")
COLUMNS = (
    "scheme",
    "notation",
    "pref_label",
    "broader",
    "alt_labels",
    "hidden_labels",
    *_PLAIN,
    "external_ids",
    "id_source",
    "retired",
    "replaced_by",
    "concept_id",
)
_LANGUAGE = re.compile(r"(.*)@([a-z]{2,3}(?:-[A-Za-z0-9]+)*)", re.DOTALL)
_RELATION = re.compile(r"(.*) \[([A-Za-z]+)\]", re.DOTALL)
_YES = frozenset({"true", "yes", "1"})


def write_csv(entries: Sequence[ConceptEntry], file: BinaryIO) -> None:
    """Write a header and one row an entry: UTF-8 without a mark, RFC 4180."""
    names = _Names(entries)
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow(_row(entry, names))
    text.detach()


def read_csv(file: BinaryIO, scheme: str = "") -> list[ConceptEntry]:
    """Read entries; ``scheme`` is that of rows that don't say theirs. Raises ``Problem`` for what is no such table."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        rows = csv.reader(text, strict=True)
        header = [name.strip().casefold() for name in next(rows, [])]
        _check(header)
        return [_entry(header, row, rows.line_num, scheme) for row in rows if any(row)]
    except UnicodeDecodeError as fault:
        raise Problem(
            "The table is not in UTF-8. Save it as “CSV UTF-8” and try again. Nothing was imported."
        ) from fault
    except csv.Error as fault:
        raise Problem(f"The table can't be read at line {rows.line_num} ({fault}). Nothing was imported.") from fault
    finally:
        text.detach()


class _Names:
    """Says of each entry by which name others refer to it: its notation where no other has the same."""

    def __init__(self, entries: Iterable[ConceptEntry]) -> None:
        self._of_uuid: dict[str, str] = {}
        taken: set[tuple[str, str]] = set()
        for entry in entries:
            key = (entry.scheme, entry.notation)
            self._of_uuid[entry.uuid] = entry.uuid if key in taken else entry.notation
            taken.add(key)

    def of(self, uuid: str) -> str:
        """Return the name of the entry of a UUID."""
        return self._of_uuid.get(uuid, uuid)


def _row(entry: ConceptEntry, names: _Names) -> Iterator[str]:
    yield from (entry.scheme, entry.notation, entry.label, names.of(entry.broader))
    for kind in ("alt", "hidden"):
        yield _joined(_word(label) for label in entry.labels if label.kind == kind)
    yield from (getattr(entry, name) for name in _PLAIN)
    yield _joined(_match(match) for match in entry.matches)
    yield _joined(match.source for match in entry.matches) if any(match.source for match in entry.matches) else ""
    yield from ("true" if entry.retired else "", names.of(entry.replaced_by), entry.uuid)


def _joined(values: Iterable[str]) -> str:
    return "; ".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def _parts(cell: str) -> list[str]:
    return [part for part in _split(cell) if part]


def _split(cell: str) -> list[str]:
    parts = re.findall(r"((?:\\.|[^;\\])*)(?:;|\\?$)", f"{cell};", flags=re.DOTALL)[:-1]
    return [re.sub(r"\\(.)", r"\1", part.strip(), flags=re.DOTALL) for part in parts]


def _word(label: ConceptLabel) -> str:
    is_plain = label.language == "en" and not _LANGUAGE.fullmatch(label.label)
    return label.label if is_plain else f"{label.label}@{label.language}"


def _match(match: ConceptMatch) -> str:
    named = f"{match.authority}:{match.value}"
    return named if match.relation == "closeMatch" else f"{named} [{match.relation}]"


def _check(header: Sequence[str]) -> None:
    doubled = {name for name in header if name and header.count(name) > 1}
    if doubled:
        raise Problem(f"The table has the column {', '.join(sorted(doubled))} twice. Nothing was imported.")
    if "pref_label" not in header:
        raise Problem(
            "The table has no column pref_label, so it names no terms. Its first line must be a header with columns"
            f" such as {', '.join(COLUMNS[:5])}. Nothing was imported."
        )


def _entry(header: Sequence[str], row: Sequence[str], line: int, scheme: str) -> ConceptEntry:
    if len(row) > len(header):
        raise Problem(
            f"Line {line} of the table has {len(row)} cells, and the header {len(header)}. Nothing was imported."
        )
    cells = dict.fromkeys(COLUMNS, "") | {name: cell.strip() for name, cell in zip(header, row, strict=False)}
    labels = [
        *(_label(part, "alt") for part in _parts(cells["alt_labels"])),
        *(_label(part, "hidden") for part in _parts(cells["hidden_labels"])),
    ]
    return ConceptEntry(
        scheme=(cells["scheme"] or scheme).casefold(),
        label=cells["pref_label"],
        uuid=cells["concept_id"].casefold(),
        notation=cells["notation"],
        broader=cells["broader"],
        replaced_by=cells["replaced_by"],
        labels=tuple(labels),
        matches=tuple(_matches(_parts(cells["external_ids"]), cells["id_source"])),
        retired=cells["retired"].casefold() in _YES,
        **{name: cells[name] for name in _PLAIN},
    )


def _label(part: str, kind: str) -> ConceptLabel:
    found = _LANGUAGE.fullmatch(part)
    return ConceptLabel(found[1].strip(), found[2], kind) if found else ConceptLabel(part, kind=kind)


def _matches(parts: Sequence[str], source: str) -> Iterator[ConceptMatch]:
    sources = _split(source)
    for place, part in enumerate(parts):
        found = _RELATION.fullmatch(part)
        named, relation = (found[1], found[2]) if found else (part, "closeMatch")
        authority, _, value = named.partition(":")
        own = sources[place] if len(sources) == len(parts) else source
        if value:
            yield ConceptMatch(authority.strip(), value.strip(), relation, own)
