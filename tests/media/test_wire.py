"""Messages between the two processes arrive as they were sent, and nonsense is known as such."""

import io
from fractions import Fraction

import pytest

from donnybrook.media import wire
from donnybrook.media.facts import FilmFacts
from donnybrook.media.picture_memory import PictureMemory, join

FACTS = FilmFacts(
    container="matroska,webm",
    start_us=-3,
    duration_us=None,
    rate=Fraction(24000, 1001),
    is_variable_rate=False,
    width_px=720,
    height_px=576,
    display_width_px=1024,
    display_height_px=576,
    rotation_deg=0,
    pixel_aspect=Fraction(64, 45),
    video_codec="h264",
    audio_codec=None,
    size_bytes=1 << 40,
    first_frame_us=21_000,
)


@pytest.mark.parametrize(
    "request_",
    [wire.Request("versions"), wire.Request("frame", "/films/caf\udce9 氷\n.mkv", -5, max_width_px=320)],
)
def test_a_request_arrives_as_it_was_sent(request_: wire.Request) -> None:
    pipe = io.BytesIO()
    wire.send(pipe, request_)
    wire.send(pipe, request_)
    pipe.seek(0)
    assert wire.receive_request(pipe) == request_
    assert wire.receive_request(pipe) == request_
    assert wire.receive_request(pipe) is None


@pytest.mark.parametrize(
    "answer",
    [
        wire.Answer("ready"),
        wire.Answer("problem", text="“a” is empty.", reason="not_a_film"),
        wire.Answer("done", facts=FACTS),
    ],
)
def test_an_answer_arrives_as_it_was_sent(answer: wire.Answer) -> None:
    pipe = io.BytesIO()
    wire.send(pipe, answer)
    pipe.seek(0)
    assert wire.receive_answer(pipe) == answer


@pytest.mark.parametrize("body", [b"[]", b"{}", b"nonsense", b'{"kind": "done"}', b"\xff"])
def test_an_answer_that_is_none_is_known_as_such(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (json's own error is one, too)
        wire.receive_answer(io.BytesIO(len(body).to_bytes(4, "big") + body))


def test_a_message_that_is_too_long_is_not_read() -> None:
    with pytest.raises(ValueError, match="too long"):
        wire.receive_answer(io.BytesIO(b"\xff\xff\xff\xff" + bytes(100)))


def test_a_message_that_breaks_off_is_an_end() -> None:
    assert wire.receive_answer(io.BytesIO(b"\0\0\0\x09{}")) is None


def test_shared_memory_is_shared_and_bounded() -> None:
    ours = PictureMemory(1000)
    ours.bytes[:4] = b"abcd"
    assert ours.read(4) == b"abcd"
    for size_bytes in (-1, 1001):
        with pytest.raises(ValueError, match="more bytes"):
            ours.read(size_bytes)
    ours.close()


def test_shared_memory_can_be_joined() -> None:
    import os

    ours = PictureMemory(4096)
    theirs = join(str(os.dup(ours.handles[0])), 4096)
    theirs[10:14] = b"wxyz"
    assert ours.read(14)[10:] == b"wxyz"
    theirs.close()
    ours.close()
