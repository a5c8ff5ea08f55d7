"""How many keys the fights of the sample reel take, tagged in full from an empty catalog in the real window.

The session is the one that the tests hold (`tests/desktop/sample_session.py`): every key that is pressed is counted
once, also Tab, Enter, and one pressed while Shift or Alt is held, but not the text of notes. Once a film come three L,
which have it played at four times its speed. Give a folder with a sample to leave out drawing it: ARGS="FOLDER".
Want: at most 25 keys a fight.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.sample_session import ALT_N, FIGHTS, MOST_KEYS, TAB, Hands, tag_reel
from donnybrook.catalog import Catalog
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.tag_workplace import TagWorkplace
from donnybrook.sample.catalog import write_sample
from donnybrook.sample.truth import read_truth
from make_window import opened_window

_PATIENCE_S = 120


def main() -> int:
    """Tag the reel and print the count; returns 1 if a fight takes more keys than wanted."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        sample = write_sample(Path(sys.argv[1]) if len(sys.argv) > 1 else here / "sample")
        path = here / "mine.fights"
        Catalog.create(path).close()
        with opened_window(path, here) as program:
            counted, hands = _session(program, sample.film, sample.truth)
    for (name, keys), told in zip(counted, FIGHTS, strict=True):
        shown = told.line.partition('"')[0].replace(TAB, " Tab ").replace(ALT_N, " Alt+N ")
        print(f"{name:10} {keys:3} keys   {shown}")
    average = sum(keys for _, keys in counted) / len(counted)
    print(f"{average:.1f} on average, at most {MOST_KEYS} wanted; notes {hands.noted} letters, not counted")
    print(f"modal windows on the way: {len(hands.seen_modals)}")
    return int(max(keys for _, keys in counted) > MOST_KEYS or bool(hands.seen_modals))


def _session(program: Program, film: Path, truth_file: Path) -> tuple[list[tuple[str, int]], Hands]:
    assert program.desk is not None
    program.desk.show_workplace("tag")
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    player = program.desk.player
    assert player is not None
    tag.add_files([film])
    _wait(lambda: tag.film_line.knows_cuts)
    _wait(lambda: player.is_at_rest)
    hands, truth = Hands(), read_truth(truth_file)
    for _ in range(3):
        hands.press_key(Qt.Key.Key_L)
    times = {fight.key: (fight.in_us, fight.out_us) for fight in truth.fights}
    return tag_reel(hands, times.__getitem__, lambda us: _wait(lambda: player.position_us >= us)), hands


def _wait(until: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + _PATIENCE_S
    while not until():
        assert time.monotonic() < deadline_s, "the film did not come so far"
        QTest.qWait(5)


if __name__ == "__main__":
    raise SystemExit(main())
