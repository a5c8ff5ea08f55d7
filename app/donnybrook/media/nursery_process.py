"""The process that decoding processes are copied from: it loads the decoders, and reads no film itself.

Started by ``donnybrook.media.nursery`` as ``python -m donnybrook.media.worker_process nursery LINE``; it ends when the
line does, that is, when the program does, in whatever way.
"""

import gc
import json
import os
import select
import signal
import socket

from donnybrook.media.forked_process import can_fork, serve_as_copy
from donnybrook.media.nursery import MOST_BYTES, MOST_HANDLES


def serve(handle: int) -> None:
    """Copy this process whenever the line asks for it, until the line ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from donnybrook.media import film_desk, worker_process  # noqa: F401 (what each copy then has)

    gc.collect()
    gc.freeze()  # else each copy would touch, and so own, all of what it shares with this one
    living: dict[int, int] = {}
    with socket.socket(fileno=handle) as line:
        looking = select.poll()
        looking.register(line, select.POLLIN)
        while can_fork(()):
            for ready, _ in looking.poll():
                if ready in living:
                    looking.unregister(ready)
                    os.waitpid(living.pop(ready), 0)
                    os.close(ready)
                elif (born := _bear(line)) is not None:
                    living[born[0]] = born[1]
                    looking.register(born[0], select.POLLIN)
                else:
                    return


def _bear(line: socket.socket) -> tuple[int, int] | None:
    """Return a copy's descriptor and number; None where the line has ended, or the system has no room for a copy."""
    told, handles, _, _ = socket.recv_fds(line, MOST_BYTES, MOST_HANDLES)
    if not told:
        return None
    requests, answers, printed, memory = handles
    try:
        number = os.fork()
        if number == 0:
            serve_as_copy([str(memory), *json.loads(told)], (requests, answers, printed), (memory,))
        handle = os.pidfd_open(number)
        socket.send_fds(line, [str(number).encode()], [handle])
    except OSError:
        return None
    finally:
        for each in handles:
            os.close(each)
    return handle, number
