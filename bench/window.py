"""Time from a process's start to its painted window: the program on 1,000 fights, beside an empty PySide6 window.

Both are started in turns, so that whatever else the machine does meets both. The window stands first, and its wall
comes right after. Want: the window on the catalog within 2 times the empty one.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from donnybrook.catalog import Catalog, CombatantDraft, SceneDraft, SceneFields, WieldingDraft

_FIGHTS = 1000
_TURNS = 11
_WANTED = 2.0
_WEAPONS = ("sword", "flamethrower", "fire hose", "ice skates", "pistol", "staff", "unarmed", "axe")

# Both tell the time once the window's first picture is on the screen, and end.
_WATCH = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
def tell(name):
    print(name, time.monotonic() - float(sys.argv[1]), flush=True)
class Watch(QObject):
    def __init__(self, painted):
        super().__init__()
        self.painted = painted
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.painted:
            painted, self.painted = self.painted, None
            QTimer.singleShot(0, painted)
        return False
"""
_EMPTY = f"""
from PySide6.QtWidgets import QApplication, QMainWindow
{_WATCH}
def shown():
    tell("window")
    os._exit(0)
app = QApplication([])
window, watch = QMainWindow(), Watch(shown)
window.installEventFilter(watch)
window.resize(1280, 720)
window.show()
app.exec()
"""
_PROGRAM = f"""
import gc
gc.disable()
from pathlib import Path
from donnybrook.desktop.app import Program, application
from donnybrook.desktop.errors import ErrorHook
from donnybrook.desktop.settings import Settings
{_WATCH}
def shown():
    tell("window")
    wait_for_wall()
def wait_for_wall():
    if program.desk is None:
        QTimer.singleShot(0, wait_for_wall)
        return
    program.window.watch = Watch(wall_shown)
    program.window.installEventFilter(program.window.watch)
def wall_shown():
    tell("wall")
    os._exit(0)
app = application()
hook = ErrorHook()
hook.install()
program, watch = Program(app, hook, Settings()), Watch(shown)
program.window.installEventFilter(watch)
program.open_after_paint(Path(sys.argv[2]))
program.window.show()
app.exec()
"""


def main() -> None:
    """Print a table of medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        catalog = _make_catalog(Path(folder) / "thousand.fights")
        names = ("an empty PySide6 window", "the program's window", f"its wall of {_FIGHTS:,} fights")
        seconds: dict[str, list[float]] = {name: [] for name in names}
        for turn in range(_TURNS + 1):
            took = [*_start(_EMPTY, catalog, Path(folder)), *_start(_PROGRAM, catalog, Path(folder))]
            for name, each in zip(names, took, strict=True):
                if turn:  # the first turn warms the caches and is not counted
                    seconds[name].append(each)
    print(f"{'process start to painted window':34}{'median':>10}{'fastest':>10}{'slowest':>10}")
    for name in names:
        some = seconds[name]
        print(f"{name:34}{statistics.median(some):9.3f}s{min(some):9.3f}s{max(some):9.3f}s")
    empty = statistics.median(seconds[names[0]])
    ratios = [statistics.median(seconds[name]) / empty for name in names[1:]]
    print(f"{names[1]:34}{ratios[0]:9.2f}x   want at most {_WANTED}x: {'yes' if ratios[0] <= _WANTED else 'no'}")
    print(f"{names[2]:34}{ratios[1]:9.2f}x")


def _start(script: str, catalog: Path, home: Path) -> list[float]:
    # Without this a machine that is told to keep no bytecode would compile the program at each start.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings = {
        **kept,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
    }
    command = [sys.executable, "-c", script, str(time.monotonic()), str(catalog)]
    run = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True, timeout=60)
    return [float(line.split()[-1]) for line in run.stdout.splitlines()]


def _make_catalog(path: Path) -> Path:
    with Catalog.create(path) as catalog:
        film_ids = [catalog.add_film(f"Film {number}", year=1950 + number).value for number in range(60)]
        weapons = [catalog.vocabulary.lookup("weapon", name) or 1 for name in _WEAPONS]
        for number in range(_FIGHTS):
            catalog.add_scene(film_ids[number % len(film_ids)], _draft(number, weapons))
    return path


def _draft(number: int, weapons: list[int]) -> SceneDraft:
    one, other = weapons[number % len(weapons)], weapons[(number // 3) % len(weapons)]
    return SceneDraft(
        fields=SceneFields(title=f"Fight {number}", in_us=number * 1_000_000, out_us=number * 1_000_000 + 900_000),
        sides=("one", "other"),
        combatants=(CombatantDraft(label="Eve", side=0), CombatantDraft(label="rival", side=1)),
        wieldings=(WieldingDraft(weapon_id=one, who=0, against=(1,)), WieldingDraft(weapon_id=other, who=1)),
    )


if __name__ == "__main__":
    main()
