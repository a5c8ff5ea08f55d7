"""Where tasks are done: a pool of this program's own, or a cluster's. Knows no task."""

import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from donnybrook.problems import Problem
from donnybrook.records import dataclass

_PATIENCE_S = 5
_ANEW = 5  # so many workers may die under one task before it is given up


@dataclass(frozen=True, slots=True)
class Pool:
    """An executor, how many tasks to give it at once, and whether it is in this process.

    A task that raises one of ``losses`` was lost by the pool, through no fault of the film's; a pool that is not alive
    takes no more tasks.
    """

    executor: Executor
    slots: int
    is_local: bool
    losses: tuple[type[Exception], ...] = ()
    is_alive: Callable[[], bool] = lambda: True


@contextmanager
def local_pool(slots: int | None = None) -> Iterator[Pool]:
    """Give a pool of threads, each of which waits for a decoding process; a decoder uses several processors itself."""
    count = slots or max(1, min(4, (os.cpu_count() or 2) // 2))
    with ThreadPoolExecutor(count, thread_name_prefix="film") as executor:
        yield Pool(executor, count, is_local=True)


@contextmanager
def cluster_pool(address: str) -> Iterator[Pool]:
    """Give the workers of a Dask scheduler, such as ``tcp://127.0.0.1:8786``.

    A worker that dies takes no task with it: another one does it again. The workers read films under the same paths as
    this program. Raises ``Problem`` where there is no such scheduler.
    """
    client, losses = _connected(address)
    try:
        threads = sum(client.nthreads().values())
        executor = client.get_executor(pure=False, retries=_ANEW)
        yield Pool(
            executor, max(2, 2 * threads), is_local=False, losses=losses, is_alive=lambda: client.status == "running"
        )
    finally:
        client.close()


def _connected(address: str) -> tuple[Any, tuple[type[Exception], ...]]:
    try:
        import distributed
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker
    except ImportError as fault:
        raise Problem(
            "Donnybrook was installed without what a cluster takes. Install it with ‘pip install donnybrook[cluster]’,"
            " or leave --scheduler out: the films are then read on this computer."
        ) from fault
    # Who waits for films is told in a sentence; the stacks of lost connections are of no use to them.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    connect: Any = distributed.Client
    try:
        client = connect(address, timeout=_PATIENCE_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as fault:
        raise Problem(
            f"There is no Dask scheduler at {address}. Start one with ‘dask scheduler’, or leave --scheduler out: the"
            " films are then read on this computer."
        ) from fault
    return client, (KilledWorker, CommClosedError)
