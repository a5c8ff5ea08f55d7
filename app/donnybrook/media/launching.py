"""How a decoding process is started: by which command, and in what surroundings. Starts none."""

import os
import sys
from pathlib import Path


def worker_command() -> tuple[str, ...]:
    """Return what starts the decoding process: this Python, or the frozen program with a word of its own."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--film-worker")
    return (sys.executable, "-P", "-m", "donnybrook.media.worker_process")


def worker_environment() -> dict[str, str]:
    """The parent's environment, with this package found first and the decoder's libraries kept small."""
    sources = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([sources, known]) if known else sources,
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }
