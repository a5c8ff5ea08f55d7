"""Pictures for the wall: read in a thread, kept up to a size, without the black bars of wide films."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from pytestqt.qtbot import QtBot

from desktop.fights import make_catalog
from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.pictures import set_cover
from donnybrook.desktop.services.thumbnails import Thumbnails, without_bars


def _picture(bar_px: int = 0, shade: int = 200) -> QImage:
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor(0, 0, 0))
    painter = QPainter(image)
    painter.fillRect(0, bar_px, 320, 180 - 2 * bar_px, QColor(shade, 120, 60))
    painter.end()
    return image


def _jpeg(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"jpeg")).write(image)
    return bytes(data.data())


def _covers(path: Path, shades: list[int]) -> list[str]:
    names = []
    with Catalog.open(make_catalog(path)) as catalog:
        for shade, scene_id in zip(shades, catalog.search("").scene_ids, strict=False):
            jpeg = _jpeg(_picture(shade=shade))
            catalog.edit("Cover", set_cover, scene_id, jpeg=jpeg, width_px=320, height_px=180, time_us=0)
            cover = catalog.cover(scene_id)
            assert cover is not None
            names.append(cover.picture)
    return names


def test_a_picture_is_announced_when_it_has_come(qtbot: QtBot, tmp_path: Path) -> None:
    [name] = _covers(tmp_path / "a.fights", [200])
    thumbnails = Thumbnails(tmp_path / "a.fights")
    assert thumbnails.pixmap(name) is None
    with qtbot.waitSignal(thumbnails.arrived):
        pass
    pixmap = thumbnails.pixmap(name)
    assert pixmap is not None
    assert pixmap.width() == 320
    thumbnails.close()


def test_only_a_jpeg_is_drawn(qtbot: QtBot, tmp_path: Path) -> None:
    path = make_catalog(tmp_path / "a.fights")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180"><rect width="320" height="180"/></svg>'
    assert not QImage.fromData(svg).isNull()
    with Catalog.open(path) as catalog:
        scene_id = catalog.search("").scene_ids[0]
        catalog.edit("Cover", set_cover, scene_id, jpeg=svg, width_px=320, height_px=180, time_us=0)
        cover = catalog.cover(scene_id)
        assert cover is not None
    thumbnails = Thumbnails(path)
    with qtbot.assertNotEmitted(thumbnails.arrived, wait=300):
        assert thumbnails.pixmap(cover.picture) is None
    assert thumbnails.pixmap(cover.picture) is None
    thumbnails.close()


def test_a_name_that_nothing_goes_by_is_asked_for_once_and_shows_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    thumbnails = Thumbnails(make_catalog(tmp_path / "a.fights"))
    with qtbot.assertNotEmitted(thumbnails.arrived, wait=200):
        assert thumbnails.pixmap("no such picture") is None
    assert thumbnails.pixmap("no such picture") is None
    assert thumbnails.pixmap(None) is None
    thumbnails.close()


def test_the_pictures_asked_for_longest_ago_give_way_to_new_ones(qtbot: QtBot, tmp_path: Path) -> None:
    names = _covers(tmp_path / "a.fights", [40, 120, 200])
    room_for_two = 2 * 320 * 180 * 4
    thumbnails = Thumbnails(tmp_path / "a.fights", cache_bytes=room_for_two)
    for name in names:
        with qtbot.waitSignal(thumbnails.arrived):
            thumbnails.pixmap(name)
    assert thumbnails.pixmap(names[2]) is not None
    assert thumbnails.pixmap(names[1]) is not None
    assert thumbnails.pixmap(names[0]) is None
    thumbnails.close()


def test_black_bars_are_left_out_and_the_rest_of_the_film_stays() -> None:
    assert without_bars(_picture(bar_px=20)).height() in range(134, 141)
    assert without_bars(_picture()).height() == 180


def test_a_dark_picture_keeps_its_shape() -> None:
    black = QImage(320, 180, QImage.Format.Format_RGB32)
    black.fill(QColor(0, 0, 0))
    assert without_bars(black).height() == 180


def test_a_catalog_that_has_gone_is_told_once(qtbot: QtBot, tmp_path: Path) -> None:
    thumbnails = Thumbnails(tmp_path / "gone.fights")
    with qtbot.waitSignal(thumbnails.problem) as told:
        thumbnails.pixmap("a")
    assert told.args is not None
    assert "gone.fights" in told.args[0]
    with qtbot.assertNotEmitted(thumbnails.problem, wait=100):
        thumbnails.pixmap("b")
    thumbnails.close()
