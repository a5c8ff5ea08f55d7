"""Backups of a catalog, made by themselves, and the way back to one. No Qt, and nothing of a scene."""

from donnybrook.catalog.backups.keeper import Keeper
from donnybrook.catalog.backups.records import Backup, BackupProblem, Since, TableCount
from donnybrook.catalog.backups.restoring import Restored
from donnybrook.catalog.backups.rounds import Rounds

__all__ = ["Backup", "BackupProblem", "Keeper", "Restored", "Rounds", "Since", "TableCount"]
