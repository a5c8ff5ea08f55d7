"""A turn of the event loop amid long work: the window is painted and goes on. Knows no work."""

from PySide6.QtCore import QCoreApplication, QEventLoop

_NOT_BY_HAND = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents


def take_turn() -> None:
    """Do what waits, but for what the person does: keys and clicks wait for the end of the work, and none is lost.

    Anything else can happen meanwhile; a catalog may even be closed. Who calls this looks again at what it relies on.
    """
    QCoreApplication.processEvents(_NOT_BY_HAND)


def wait_turn() -> None:
    """Do as ``take_turn`` the next time that there is something to do."""
    QCoreApplication.processEvents(_NOT_BY_HAND | QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
