"""Cuts out of films, in the decoding process, into files that are named; knows no catalog, and renames nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from donnybrook.media.facts import Clip
from donnybrook.media.wire import Action, Answer, Request
from donnybrook.media.worker import FilmWorker
from donnybrook.records import dataclass

type Told = Callable[[float], None]
"""Hears now and then, in the thread that asked, which share is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Take:
    """A stretch of a film file, from a time to another (excluded), in µs from the container's start."""

    path: Path
    in_us: int
    out_us: int


class FilmCutter:
    """Writes over what is at the path it is given. Every method raises ``FilmProblem``.

    ``unwritable`` means that the system refused, and the text is its own words. ``ending`` says in which container, as
    the name of the file need not. ``stop`` ends what is being done, from another thread.
    """

    def __init__(self, worker: FilmWorker) -> None:
        self._worker = worker

    def clip(self, take: Take, out: Path, ending: str, told: Told) -> Clip:
        """Code a stretch anew, to the very frame, with its sound."""
        return self._made("clip", take, out, ending, told)

    def copy(self, take: Take, out: Path, ending: str, told: Told) -> Clip:
        """Copy a stretch as it is coded, from a keyframe on; also ``uncopyable``, if that container can't hold it."""
        return self._made("copy", take, out, ending, told)

    def loop(self, take: Take, out: Path, ending: str, width_px: int, told: Told) -> Clip:
        """Write a stretch as a picture that moves for ever, at most so wide; also ``too_big``, for over a minute."""
        return self._made("loop", take, out, ending, told, size_px=(width_px, 0))

    def part(self, take: Take, out: Path, size_px: tuple[int, int], words: Sequence[str], told: Told) -> Clip:
        """Code a stretch as a part to be joined, with bars where its shape is another, after a card with words."""
        return self._made("part", take, out, ".mov", told, size_px=size_px, words=words)

    def join(self, folder: Path, parts: Sequence[tuple[str, int]], out: Path, ending: str, told: Told) -> None:
        """Join the parts in a folder; each has a name, and a length in µs. ``part_paths`` says where they lie."""
        ends = [0]
        for _, length_us in parts:
            ends.append(ends[-1] + length_us)
        names = tuple(name for name, _ in parts)
        self._ask(Request("join", str(folder), out=str(out), ending=ending, words=names, places=tuple(ends)), told)

    def still(self, path: Path, time_us: int, out: Path, ending: str, width_px: int | None = None) -> int:
        """Write the frame at a time as a picture; return its own time."""
        request = Request("still", str(path.absolute()), time_us, out=str(out), ending=ending, max_width_px=width_px)
        return self._ask(request).time_us

    def cell(self, path: Path, time_us: int, out: Path, size_px: tuple[int, int], words: Sequence[str]) -> None:
        """Write the frame at a time, with words under it, as a cell of a contact sheet."""
        wide, high = size_px
        self._ask(
            Request(
                "cell",
                str(path.absolute()),
                time_us,
                out=str(out),
                ending=".png",
                max_width_px=wide,
                max_height_px=high,
                words=tuple(words),
            )
        )

    def sheet(self, folder: Path, count: int, out: Path, ending: str, title: str) -> None:
        """Lay out the cells in a folder, which are of one size, as one page."""
        self._ask(Request("sheet", str(folder), out=str(out), ending=ending, count=count, words=(title,)))

    def size(self, path: Path) -> tuple[int, int]:
        """Return how large a film is shown."""
        facts = self._worker.probe(path)
        return facts.display_width_px, facts.display_height_px

    def stop(self) -> None:
        """End what is being done at once."""
        self._worker.close()

    def _made(
        self,
        action: Action,
        take: Take,
        out: Path,
        ending: str,
        told: Told,
        *,
        size_px: tuple[int, int] = (0, 0),
        words: Sequence[str] = (),
    ) -> Clip:
        request = Request(
            action,
            str(take.path.absolute()),
            take.in_us,
            until_us=max(take.out_us, take.in_us + 1),
            out=str(out),
            ending=ending,
            max_width_px=size_px[0],
            max_height_px=size_px[1],
            words=tuple(words),
        )
        answer = self._ask(request, told)
        return Clip(answer.duration_us or 0, answer.count, answer.time_us, tuple(answer.text.splitlines()))

    def _ask(self, request: Request, told: Told | None = None) -> Answer:
        return self._worker.ask(request, told)[0]
