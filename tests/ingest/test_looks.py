"""Covers are looked at once, in the decoding process; fights whose covers look alike are alike."""

from pathlib import Path

import cv2
import numpy as np

from catalog.fights import make_fights
from donnybrook.catalog.edits.pictures import set_cover
from donnybrook.ingest.looks import read_looks
from donnybrook.media import LOOK_LENGTH, FilmWorker

RED, DEEP_RED, BLUE = (20, 20, 220), (30, 10, 170), (220, 60, 20)  # blue first


def jpeg(bgr: tuple[int, int, int]) -> bytes:
    return bytes(cv2.imencode(".jpg", np.full((90, 160, 3), bgr, np.uint8))[1])


def look(worker: FilmWorker, folder: Path, picture: bytes) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    (folder / "p.jpg").write_bytes(picture)
    return np.frombuffer(worker.look(folder / "p.jpg"), np.uint8).astype(np.int16)


def test_a_look_tells_colours_and_where_it_is_bright(tmp_path: Path) -> None:
    half = np.zeros((90, 160, 3), np.uint8)
    half[:, 80:] = 255
    with FilmWorker() as worker:
        red, blue = look(worker, tmp_path, jpeg(RED)), look(worker, tmp_path, jpeg(BLUE))
        grey = look(worker, tmp_path, bytes(cv2.imencode(".png", half)[1]))
    assert len(red) == LOOK_LENGTH
    assert (int(red[:8].argmax()), int(blue[:8].argmax())) == (0, 5)
    assert grey[:8].max() == 0
    assert grey[8:].reshape(3, 4).tolist() == [[0, 0, 102, 102]] * 3


def test_fights_are_alike_by_the_look_of_their_covers(tmp_path: Path) -> None:
    with make_fights(tmp_path / "a.fights", tmp_path / "cache") as catalog, FilmWorker() as worker:
        one, like, other, broken = catalog.search("").scene_ids
        for scene_id, picture in (
            (one, jpeg(RED)),
            (like, jpeg(DEEP_RED)),
            (other, jpeg(BLUE)),
            (broken, b"no picture"),
        ):
            catalog.edit("x", set_cover, scene_id, jpeg=picture, width_px=160, height_px=90, time_us=0)
        assert read_looks(catalog, worker, most=3) == 3
        assert read_looks(catalog, worker, most=10) == 1
        assert read_looks(catalog, worker, most=10) == 0
        only = dict.fromkeys(("weapons", "sides", "place", "techniques", "camera", "length"), 0.0)
        found = catalog.questions.like(one, only)
    assert [each.scene_id for each in found] == [like, other]
    assert found[0].score > 0.5 > found[1].score
