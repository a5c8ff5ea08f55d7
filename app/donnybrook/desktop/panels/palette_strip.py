"""The palette under the film: each digit with the term it stands for. Shows them, and knows no catalog's rows."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QToolButton

from donnybrook.catalog import Concept, Vocabulary
from donnybrook.catalog.fight_sentences import Chip
from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.models.concepts import colour_token
from donnybrook.desktop.panels.chip import CHIP_HEIGHT_PX, chip_width, paint_chip
from donnybrook.desktop.panels.plain import as_typed, give_role, label
from donnybrook.desktop.theme import Theme
from donnybrook.desktop.tips import tip

_STRIP_PX = 28
_GAP_PX = 6
_NAME_PX = 144
_NAME_PADDING_PX = 30


class _Key(QAbstractButton):
    """A digit and its term; pressed with the mouse, it marks as the key does when tapped."""

    def __init__(self, digit: str, theme: Theme) -> None:
        super().__init__()
        self.digit = self._shown = digit
        self._theme = theme
        self._chip: Chip | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # it may be cut short
        self.setFont(font(TextSize.CHIP))
        theme.changed.connect(self.update)
        self.show_term(digit, None, "")

    def show_term(self, key: str, term: Concept | None, token: str) -> None:
        """Show another key and term, or none."""
        self._shown = key
        self._chip = Chip(term.label, token or "line") if term is not None else None
        name = f"{key}: {term.label}" if term is not None else self.tr("{digit}: no term").format(digit=key)
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.updateGeometry()
        self.update()

    @property
    def _key_px(self) -> int:
        return round(QFontMetricsF(self.font()).horizontalAdvance(self._shown)) + _GAP_PX

    def sizeHint(self) -> QSize:
        """Return the size of the digit and its chip."""
        wide = chip_width(self._chip, QFontMetricsF(self.font())) if self._chip is not None else 0.0
        return QSize(round(self._key_px + wide) + 1, CHIP_HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: a chip may be cut short where there are many."""
        return QSize(
            min(self.sizeHint().width(), self._key_px + 34 if self._chip is not None else self._key_px), CHIP_HEIGHT_PX
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the digit and the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(QRectF(0, 0, self._key_px, self.height()), Qt.AlignmentFlag.AlignVCenter, self._shown)
        if self._chip is not None:
            wide = min(chip_width(self._chip, QFontMetricsF(self.font())), self.width() - self._key_px)
            paint_chip(painter, QRectF(self._key_px, 0, wide, CHIP_HEIGHT_PX), self._chip, self._theme)


class PaletteStrip(QFrame):
    """Ten keys in a row after the palette's name; where no key has a term, a word on how to give it one."""

    pressed = Signal(str)
    """Emits the digit whose key was pressed with the mouse."""

    wanted = Signal()
    """The person wants to see the palette as a sheet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        give_role(self, "panel")
        self.setFixedHeight(_STRIP_PX)
        self._name = QToolButton()
        self._name.setProperty("role", "quiet")
        self._name.setFont(font(TextSize.CHIP))
        self._name.setFixedWidth(_NAME_PX)
        self._name.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name.clicked.connect(self.wanted)
        self._hint = label("", "small")
        self.keys = {digit: _Key(digit, theme) for digit in "1234567890"}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 10, 0)
        row.setSpacing(7)
        row.addWidget(self._name)
        row.addWidget(self._hint)
        for key in self.keys.values():
            key.clicked.connect(lambda _checked=False, digit=key.digit: self.pressed.emit(digit))
            row.addWidget(key)
        row.addStretch(1)

    def show_palette(
        self,
        name: str,
        terms: list[tuple[str, Concept | None]],
        vocabulary: Vocabulary,
        hint: str,
        key_of: Callable[[str], str],
    ) -> None:
        """Show a palette; ``hint`` stands where none of its keys has a term.

        ``key_of`` returns the key of an action by its id.
        """
        metrics = QFontMetricsF(self._name.font())
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _NAME_PX - _NAME_PADDING_PX)
        self._name.setText(as_typed(shown))
        self._name.setAccessibleName(self.tr("Palette {name}").format(name=name))
        self._name.setToolTip(tip(name))
        is_empty = all(term is None for _, term in terms)
        self._hint.setText(hint)
        self._hint.setVisible(is_empty)
        for digit, term in terms:
            self.keys[digit].show_term(
                key_of(f"tag.digit_{digit}"), term, colour_token(vocabulary, term) if term is not None else ""
            )
            self.keys[digit].setVisible(not is_empty)
