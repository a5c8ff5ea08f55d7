"""The one hook for faults nobody caught: Python's, threads', and Qt's own messages. Knows no widget.

A ``Problem`` is the world's, and goes to the banner as its own sentence; so is a catalog that the disk, or another
program, keeps from being read. Anything else is ours: it is written to the log with its stack, and reported without
stopping the person's work.
"""

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from donnybrook.problems import Problem

_log = logging.getLogger("donnybrook")
_LOG_BYTES = 1_000_000
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_path() -> Path:
    """Return the log file."""
    return user_log_path("donnybrook", appauthor=False) / "donnybrook.log"


class ErrorHook(QObject):
    """Catches what nobody caught, from any thread, while it is installed."""

    problem = Signal(str)
    """Emits the sentence of a fault of the world."""

    fault = Signal(str, str)
    """Emits a fault of the program: its last line, and the whole stack.

    A note on it comes last: that of ``Refusals`` says what was not stored because of it.
    """

    def __init__(self, log_file: Path | None = None) -> None:
        super().__init__()
        self.log_file = log_file or log_path()
        self._handler: logging.Handler | None = None

    def install(self) -> None:
        """Take over until ``remove``."""
        self._open_log()
        sys.excepthook = self._told
        threading.excepthook = self._told_by_thread
        sys.unraisablehook = self._told_unraisable
        qInstallMessageHandler(self._told_by_qt)

    def remove(self) -> None:
        """Give everything back as Python and Qt have it."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)
        if self._handler:
            _log.removeHandler(self._handler)
            self._handler.close()
            self._handler = None

    def tell(self, error: BaseException) -> None:
        """Put an error where it belongs."""
        stack = "".join(traceback.format_exception(error))
        sentence = _of_the_world(error)
        if sentence is not None:
            _log.warning("%s", sentence if isinstance(error, Problem) else stack)
            self.problem.emit(sentence)
            return
        _log.error("%s", stack)
        self.fault.emit(traceback.format_exception_only(error)[-1].strip(), stack)

    def _open_log(self) -> None:
        try:
            self.log_file.parent.mkdir(parents=True, exist_ok=True)
            if self.log_file.exists() and self.log_file.stat().st_size > _LOG_BYTES:
                self.log_file.replace(self.log_file.with_suffix(".old.txt"))
            handler: logging.Handler = logging.FileHandler(self.log_file, encoding="utf-8", delay=True)
        except OSError:
            handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        _log.addHandler(handler)
        self._handler = handler

    def _told(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.tell(error)

    def _told_by_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.tell(args.exc_value)

    def _told_unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        if args.exc_value is not None:
            self.tell(args.exc_value)

    def _told_by_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        _log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s (%s)", message, context.category)


def _of_the_world(error: BaseException) -> str | None:
    """Return the sentence on a fault of the world; None for one of the program."""
    from donnybrook.catalog.faults import explain  # only once something is wrong: a window's start does without it

    return str(error) if isinstance(error, Problem) else explain(error, "The catalog")
