"""Asks films through a supervised decoding process, so that no film can harm the program; decodes nothing itself."""

import mmap
import threading
import time
import weakref
from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from donnybrook.media import survey_parcel
from donnybrook.media.admission import LARGEST_PICTURE_BYTES, FileIdentity
from donnybrook.media.chapter_parcel import unpacked_chapters
from donnybrook.media.detectors import USUAL
from donnybrook.media.facts import LOOK_LENGTH, Chapter, FilmFacts, FilmSurvey, Frame, MediaVersions, Thumbnail
from donnybrook.media.launching import worker_command
from donnybrook.media.nursery import Nursery
from donnybrook.media.problems import FilmProblem, shown_name
from donnybrook.media.wire import COPIES, Action, Answer, Request
from donnybrook.media.worker_link import (
    WorkerGoneError,
    WorkerHangsError,
    WorkerLink,
    WorkerUnstartableError,
)

PATIENCE_S = 10.0
MEMORY_BYTES = 4 * 1024**3
# Signs of life win more time, but not for ever: so many times the patience, and far more for reading a film through.
_LONGEST = 12
_LONGEST_OF: Mapping[Action, int] = {
    "probe": 180,
    "frame_times": 180,
    "survey": 3600,
    "strip": 180,
    "contact_sheet": 180,
    "clip": 3600,
    "copy": 3600,
    "loop": 180,
    "part": 3600,
    "join": 3600,
    "sheet": 180,
}
_TRIES = 2
_STRIKES = 2


class FilmWorker:
    """One decoding process, started at the first request, restarted when it dies, given up on films that kill it.

    Calls from several threads take turns. Every method raises ``FilmProblem`` for a film that can't be used: also when
    the decoder crashes on it (the request is tried once more first) or gives no sign of life for ``patience_s``.
    After two such strikes a film is left alone until its file changes. ``close`` ends the process.
    """

    def __init__(
        self,
        *,
        patience_s: float = PATIENCE_S,
        memory_bytes: int = MEMORY_BYTES,
        shared_bytes: int = LARGEST_PICTURE_BYTES,
        niceness: int = 0,
        command: Sequence[str] | None = None,
        forks: bool = False,
        nursery: Nursery | None = None,
    ) -> None:
        """``niceness`` is how far the process yields to others, as the system's own ``nice`` counts it.

        ``forks`` lets it be a copy of this process, which is sooner there; whoever says so has no catalog open.
        ``nursery`` has it be a copy of another one, which is as soon there; a ``command`` is started anew.
        """
        self._forks = forks
        self._nursery = nursery if command is None else None
        self._niceness = niceness
        self._patience_s = patience_s
        self._memory_bytes = memory_bytes
        self.shared_bytes = shared_bytes
        self._command = tuple(command) if command is not None else worker_command()
        self._turn = threading.Lock()
        self._is_closing = False
        self._link: WorkerLink | None = None
        self._ending: weakref.finalize[..., FilmWorker] | None = None
        self._strikes: Counter[FileIdentity] = Counter()

    @property
    def process_id(self) -> int | None:
        """The decoding process's number in the system; None while there is none."""
        link = self._link
        return link.process_id if link is not None else None

    def prepare(self) -> None:
        """Start the process ahead of the first request; if it can't be started, that request will say so."""
        with self._turn, suppress(WorkerUnstartableError):
            self._started()

    def probe(self, path: Path) -> FilmFacts:
        """Return what a film file says of itself; one picture of it has been decoded."""
        answer, _ = self._ask(Request("probe", _named(path)))
        if answer.facts is None:
            raise _crashed(path)
        return answer.facts

    def frame(self, path: Path, time_us: int, *, max_width_px: int | None = None) -> Frame:
        """Return the frame shown at a time; before the first frame, the first.

        Raises:
            FilmProblem: also ``no_frame``, for a time more than a second past the film's end.
        """
        return self._framed(Request("frame", _named(path), time_us, max_width_px=max_width_px))

    def frame_times(self, path: Path) -> array[int]:
        """Return every presentation time in µs, in order of display, as 64-bit numbers; reads the film through."""
        _, payload = self._ask(Request("frame_times", _named(path)))
        if len(payload) % 8:
            raise _crashed(path)
        return array("q", payload)

    def thumbnail(self, path: Path, time_us: int) -> Thumbnail:
        """Return a small picture (at most 320 px each way) of the frame shown at a time."""
        return _thumbnail(*self._ask(Request("thumbnail", _named(path), time_us)))

    def cover(self, path: Path, in_us: int, out_us: int) -> Thumbnail:
        """Return a small picture of the sharpest, best exposed, stillest frame of a scene (``out_us`` excluded)."""
        return _thumbnail(*self._ask(Request("cover", _named(path), in_us, max(out_us, in_us + 1))))

    def picture(self, path: Path) -> Thumbnail:
        """Return a picture file (JPEG, PNG, WebP …) as a small picture; its time is 0.

        Raises:
            FilmProblem: also ``no_picture``, for a file that is none.
        """
        return _thumbnail(*self._ask(Request("picture", _named(path))))

    def look(self, path: Path) -> bytes:
        """Return what a picture file looks like in ``LOOK_LENGTH`` bytes, to compare; raises as ``picture`` does."""
        text = self._ask(Request("look", _named(path)))[0].text
        try:
            look = bytes.fromhex(text)
        except ValueError as error:
            raise _crashed(path) from error
        if len(look) != LOOK_LENGTH:
            raise _crashed(path)
        return look

    def fingerprint(self, path: Path) -> str:
        """Return a quick fingerprint of a file's bytes, to find it again when it has moved."""
        return self._ask(Request("fingerprint", _named(path)))[0].text

    def survey(self, path: Path, *, told: Callable[[float], None] | None = None, detector: str = USUAL) -> FilmSurvey:
        """Return all that one reading of a film tells: its shots, sound, strip, times and fingerprint.

        ``told`` is called now and then, in this thread, with the share that is done, 0 to 1. ``detector`` names
        the one that finds the shots. ``close``, from another thread, ends it.

        Raises:
            FilmProblem: also ``no_detector``, for a name that none has.
        """
        answer, payload = self._ask(Request("survey", _named(path), detector=detector), told)
        try:
            if answer.facts is None:
                raise ValueError
            return survey_parcel.unpacked(payload, answer.facts)
        except ValueError as error:
            raise _crashed(path) from error

    def strip(self, path: Path, count: int, *, threads: int = 2) -> tuple[Thumbnail, ...]:
        """Return up to ``count`` small pictures spread over a film, in order: keyframes, each once, with its own time.

        It takes a seek and a decoded picture each; ``threads`` read the file side by side. For the very frame at a
        time, ask for its thumbnail.
        """
        request = Request("strip", _named(path), count=max(count, 1), threads=max(threads, 1))
        try:
            return survey_parcel.unpacked_strip(self._ask(request)[1])
        except ValueError as error:
            raise _crashed(path) from error

    def contact_sheet(self, path: Path, count: int, *, told: Callable[[float], None] | None = None) -> bytes:
        """Return the frames in the middles of ``count`` equal parts of a film, small, in rows of ten, as one JPEG."""
        return self._ask(Request("contact_sheet", _named(path), count=max(count, 1)), told)[1]

    def chapters(self, path: Path) -> tuple[Chapter, ...]:
        """Return the chapters that a film file holds, in the order they begin."""
        try:
            return unpacked_chapters(self._ask(Request("chapters", _named(path)))[1])
        except ValueError as error:
            raise _crashed(path) from error

    def versions(self) -> MediaVersions:
        """Return the versions of the libraries that read film."""
        return MediaVersions(*self._ask(Request("versions"))[0].text.split("\n"))

    def close(self) -> None:
        """End the decoding process at once, also amid a request; a later request would start another."""
        self._is_closing = True
        if (link := self._link) is not None:
            link.stop()
        with self._turn:
            self._end()
            self._is_closing = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, request: Request, told: Callable[[float], None] | None = None) -> tuple[Answer, bytes, mmap.mmap]:
        """Have a request answered; return the bytes that came with it, and the memory that pictures were laid out in.

        That is another one once the process had to be started anew. ``told`` is as in ``survey``.
        """
        answer, payload = self._ask(request, told)
        if self._link is None:
            raise _stopped(Path(request.path))
        return answer, payload, self._link.memory.bytes

    def _framed(self, request: Request) -> Frame:
        answer, payload = self._ask(request)
        if len(payload) != 3 * answer.width_px * answer.height_px:
            raise _crashed(Path(request.path))
        return Frame(answer.time_us, answer.duration_us, answer.width_px, answer.height_px, payload)

    def _ask(self, request: Request, told: Callable[[float], None] | None = None) -> tuple[Answer, bytes]:
        path = Path(request.path)
        with self._turn:
            self._refuse_quarantined(path)
            try:
                answer, payload = self._answer(request, path, told)
            except WorkerUnstartableError as error:
                raise _unstartable(path, error) from error
            if answer.kind == "problem":
                raise _problem(answer)
            return answer, payload

    def _answer(self, request: Request, path: Path, told: Callable[[float], None] | None) -> tuple[Answer, bytes]:
        printed = ""
        for _ in range(_TRIES):
            try:
                return self._exchange(request, told)
            except WorkerHangsError as error:
                self._strike(path)
                raise _hung(path) from error
            except WorkerGoneError:
                if self._is_closing:
                    raise _stopped(path) from None
                printed = self._link.printed() if self._link is not None else ""
                self._strike(path)
        problem = _crashed(path)
        problem.add_note(printed)
        raise problem

    def _exchange(self, request: Request, told: Callable[[float], None] | None) -> tuple[Answer, bytes]:
        link = self._started(copies=request.action in COPIES)
        if self._is_closing:
            # It was asked to end while the process was still starting.
            raise WorkerGoneError
        deadline_s = time.monotonic() + _LONGEST_OF.get(request.action, _LONGEST) * self._patience_s
        link.send(request)
        while (answer := link.receive(self._patience_s)).kind == "alive":
            if time.monotonic() > deadline_s:
                raise WorkerHangsError
            if told is not None and answer.share is not None:
                told(min(max(answer.share, 0.0), 1.0))
        return answer, link.payload(answer)

    def _started(self, *, copies: bool = False) -> WorkerLink:
        """Return the process; one that only ``copies`` is started sooner, and gives way to a whole one."""
        if self._link is not None and (not self._link.is_running or (self._link.copies and not copies)):
            self._end()
        if self._link is None:
            self._link = WorkerLink(
                self._command,
                self._memory_bytes,
                self._patience_s,
                self.shared_bytes,
                copies=copies,
                forks=self._forks,
                nursery=self._nursery,
            )
            self._link.yield_to_others(self._niceness)
            self._ending = weakref.finalize(self, self._link.end)
        return self._link

    def _end(self) -> None:
        if self._ending is not None:
            self._ending()
        self._link = self._ending = None

    def _strike(self, path: Path) -> None:
        self._end()
        if path.name and (identity := _identity(path)):
            self._strikes[identity] += 1

    def _refuse_quarantined(self, path: Path) -> None:
        if self._strikes and path.name and self._strikes[_identity(path)] >= _STRIKES:
            raise FilmProblem(
                f"{shown_name(path)} has stopped the decoder twice, so it is left alone until the file changes."
                " Everything else is safe. Try it in a player, or copy it again from its source.",
                "quarantined",
            )


def _named(path: Path) -> str:
    return str(path.absolute())


def _identity(path: Path) -> FileIdentity:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return FileIdentity(str(path), 0, 0)
    return FileIdentity(str(path), status.st_size, status.st_mtime_ns)


def _thumbnail(answer: Answer, payload: bytes) -> Thumbnail:
    return Thumbnail(answer.time_us, answer.width_px, answer.height_px, payload)


def _problem(answer: Answer) -> FilmProblem:
    problem = FilmProblem(answer.text, answer.reason or "broken")
    if answer.detail:
        problem.add_note(answer.detail)
    return problem


def _crashed(path: Path) -> FilmProblem:
    return FilmProblem(
        f"{shown_name(path)} made the decoder crash. Nothing else was harmed. Try it in a player, or copy it again.",
        "crashed",
    )


def _stopped(path: Path) -> FilmProblem:
    return FilmProblem(f"Reading {shown_name(path)} was stopped, because the program closes.", "crashed")


def _unstartable(path: Path, error: WorkerUnstartableError) -> FilmProblem:
    problem = FilmProblem(
        f"The film decoder can't be started, so {shown_name(path)} can't be read. Install Donnybrook again.", "crashed"
    )
    problem.add_note(str(error))
    return problem


def _hung(path: Path) -> FilmProblem:
    return FilmProblem(
        f"{shown_name(path)} took too long to read, so reading was stopped. If its disk is busy or slow, try again.",
        "timeout",
    )
