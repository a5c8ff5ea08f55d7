"""One running decoding process, seen from its parent: start, send, receive with patience, end. Knows no film."""

import contextlib
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from typing import IO

from donnybrook.media import wire
from donnybrook.media.admission import LARGEST_PICTURE_BYTES
from donnybrook.media.forked_process import ForkedProcess, can_fork
from donnybrook.media.launching import worker_environment
from donnybrook.media.nursery import BornProcess, NoNurseryError, Nursery
from donnybrook.media.picture_memory import PictureMemory

_START_S = 60.0
_END_S = 5.0
_MOST_PRINTED = 4000


class WorkerGoneError(Exception):
    """The decoding process ended, or talks nonsense, in the middle of a request."""


class WorkerUnstartableError(Exception):
    """The decoding process can't be started at all; the text is what it printed."""


class WorkerHangsError(Exception):
    """The decoding process gave no sign of life for longer than the patience allowed."""


class WorkerLink:
    """A decoding process and the memory shared with it."""

    def __init__(
        self,
        command: Sequence[str],
        memory_bytes: int,
        patience_s: float,
        shared_bytes: int = LARGEST_PICTURE_BYTES,
        *,
        copies: bool = False,
        forks: bool = False,
        nursery: Nursery | None = None,
    ) -> None:
        """Start the process and wait until it is ready; one that only ``copies`` is so sooner.

        One that ``forks`` is a copy of this process, else one of a ``nursery`` of that, where there can be one.

        Raises:
            WorkerUnstartableError: it could not start.
        """
        self.memory = PictureMemory(shared_bytes)
        self._printed = tempfile.TemporaryFile()  # noqa: SIM115 (closed by end)
        self.copies = copies
        limits = [str(self.memory.size_bytes), str(memory_bytes), str(patience_s), *([wire.COPYING] if copies else [])]
        try:
            self._process = (
                (self._forked(limits) if forks else None)
                or (self._born(nursery, limits) if nursery is not None else None)
                or self._launched(command, limits)
            )
        except OSError as error:
            self._printed.close()
            self.memory.close()
            raise WorkerUnstartableError(str(error)) from error
        self._requests, self._answers = _piped(self._process.stdin), _piped(self._process.stdout)
        self._heard: queue.SimpleQueue[wire.Answer | None] = queue.SimpleQueue()
        self._ear = threading.Thread(target=_listen, args=(self._answers, self._heard), daemon=True)
        self._ear.start()
        try:
            self.receive(_START_S)
        except (WorkerGoneError, WorkerHangsError) as error:
            printed = self.printed()
            self.end()
            raise WorkerUnstartableError(printed) from error

    def _forked(self, limits: Sequence[str]) -> ForkedProcess | None:
        if not can_fork(self.memory.handles):
            return None
        return ForkedProcess([self.memory.ticket, *limits], self._printed, self.memory.handles)

    def _born(self, nursery: Nursery, limits: Sequence[str]) -> BornProcess | None:
        try:
            return nursery.born(limits, self._printed, self.memory.handles)
        except NoNurseryError:
            return None

    def _launched(self, command: Sequence[str], limits: Sequence[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*command, self.memory.ticket, *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._printed,
            pass_fds=self.memory.handles if sys.platform != "win32" else (),
            env=worker_environment(),
        )

    @property
    def process_id(self) -> int:
        """The process's number in the system."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def printed(self) -> str:
        """Return the last of what the process printed: the stack, if it crashed."""
        size_bytes = self._printed.seek(0, os.SEEK_END)
        self._printed.seek(max(0, size_bytes - _MOST_PRINTED))
        return self._printed.read().decode("utf-8", "replace").strip()

    def stop(self) -> None:
        """End the process at once; safe from any thread, also while another one waits for an answer."""
        self._process.kill()

    def yield_to_others(self, niceness: int) -> None:
        """Let other processes go first, so far as the system's own ``nice`` counts; where there is none, nothing."""
        if niceness and sys.platform != "win32":
            with contextlib.suppress(OSError):  # it has ended already: whoever asks it next will notice
                os.setpriority(os.PRIO_PROCESS, self._process.pid, niceness)

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

    def payload(self, answer: wire.Answer) -> bytes:
        """Return the bytes that belong to an answer.

        Raises:
            WorkerGoneError: there can't be so many, so the process is not to be trusted.
        """
        try:
            return self.memory.read(answer.payload_bytes)
        except ValueError as error:
            raise WorkerGoneError from error

    def end(self) -> None:
        """End the process at once, wait for it, and free everything shared with it."""
        self.stop()
        self._process.wait(_END_S)
        self._ear.join(_END_S)
        for pipe in (self._requests, self._answers):
            try:
                pipe.close()
            except OSError:
                # What was still waiting to be written to a process that is gone is of no use to anyone.
                continue
        self._printed.close()
        self.memory.close()


def _piped(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("A process was started without its pipes.")
    return pipe


def _listen(answers: IO[bytes], heard: "queue.SimpleQueue[wire.Answer | None]") -> None:
    try:
        while (answer := wire.receive_answer(answers)) is not None:
            heard.put(answer)
    except (ValueError, TypeError, OSError):
        # Nonsense from a process that reads hostile files counts as its end.
        pass
    heard.put(None)
