"""The line icons (Lucide, ISC) tinted to a colour and drawn at the screen's own density. Knows no widget."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from donnybrook.desktop.theme import Theme
from donnybrook.files import resources_folder


class Icons:
    """Makes icons by name (a file in ``resources/icons``); they follow the theme by themselves."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._texts: dict[str, str] = {}
        # A button asks for its picture at every repaint, and an SVG file costs more to draw than the button itself.
        self._drawn: dict[tuple[str, int, int, float], QPixmap] = {}

    def icon(self, name: str, token: str = "text") -> QIcon:
        """Return an icon in a token's colour (``muted`` when disabled); raises ``FileNotFoundError`` without a file."""
        return QIcon(_Engine(self, name, token))

    def pixmap(self, name: str, size_px: int, colour: QColor, density: float = 1.0) -> QPixmap:
        """Return a square picture of an icon, ``size_px`` wide on the screen."""
        key = (name, size_px, colour.rgba(), density)
        if key not in self._drawn:
            self._drawn[key] = self._painted(name, size_px, colour, density)
        return self._drawn[key]

    def _painted(self, name: str, size_px: int, colour: QColor, density: float) -> QPixmap:
        side = round(size_px * density)
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.draw(painter, QRectF(0, 0, side, side), name, colour)
        painter.end()
        pixmap.setDevicePixelRatio(density)
        return pixmap

    def draw(self, painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
        """Draw an icon into a rectangle."""
        text = self._text(name).replace("currentColor", colour.name())
        QSvgRenderer(QByteArray(text.encode())).render(painter, rect)

    def colour(self, token: str) -> QColor:
        """Return the colour an icon is tinted with now."""
        return self._theme.colour(token)

    def _text(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        return self._texts[name]


class _Engine(QIconEngine):
    """Draws at whatever size is asked for, in the theme's colours of the moment."""

    def __init__(self, icons: Icons, name: str, token: str) -> None:
        super().__init__()
        self._icons = icons
        self._name = name
        self._token = token

    def paint(self, painter: QPainter, rect: object, mode: QIcon.Mode, _state: QIcon.State) -> None:
        token = "muted" if mode == QIcon.Mode.Disabled else self._token
        self._icons.draw(painter, QRectF(rect), self._name, self._icons.colour(token))  # type: ignore[call-overload]

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        token = "muted" if mode == QIcon.Mode.Disabled else self._token
        return self._icons.pixmap(self._name, size.width(), self._icons.colour(token))

    def clone(self) -> QIconEngine:
        return _Engine(self._icons, self._name, self._token)
