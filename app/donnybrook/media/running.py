"""Runs through a film's frames in order of display, from any one of them on; knows no colours and no sizes."""

from collections.abc import Iterable, Iterator
from itertools import dropwhile

from donnybrook.media.frames import FrameReader, undecodable
from donnybrook.media.lookahead import Lookahead
from donnybrook.media.runs import ShownFrame


def run_from(reader: FrameReader, time_us: int) -> Iterator[ShownFrame | None]:
    """Yield the frame shown at a time and all after it, in order; None after each packet that brought none of them.

    Whatever else is asked of the reader ends the run.

    Raises:
        FilmProblem: ``broken`` if not one picture can be decoded.
    """
    last_us: int | None = None
    for shown in _run_from(reader, time_us):
        if reader.film.has_faults and not reader.film.is_careful:
            break
        yield shown
        last_us = last_us if shown is None else shown.time_us
    else:
        return
    reader.film.be_careful()
    for shown in _run_from(reader, time_us if last_us is None else last_us):
        if shown is None or last_us is None or shown.time_us > last_us:
            yield shown


def _run_from(reader: FrameReader, time_us: int) -> Iterator[ShownFrame | None]:
    for start_us in reader.starts(time_us):
        if not reader.go(start_us):
            continue
        is_begun = False
        for shown in _run(reader, start_us, time_us):
            if shown is not None and not is_begun:
                if shown.time_us > time_us and start_us is not None:
                    break
                is_begun = True
            yield shown
        if is_begun:
            return
    raise undecodable(reader.film.path)


def keyframe(reader: FrameReader, time_us: int, known_us: int) -> ShownFrame | None:
    """Return a frame at or before a time that can be decoded alone: hardly ever the right one, but soon.

    None if it is the one at ``known_us``.

    Raises:
        FilmProblem: as ``FrameReader.at``.
    """
    for start_us in reader.starts(time_us):
        if not reader.go(start_us):
            continue
        packet = next(dropwhile(lambda packet: not packet.is_keyframe, reader.film.packets()), None)
        if packet is None or packet.pts is None or reader.film.time_us(packet.pts) > time_us:
            continue
        if reader.film.time_us(packet.pts) == known_us:
            return None
        reader.film.leave_out("DEFAULT")
        for shown in (*reader.decode(packet), *reader.decode(None)):
            return shown
    return reader.at(time_us)


def _run(reader: FrameReader, start_us: int | None, time_us: int) -> Iterator[ShownFrame | None]:
    ahead = Lookahead(reader.film, time_us)
    if start_us is not None and (ahead.first_us is None or ahead.first_us > time_us):
        return
    run = _from_shown(_decoded(reader, ahead), time_us)
    for shown in run:
        if shown is not None and ahead.shown_us not in {None, shown.time_us}:
            # Something there is damaged, or never shown: take what a plain decoding of everything gives.
            reader.go(start_us)
            run = _from_shown(reader.onwards(), time_us)
            break
        yield shown
        if shown is not None:
            break
    yield from run


def _decoded(reader: FrameReader, ahead: Lookahead) -> Iterator[ShownFrame | None]:
    for packet in ahead.onwards():
        is_before = packet.pts is not None and reader.film.time_us(packet.pts) < max(
            ahead.shown_us or 0, reader.late_until_us
        )
        reader.film.leave_out("NONREF" if is_before else "DEFAULT")
        yield from reader.decode(packet)
        yield None
    yield from reader.decode(None)


def _from_shown(frames: Iterable[ShownFrame | None], time_us: int) -> Iterator[ShownFrame | None]:
    """Leave out what comes before the frame shown at a time, and what would go backwards."""
    waiting: ShownFrame | None = None
    last_us: int | None = None
    for frame in frames:
        if frame is None or (last_us is None and frame.time_us <= time_us):
            waiting = waiting if frame is None else frame
            yield None
            continue
        if waiting is not None:
            yield waiting
            last_us, waiting = waiting.time_us, None
        if last_us is None or frame.time_us > last_us:
            yield frame
            last_us = frame.time_us
    if waiting is not None:
        yield waiting
