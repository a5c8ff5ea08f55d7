"""Times cutting ten seconds out of a film, copied and coded anew, beside ffmpeg with the same settings.

The copy is also timed as a person types it, from the start of Python on, and beside it a Python that only loads what
every such command needs: PyAV, and what reads the words on the command line.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

from donnybrook.media.clip_writer import X264
from make_films import Way, asked, child, film, long_film, table, take_turns, tell, verdict

IN_S, LONG_S = 20, 10
COPY_WANTED, TYPED_WANTED, EXACT_WANTED = 2.0, 2.0, 1.2
HOURS_S = 7200


def unheard(share: float | None = None) -> None:
    """Hear of the share that is done, and do nothing about it."""


def run_child(way: str, path: Path) -> None:
    """Do one way's work in this process."""
    from donnybrook.media.clipping import Stretch, write_clip
    from donnybrook.media.copying import Copier

    in_us = _in_s(way) * 1_000_000
    out_us = in_us + LONG_S * 1_000_000
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        out = Path(folder) / "clip"
        if way == "copy":
            tell(lambda: Copier(path, in_us, out_us, unheard).write(out, ".mp4"))
        else:
            tell(lambda: write_clip(Stretch(path, in_us, out_us, unheard), out, ".mp4"))


def _in_s(way: str) -> int:
    return HOURS_S // 2 if way == "copy" else IN_S


def ffmpeg(way: str, path: Path, out: Path) -> list[str]:
    """Return the command with which ffmpeg does the same."""
    settings = ["-c", "copy"]
    if way == "exact":
        settings = ["-c:v", "libx264", *(part for name, value in X264.items() for part in (f"-{name}", value))]
        settings += ["-g", "48", "-c:a", "aac", "-b:a", "192k", "-ac", "2", "-ar", "48000"]
    begins = ["ffmpeg", "-v", "error", "-y", "-ss", str(_in_s(way)), "-i", str(path), "-t", str(LONG_S)]
    return [*begins, *settings, "-movflags", "+faststart", str(out)]


def compare(way: str, path: Path, folder: Path, rounds: int, wanted: float, typed: Way | None = None) -> bool:
    """Time both, and what is typed; print what they took, and return whether the figures wanted were reached."""
    theirs = Way("ffmpeg", ffmpeg(way, path, folder / "theirs.mp4"))
    ours = Way("ours", child(str(Path(__file__).resolve()), way, path))
    loading = Way("Python that loads PyAV and click", [sys.executable, "-c", "import av, click"])
    ways = [theirs, ours] if typed is None else [theirs, ours, typed, loading]
    take_turns(ways, rounds)
    print(f"\n{way}: {LONG_S} s out of {path.name} ({path.stat().st_size / 1e6:.0f} MB)")
    table(ways)
    reached = [verdict(f"{way}, wall", median(ours.wall_s) / median(theirs.wall_s), wanted)]
    reached.append(verdict(f"{way}, CPU", median(ours.cpu_s) / median(theirs.cpu_s), wanted))
    if typed is not None:
        ratio = median(typed.cpu_s) / median(theirs.cpu_s)
        reached.append(verdict(f"{way} as it is typed, CPU", ratio, TYPED_WANTED))
    return all(reached)


def typed_command(path: Path, folder: Path) -> Way:
    """Return the command as a person types it: it starts Python, opens a catalog, and makes a decoding process."""
    from donnybrook.catalog import Catalog, SceneDraft, SceneFields
    from donnybrook.ingest.films import add_film_file
    from donnybrook.media import FilmWorker

    in_us = HOURS_S // 2 * 1_000_000
    with Catalog.create(folder / "bench.fights", cache_folder=folder) as catalog, FilmWorker() as worker:
        added = add_film_file(catalog, worker, path)
        fields = SceneFields(in_us=in_us, out_us=in_us + LONG_S * 1_000_000)
        catalog.add_scene(added.film_id, SceneDraft(fields=fields))
    command = [sys.executable, "-m", "donnybrook", "cut", str(folder / "bench.fights"), str(folder / "our.mp4")]
    return Way("‘donnybrook cut --copy’, typed", [*command, "--scene", "1", "--copy"])


def main() -> int:
    """Measure; 0 when the figures wanted were reached."""
    given = asked("Time cutting ten seconds out of a film.", 60).parse_args()
    if given.child:
        run_child(given.child, given.film)
        return 0
    long = long_film(2, given.seconds, HOURS_S // given.seconds)
    with tempfile.TemporaryDirectory(dir=long.parent) as name:
        folder = Path(name)
        typed = typed_command(long, folder)
        reached = [compare("copy", long, folder, max(given.rounds, 5), COPY_WANTED, typed)]
        reached += [compare("exact", film(mbit, given.seconds), folder, given.rounds, EXACT_WANTED) for mbit in (2, 20)]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
