"""Pictures made of JPEGs: decoded, without black bars, blurred, cut to a place. Knows no catalog, and no widget.

All of it may be done in any thread.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath

from donnybrook.records import dataclass

_BLACK = 28
_BLUR_PX = 12
_BLURRED_PX = 160


@dataclass(frozen=True, slots=True)
class Fit:
    """A place for a picture, in pixels of the screen, and how round its corners are: all, or those above alone."""

    width_px: int
    height_px: int
    radius_px: int
    is_round_below: bool = False


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


def fitted(image: QImage, fit: Fit) -> QImage:
    """Return a picture that fills a place: cut and never stretched, with round corners."""
    if image.isNull():
        return image
    size = QSize(fit.width_px, fit.height_px)
    filled = image.scaled(
        size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    made = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(_rounded(fit))
    painter.drawImage((size.width() - filled.width()) // 2, (size.height() - filled.height()) // 2, filled)
    painter.end()
    return made


def _rounded(fit: Fit) -> QPainterPath:
    """Return a place whose upper corners are round, and its lower ones as they are to be."""
    path = QPainterPath()
    whole = QRectF(0, 0, fit.width_px, fit.height_px)
    if fit.is_round_below:
        path.addRoundedRect(whole, fit.radius_px, fit.radius_px)
    else:  # the lower ones lie outside of it
        path.addRoundedRect(whole.adjusted(0, 0, 0, 2 * fit.radius_px), fit.radius_px, fit.radius_px)
    return path
