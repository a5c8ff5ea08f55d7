"""Packets of films taken out of files and put into others; codes nothing, and loads no arithmetic."""

import errno
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
from av.rational import AVRational

from donnybrook.media.facts import Chapter
from donnybrook.media.problems import FilmProblem
from donnybrook.times import SECOND_US

_LOOK_S = 0.2
_MUXERS = {".mp4": "mp4", ".m4v": "mp4", ".mov": "mov", ".mkv": "matroska"}
type AnyPacket = av.Packet[Any]


def opened_for_writing(out: Path, ending: str, chapters: Sequence[Chapter] = ()) -> av.container.OutputContainer:
    """Open a file for a clip, in the container that an ending means."""
    muxer = _MUXERS[ending]
    # The index in front lets a player begin before it has read all.
    options = {"movflags": "+faststart"} if muxer in ("mp4", "mov") else {}
    container = av.open(str(out), "w", format=muxer, container_options=options)
    container.set_chapters(
        [
            {
                "id": place,
                "start": chapter.in_us,
                "end": chapter.out_us,
                "time_base": AVRational(1, SECOND_US),
                "metadata": {"title": chapter.title},
            }
            for place, chapter in enumerate(chapters, 1)
        ]
    )
    return container


def finish(container: av.container.OutputContainer, alive: Callable[[], None]) -> None:
    """Finish a file: with the index in front, all of it is written once more, which takes a while."""
    with ThreadPoolExecutor(1, "finish") as pool:
        work = pool.submit(container.close)
        while wait([work], _LOOK_S).not_done:
            alive()
        work.result()


@contextmanager
def refusals() -> Iterator[None]:
    """Make what is refused while a file is written a ``FilmProblem``.

    What the system refuses is ``unwritable``, in the system's own words; what the container refuses is ``broken``.
    """
    try:
        yield
    except (av.FFmpegError, OSError) as error:
        if error.errno in errno.errorcode and error.errno != errno.EINVAL:
            raise FilmProblem(error.strerror or str(error), "unwritable") from error
        raise FilmProblem(
            "What was cut out can't be put into such a file; the film may be damaged there. Try another kind of file.",
            "broken",
        ) from error


def packets_of(container: av.container.InputContainer, *streams: Any) -> Iterator[AnyPacket]:
    """Yield the packets of streams as they lie in a file; a damaged end is an end."""
    try:
        yield from (packet for packet in container.demux(*streams) if packet.size)
    except (av.FFmpegError, EOFError):
        return
