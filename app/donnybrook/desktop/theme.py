"""The look: colour tokens for dark and light, the palette made of them, and which of the two is shown. Knows no widget.

One table holds every colour the window uses. A weapon class has one colour everywhere, asked for by its family.
"""

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from donnybrook.colours import DARK, LIGHT, Tokens
from donnybrook.desktop.fonts import body_font, load_fonts
from donnybrook.desktop.stylesheet import stylesheet
from donnybrook.records import dataclass

if TYPE_CHECKING:
    from donnybrook.catalog import Family

type Appearance = Literal["system", "light", "dark"]

APPEARANCES: tuple[Appearance, ...] = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class _RoleColours:
    role: QPalette.ColorRole
    colour: str


class Theme(QObject):
    """The colours in force. Parts that paint ask ``tokens`` each time, and repaint on ``changed``."""

    changed = Signal()

    def __init__(self, app: QApplication, appearance: str = "system") -> None:
        super().__init__()
        self._app = app
        self._appearance: Appearance = "system"
        self.tokens: Tokens = DARK
        self._colours: dict[str, QColor] = {}
        load_fonts()
        app.setStyle("Fusion")
        app.setFont(body_font())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.wear(appearance)

    @property
    def appearance(self) -> Appearance:
        """What was chosen; ``tokens.is_dark`` says what is shown."""
        return self._appearance

    def wear(self, appearance: str) -> None:
        """Show the dark or the light look, or (``system``, and whatever is not known) the one the system asks for."""
        self._appearance = next((each for each in APPEARANCES if each == appearance), "system")
        self.tokens = self._wanted()
        self._colours.clear()
        # Where one sheet takes the place of another, Qt tells each widget again for every one around it: three times
        # the work of taking the first away.
        self._app.setStyleSheet("")
        self._app.setPalette(palette_of(self.tokens))
        self._app.setStyleSheet(stylesheet(self.tokens))
        self.changed.emit()

    def colour(self, token: str) -> QColor:
        """Return a token's colour by its name in ``Tokens``."""
        if token not in self._colours:
            self._colours[token] = QColor(self.tokens.colour(token))
        return QColor(self._colours[token])  # whoever asks may change it

    def family_colour(self, family: "Family") -> QColor:
        """Return the colour of a weapon class (see ``Vocabulary.family``)."""
        return QColor(self.tokens.colour(family))

    def _wanted(self) -> Tokens:
        if self._appearance == "system":
            # The look is at home in the dark; without a word from the system it stays there.
            return LIGHT if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light else DARK
        return LIGHT if self._appearance == "light" else DARK

    def _follow_system(self) -> None:
        if self._appearance == "system" and self._wanted() is not self.tokens:
            self.wear("system")


def palette_of(tokens: Tokens) -> QPalette:
    """Return the palette Qt's own controls are drawn with."""
    role = QPalette.ColorRole
    colours = (
        _RoleColours(role.Window, tokens.panel),
        _RoleColours(role.WindowText, tokens.text),
        _RoleColours(role.Base, tokens.field),
        _RoleColours(role.AlternateBase, tokens.panel),
        _RoleColours(role.Text, tokens.text),
        _RoleColours(role.PlaceholderText, tokens.muted),
        _RoleColours(role.Button, tokens.raised),
        _RoleColours(role.ButtonText, tokens.text),
        _RoleColours(role.BrightText, tokens.loss),
        _RoleColours(role.ToolTipBase, tokens.raised),
        _RoleColours(role.ToolTipText, tokens.text),
        _RoleColours(role.Link, tokens.ember),
        _RoleColours(role.Highlight, tokens.selected),
        _RoleColours(role.HighlightedText, tokens.text),
        _RoleColours(role.Accent, tokens.ember),
        _RoleColours(role.Light, tokens.line),
        _RoleColours(role.Midlight, tokens.line),
        _RoleColours(role.Mid, tokens.line),
        _RoleColours(role.Dark, tokens.line),
        _RoleColours(role.Shadow, tokens.window),
    )
    palette = QPalette()
    for each in colours:
        palette.setColor(each.role, QColor(each.colour))
    for faint in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, faint, QColor(tokens.muted))
    return palette
