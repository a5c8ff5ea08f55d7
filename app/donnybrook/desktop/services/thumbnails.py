"""Pictures for walls and lists: read and decoded in a thread of their own, newest request first, kept up to a size.

It knows a picture only by its name (see ``Catalog.picture``), and no widget.
"""

import threading
from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from donnybrook.catalog import Catalog
from donnybrook.problems import Problem

_CACHE_BYTES = 128 * 1024 * 1024
_WAITING_MOST = 96
_TELL_EVERY_MS = 30
_BLACK = 28
_VEIL = "~"  # stands before the name of a picture that is wanted as a blur
_BLUR_PX = 12
_BLURRED_PX = 160


class _Reader(QThread):
    """Opens the catalog for itself, and decodes what is wanted, the last wish first."""

    read = Signal(str, QImage)
    refused = Signal(str)

    def __init__(self, catalog: Path) -> None:
        super().__init__()
        self._catalog = catalog
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._turn = threading.Condition()
        self._ending = False

    def want(self, name: str) -> None:
        with self._turn:
            self._wanted[name] = None
            self._wanted.move_to_end(name)
            while len(self._wanted) > _WAITING_MOST:
                self._wanted.popitem(last=False)
            self._turn.notify()

    def end(self) -> None:
        with self._turn:
            self._ending = True
            self._turn.notify()
        self.wait()

    def run(self) -> None:
        try:
            self._read_wanted()
        except Problem as problem:
            self.refused.emit(str(problem))

    def _read_wanted(self) -> None:
        with Catalog.open(self._catalog, read_only=True) as catalog:
            while (name := self._next()) is not None:
                jpeg = catalog.picture(name.removeprefix(_VEIL))
                image = without_bars(decoded(jpeg)) if jpeg else QImage()
                self.read.emit(name, blurred(image) if name.startswith(_VEIL) else image)

    def _next(self) -> str | None:
        with self._turn:
            while not self._wanted and not self._ending:
                self._turn.wait()
            return None if self._ending else self._wanted.popitem()[0]


def veiled(name: str) -> str:
    """Return the name by which a picture is had as a blur, of which nobody can tell what it shows."""
    return f"{_VEIL}{name.removeprefix(_VEIL)}"


def blurred(image: QImage) -> QImage:
    """Return the colours of a picture without what they show."""
    if image.isNull():
        return image
    smooth = Qt.TransformationMode.SmoothTransformation
    small = image.scaledToWidth(_BLUR_PX, smooth)
    for width_px in (2 * _BLUR_PX, 4 * _BLUR_PX, 8 * _BLUR_PX, _BLURRED_PX):  # in steps: no edges of the dots stay
        small = small.scaledToWidth(width_px, smooth)
    return small


def decoded(jpeg: bytes) -> QImage:
    """Return a JPEG as an image; an empty one for anything else."""
    # The format is said: left to guess, Qt would also draw an SVG, which can name other files.
    buffer = QBuffer()
    buffer.setData(jpeg)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    reader.setAutoDetectImageFormat(False)
    return reader.read()


class Thumbnails(QObject):
    """The pictures of one catalog. ``pixmap`` never waits: what is not there yet is announced by ``arrived``."""

    arrived = Signal()
    """Pictures that were asked for have come; emitted at most every 30 ms."""

    problem = Signal(str)
    """Emits a sentence, once, when the pictures can't be read at all."""

    def __init__(self, catalog: Path, parent: QObject | None = None, *, cache_bytes: int = _CACHE_BYTES) -> None:
        super().__init__(parent)
        self._cache_bytes = cache_bytes
        self._bytes = 0
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._unreadable: set[str] = set()
        self._telling = QTimer(self, interval=_TELL_EVERY_MS, singleShot=True)
        self._telling.timeout.connect(self.arrived)
        self._reader = _Reader(catalog)
        self._reader.read.connect(self._keep)
        self._reader.refused.connect(self._give_up)
        self._has_given_up = False

    def pixmap(self, name: str | None) -> QPixmap | None:
        """Return a picture if it is at hand, else ask for it; ``None`` also for a name nothing goes by."""
        if name is None or name in self._unreadable:
            return None
        kept = self._kept.get(name)
        if kept is not None:
            self._kept.move_to_end(name)
            return kept
        self._ask(name)
        return None

    def close(self) -> None:
        """End the thread; call it before the catalog is closed."""
        if self._reader.isRunning():
            self._reader.end()

    def _give_up(self, sentence: str) -> None:
        self._has_given_up = True  # asking again at each paint would tell the same again and again
        self.problem.emit(sentence)

    def _ask(self, name: str) -> None:
        if self._has_given_up:
            return
        if not self._reader.isRunning():
            self._reader.start(QThread.Priority.LowPriority)
        self._reader.want(name)

    def _keep(self, name: str, image: QImage) -> None:
        if image.isNull():
            self._unreadable.add(name)
            return
        self._kept[name] = QPixmap.fromImage(image)
        self._bytes += _size_bytes(self._kept[name])
        while self._bytes > self._cache_bytes and len(self._kept) > 1:
            self._bytes -= _size_bytes(self._kept.popitem(last=False)[1])
        if not self._telling.isActive():
            self._telling.start()


def _size_bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8


def without_bars(image: QImage) -> QImage:
    """Return a picture without the black bars above and below a wide film; never less than two thirds of it."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    most = grey.height() // 6
    top = next((row for row in range(most) if not _is_black(grey, row)), most)
    bottom = next((row for row in range(most) if not _is_black(grey, grey.height() - 1 - row)), most)
    if most in (top, bottom) or not (top or bottom):
        return image
    # A row more: where bar and film meet, JPEG mixes the two.
    return image.copy(0, top + 1, image.width(), image.height() - top - bottom - 2)


def _is_black(grey: QImage, row: int) -> bool:
    start = row * grey.bytesPerLine()
    return max(bytes(grey.constBits()[start : start + grey.width()])) < _BLACK
