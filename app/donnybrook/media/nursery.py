"""Where decoding processes come from soon: one that has loaded the decoders is copied for each. Knows no film.

Loading takes nearly all the time that a decoding process needs to begin. The one that is copied does nothing else: it
reads no film, so that none can harm it. Its copies are walled off as those are that were started anew: each has limits
of its own, ends when the program does, and has nothing open but what it is handed. On Linux alone; elsewhere, and where
anything is amiss, whoever asks starts one anew.
"""

import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from typing import IO

from donnybrook.media.launching import worker_command, worker_environment

_log = logging.getLogger(__name__)

NURSING = "nursery"
"""What the process is told that is to be copied."""

MOST_BYTES = 4096
MOST_HANDLES = 8
_PATIENCE_S = 60.0
_END_S = 5.0


class NoNurseryError(Exception):
    """None can be copied: start it anew."""


class BornProcess:
    """What ``subprocess.Popen`` is to a command, as far as a ``WorkerLink`` asks; the program is not its parent."""

    def __init__(self, number: int, handle: int, stdin: IO[bytes], stdout: IO[bytes]) -> None:
        """``handle`` is a descriptor of the process, which no other one can come to have, as ``number`` could."""
        self.pid = number
        self.stdin = stdin
        self.stdout = stdout
        self._handle = handle
        # Not before whoever ends it, in whichever thread, has let go of it: the descriptor could be of another by then.
        weakref.finalize(self, os.close, handle)

    def poll(self) -> int | None:
        """Return 0 once it has ended, however that was; None while it runs."""
        return 0 if self._has_ended(0) else None

    def kill(self) -> None:
        """End it at once."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def wait(self, timeout: float) -> int:
        """Wait until it has ended.

        Raises:
            TimeoutExpired: it takes longer than ``timeout``, in seconds.
        """
        if not self._has_ended(timeout):
            raise subprocess.TimeoutExpired("donnybrook", timeout)
        return 0

    def _has_ended(self, within_s: float) -> bool:
        looking = select.poll()
        looking.register(self._handle, select.POLLIN)
        return bool(looking.poll(within_s * 1000))


class Nursery:
    """One process to be copied, started when it is first asked; safe from any thread.

    ``close`` ends it, and not what was born of it. Once it can't bear, it is not asked again.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = tuple(command) if command is not None else worker_command()
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._is_barren = sys.platform != "linux"

    @property
    def process_id(self) -> int | None:
        """The number of the process that is copied; None while there is none."""
        process = self._process
        return process.pid if process is not None else None

    def born(self, limits: Sequence[str], printed: IO[bytes], kept: Sequence[int]) -> BornProcess:
        """Return a process that serves within ``limits``, prints to ``printed``, and keeps the memory ``kept``.

        Raises:
            NoNurseryError: there can't be one.
        """
        with self._turn:
            if self._is_barren:
                raise NoNurseryError
            try:
                return self._copied(self._line or self._started(), limits, [printed.fileno(), *kept])
            except (OSError, ValueError) as error:
                _log.warning("decoding processes are started anew from now on", exc_info=error)
                self._is_barren = True
                self._end()
                raise NoNurseryError from error

    def close(self) -> None:
        """End the process; nothing is born any more."""
        with self._turn:
            self._is_barren = True
            self._end()

    def _started(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._line = ours
        ours.settimeout(_PATIENCE_S)
        with theirs:
            self._process = subprocess.Popen(
                [*self._command, NURSING, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env=worker_environment(),
            )
        return ours

    def _copied(self, line: socket.socket, limits: Sequence[str], handed: Sequence[int]) -> BornProcess:
        with ExitStack() as theirs, ExitStack() as ours:
            requests, stdin = _pipe(reads=False, other=theirs)
            ours.enter_context(stdin)
            answers, stdout = _pipe(reads=True, other=theirs)
            ours.enter_context(stdout)
            socket.send_fds(line, [json.dumps(limits).encode()], [requests, answers, *handed])
            told, handles, _, _ = socket.recv_fds(line, MOST_BYTES, 1)
            if not handles:
                raise ValueError("The nursery has ended.")
            os.set_inheritable(handles[0], False)  # noqa: FBT003 (else any program started later would have it)
            born = BornProcess(int(told), handles[0], stdin, stdout)
            ours.pop_all()
            return born

    def _end(self) -> None:
        line, process = self._line, self._process
        self._line = self._process = None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            with suppress(subprocess.TimeoutExpired):
                process.wait(_END_S)


def _pipe(*, reads: bool, other: ExitStack) -> tuple[int, IO[bytes]]:
    """Return the end of a pipe that goes to another process, which ``other`` closes, and ours."""
    reading, writing = os.pipe()
    theirs, ours = (writing, reading) if reads else (reading, writing)
    other.callback(os.close, theirs)
    return theirs, os.fdopen(ours, "rb" if reads else "wb")
