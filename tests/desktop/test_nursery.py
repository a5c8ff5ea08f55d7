"""Where a window's decoding processes come from: one that loads the decoders once for all."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.test_tag_workplace import tag_of, wait_for_frame
from donnybrook.catalog import Catalog
from donnybrook.desktop.app import Program
from donnybrook.desktop.errors import ErrorHook
from donnybrook.desktop.settings import Settings
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker, Nursery
from media.numbered_films import X264, Recipe, draw_film


def _parent(number: int | None) -> int:
    return int(Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
@pytest.mark.usefixtures("nursery", "no_leftover_processes")
def test_the_program_has_one_of_its_own_for_all_catalogs_which_goes_with_it(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    # Of its own: the strip of a film that another test had looked through needs no process.
    film = draw_film(tmp_path / "own.mp4", Recipe("own.mp4", "libx264", ticks=range(90), options=X264))
    with Catalog.create(tmp_path / "mine.fights") as catalog, FilmWorker() as worker:
        add_film_file(catalog, worker, film)
    program = Program(qapp, ErrorHook(tmp_path / "log.txt"), Settings(tmp_path / "settings.ini"), "dark")
    program.open(tmp_path / "mine.fights")
    program.window.show()
    tag = tag_of(program)
    wait_for_frame(tag, qtbot, 0)
    assert program.desk is not None
    parts = program.desk._parts
    nursery, pictures = parts._nursery, parts.pictures
    assert isinstance(nursery, Nursery)
    assert pictures is not None
    qtbot.waitUntil(lambda: len(pictures._kept) > 0)
    assert _parent(pictures._reader._worker.process_id) == nursery.process_id
    number = nursery.process_id
    assert number is not None
    program.open(tmp_path / "mine.fights")
    assert program.desk._parts._nursery is nursery
    assert nursery.process_id == number
    program.close()
    assert not Path(f"/proc/{number}/exe").exists()
    program.window.close()
    program.window.deleteLater()
