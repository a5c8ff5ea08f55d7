"""Cuts fights out of their films into one file, or a folder of them, each file whole or not at all. Knows no screen.

What is done takes its name when it is whole; so clips of a folder that are done stay when the rest is stopped.
A film that is gone or damaged costs its own fights only.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from donnybrook.catalog.numbers import counted
from donnybrook.exchange.cutting.cells import Cell, cell_of, cells_of
from donnybrook.exchange.cutting.forms import Form, form_of, name_for_file
from donnybrook.exchange.cutting.picking import LeftOut, Pick, Picked, lasts_us
from donnybrook.exchange.cutting.telling import notes_on
from donnybrook.exchange.cutting.wishes import Cut, Wish
from donnybrook.exchange.whole_file import unwritable, whole_path
from donnybrook.media import Clip, FilmCutter, FilmProblem, FilmWorker, Take, part_paths
from donnybrook.problems import Problem
from donnybrook.records import dataclass

type Told = Callable[[float], None]

LOOP_WIDTH_PX = 480
_LARGEST_PX = (1920, 1080)
_CELL_PX = (320, 180)
_MOST_CELLS = 400
_JOINING = 0.05  # of the work, once all parts are there
_LONGEST_NAME = 60
_STOPPED = "Cutting was stopped. Nothing is left of it."


class CuttingStopped(Problem):
    """Somebody thought better of it; ``kept`` says how many clips are whole, and stay."""

    def __init__(self, sentence: str, kept: int = 0) -> None:
        super().__init__(sentence)
        self.kept = kept


@dataclass(slots=True)
class _Done:
    """What is done so far."""

    left_out: list[LeftOut]
    notes: list[str] = field(default_factory=list)
    fights: int = 0
    length_us: int = 0
    share: float = 0.0


class Cutting:
    """One run, in the thread that calls ``run``; ``stop`` ends it from another one."""

    def __init__(self, picked: Picked, wish: Wish, told: Told, *, niceness: int = 0, forks: bool = False) -> None:
        """``told`` hears, in the thread that runs, which share is done; ``forks`` is as a ``FilmWorker`` has it.

        Raises:
            Problem: nothing can be cut out, or not so.
        """
        self._picks = picked.picks
        self._films = picked.films
        self._wish = wish
        self._form = form_of(wish.out, is_sheet=wish.is_sheet)
        self._told = told
        self._niceness = niceness
        self._forks = forks
        self._halt = threading.Event()
        self._cutter: FilmCutter | None = None
        self._done = _Done(list(picked.left_out))
        self._refuse_nonsense()

    def stop(self) -> None:
        """End it soon; nothing is left of what is not whole."""
        self._halt.set()
        if (cutter := self._cutter) is not None:
            # A process that is just being started has to be waited for: not by whoever asks.
            threading.Thread(target=cutter.stop, daemon=True).start()

    def run(self) -> Cut:
        """Do it.

        Raises:
            Problem: nothing could be cut out, or the file can't be written; ``CuttingStopped``.
        """
        with FilmWorker(niceness=self._niceness, forks=self._forks) as worker:
            self._cutter = FilmCutter(worker)
            {
                "still": self._write_still,
                "loop": self._write_loop,
                "clip": self._write_clip,
                "sheet": self._write_sheet,
                "folder": self._write_folder,
            }[self._form.kind]()
            self._told(1.0)
        done = self._done
        return Cut(self._wish.out, done.fights, done.length_us, tuple(done.left_out), tuple(done.notes))

    def _refuse_nonsense(self) -> None:
        if not self._picks:
            raise self._nothing()
        if len(self._picks) > 1 and not self._form.several:
            raise Problem(
                f"{self._form.summary.capitalize()} is of one fight, and these are {len(self._picks):,}."
                " Choose one of them, or a clip (.mp4), a contact sheet or a folder for all."
            )
        if self._form.kind == "sheet" and len(self._picks) > _MOST_CELLS:
            raise Problem(f"A contact sheet holds {_MOST_CELLS} fights at most, and these are {len(self._picks):,}.")
        if self._wish.copies and self._form.kind not in ("clip", "folder"):
            raise Problem("Only clips (.mp4, .mkv, a folder) can be copied as the film is coded.")
        if self._wish.copies and self._form.kind == "clip" and len(self._picks) > 1:
            raise Problem("A supercut is coded anew, so that films of any kind fit into it: it can't be copied.")

    # ------------------------------------------------------------ one fight, one file

    def _write_still(self) -> None:
        one, wish = self._picks[0], self._wish
        at_us = one.picture_us if wish.at_us is None else one.file.begins_us(wish.at_us)
        width_px = None if wish.size_px is None else wish.size_px[0]
        with self._writing(wish.out) as part:
            self._only(lambda cutter: cutter.still(one.file.path, at_us, part, self._form.ending, width_px))
        self._done.fights = 1

    def _write_loop(self) -> None:
        one, wish = self._picks[0], self._wish
        width_px = LOOP_WIDTH_PX if wish.size_px is None else wish.size_px[0]
        with self._writing(wish.out) as part:
            made = self._only(
                lambda cutter: cutter.loop(_take(one), part, self._form.ending, width_px, self._tell(1, 1))
            )
        self._note_made(one, made)

    def _write_clip(self) -> None:
        if len(self._picks) > 1:
            self._write_supercut()
            return
        one = self._picks[0]
        with self._writing(self._wish.out) as part:
            made = self._only(partial(self._clip, one, part, self._tell(1, 1)))
        self._note_made(one, made)

    def _write_folder(self) -> None:
        folder = self._wish.out
        is_new = not folder.exists()
        try:
            folder.mkdir(exist_ok=True)
        except OSError as fault:
            raise unwritable(folder, fault.strerror or str(fault)) from fault
        try:
            self._write_clips(folder)
        except CuttingStopped as stop:
            if kept := self._done.fights:
                stays = "clip is whole and stays" if kept == 1 else "clips are whole and stay"
                raise CuttingStopped(f"Cutting was stopped. {kept:,} {stays} in {folder}.", kept) from stop
            raise
        finally:
            if is_new and not self._done.fights:
                with suppress(OSError):  # somebody may have put something there meanwhile
                    folder.rmdir()
        if not self._done.fights:
            raise self._nothing()

    def _write_clips(self, folder: Path) -> None:
        for number, each in enumerate(self._picks, 1):
            told = self._tell(each.out_us - each.in_us, lasts_us(self._picks))
            with self._leaving_out(each), self._writing(folder / _file_name(number, each, self._form)) as part:
                made = self._do(partial(self._clip, each, part, told))
                self._note_made(each, made)
            told(1)

    def _clip(self, one: Pick, part: Path, told: Told, cutter: FilmCutter) -> Clip:
        make = cutter.copy if self._wish.copies else cutter.clip
        return make(_take(one), part, self._form.ending, told)

    def _note_made(self, one: Pick, made: Clip) -> None:
        self._done.fights += 1
        self._done.length_us += made.length_us
        self._done.notes += notes_on(one, made, self._form)

    # ------------------------------------------------------------ several fights, one file

    def _write_supercut(self) -> None:
        out = self._wish.out
        with self._writing(out) as part, _beside(out) as folder:
            made = self._made_parts(folder, self._canvas_px())
            if not made:
                raise self._nothing()
            told = self._tell(_JOINING, 1)
            self._only(lambda cutter: cutter.join(folder, made, part, self._form.ending, told))

    def _made_parts(self, folder: Path, size_px: tuple[int, int]) -> list[tuple[str, int]]:
        """Code each fight as a part; return the parts' names and lengths."""
        made: list[tuple[str, int]] = []
        all_us = lasts_us(self._picks) / (1 - _JOINING)
        for each in self._picks:
            part = part_paths(folder, len(made) + 1, ".mov")[-1]
            words = (each.name, f"{each.film} · {each.clock}", each.details) if self._wish.has_titles else ()
            told = self._tell(each.out_us - each.in_us, all_us)
            with self._leaving_out(each):
                clip = self._do(partial(_code_part, each, part, size_px, words, told))
                self._note_made(each, clip)
                made.append((each.name, clip.length_us))
            told(1)
        return made

    def _canvas_px(self) -> tuple[int, int]:
        """Return the size of the largest film, within full HD, or the one that is wished for; both sides even."""
        wide, high = self._wish.size_px or max(self._sizes_px(), key=lambda size: size[0] * size[1])
        shrink = 1.0 if self._wish.size_px else min(1.0, _LARGEST_PX[0] / wide, _LARGEST_PX[1] / high)
        return max(2, round(wide * shrink) // 2 * 2), max(2, round(high * shrink) // 2 * 2)

    def _sizes_px(self) -> Iterator[tuple[int, int]]:
        for file in {each.file.path: each.file for each in self._picks}.values():
            if file.width_px and file.height_px:
                yield file.width_px, file.height_px
        yield 2, 2

    # ------------------------------------------------------------ a contact sheet

    def _write_sheet(self) -> None:
        wish = self._wish
        cells = list(cells_of(self._picks[0]) if len(self._picks) == 1 else map(cell_of, self._picks))
        with self._writing(wish.out) as part, _beside(wish.out) as folder:
            count = 0
            for each in cells:
                with self._leaving_out(each.pick):
                    path = part_paths(folder, count + 1, ".png")[-1]
                    self._do(partial(_draw_cell, each, path))
                    count += 1
                self._tell(1, len(cells))(1)
            if not count:
                raise self._nothing()
            self._only(lambda cutter: cutter.sheet(folder, count, part, self._form.ending, wish.title or self._title()))
        self._done.fights = min(count, len(self._picks))

    def _title(self) -> str:
        one = self._picks[0]
        return f"{one.name} · {one.film}" if len(self._picks) == 1 else counted(len(self._picks), "fight")

    # ------------------------------------------------------------ doing it

    def _writing(self, path: Path) -> AbstractContextManager[Path]:
        """Name a file to write to; raises ``Problem`` rather than write over a film of the catalog."""
        if path.exists() and any(film.exists() and film.samefile(path) for film in self._films):
            raise Problem(f"{path} is a film of this catalog, so nothing is written over it. Choose another name.")
        return whole_path(path)

    def _only[T](self, work: Callable[[FilmCutter], T]) -> T:
        """Do what all depends on."""
        try:
            return self._do(work)
        except FilmProblem as problem:
            raise Problem(str(problem)) from problem

    def _do[T](self, work: Callable[[FilmCutter], T]) -> T:
        if self._halt.is_set() or self._cutter is None:
            raise CuttingStopped(_STOPPED)
        try:
            return work(self._cutter)
        except FilmProblem as problem:
            if self._halt.is_set():
                raise CuttingStopped(_STOPPED) from problem
            if problem.reason == "unwritable":
                raise unwritable(self._wish.out, str(problem)) from problem
            raise
        except BaseException:
            # Whoever interrupts it wants nothing left: no process may still write when the files are taken away.
            self._cutter.stop()
            raise

    @contextmanager
    def _leaving_out(self, pick: Pick) -> Iterator[None]:
        """Go on without a fight whose film can't be read."""
        try:
            yield
        except FilmProblem as problem:
            self._done.left_out.append(LeftOut(pick.name, str(problem)))

    def _tell(self, part: float, whole: float) -> Told:
        """Return what hears of the shares of one part of the work."""
        before = self._done.share

        def tell(share: float) -> None:
            self._done.share = before + share * part / whole
            self._told(min(1.0, self._done.share))

        return tell

    def _nothing(self) -> Problem:
        why = self._done.left_out[0] if self._done.left_out else None
        if why is None:
            return Problem("There is no fight to cut out.")
        more = len(self._done.left_out) - 1
        also = f" The same with {more:,} more." if more else ""
        return Problem(f"Nothing was cut out. “{why.name}”: {why.why.rstrip('.')}.{also}")


def _code_part(
    pick: Pick, part: Path, size_px: tuple[int, int], words: Sequence[str], told: Told, cutter: FilmCutter
) -> Clip:
    return cutter.part(_take(pick), part, size_px, words, told)


def _draw_cell(cell: Cell, path: Path, cutter: FilmCutter) -> None:
    cutter.cell(cell.pick.file.path, cell.time_us, path, _CELL_PX, cell.words)


def _take(pick: Pick) -> Take:
    return Take(pick.file.path, pick.in_us, pick.out_us)


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """Make a folder beside a file for what it is made of, and take it away again."""
    try:
        made = TemporaryDirectory(prefix=f".{out.name[:_LONGEST_NAME]}.", suffix=".parts", dir=out.parent)
    except OSError as fault:
        raise unwritable(out, fault.strerror or str(fault)) from fault
    with made as name:
        yield Path(name)


def _file_name(number: int, pick: Pick, form: Form) -> str:
    return f"{number:03d} {name_for_file(pick.name)}{form.ending}"
