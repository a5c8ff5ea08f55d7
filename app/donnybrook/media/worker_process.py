"""The decoding process: reads requests from its input, answers on its output; knows no window and no catalog.

Started by ``donnybrook.media.worker`` as ``python -m donnybrook.media.worker_process TICKET BYTES MEMORY PATIENCE``.
It ends when its input ends, that is, when its parent does, in whatever way.
"""

import faulthandler
import mmap
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO

from donnybrook.media import picture_memory, wire
from donnybrook.media.nursery import NURSING
from donnybrook.media.problems import FilmProblem, shown_name

_SIGN_OF_LIFE_S = 0.3


def main(arguments: list[str]) -> None:
    """Serve until the parent is gone: TICKET and BYTES of the shared memory, the most MEMORY, the parent's PATIENCE.

    A process that only copies (COPYING) loads nothing of what draws pictures, which takes longer than the copying.
    One that is to be copied itself is told so, and the line on which it is asked: NURSING LINE.
    """
    if arguments[0] == NURSING:
        from donnybrook.media.nursery_process import serve

        serve(int(arguments[1]))
        return
    ticket, size_bytes, memory_bytes, patience_s, *more = arguments
    requests, answers = _private_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    _limit_memory(int(memory_bytes))
    memory = picture_memory.join(ticket, int(size_bytes))
    waiting: queue.SimpleQueue[wire.Request] = queue.SimpleQueue()
    threading.Thread(target=_read_requests, args=(requests, waiting), daemon=True).start()
    pulse = _Pulse(answers, float(patience_s))
    desk = _desk(memory, pulse.beat, copies=wire.COPYING in more)
    wire.send(answers, wire.Answer("ready"))
    while True:
        request = waiting.get()
        pulse.start()
        answer = _answer(desk, request)
        pulse.stop()
        wire.send(answers, answer)


def _desk(memory: mmap.mmap, alive: wire.Alive, *, copies: bool) -> Callable[[wire.Request], wire.Answer]:
    # The limits and the watch on the parent stand before the first byte of a film is read.
    if copies:
        from donnybrook.media.copying_desk import CopyingDesk

        return CopyingDesk(alive).answer
    from donnybrook.media.film_desk import FilmDesk

    return FilmDesk(memory, alive).answer


class _Pulse:
    """Tells the parent, now and then, that long work goes on; ends the process if it hangs with no parent to see."""

    def __init__(self, answers: IO[bytes], patience_s: float) -> None:
        self._answers = answers
        self._patience_s = patience_s
        self._last_s = 0.0

    def start(self) -> None:
        self._last_s = time.monotonic()
        faulthandler.dump_traceback_later(3 * self._patience_s, exit=True)

    def beat(self, share: float | None = None) -> None:
        now_s = time.monotonic()
        if now_s - self._last_s > _SIGN_OF_LIFE_S:
            wire.send(self._answers, wire.Answer("alive", share=share))
            self.start()

    def stop(self) -> None:
        faulthandler.cancel_dump_traceback_later()


def _answer(desk: Callable[[wire.Request], wire.Answer], request: wire.Request) -> wire.Answer:
    try:
        return desk(request)
    except FilmProblem as problem:
        return wire.Answer("problem", text=str(problem), reason=problem.reason)
    except MemoryError:
        name = shown_name(Path(request.path))
        return wire.Answer("problem", text=f"{name} needs more memory than a film may take here.", reason="too_big")
    except OSError as error:
        name = shown_name(Path(request.path))
        return wire.Answer("problem", text=f"Reading {name} failed: {error.strerror}. Try again.", reason="broken")
    except Exception:  # noqa: BLE001 (a door: whatever a hostile film provokes, the process goes on and says so)
        traceback.print_exc()
        name = shown_name(Path(request.path))
        text = f"{name} confuses the decoder: it is damaged, or coded in an unusual way. Try it in a player."
        return wire.Answer("problem", text=text, detail=traceback.format_exc(limit=-4), reason="broken")


def _private_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Take standard input and output for messages alone: what a library prints goes to standard error."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, answers


def _limit_memory(memory_bytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        memory_bytes = min(memory_bytes, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        # Some systems have the limit but refuse to set it; the watchdog and the size checks still stand.
        return


def _read_requests(requests: IO[bytes], waiting: "queue.SimpleQueue[wire.Request]") -> None:
    while (request := wire.receive_request(requests)) is not None:
        waiting.put(request)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
