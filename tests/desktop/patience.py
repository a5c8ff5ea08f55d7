"""Waits for what must come as long as a busy machine may take; what never comes fails all the same."""

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

LEAST_MS = 120_000


class PatientBot(QtBot):
    """pytest-qt's waits, none of them shorter than ``LEAST_MS``: they end as soon as what they wait for is there."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = LEAST_MS) -> None:
        super().waitUntil(callback, timeout=max(timeout, LEAST_MS))

    def waitSignal(self, signal: Any, *, timeout: int = LEAST_MS, **how: Any) -> SignalBlocker:
        if how.get("raising") is False:  # for what must not come, as assertNotEmitted has it: so long, and no longer
            return super().waitSignal(signal, timeout=timeout, **how)
        return super().waitSignal(signal, timeout=max(timeout, LEAST_MS), **how)

    def waitActive(self, widget: Any, *, timeout: int = LEAST_MS) -> Any:
        return super().waitActive(widget, timeout=max(timeout, LEAST_MS))
