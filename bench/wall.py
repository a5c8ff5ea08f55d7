"""What the wall of hits costs at a million fights: to its first picture, scrolled from end to end, jumped about on.

    python bench/wall.py [SCENES] [plain]

Each figure is taken in a process of its own, offscreen at 1,280 x 720, on catalogs that `make_catalog` writes with a
cover for each fight (`plain`: without, on the catalog that other benches have too).
Their search indexes are made first.

| | wanted |
|---|---|
| from opening the catalog to the painted wall, CPU of the window's thread | 1/20 of reading all rows |
| the same, of what it takes at 1,000 fights | 1.5 times |
| memory while the whole wall is scrolled through, pictures included, above the empty window | 200 MB |
| a frame while scrolling, pictures at hand | 16 ms at the 99th of 100 |
| a jump to where no picture is at hand, until something is seen | 5 times as cheap as reading and decoding in it |
| the same, in all that the window's thread does until every picture is seen | cheaper than that |
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QTimer
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from donnybrook.catalog import Catalog
from donnybrook.desktop.app import Program, application
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.services.picture_shapes import Fit, decoded, fitted, without_bars
from donnybrook.desktop.services.thumbnails import Thumbnails
from make_catalog import big_catalog, wall_catalog
from make_costs import most_mb
from make_window import opened_window

_SCENES, _FEW = 1_000_000, 1_000
_PICTURES = 3_000
_STEPS = 2_000
_WARM_SCENES = 400  # whose covers fit the cache
_JUMPS = 40
_BATCH = 500
_SEEN_MS = 400  # by then all pictures of a screen are there
_PATIENCE_S = 120


def main() -> int:
    """Measure, print a table, and return 1 if a figure that is wanted was missed."""
    scenes = int(sys.argv[1]) if len(sys.argv) > 1 else _SCENES
    is_plain = sys.argv[2:] == ["plain"]
    many, few = ((big_catalog(each) if is_plain else wall_catalog(each, _jpegs)) for each in (scenes, _FEW))
    for path in (many, few):
        _child("index", path)
    rows_s = _child("rows", many)["s"]
    opened = {path: median(_child("open", path)["s"] for _ in range(5)) for path in (many, few)}
    empty_mb, wall = _child("empty", few)["mb"], _child("scroll", many)
    frames, jumps = _child("frames", few), _child("jumps", many)
    told = [
        ("first wall, of reading all rows", opened[many] / rows_s, 1 / 20),
        (f"first wall, of the same at {_FEW:,}", opened[many] / opened[few], 1.5),
        ("scrolled from end to end, MB above the empty window", wall["mb"] - empty_mb, 200),
        ("frame while scrolling, warm, ms at the 99th", frames["p99_ms"], 16),
        ("a jump, of one that decodes in the painting", jumps["apart"] / jumps["inside"], 1 / 5),
        ("the same, until every picture is seen", jumps["finished"] / jumps["inside"], 1),
    ]
    print(
        f"{scenes:,} fights; first wall {opened[many] * 1000:.0f} ms, {opened[few] * 1000:.0f} at {_FEW:,}; all rows ",
        end="",
    )
    print(
        f"{rows_s:.1f} s; empty window {empty_mb:.0f} MB, scrolled {wall['mb']:.0f}; frame {frames['p50_ms']:.1f} ms; ",
        end="",
    )
    print(
        f"jump {jumps['apart']:.1f} ms and {jumps['settled']:.1f} at rest, {jumps['finished']:.1f} in all until every "
        f"picture is seen, {jumps['inside']:.1f} decoding; "
        f"longest frame {wall['longest_ms']:.0f} ms"
    )
    for name, got, wanted in told:
        print(f"{name:<54}{got:9.3f}   at most {wanted:g}: {'yes' if got <= wanted else 'no'}")
    return int(any(got > wanted for _, got, wanted in told))


def _child(what: str, catalog: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as home:
        surroundings = {**os.environ, "XDG_CACHE_HOME": str(catalog.parent / "cache"), "XDG_CONFIG_HOME": home}
        command = [sys.executable, __file__, f"--{what}", str(catalog)]
        run = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{what}: {run.stderr}")
    return dict(json.loads(run.stdout.splitlines()[-1]))


def _jpegs() -> Iterator[bytes]:
    """Draw pictures that are all different, and about as heavy as a film's."""
    chance = random.Random(5)
    for _ in range(_PICTURES):
        image = QImage(320, 180, QImage.Format.Format_RGB32)
        image.fill(QColor(chance.randrange(256), chance.randrange(256), chance.randrange(256)))
        painter = QPainter(image)
        for _ in range(60):
            colour = QColor(chance.randrange(256), chance.randrange(256), chance.randrange(256), 120)
            painter.fillRect(
                chance.randrange(320), chance.randrange(180), chance.randrange(90), chance.randrange(60), colour
            )
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"jpeg"))
        writer.setQuality(85)
        writer.write(image)
        yield bytes(data.data())


# ---------------------------------------------------------------- what each process does


def _index(path: Path) -> dict[str, float]:
    with Catalog.open(path) as catalog:
        return {"hits": len(catalog.search("zzz", limit=1).scene_ids)}


def _rows(path: Path) -> dict[str, float]:
    with Catalog.open(path) as catalog:
        ids = catalog.questions.all_ids("")
        began = time.thread_time()
        for start in range(0, len(ids), _BATCH):
            catalog.scene_rows(ids[start : start + _BATCH])
        return {"s": time.thread_time() - began}


def _open(path: Path) -> dict[str, float]:
    program = _empty_program()
    began = time.thread_time()
    program.open(path)
    _wall(program).viewport().repaint()
    took = time.thread_time() - began
    program.close_catalog()
    return {"s": took}


def _empty(_path: Path) -> dict[str, float]:
    _empty_program()
    return {"mb": most_mb()}


def _scroll(path: Path) -> dict[str, float]:
    with _opened(path) as program:
        wall = _wall(program)
        steps = _painted(program, wall, [place / _STEPS for place in range(_STEPS + 1)])
    return {"mb": most_mb(), "longest_ms": max(steps)}


def _frames(path: Path) -> dict[str, float]:
    with _opened(path) as program:
        wall = _wall(program)
        share = _WARM_SCENES / wall.scene_count
        there_and_back = [share * place / 100 for place in (*range(101), *range(100, -1, -1))]
        _painted(program, wall, there_and_back, rest_s=0.02)
        steps = _painted(program, wall, there_and_back * 2)
    return {"p50_ms": median(steps), "p99_ms": quantiles(steps, n=100)[98]}


def _jumps(path: Path) -> dict[str, float]:
    chance = random.Random(3)
    places = [chance.random() for _ in range(2 * _JUMPS)]
    settled: list[float] = []
    with _opened(path) as program:
        apart = _painted(program, _wall(program), places[:_JUMPS], settled=settled)
    with _opened(path) as program:
        finished = _finished(program, _wall(program), places[:_JUMPS])
    kept = Thumbnails.fitted, Wall._scrolled  # noqa: SLF001
    Thumbnails.fitted = _AtOnce(path).fitted  # type: ignore[method-assign,assignment]
    Wall._scrolled = _reads_at_once  # type: ignore[method-assign] # noqa: SLF001
    with _opened(path) as program:
        inside = _painted(program, _wall(program), places[_JUMPS:])
    Thumbnails.fitted, Wall._scrolled = kept  # type: ignore[method-assign] # noqa: SLF001
    told = {"apart": apart, "inside": inside, "settled": settled, "finished": finished}
    return {name: median(took) for name, took in told.items()}


def _reads_at_once(self: Wall, value: int) -> None:
    """Stand in the place of what has the wall read nothing in its flight."""


class _AtOnce:
    """What the wall would do without a thread for pictures: read and decode each as it is painted."""

    def __init__(self, path: Path) -> None:
        self._catalog = Catalog.open(path, read_only=True)

    def fitted(self, name: str | None, fit: Fit) -> QPixmap | None:
        """Return a picture, decoded and cut now."""
        jpeg = self._catalog.picture(name) if name else None
        return QPixmap.fromImage(fitted(without_bars(decoded(jpeg)), fit)) if jpeg else None


def _painted(
    program: Program, wall: Wall, shares: list[float], *, rest_s: float = 0.0, settled: list[float] | None = None
) -> list[float]:
    """Scroll to places (0: the top, 1: the end), paint each at once, and return the milliseconds, CPU, of each.

    ``settled`` takes those of painting all once more, when the wall has come to rest.
    """
    bar = wall.verticalScrollBar()
    took = []
    for share in shares:
        began = time.thread_time()
        bar.setValue(round(share * bar.maximum()))
        wall.viewport().repaint()
        took.append((time.thread_time() - began) * 1000)
        _events()
        if rest_s:
            time.sleep(rest_s)
            _events()
        if settled is not None:
            wall.settle()
            began = time.thread_time()
            wall.viewport().repaint()
            settled.append((time.thread_time() - began) * 1000)
    assert program.desk is not None
    return took


def _finished(program: Program, wall: Wall, shares: list[float]) -> list[float]:
    """Jump to places, and return the milliseconds, CPU, that each took the window's thread until all was seen.

    That is all it does: the plates, the cards once the wall rests, and the same again with each handful of pictures.
    """
    bar, took = wall.verticalScrollBar(), []
    for share in shares:
        began = time.thread_time()
        bar.setValue(round(share * bar.maximum()))
        wall.viewport().repaint()
        waiting = QEventLoop()
        QTimer.singleShot(_SEEN_MS, waiting.quit)
        waiting.exec()
        took.append((time.thread_time() - began) * 1000)
    assert program.desk is not None
    return took


def _empty_program() -> Program:
    from donnybrook.desktop.errors import ErrorHook
    from donnybrook.desktop.settings import Settings

    folder = Path(os.environ["XDG_CONFIG_HOME"])
    program = Program(application(), ErrorHook(folder / "log.txt"), Settings(folder / "settings.ini"), "dark")
    program.window.resize(1280, 720)
    program.window.show()
    _events()
    return program


@contextmanager
def _opened(path: Path) -> Iterator[Program]:
    """Give the window on a catalog once all its hits are on the wall."""
    with Catalog.open(path) as catalog:
        scenes = catalog.scene_count()
    with opened_window(path, Path(os.environ["XDG_CONFIG_HOME"])) as program:
        deadline_s = time.monotonic() + _PATIENCE_S
        while _wall(program).scene_count < scenes:
            assert time.monotonic() < deadline_s, "the hits did not come"
            _events()
        yield program


def _wall(program: Program) -> Wall:
    wall = program.window.findChild(Wall)
    assert isinstance(wall, Wall)
    return wall


def _events() -> None:
    QApplication.processEvents()


_WORK = {
    "--index": _index,
    "--rows": _rows,
    "--open": _open,
    "--empty": _empty,
    "--scroll": _scroll,
    "--frames": _frames,
    "--jumps": _jumps,
}

if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in _WORK:
        application()
        print(json.dumps(_WORK[sys.argv[1]](Path(sys.argv[2]))))
    else:
        application()
        raise SystemExit(main())
