"""Says in words what a merge brought."""

from donnybrook.catalog.door import Edited
from donnybrook.catalog.merging.merge import MergeReport
from donnybrook.catalog.numbers import counted


def came_over(merged: Edited[MergeReport], name: str) -> str:
    """Return a sentence on what came over from the catalog of that name."""
    report = merged.value
    if not report.edits:
        return f"{name} has nothing that is not here already."
    changed = len(merged.changes.scenes) - report.scenes
    parts = [
        counted(report.films, "new film"),
        counted(report.scenes, "new fight"),
        f"{counted(changed, 'fight')} changed",
        counted(report.terms, "new term"),
    ]
    came = ", ".join(part for part in parts if not part.startswith("0 "))
    disagreed = f" {counted(report.conflicts, 'value')} to settle." if report.conflicts else ""
    return f"{counted(report.edits, 'edit')} of {name} came over{f': {came}' if came else ''}.{disagreed}"
