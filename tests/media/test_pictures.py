"""Pictures come out upright, with square pixels, in their right colours, at the size asked for."""

import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt
import pytest
from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace

from donnybrook.media import FilmProblem, FilmWorker, Frame, encode_png, write_png
from donnybrook.media.pictures import UPRIGHT, Painter, fitted, stance_of_matrix, turned
from donnybrook.problems import Problem

PATCHES = ((200, 30, 30), (30, 190, 40), (40, 50, 210), (230, 230, 230))

type Pixels = npt.NDArray[np.uint8]


def pixels_of(frame: Frame) -> Pixels:
    return np.frombuffer(frame.rgb, np.uint8).reshape(frame.height_px, frame.width_px, 3)


def draw_patches(path: Path, width_px: int, height_px: int, tag: int, table: Colorspace, pixel_format: str) -> None:
    picture = np.zeros((height_px, width_px, 3), np.uint8)
    for place, colour in enumerate(PATCHES):
        picture[:, width_px * place // 4 : width_px * (place + 1) // 4] = colour
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=Fraction(25))
        stream.width, stream.height, stream.pix_fmt = width_px, height_px, pixel_format
        stream.options = {"preset": "ultrafast", "crf": "4"}
        stream.codec_context.colorspace = tag
        drawn = VideoFrame.from_ndarray(picture, format="rgb24").reformat(format=pixel_format, dst_colorspace=table)
        for number in range(3):
            drawn.pts = number
            film.mux(stream.encode(drawn))
        film.mux(stream.encode(None))


@pytest.mark.parametrize(
    ("width_px", "height_px", "tag", "table", "pixel_format"),
    [
        (1280, 720, 1, Colorspace.ITU709, "yuv420p"),
        (1280, 720, 2, Colorspace.ITU709, "yuv420p"),
        (640, 360, 2, Colorspace.ITU601, "yuv420p"),
        (640, 360, 6, Colorspace.ITU601, "yuv444p"),
        (640, 360, 1, Colorspace.ITU709, "yuv420p10le"),
    ],
)
def test_colours_are_those_that_were_coded(
    width_px: int, height_px: int, tag: int, table: Colorspace, pixel_format: str, tmp_path: Path, worker: FilmWorker
) -> None:
    draw_patches(tmp_path / "patches.mp4", width_px, height_px, tag, table, pixel_format)
    for most_wide_px in (None, 300):
        picture = pixels_of(worker.frame(tmp_path / "patches.mp4", 0, max_width_px=most_wide_px))
        for place, colour in enumerate(PATCHES):
            middle = picture[picture.shape[0] // 2, picture.shape[1] * (2 * place + 1) // 8]
            assert np.abs(middle.astype(int) - colour).max() <= 6, (place, middle, colour)


@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuvj420p", "yuv422p"])
@pytest.mark.parametrize("table", [Colorspace.ITU709, Colorspace.ITU601])
@pytest.mark.parametrize("size_px", [(320, 180), (211, 119)])
def test_thumbnails_and_frames_have_the_same_colours(
    pixel_format: str, table: Colorspace, size_px: tuple[int, int]
) -> None:
    picture = np.zeros((720, 1280, 3), np.uint8)
    for place, colour in enumerate(PATCHES):
        picture[:, 320 * place : 320 * (place + 1)] = colour
    coded = VideoFrame.from_ndarray(picture, format="rgb24").reformat(format=pixel_format, dst_colorspace=table)
    painter = Painter(Fraction(1))
    thumbnail, frame = painter.bgr(coded, *size_px)[:, :, ::-1], painter.rgb(coded, *size_px)
    for place, colour in enumerate(PATCHES):
        middle = (size_px[1] // 2, size_px[0] * (2 * place + 1) // 8)
        assert np.allclose(thumbnail[middle], frame[middle], atol=5)
        assert np.allclose(thumbnail[middle], colour, atol=6)


def test_a_turned_film_stands_upright_as_other_readers_show_it(shared_media: Path, worker: FilmWorker) -> None:
    path = shared_media / "awkward" / "rot90.mp4"
    other = cv2.VideoCapture(str(path))
    _, bgr = other.read()
    other.release()
    ours = pixels_of(worker.frame(path, 0))
    assert ours.shape == bgr.shape == (640, 360, 3)
    assert np.abs(ours.astype(int) - bgr[:, :, ::-1]).mean() < 3


def test_wide_pixels_are_made_square(shared_media: Path, worker: FilmWorker) -> None:
    frame = worker.frame(shared_media / "awkward" / "anamorphic_sar2.mp4", 1_000_000)
    assert (frame.width_px, frame.height_px) == (960, 404)
    narrow = worker.frame(shared_media / "awkward" / "anamorphic_sar2.mp4", 1_000_000, max_width_px=96)
    assert (narrow.width_px, narrow.height_px) == (96, 40)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("rot90.mp4", (180, 320)),
        ("interlaced_pal.mpg", (320, 180)),
        ("tiny_16x16.mp4", (16, 16)),
        ("odd_427x241_444.mp4", (320, 181)),
        ("hdr10_hevc.mp4", (320, 180)),
    ],
)
def test_thumbnails_are_small_jpegs_of_the_right_shape(
    name: str, size: tuple[int, int], shared_media: Path, worker: FilmWorker
) -> None:
    thumbnail = worker.thumbnail(shared_media / "awkward" / name, 1_000_000)
    assert (thumbnail.width_px, thumbnail.height_px) == size
    decoded = cv2.imdecode(np.frombuffer(thumbnail.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert decoded is not None
    assert decoded.shape == (size[1], size[0], 3)


@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        ((1, 0, 0, 1), lambda picture: picture),
        ((0, 1, -1, 0), lambda picture: cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE)),
        ((-1, 0, 0, -1), lambda picture: cv2.rotate(picture, cv2.ROTATE_180)),
        ((0, -1, 1, 0), lambda picture: cv2.rotate(picture, cv2.ROTATE_90_COUNTERCLOCKWISE)),
        ((-1, 0, 0, 1), lambda picture: cv2.flip(picture, 1)),
        ((1, 0, 0, -1), lambda picture: cv2.flip(picture, 0)),
        ((0, 1, 1, 0), cv2.transpose),
        ((0, -1, -1, 0), lambda picture: cv2.rotate(cv2.transpose(picture), cv2.ROTATE_180)),
    ],
)
def test_every_display_matrix_turns_the_picture_as_it_says(
    matrix: tuple[int, int, int, int], expected: Callable[[Pixels], Pixels]
) -> None:
    a, b, c, d = (number << 16 for number in matrix)
    stance = stance_of_matrix(struct.pack("=9i", a, b, 0, c, d, 0, 0, 0, 1 << 30))
    picture = np.random.default_rng(1).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    assert np.array_equal(turned(picture, stance), np.asarray(expected(picture)))


def test_a_broken_display_matrix_leaves_the_picture_alone() -> None:
    assert stance_of_matrix(b"short") == UPRIGHT
    assert stance_of_matrix(bytes(36)) == UPRIGHT


def test_fitting_keeps_the_shape_and_never_grows() -> None:
    assert fitted(1920, 1080, 320, 320) == (320, 180)
    assert fitted(1080, 1920, 320, 320) == (180, 320)
    assert fitted(100, 50, 320) == (100, 50)
    assert fitted(10_000, 1, 320) == (320, 1)
    assert fitted(640, 480, None) == (640, 480)


def test_a_png_holds_exactly_the_frame(tmp_path: Path) -> None:
    rgb = np.random.default_rng(2).integers(0, 256, (5, 7, 3), dtype=np.uint8)
    frame = Frame(0, None, 7, 5, rgb.tobytes())
    write_png(frame, tmp_path / "still.png")
    coded = (tmp_path / "still.png").read_bytes()
    assert coded == encode_png(frame)
    bgr = cv2.imdecode(np.frombuffer(coded, np.uint8), cv2.IMREAD_COLOR)
    assert bgr is not None
    assert np.array_equal(bgr[:, :, ::-1], rgb)


def test_a_png_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"“still\.png” can't be written: No such file or directory"):
        write_png(Frame(0, None, 1, 1, b"abc"), tmp_path / "nowhere" / "still.png")


def test_a_picture_file_comes_back_small_and_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "skate.png"), np.full((900, 1200, 3), (200, 30, 60), np.uint8))
    (tmp_path / "text.jpg").write_text("no picture")
    with FilmWorker() as worker:
        small = worker.picture(tmp_path / "skate.png")
        with pytest.raises(FilmProblem, match="is no picture") as told:
            worker.picture(tmp_path / "text.jpg")
    assert (small.width_px, small.height_px, small.time_us) == (320, 240, 0)
    assert small.jpeg.startswith(b"\xff\xd8")
    assert told.value.reason == "no_picture"


def test_high_dynamic_range_is_brought_to_an_ordinary_screen(tmp_path: Path, worker: FilmWorker) -> None:
    shown = {}
    for transfer in (1, 16):
        path = tmp_path / f"{transfer}.mp4"
        with av.open(str(path), "w") as film:
            stream = film.add_stream("libx264", rate=Fraction(25))
            stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
            stream.options = {"crf": "1", "preset": "ultrafast"}
            stream.codec_context.color_trc = transfer
            picture = np.empty((180, 320, 3), np.uint8)
            # Of PQ's levels these are about 5, 90, 203 and 1,000 cd/m².
            for place, level in enumerate((64, 127, 148, 192)):
                picture[:, 80 * place : 80 * place + 80] = level
            film.mux(stream.encode(VideoFrame.from_ndarray(picture, format="rgb24")))
            film.mux(stream.encode(None))
        shown[transfer] = pixels_of(worker.frame(path, 0))[90, 40::80, 1].astype(int)
    assert shown[1] == pytest.approx([64, 127, 148, 192], abs=3)
    dark, middle, white, bright = shown[16]
    assert dark < 64
    assert 160 < middle < 200
    assert middle < white < bright <= 255
    assert white > 210


def test_colours_of_high_dynamic_range_are_those_that_were_filmed(tmp_path: Path, worker: FilmWorker) -> None:
    # Each colour is turned into BT.2020's primaries and PQ's levels at a white of 100 cd/m², which stays what it is.
    to_wide = np.array([[0.6274, 0.3293, 0.0433], [0.0691, 0.9195, 0.0114], [0.0164, 0.0880, 0.8956]])
    nits = 100 * (np.array(PATCHES) / 255) ** 2.2 @ to_wide.T
    power = (nits / 10_000) ** (1305 / 8192)
    levels = ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** (2523 / 32)
    picture = np.repeat(np.rint(levels * 255).astype(np.uint8)[:, None], 80, axis=1).reshape(1, 320, 3)
    path = tmp_path / "hdr.mp4"
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=Fraction(25))
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv444p"
        stream.options = {"crf": "1", "preset": "ultrafast"}
        stream.codec_context.color_primaries, stream.codec_context.color_trc = 9, 16
        stream.codec_context.colorspace = 9
        drawn = VideoFrame.from_ndarray(np.repeat(picture, 180, axis=0), format="rgb24")
        film.mux(stream.encode(drawn.reformat(format="yuv444p", dst_colorspace=Colorspace.BT2020)))
        film.mux(stream.encode(None))
    shown = pixels_of(worker.frame(path, 0))[90, 40::80].astype(float)
    filmed = np.array(PATCHES) * (100 / 203) ** (1 / 2.2)
    assert np.abs(shown - filmed).max() < 12
    small = cv2.imdecode(np.frombuffer(worker.thumbnail(path, 0).jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert small is not None
    assert np.abs(small[90, 40::80, ::-1] - filmed).max() < 15
