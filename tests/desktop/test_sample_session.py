"""The sample reel tagged in full from an empty catalog, with keys alone: how many keys, how exact, and what is kept."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.sample_session import FIGHTS, MOST_KEYS, Hands, tag_reel
from donnybrook.catalog import Catalog
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.tag_workplace import TagWorkplace
from donnybrook.sample.truth import read_truth

_FRAME_US = 50_000  # none of the reel is as long
_PATIENCE_MS = 240_000  # the whole film is looked through meanwhile, and others may be at work too


def test_the_five_fights_of_the_reel_take_25_keys_each_at_most(
    open_program: Callable[[Path | None], Program], sample_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    truth = read_truth(sample_folder / "truth.json")
    path = tmp_path / "mine.fights"
    Catalog.create(path).close()
    program = open_program(path)
    tag = tag_on_film(program, sample_folder / "sample.mp4", qtbot)

    player = tag.view._player

    def film_reaches(time_us: int) -> None:
        """Put the film where it would be by now, and let it run on: how fast the machine is decides nothing."""
        player.pause()
        player.seek(time_us)
        qtbot.waitUntil(
            lambda: player.is_at_rest and 0 <= time_us - player.position_us < _FRAME_US, timeout=_PATIENCE_MS
        )
        player.play()

    hands = Hands()
    for _ in range(3):  # once a film: L plays, and plays faster
        hands.press_key(Qt.Key.Key_L)
    counted = tag_reel(hands, lambda key: (truth.fight(key).in_us, truth.fight(key).out_us), film_reaches)
    program.close_catalog()

    assert max(keys for _, keys in counted) <= MOST_KEYS, counted
    assert hands.seen_modals == []
    with Catalog.open(path) as catalog:
        (film,) = catalog.films()
        scenes = list(catalog.scenes(catalog.scene_ids_of_film(film.id)))
    assert [(each.fields.in_us, each.fields.out_us) for each in scenes] == [
        (each.in_us, each.out_us) for each in truth.fights
    ]
    for scene, told in zip(scenes, FIGHTS, strict=True):
        assert tuple(each.weapon for each in scene.wieldings) == told.weapons
        assert [each.label for each in scene.terms] == [told.term]
        assert (scene.location, len(scene.sides)) == (told.location, 2)
        assert scene.fields.note == told.line.partition('"')[2]


def tag_on_film(program: Program, film: Path, qtbot: QtBot) -> TagWorkplace:
    """Return Tag with a film just added, once its cuts are known."""
    program.after_first_paint()
    assert program.desk is not None
    program.desk.show_workplace("tag")
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    tag.add_files([film])
    qtbot.waitUntil(lambda: tag.film_line.knows_cuts, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: tag.view._player.is_at_rest, timeout=_PATIENCE_MS)
    return tag
