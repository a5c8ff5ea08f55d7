"""Tells what processes cost, for the benches.

``ru_maxrss`` is not asked for memory: a process that replaces itself by another program keeps the peak of what it was
before, so that a child started by a big process would seem as big as that. The system's ``VmHWM`` begins anew.
"""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_LOOK_S = 0.01


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process cost: CPU and wall seconds, and the most memory it held."""

    cpu_s: float
    wall_s: float
    most_mb: float


def most_mb(pid: int | str = "self") -> float:
    """Return the most memory that a process has held so far, in MB; 0 once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)


def cost(command: Sequence[str], to: Path | None = None) -> Cost:
    """Run a command, its output into a file or nowhere; its memory is looked at a hundred times a second."""
    began_s, most = time.perf_counter(), 0.0
    with open(to or os.devnull, "wb") as sink:  # noqa: PTH123 - either of two
        child = subprocess.Popen(command, stdout=sink)
        ended = None
        while ended is None:
            most = max(most, most_mb(child.pid))
            time.sleep(_LOOK_S)
            ended = os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[0]} failed")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - began_s, most)
