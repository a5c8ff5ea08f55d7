"""One running decoding process, seen from its parent: start, send, receive with patience, end. Knows no film."""

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from donnybrook.media import wire
from donnybrook.media.admission import LARGEST_PICTURE_BYTES
from donnybrook.media.picture_memory import PictureMemory

_START_S = 60.0
_END_S = 5.0


class WorkerGoneError(Exception):
    """The decoding process ended, or talks nonsense, in the middle of a request."""


class WorkerHangsError(Exception):
    """The decoding process gave no sign of life for longer than the patience allowed."""


def worker_command() -> tuple[str, ...]:
    """Return what starts the decoding process: this Python, or the frozen program with a word of its own."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--film-worker")
    return (sys.executable, "-P", "-m", "donnybrook.media.worker_process")


class WorkerLink:
    """A decoding process and the memory shared with it."""

    def __init__(self, command: Sequence[str], memory_bytes: int, patience_s: float) -> None:
        """Start the process and wait until it is ready.

        Raises:
            WorkerGoneError, WorkerHangsError: it could not start.
        """
        self.memory = PictureMemory(LARGEST_PICTURE_BYTES)
        self._process = subprocess.Popen(
            [*command, self.memory.ticket, str(self.memory.size_bytes), str(memory_bytes), str(patience_s)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=self.memory.handles if sys.platform != "win32" else (),
            env=_environment(),
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise WorkerGoneError
        self._requests: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout
        self._heard: queue.SimpleQueue[wire.Answer | None] = queue.SimpleQueue()
        self._ear = threading.Thread(target=_listen, args=(self._answers, self._heard), daemon=True)
        self._ear.start()
        try:
            self.receive(_START_S)
        except (WorkerGoneError, WorkerHangsError):
            self.end()
            raise

    @property
    def process_id(self) -> int:
        """The process's number in the system."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def send(self, request: wire.Request) -> None:
        """Hand a request over.

        Raises:
            WorkerGoneError: the process has ended.
        """
        try:
            wire.send(self._requests, request)
        except OSError as error:
            raise WorkerGoneError from error

    def receive(self, patience_s: float) -> wire.Answer:
        """Return the next thing it says.

        Raises:
            WorkerGoneError: it ended.
            WorkerHangsError: it said nothing for so long.
        """
        try:
            answer = self._heard.get(timeout=patience_s)
        except queue.Empty as error:
            raise WorkerHangsError from error
        if answer is None:
            raise WorkerGoneError
        return answer

    def end(self) -> None:
        """End the process at once, wait for it, and free everything shared with it."""
        self._process.kill()
        self._process.wait(_END_S)
        self._ear.join(_END_S)
        for pipe in (self._requests, self._answers):
            try:
                pipe.close()
            except OSError:
                # What was still waiting to be written to a process that is gone is of no use to anyone.
                continue
        self.memory.close()


def _listen(answers: IO[bytes], heard: "queue.SimpleQueue[wire.Answer | None]") -> None:
    try:
        while (answer := wire.receive_answer(answers)) is not None:
            heard.put(answer)
    except (ValueError, TypeError, OSError):
        # Nonsense from a process that reads hostile files counts as its end.
        pass
    heard.put(None)


def _environment() -> dict[str, str]:
    """The parent's environment, with this package found first and the decoder's libraries kept small."""
    sources = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([sources, known]) if known else sources,
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }
