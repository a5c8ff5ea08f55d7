"""The edit that keeps the shots of a film file. Knows no detector."""

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.records import ShotList


def store_shots(tx: Transaction, /, media_file_id: int, fingerprint: str, found: ShotList) -> bool:
    """Store what a detector read in a film file; returns False where the file has other bytes by now, or is gone."""
    present = tx.value("SELECT fingerprint FROM media_file WHERE id = ?", (media_file_id,))
    if present != fingerprint:
        return False
    tx.shots.put(media_file_id, found)
    return True
