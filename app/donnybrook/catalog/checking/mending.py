"""Mends what looking over found, through the one door: journalled, so it can be undone, and after a backup."""

from collections.abc import Sequence

from donnybrook.catalog.backups import Backup, Keeper
from donnybrook.catalog.catalog import Catalog
from donnybrook.catalog.checking.findings import Finding
from donnybrook.catalog.driver import IntegrityError
from donnybrook.catalog.problems import CatalogProblem, Gone
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Mended:
    """What mending did."""

    backup: Backup | None  # the state before; None if there was nothing to mend
    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]  # what could not be mended after all


def mend(catalog: Catalog, findings: Sequence[Finding], keeper: Keeper) -> Mended:
    """Mend what has a remedy, each as an edit of its own; raises ``CatalogProblem`` if no backup can be made first."""
    mendable = [finding for finding in findings if finding.remedy]
    if not mendable:
        return Mended(None, (), ())
    backup = keeper.back_up("before mending")
    mended = [finding for finding in mendable if _is_mended(catalog, finding)]
    left = [finding for finding in mendable if finding not in mended]
    return Mended(backup, tuple(mended), tuple(left))


def _is_mended(catalog: Catalog, finding: Finding) -> bool:
    assert finding.remedy is not None
    try:
        catalog.edit(f"Mend: {finding.sentence}", finding.remedy.edit)
    except (IntegrityError, Gone, CatalogProblem):
        return False
    return True
