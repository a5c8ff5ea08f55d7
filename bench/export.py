"""Measures exporting a million fights as CSV: CPU against ``sqlite3 -csv`` on the same columns, memory, cancelling.

Each export is a process of its own, as somebody types it. ``sqlite3`` (apt-get install sqlite3) is given the very SQL
that the program reads with, so that both work out the same values. The wide table is ``fights``, the others are tidy.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from donnybrook.catalog.sheets import FIGHTS, TIDY, Sheet
from donnybrook.catalog.sheets.columns import as_text
from make_catalog import FOLDER, big_catalog
from make_costs import cost

WANTED_RATIO, WANTED_GROWTH_MB, WANTED_CANCEL_S = 2.0, 20, 0.2
_SMALL = 10_000


def main() -> None:
    """Measure, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, default=1_000_000)
    parser.add_argument("--tables", default="scenes,wieldings,fights")
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    large, small = big_catalog(arguments.scenes), big_catalog(_SMALL)
    out = FOLDER / "export.csv"
    for name in arguments.tables.split(","):
        sheet = next(each for each in (FIGHTS, *TIDY) if each.name == name)
        for _ in range(arguments.rounds):
            _compare(sheet, small, large, out)
    _set(small, large, FOLDER / "export.zip")
    _cancel(large, FOLDER / "cancelled")


def _compare(sheet: Sheet, small: Path, large: Path, out: Path) -> None:
    ours = cost(_command(large, out, "--table", sheet.name))
    size_mb = out.stat().st_size / 1e6
    little = cost(_command(small, out, "--table", sheet.name))
    growth_mb = ours.most_mb - little.most_mb
    print(
        f"{sheet.name}: {len(sheet.columns)} columns, {size_mb:,.0f} MB, {ours.cpu_s:.1f} s CPU, {ours.wall_s:.1f} s;"
        f" memory {little.most_mb:.0f} -> {ours.most_mb:.0f} MB ({growth_mb:+.0f}, wanted {WANTED_GROWTH_MB})"
    )
    if shutil.which("sqlite3"):
        theirs = cost(["sqlite3", "-csv", "-header", os.fspath(large), _sql(sheet)], out)
        print(
            f"  sqlite3 -csv: {theirs.cpu_s:.1f} s CPU; ours is {ours.cpu_s / theirs.cpu_s:.2f} (wanted {WANTED_RATIO})"
        )
    out.unlink()


def _set(small: Path, large: Path, out: Path) -> None:
    ours, little = cost(_command(large, out)), cost(_command(small, out))
    growth_mb = ours.most_mb - little.most_mb
    print(f"all tables as ZIP: {ours.cpu_s:.0f} s CPU; memory {ours.most_mb:.0f} MB ({growth_mb:+.0f})")
    out.unlink()


def _cancel(large: Path, out: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    for name in ("o.csv", "set", "set.zip", "o.json"):
        child = subprocess.Popen(_command(large, out / name), stderr=subprocess.DEVNULL)
        while not any(out.rglob("*.part")):
            time.sleep(0.01)
        time.sleep(1.5)
        used_s, asked_s = _cpu_s(child.pid), time.perf_counter()
        child.send_signal(signal.SIGINT)
        _, _, used = os.wait4(child.pid, 0)
        child.returncode = 130
        took_s, work_s = time.perf_counter() - asked_s, used.ru_utime + used.ru_stime - used_s
        left = [path.name for path in out.iterdir()] or "nothing"
        took = f"{took_s * 1000:.0f} ms, of which {work_s * 1000:.0f} ms work"
        print(f"cancel {name}: {took} (wanted {WANTED_CANCEL_S * 1000:.0f}); left behind: {left}")
    shutil.rmtree(out)


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _command(catalog: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "donnybrook", "export", os.fspath(catalog), os.fspath(out), *more]


def _sql(sheet: Sheet) -> str:
    values = ", ".join(f"{as_text(column)} AS {column.name!r}" for column in sheet.columns)
    live = f"WHERE {sheet.scene}.deleted_at IS NULL" if "{scenes}" in sheet.within else ""
    return f"{sheet.before} SELECT {values} FROM {sheet.source} {live} ORDER BY {sheet.order}"  # noqa: S608 - declared


if __name__ == "__main__":
    main()
