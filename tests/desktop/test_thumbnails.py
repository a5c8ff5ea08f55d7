"""Pictures for the wall: read in a thread, kept up to a size, without the black bars of wide films."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from pytestqt.qtbot import QtBot

from desktop.fights import make_catalog
from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.pictures import set_cover
from donnybrook.desktop.services.picture_shapes import Fit, fitted, without_bars
from donnybrook.desktop.services.thumbnails import _ONE_GO_S, Thumbnails, _Reader, _Wish


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


def test_a_picture_asked_for_twice_before_it_comes_is_counted_once(qtbot: QtBot, tmp_path: Path) -> None:
    [name] = _covers(tmp_path / "a.fights", [200])
    thumbnails = Thumbnails(tmp_path / "a.fights")
    thumbnails._keep(_Wish(name), _picture())
    thumbnails._keep(_Wish(name), _picture())
    assert thumbnails._bytes == 320 * 180 * 4
    fit = Fit(160, 90, 4)
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.fitted(name, fit)
    qtbot.waitUntil(lambda: thumbnails.fitted(name, fit) is not None)
    assert thumbnails._bytes == (320 * 180 + 160 * 90) * 4
    thumbnails.close()


def test_what_comes_after_the_end_is_not_kept(qtbot: QtBot, tmp_path: Path) -> None:
    [name] = _covers(tmp_path / "a.fights", [200])
    thumbnails = Thumbnails(tmp_path / "a.fights")
    thumbnails.pixmap(name)
    qtbot.waitUntil(thumbnails._reader.isRunning)
    thumbnails._reader.end()  # the picture has been read, or never will be; its signal still waits
    with qtbot.assertNotEmitted(thumbnails.arrived, wait=100):
        thumbnails.close()
        thumbnails._keep(_Wish(name), _picture())
    assert thumbnails.pixmap(name) is None
    assert thumbnails._bytes == 0


def test_pictures_asked_for_at_one_go_come_in_that_order_and_the_newest_go_first(tmp_path: Path) -> None:
    now_s = 0.0
    reader = _Reader(tmp_path / "a.fights", lambda: now_s)
    for screen in (("seen before", "as well"), ("top left", "bottom right")):
        now_s += 2 * _ONE_GO_S
        for name in screen:
            now_s += _ONE_GO_S / 2
            reader.want(_Wish(name))
    order = [wish.name for _ in range(4) if (wish := reader._next()) is not None]
    assert order == ["top left", "bottom right", "seen before", "as well"]


def test_what_flew_past_is_let_go(tmp_path: Path) -> None:
    reader = _Reader(tmp_path / "a.fights")
    reader.want(_Wish("gone past"))
    assert reader.drop()
    reader.want(_Wish("seen"))
    wish = reader._next()
    assert wish is not None
    assert wish.name == "seen"
    assert not reader.drop()


def test_a_picture_is_cut_to_its_place_with_round_corners() -> None:
    cut = fitted(_picture(), Fit(100, 100, 12))
    assert cut.size().toTuple() == (100, 100)
    assert cut.pixelColor(0, 0).alpha() == 0
    assert cut.pixelColor(0, 99).alpha() == 255
    assert fitted(_picture(), Fit(100, 100, 12, is_round_below=True)).pixelColor(0, 99).alpha() == 0
    assert cut.pixelColor(50, 50) == QColor(200, 120, 60)


def test_until_a_picture_is_cut_anew_the_one_of_another_size_stands_in(qtbot: QtBot, tmp_path: Path) -> None:
    [name] = _covers(tmp_path / "a.fights", [200])
    thumbnails = Thumbnails(tmp_path / "a.fights")
    small, large = Fit(80, 45, 4), Fit(160, 90, 4)
    thumbnails.fitted(name, small)
    qtbot.waitUntil(lambda: thumbnails.fitted(name, small) is not None)
    stand_in = thumbnails.fitted(name, large)
    assert stand_in is not None
    assert stand_in.width() == 80

    def width() -> int:
        pixmap = thumbnails.fitted(name, large)
        return 0 if pixmap is None else pixmap.width()

    qtbot.waitUntil(lambda: width() == 160)
    thumbnails.close()
