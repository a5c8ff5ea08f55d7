"""Edits of the vocabulary."""

import re

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.folding import fold
from donnybrook.catalog.problems import EntryProblem


def add_concept(tx: Transaction, /, scheme: str, label: str, *, broader_id: int | None = None) -> int:
    """Add a concept and return its id; raises ``EntryProblem`` for an empty label or one that is already there."""
    label = " ".join(label.split())
    if not label:
        raise EntryProblem("label", "A new term needs a word.")
    for other_id, other in tx.rows("SELECT id, pref_label FROM concept WHERE scheme = ?", (scheme,)):
        if fold(other) == fold(label) and other_id:
            raise EntryProblem("label", f"“{other}” is in the vocabulary already.")
    return tx.insert(
        "concept", scheme=scheme, notation=_notation(tx, scheme, label), pref_label=label, broader_id=broader_id
    )


def _notation(tx: Transaction, scheme: str, label: str) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", fold(label)).strip("-") or "term"
    taken = {row[0] for row in tx.rows("SELECT notation FROM concept WHERE scheme = ?", (scheme,))}
    notation, count = stem, 2
    while notation in taken:
        notation, count = f"{stem}-{count}", count + 1
    return notation
