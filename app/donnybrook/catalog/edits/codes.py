"""Holds entries to the closed lists: how a use ended, who came off how. Knows which column is of which list."""

from collections.abc import Mapping

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.problems import EntryProblem
from donnybrook.catalog.scene_fields import SCENE_FIELDS

CODE_LISTS = {("scene", field.name): field.source for field in SCENE_FIELDS if field.kind == "code"} | {
    ("side", "role"): "side_role",
    ("combatant", "outcome"): "outcome",
    ("wielding", "acquired"): "acquired",
    ("wielding", "ended"): "ended",
    ("wielding", "certainty"): "certainty",
    ("portrayal", "role"): "portrayal_role",
}


def check_codes(tx: Transaction, table: str, values: Mapping[str, object]) -> None:
    """Raise ``EntryProblem``, which lists what there is, for a value that its closed list does not have.

    Nothing said ('') is always an answer.
    """
    for column, value in values.items():
        source = CODE_LISTS.get((table, column))
        if source is None or value == "":
            continue
        codes = tx.codes(source)
        if value not in codes:
            raise EntryProblem(
                column, f"“{value}” is not in the list of {source.replace('_', ' ')}: {', '.join(codes)}."
            )
