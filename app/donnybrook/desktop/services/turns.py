"""A turn of the event loop amid long work: the window is painted and goes on. Knows no work."""

from PySide6.QtCore import QCoreApplication, QEventLoop


def take_turn() -> None:
    """Do what waits, but for what the person does: keys and clicks wait for the end of the work, and none is lost.

    Anything else can happen meanwhile; a catalog may even be closed. Who calls this looks again at what it relies on.
    """
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
