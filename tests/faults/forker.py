"""A process with everything imported that forks children to be killed: a kill costs milliseconds, no start of Python.

Run as ``python -m faults.forker``. Each line it reads is JSON: what a child must do, or whom to wait for.
"""

import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

type Job = Callable[[Mapping[str, str], Callable[[str], None]], None]
_DONE = "done"


class Forker:
    """The test's end of it."""

    def __init__(self) -> None:
        tests = Path(__file__).resolve().parents[1]
        environment = {**os.environ, "PYTHONPATH": str(tests), "PYTHONWARNINGS": "error"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "faults.forker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(20)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def start(self, job: str, said: Path, **arguments: str | Path) -> int:
        """Start a child that does ``job`` and writes what it says to the file ``said``; returns its process id."""
        said.write_text("")
        order = {"job": job, "said": str(said), **{name: str(value) for name, value in arguments.items()}}
        return int(self._ask(order))

    def reap(self, pid: int) -> int:
        """Wait for a child to be gone; returns its exit status as ``waitpid`` gives it."""
        return int(self._ask({"reap": str(pid)}))

    def kill(self, pid: int) -> int:
        """Kill -9 a child and wait for it to be gone."""
        os.kill(pid, 9)
        return self.reap(pid)

    def _ask(self, order: Mapping[str, str]) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


def words(said: Path) -> list[str]:
    """Return what a child has said so far: whole lines only."""
    text = said.read_text()
    return text[: text.rfind("\n") + 1].splitlines()


def wait_for_words(said: Path, count: int, *, limit_s: float = 20.0) -> None:
    """Wait until a child has said so many lines, or is done."""
    deadline = time.monotonic() + limit_s
    pause_s = 0.0005
    while len(words(said)) < count and not is_over(said):
        pause_s = min(pause_s * 1.5, 0.05) if count > 100 else pause_s
        if time.monotonic() > deadline:
            raise TimeoutError(f"the child said only {words(said)}")
        time.sleep(pause_s)


def is_over(said: Path) -> bool:
    """Whether a child has done all it was to do, or given up."""
    last = words(said)[-1:]
    return last == [_DONE] or (last[:1] != [] and last[0].startswith("raised "))


def _serve(jobs: Mapping[str, Job]) -> None:
    for line in sys.stdin:
        order = json.loads(line)
        if "reap" in order:
            _answer(os.waitpid(int(order["reap"]), 0)[1])
            continue
        pid = os.fork()
        if pid == 0:
            _be_child(jobs[order["job"]], order)
        _answer(pid)


def _answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _be_child(job: Job, order: Mapping[str, str]) -> None:
    handle = os.open(order["said"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    code = 0
    try:
        job(order, lambda text: _say(handle, text))
        _say(handle, _DONE)
    except BaseException:  # noqa: BLE001 - told to the test, and the child must not come back
        _say(handle, "raised " + traceback.format_exc().replace("\n", " | "))
        code = 1
    finally:
        os._exit(code)


def _say(handle: int, text: str) -> None:
    os.write(handle, f"{text}\n".encode())


if __name__ == "__main__":
    from faults.jobs import JOBS

    _serve(JOBS)
