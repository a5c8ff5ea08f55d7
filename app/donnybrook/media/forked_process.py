"""A decoding process that is a copy of this one: soon there, since nothing is loaded twice. Knows no film.

Only where a copy is safe: on Linux, of a process with one thread (what another one has locked would stay locked), by
whoever has no catalog open (SQLite's connections must not be copied along). It is walled off as one that was started
anew is: it has its own limits, ends when its parent does, and of what the parent has open it keeps what it is handed.
"""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NoReturn

_STANDARD = 3  # input, output and errors are the descriptors below
_LOOK_S = 0.001


class ForkedProcess:
    """What ``subprocess.Popen`` is to a command, as far as a ``WorkerLink`` asks."""

    def __init__(self, arguments: Sequence[str], printed: IO[bytes], kept: Sequence[int]) -> None:
        """Copy this process; the copy serves with ``arguments``, prints to ``printed``, and keeps descriptors ``kept``.

        Raises:
            OSError: the system has no room for another process.
        """
        self._code: int | None = None
        self._turn = threading.Lock()
        requests, asking = os.pipe()
        hearing, answers = os.pipe()
        try:
            self.pid = os.fork()
        except OSError:
            for each in (requests, asking, hearing, answers):
                os.close(each)
            raise
        if self.pid == 0:
            serve_as_copy(arguments, (requests, answers, printed.fileno()), kept)
        os.close(requests)
        os.close(answers)
        self.stdin: IO[bytes] = os.fdopen(asking, "wb")
        self.stdout: IO[bytes] = os.fdopen(hearing, "rb")

    def poll(self) -> int | None:
        """Return the code it ended with; None while it runs."""
        with self._turn:
            if self._code is None:
                self._code = self._ended()
            return self._code

    def _ended(self) -> int | None:
        try:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
        except ChildProcessError:  # whoever started this process has the system forget children that end
            return 0
        return os.waitstatus_to_exitcode(status) if ended else None

    def kill(self) -> None:
        """End it at once."""
        if self.poll() is None:
            with self._turn:
                if self._code is None:
                    os.kill(self.pid, signal.SIGKILL)

    def wait(self, timeout: float) -> int:
        """Wait until it has ended.

        Raises:
            TimeoutExpired: it takes longer than ``timeout``, in seconds.
        """
        deadline_s = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > deadline_s:
                raise subprocess.TimeoutExpired("donnybrook", timeout)
            time.sleep(_LOOK_S)
        return code


def can_fork(kept: Sequence[int]) -> bool:
    """Whether this process can be copied: the system says that it has one thread, and its standard files are there."""
    if sys.platform != "linux":
        return False
    try:
        threads = len(list(Path("/proc/self/task").iterdir()))
        for each in range(_STANDARD):
            os.fstat(each)
    except OSError:
        return False
    return threads == 1 and min(kept, default=_STANDARD) >= _STANDARD


def serve_as_copy(arguments: Sequence[str], standard: tuple[int, int, int], kept: Sequence[int]) -> NoReturn:
    """Serve, in a process that was just copied, with ``standard`` as its input, output and errors, and ``kept``."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        gc.freeze()  # nothing of the parent's is tidied away here
        for number, handle in enumerate(standard):
            os.dup2(handle, number)
        _close_all_but(kept)
        from donnybrook.media.worker_process import main  # which is also run by itself, so that no module has it loaded

        main(list(arguments))
    finally:
        if fault := sys.exception():
            traceback.print_exception(fault)
        os._exit(1)


def _close_all_but(kept: Sequence[int]) -> None:
    low = _STANDARD
    for each in (*sorted(kept), os.sysconf("SC_OPEN_MAX")):
        os.closerange(low, each)
        low = each + 1
