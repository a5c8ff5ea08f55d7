"""On a file of another speed, every scene, mark, loop and picture is on the very frame of the film."""

from fractions import Fraction
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from donnybrook.catalog import Catalog, FileClock, MediaFile, SceneDraft, SceneFields
from donnybrook.catalog.edits import versions
from donnybrook.desktop.panels.tag_workplace import TagWorkplace
from donnybrook.desktop.services.playback import Player
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker
from donnybrook.times import frame_start_us
from media.numbered_films import X264, Recipe, draw_film, number_on

from desktop.conftest import OpenProgram  # isort: skip

_PATIENCE_MS = 15_000
_BLACK_FRAMES = 75
FILM_RATE = Fraction(24)
PAL = FileClock(3_000_000, Fraction(24, 25))


@pytest.fixture(scope="module")
def pal_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The film's frames at 25 a second in milliseconds, after three seconds of something else."""
    recipe = Recipe("pal.mkv", "libx264", rate=Fraction(25), ticks=range(_BLACK_FRAMES + 96), options=X264)
    return draw_film(tmp_path_factory.mktemp("pal") / recipe.name, recipe)


@pytest.fixture
def on_pal(open_program: OpenProgram, tmp_path: Path, pal_file: Path, qtbot: QtBot) -> TagWorkplace:
    path = tmp_path / "pal.fights"
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        added = add_film_file(catalog, worker, pal_file)
        catalog.edit("Set clock", versions.set_clock, added.media_file_id, PAL)
        times = SceneFields(in_us=frame_start_us(40, FILM_RATE), out_us=frame_start_us(52, FILM_RATE))
        catalog.add_scene(added.film_id, SceneDraft(fields=times))
    program = open_program(path)
    program.after_first_paint()
    assert program.desk is not None
    program.desk.show_workplace("tag")
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    tag.tagging.open_film(added.film_id)
    return tag


def film_frame(player: Player) -> int:
    """Return the number of the film's frame that is on the screen."""
    image = player.image()
    assert image is not None
    plain = image.convertToFormat(image.Format.Format_RGB888)
    rows = bytes(plain.constBits())
    packed = b"".join(
        rows[row * plain.bytesPerLine() : row * plain.bytesPerLine() + 3 * plain.width()]
        for row in range(plain.height())
    )
    return number_on(packed, plain.width(), plain.height()) - _BLACK_FRAMES


def shown(player: Player, number: int) -> bool:
    return player.image() is not None and film_frame(player) == number


def test_seeking_stepping_and_marking_are_on_the_films_own_clock(on_pal: TagWorkplace, qtbot: QtBot) -> None:
    player = on_pal.tagging._player
    for number in (40, 11, 90, 0):
        player.seek(frame_start_us(number, FILM_RATE))
        qtbot.waitUntil(lambda number=number: shown(player, number), timeout=_PATIENCE_MS)  # type: ignore[misc]
        # Matroska keeps milliseconds.
        assert abs(player.position_us - frame_start_us(number, FILM_RATE)) < 1000
        position_us = player.position_us
        player.step(1)
        qtbot.waitUntil(lambda number=number: shown(player, number + 1), timeout=_PATIENCE_MS)  # type: ignore[misc]
        player.seek(position_us)
        qtbot.waitUntil(lambda number=number: shown(player, number), timeout=_PATIENCE_MS)  # type: ignore[misc]
    assert abs(player.duration_us - frame_start_us(96, FILM_RATE)) < 42_000


def test_a_fight_plays_from_its_first_frame_to_its_last(on_pal: TagWorkplace, qtbot: QtBot) -> None:
    player = on_pal.tagging._player
    seen: list[int] = []
    player.frame_shown.connect(lambda _: seen.append(film_frame(player)) if player.image() is not None else None)
    (row,) = on_pal.tagging.rows
    assert row.in_us is not None
    player.seek(row.in_us)
    qtbot.waitUntil(lambda: shown(player, 40), timeout=_PATIENCE_MS)
    seen.clear()
    player.set_rate(0.5)
    with qtbot.waitSignal(player.ended, timeout=_PATIENCE_MS):
        player.play_range(row.in_us, row.out_us)
    assert min(seen) == 40
    assert max(seen) == 51


def test_the_picture_of_a_fight_is_one_of_its_own_frames(on_pal: TagWorkplace, qtbot: QtBot) -> None:
    catalog = on_pal._session.catalog
    tagging, player = on_pal.tagging, on_pal.tagging._player
    (row,) = tagging.rows
    qtbot.waitUntil(lambda: catalog.cover(row.id) is not None, timeout=_PATIENCE_MS)
    cover = catalog.cover(row.id)
    assert cover is not None
    assert 40 <= round(cover.time_us * 25 / 1e6) - _BLACK_FRAMES < 52
    tagging.select(row.id)
    player.seek(frame_start_us(45, FILM_RATE))
    qtbot.waitUntil(lambda: shown(player, 45), timeout=_PATIENCE_MS)
    tagging.choose_cover()
    there_us = (45 + _BLACK_FRAMES) * 40_000
    qtbot.waitUntil(lambda: getattr(catalog.cover(row.id), "time_us", 0) == there_us, timeout=_PATIENCE_MS)


def test_a_clock_that_is_changed_takes_effect_at_once(on_pal: TagWorkplace, qtbot: QtBot) -> None:
    player, media_file = on_pal.tagging._player, on_pal.tagging.media_file
    assert isinstance(media_file, MediaFile)
    on_pal._session.edit("Set clock", versions.set_clock, media_file.id, FileClock(0, Fraction(24, 25)))
    player.seek(frame_start_us(85, FILM_RATE))
    qtbot.waitUntil(lambda: shown(player, 85 - _BLACK_FRAMES), timeout=_PATIENCE_MS)
