"""Covers of scenes: a frame chosen in the decoding worker, stored as the scene's picture. Knows no screen.

Reading and storing stand apart, so that the window can read in a thread and store through its session.
"""

from donnybrook.catalog import Catalog, Changes, MediaFile, Scene
from donnybrook.catalog.edits import pictures
from donnybrook.catalog.film_places import file_there
from donnybrook.media import FilmWorker, Thumbnail

_PARTS = 6  # so many other pictures of a scene are offered


def file_of_scene(catalog: Catalog, scene: Scene) -> MediaFile | None:
    """Return the first file of the scene's version of the film that is there now, if one is."""
    return file_there(catalog.media_files(scene.film_id), scene.version_id)


def read_cover(worker: FilmWorker, media_file: MediaFile, in_us: int, out_us: int | None) -> Thumbnail:
    """Return the picture that shows a scene best; the frame at the in point when there is no out point.

    The points are on the version's clock; the picture's own time is one of the file.

    Raises:
        FilmProblem: the file can't be read, or has no frame there.
    """
    if out_us is None:
        return worker.thumbnail(media_file.path, media_file.begins_us(in_us))
    # The frame that the in point means may begin a little before it, as one of the next shot before the out point may.
    return worker.cover(media_file.path, media_file.ends_us(in_us), media_file.ends_us(out_us))


def read_another_cover(
    worker: FilmWorker, media_file: MediaFile, in_us: int, out_us: int, now_us: int | None
) -> Thumbnail:
    """Return the picture that shows a scene best in the part of it after the one that the present picture is from.

    ``now_us`` is the present picture's time in the file. Asked again and again, it goes round the scene.

    Raises:
        FilmProblem: the file can't be read, or has no frame there.
    """
    begins_us, ends_us = media_file.ends_us(in_us), media_file.ends_us(out_us)
    part_us = max(1, (ends_us - begins_us) // _PARTS)
    place = -1 if now_us is None else (now_us - begins_us) // part_us
    from_us = begins_us + (place + 1) % _PARTS * part_us
    return worker.cover(media_file.path, from_us, from_us + part_us)


def store_cover(catalog: Catalog, scene_id: int, media_file_id: int | None, thumbnail: Thumbnail) -> Changes:
    """Make a picture the scene's cover, unless a person has picked one; raises ``CatalogProblem`` if it can't be."""
    edited = catalog.follow_up(
        "Cover",
        pictures.set_cover,
        scene_id,
        jpeg=thumbnail.jpeg,
        width_px=thumbnail.width_px,
        height_px=thumbnail.height_px,
        time_us=thumbnail.time_us,
        media_file_id=media_file_id,
    )
    return edited.changes


def make_cover(catalog: Catalog, worker: FilmWorker, scene_id: int) -> Changes | None:
    """Read and store a scene's cover; None when it has no in point, or its film's file is not there.

    Raises:
        FilmProblem: the file can't be read, or has no frame there.
        CatalogProblem: the catalog can't be written.
    """
    scene = catalog.scene(scene_id)
    media_file = file_of_scene(catalog, scene)
    if media_file is None or scene.fields.in_us is None:
        return None
    thumbnail = read_cover(worker, media_file, scene.fields.in_us, scene.fields.out_us)
    return store_cover(catalog, scene_id, media_file.id, thumbnail)
