"""Finds the exact frame at a time in an open film, by presentation time; knows no colours and no sizes."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import dropwhile
from pathlib import Path

from donnybrook.media.admission import MOST_FRAMES, sane_duration_us
from donnybrook.media.lookahead import Lookahead
from donnybrook.media.opening import OpenFilm, Skip, VideoPacket
from donnybrook.media.problems import FilmProblem, shown_name
from donnybrook.media.runs import ShownFrame
from donnybrook.times import SECOND_US, format_clock

# MPEG-TS and -PS land up to a group of pictures after the time sought: go back by so much, then by more.
_BACK_OFF_S = (0, 1, 2, 4, 8, 16, 32)
_BEYOND_END_US = SECOND_US


class FrameReader:
    """Random access to the frames of one open film. A frame belongs to a time if it is the last shown by then."""

    def __init__(self, path: Path, alive: Callable[[], None]) -> None:
        """Open a film; ``alive`` is called with every packet read, so that long work can be told from a hang.

        A run through it may leave out frames before ``late_until_us``.

        Raises:
            FilmProblem: the film can't be opened.
        """
        self.film = OpenFilm(path)
        self._alive = alive
        self.late_until_us = 0
        self._times: array[int] | None = None

    def close(self) -> None:
        """Close the film."""
        self.film.close()

    def at(self, time_us: int) -> ShownFrame:
        """Return the frame shown at a time: the first one for times before it, the last one at the end.

        Raises:
            FilmProblem: ``no_frame`` for a time past the film's end, ``broken`` if nothing there can be decoded.
        """
        for start_us in self.starts(time_us):
            if self.go(start_us) and (shown := self._from_here(start_us, time_us)):
                self._refuse_beyond_end(time_us, shown)
                return shown
        return self.first()

    def first(self) -> ShownFrame:
        """Return the first frame of the film.

        Raises:
            FilmProblem: ``broken`` if not one picture can be decoded.
        """
        self.film.reopen()
        found: ShownFrame | None = None
        for shown in self.onwards():
            if found:
                return ShownFrame(found.picture, found.time_us, shown.time_us - found.time_us)
            found = shown
        if found is None:
            raise undecodable(self.film.path)
        return found

    def times(self) -> array[int]:
        """Return every presentation time, in order of display, by reading all packets once; kept afterwards.

        Raises:
            FilmProblem: ``too_big`` when there are more frames than any film has.
        """
        if self._times is None:
            self.film.reopen()
            self._times = array("q", sorted(self._shown_times()))
        return self._times

    def onwards(self, *, skip: Skip = "DEFAULT") -> Iterator[ShownFrame]:
        """Yield the frames from the next keyframe on, each with its own duration if it states one.

        ``skip`` names the frames that the decoder may leave out: ``DEFAULT``, ``NONREF`` or ``NONKEY``.
        """
        self.film.leave_out(skip)
        for packet in dropwhile(lambda packet: not packet.is_keyframe, self.film.packets()):
            yield from self.decode(packet)
        yield from self.decode(None)

    def starts(self, time_us: int) -> Iterator[int | None]:
        """Yield where to ``go`` for the frame at a time: there, and if that lands too late, ever farther before it."""
        for back_s in _BACK_OFF_S:
            start_us = time_us - back_s * SECOND_US
            if back_s and start_us <= 0:
                break
            yield start_us
        yield None

    def go(self, start_us: int | None) -> bool:
        """Go to a keyframe at or before a time, or to the film's very start; say whether it went anywhere."""
        if start_us is None:
            self.film.reopen()
            return True
        return self.film.seek(start_us)

    def _from_here(self, start_us: int | None, time_us: int) -> ShownFrame | None:
        ahead = Lookahead(self.film, time_us)
        if ahead.first_us is None or ahead.first_us > time_us:
            return None
        shown = self._sparingly(ahead, time_us)
        if shown is None or shown.time_us != ahead.shown_us:
            # Something there is damaged, or never shown: take what a plain decoding of everything gives.
            self.go(start_us)
            shown = self._plainly(time_us)
        return shown

    def _sparingly(self, ahead: Lookahead, time_us: int) -> ShownFrame | None:
        best: ShownFrame | None = None
        for packet in ahead:
            is_shown = ahead.is_shown(packet)
            self.film.leave_out("DEFAULT" if is_shown else "NONREF")
            for shown in self.decode(packet):
                if shown.time_us > time_us:
                    return _until(best, ahead.next_us)
                best = shown
            # What a frame is made of comes before it, so nothing after its packet needs decoding.
            if is_shown and ahead.is_settled:
                break
        for shown in self.decode(None):
            if shown.time_us <= time_us:
                best = shown
        return _until(best, ahead.next_us)

    def _plainly(self, time_us: int) -> ShownFrame | None:
        best: ShownFrame | None = None
        for shown in self.onwards():
            if shown.time_us > time_us:
                return _until(best, shown.time_us)
            best = shown
        return best

    def decode(self, packet: VideoPacket | None) -> Iterator[ShownFrame]:
        """Yield the frames that come out when a packet goes in, in order of display; None brings out the last ones."""
        self._alive()
        for picture in self.film.decode(packet):
            if picture.pts is not None:
                lasts_us = self.film.ticks_us(picture.duration) if picture.duration > 0 else None
                yield ShownFrame(picture, self.film.time_us(picture.pts), lasts_us)

    def _refuse_beyond_end(self, time_us: int, shown: ShownFrame) -> None:
        end_us = shown.time_us + (shown.duration_us or 0)
        claimed_us = sane_duration_us(self.film.duration_us) or 0
        if time_us > max(end_us, claimed_us) + _BEYOND_END_US:
            raise FilmProblem(
                f"{shown_name(self.film.path)} ends at {format_clock(max(end_us, claimed_us))}, so it has no frame at"
                f" {format_clock(time_us)}.",
                "no_frame",
            )

    def _shown_times(self) -> Iterator[int]:
        for number, packet in enumerate(self.film.packets()):
            self._alive()
            if number > MOST_FRAMES:
                raise FilmProblem(
                    f"{shown_name(self.film.path)} has more frames than any film; it is damaged.", "too_big"
                )
            if packet.pts is not None and not packet.is_discard:
                yield self.film.time_us(packet.pts)

    def neighbour_us(self, time_us: int, step: int) -> int:
        """Return the time of the frame ``step`` frames after (before, if negative) the one at a time, clamped."""
        span_us = 2 * SECOND_US + abs(step) * SECOND_US // 4
        from_us = time_us - span_us
        times, reaches_end = self._window(from_us, time_us + span_us)
        here = bisect_right(times, time_us) - 1
        if here < 0 and times and from_us <= 0:
            here = 0
        there = here + step
        reaches = (there >= 0 or from_us <= 0) and (there < len(times) or reaches_end)
        if here < 0 or not reaches:
            times = list(self.times())
            there = bisect_right(times, time_us) - 1 + step
        return times[min(max(there, 0), len(times) - 1)] if times else time_us

    def times_between(self, from_us: int, until_us: int) -> list[int]:
        """Return the presentation times from one time to another, both included, reading only that part of the film."""
        return self._window(from_us, until_us)[0]

    def _window(self, from_us: int, until_us: int) -> tuple[list[int], bool]:
        """The presentation times from one time to another, and whether none come after."""
        if self._times is not None:
            low, high = bisect_left(self._times, from_us), bisect_right(self._times, until_us)
            return list(self._times[low:high]), high == len(self._times)
        for start_us in self.starts(from_us):
            if not self.go(start_us):
                continue
            ahead = Lookahead(self.film, until_us)
            if start_us is None or (ahead.first_us is not None and ahead.first_us <= from_us):
                return sorted(self._times_in(ahead, from_us, until_us)), ahead.next_us is None
        return [], True

    def _times_in(self, ahead: Lookahead, from_us: int, until_us: int) -> Iterator[int]:
        for packet in ahead:
            self._alive()
            if packet.pts is not None and not packet.is_discard:
                time_us = self.film.time_us(packet.pts)
                if from_us <= time_us <= until_us:
                    yield time_us


def undecodable(path: Path) -> FilmProblem:
    """Return what to say of a film without a picture."""
    return FilmProblem(f"Not one picture of {shown_name(path)} can be decoded; the film is damaged.", "broken")


def _until(shown: ShownFrame | None, next_us: int | None) -> ShownFrame | None:
    if shown is None or next_us is None:
        return shown
    return ShownFrame(shown.picture, shown.time_us, next_us - shown.time_us)
