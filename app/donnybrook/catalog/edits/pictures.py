"""Edits of the pictures that show scenes, and those that show what a term of the vocabulary means."""

import hashlib

from donnybrook.catalog.door import Transaction


def set_cover(
    tx: Transaction,
    /,
    scene_id: int,
    *,
    jpeg: bytes,
    width_px: int,
    height_px: int,
    time_us: int,
    media_file_id: int | None = None,
    chosen: bool = False,
) -> int | None:
    """Make a picture the scene's cover and return the thumbnail's id. ``time_us`` is the frame's time in the film file.

    Pictures are read beside other edits: if the scene or the file was taken away meanwhile, nothing is done, and
    ``None`` returned. ``chosen`` marks a cover that a person picked; such a one is replaced only by another choice,
    else it stays, and its id is returned.
    """
    if not tx.rows(_STILL_THERE, (scene_id, media_file_id)):
        return None
    name = hashlib.sha256(jpeg).hexdigest()
    covers = tx.rows("SELECT id, chosen FROM thumbnail WHERE scene_id = ? AND is_cover = 1 ORDER BY id", (scene_id,))
    picked = [thumbnail_id for thumbnail_id, was_chosen in covers if was_chosen]
    if picked and not chosen:
        return int(picked[-1])
    tx.store_picture(name, width_px, height_px, jpeg)
    for thumbnail_id, _ in covers:
        tx.update("thumbnail", thumbnail_id, is_cover=0)
    return tx.insert(
        "thumbnail",
        scene_id=scene_id,
        media_file_id=media_file_id,
        time_us=time_us,
        picture=name,
        is_cover=1,
        chosen=int(chosen),
    )


def show_earlier_cover(tx: Transaction, /, thumbnail_id: int) -> None:
    """Make a picture that a scene had before its cover again; not in place of one that a person has picked.

    Nothing is done where it was taken away meanwhile.
    """
    covers = tx.rows(_COVERS_BESIDE, (thumbnail_id,))
    if covers and not any(was_chosen for _, was_chosen in covers):
        for cover_id, _ in covers:
            tx.update("thumbnail", cover_id, is_cover=0)
        tx.update("thumbnail", thumbnail_id, is_cover=1)


_COVERS_BESIDE = """
    SELECT cover.id, cover.chosen FROM thumbnail JOIN thumbnail cover USING (scene_id)
    WHERE thumbnail.id = ? AND cover.is_cover = 1
"""
_STILL_THERE = """
    SELECT 1 FROM scene WHERE id = ?1 AND (?2 IS NULL OR EXISTS (SELECT 1 FROM media_file WHERE id = ?2))
"""


def picture_concept(tx: Transaction, /, concept_id: int, *, jpeg: bytes, width_px: int, height_px: int) -> None:
    """Show with a picture what a term means; it takes the place of the one before."""
    name = hashlib.sha256(jpeg).hexdigest()
    tx.store_picture(name, width_px, height_px, jpeg)
    tx.update("concept", concept_id, picture=name)


def unpicture_concept(tx: Transaction, /, concept_id: int) -> None:
    """Take a term's picture away."""
    tx.update("concept", concept_id, picture=None)
