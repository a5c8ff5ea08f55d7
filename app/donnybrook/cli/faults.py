"""Keeps the stack of a fault of our own in a log file, and says where. Knows no command."""

import traceback
from datetime import UTC, datetime


def log_fault(fault: Exception) -> str:
    """Write a fault with its stack to the log; returns the sentence that tells of it."""
    from importlib import metadata

    from platformdirs import user_log_path

    told = f"Something is wrong in Donnybrook itself ({type(fault).__name__}: {fault})"
    try:
        path = user_log_path("donnybrook", appauthor=False, ensure_exists=True) / "faults.log"
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"\n{datetime.now(UTC).isoformat()} donnybrook {metadata.version('donnybrook')}\n")
            log.writelines(traceback.format_exception(fault))
    except OSError as refused:
        return f"{told}, and the log can't be written: {refused}."
    return f"{told}. Please report it with the end of {path}."
