"""The film with its time code, its marks and a few calm buttons. Shows any player; knows no catalog.

The view is black in both looks: the film is the brightest thing on the screen.
"""

from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.plain import figures, icon_button, label
from donnybrook.desktop.panels.video_surface import VideoSurface
from donnybrook.desktop.services.playback import Player
from donnybrook.times import format_clock, format_timecode

_BAR_PX = 52
_WHITE = "#f4f6f8"
_QUIET = "#aab2bc"


def time_text(time_us: int, rate: Fraction | None, *, is_variable: bool) -> str:
    """Return a time as a timecode where frames can be counted, else as a clock."""
    if rate is None or is_variable or time_us < 0:
        return format_clock(time_us)
    return format_timecode(time_us, rate)


def short_time(text: str) -> str:
    """Return a timecode or clock without the hours and minutes that are nought: ``16:12``."""
    parts = text.split(":")
    least = 2 if "." in text or len(parts) == 4 else 1
    while len(parts) > least and parts[0].strip("0") == "":
        parts.pop(0)
    return ":".join(parts)


class PlayerView(QWidget):
    """A picture with a bar beneath it."""

    def __init__(self, player: Player, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._in_us: int | None = None
        self._out_us: int | None = None
        self.surface = VideoSurface(player)
        self._time = _white(figures("", size_px=TextSize.TIMECODE), _WHITE)
        self._time.setFont(font(TextSize.TIMECODE, strong=True, tabular=True))
        self._time.setAccessibleName(self.tr("Time of the frame on the screen"))
        self._readouts = _white(figures(""), _QUIET)
        self._readouts.setAccessibleName(self.tr("Marks and speed"))
        self._said = _white(label(""), _QUIET)
        self._buttons = self._made_buttons(icons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.surface, 1)
        column.addWidget(self._made_bar())
        player.frame_shown.connect(self._show_time)
        player.state_changed.connect(self._show_state)
        player.settings_changed.connect(self._show_all)
        player.problem.connect(self.say)
        self._icons = icons
        self._show_all()

    @property
    def time_text(self) -> str:
        """The time as it stands on the screen."""
        return self._time.text()

    def show_marks(self, in_us: int | None, out_us: int | None) -> None:
        """Show the marks beside the speed."""
        self._in_us, self._out_us = in_us, out_us
        self._show_readouts()

    def say(self, sentence: str) -> None:
        """Show a sentence in the bar until another film is opened."""
        self._said.setText(sentence)
        self._said.setToolTip(sentence)

    def show_empty(self, sentence: str) -> None:
        """Say what to do where there is no picture."""
        self.surface.say(sentence)

    def _made_buttons(self, icons: Icons) -> dict[str, QToolButton]:
        rows = (
            ("back", "step-back", self.tr("One frame back (Left)"), self._step_back),
            ("play", "play", self.tr("Play or pause (Space)"), self._player.toggle),
            ("on", "step-forward", self.tr("One frame on (Right)"), self._step_on),
        )
        buttons = {}
        for name, icon, words, act in rows:
            button = icon_button(icons, icon, words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(act)
            buttons[name] = button
        return buttons

    def _step_back(self) -> None:
        self._player.step(-1)

    def _step_on(self) -> None:
        self._player.step(1)

    def _made_bar(self) -> QFrame:
        bar = QFrame()
        bar.setFixedHeight(_BAR_PX)
        bar.setAutoFillBackground(True)
        palette = bar.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(0, 0, 0))
        bar.setPalette(palette)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 0, 12, 4)
        row.setSpacing(6)
        row.addWidget(self._time)
        row.addSpacing(10)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addSpacing(10)
        row.addWidget(self._said, 1)
        row.addWidget(self._readouts)
        self._said.setMinimumWidth(20)
        return bar

    def _show_all(self) -> None:
        if self._player.media_file is None:
            self.say("")
        for button in self._buttons.values():
            button.setEnabled(self._player.media_file is not None)
        self._show_time(self._player.position_us)
        self._show_readouts()

    def _show_time(self, time_us: int) -> None:
        self._time.setText(self._text(time_us) if self._player.media_file is not None else "")

    def _show_state(self, playing: bool) -> None:
        self._buttons["play"].setIcon(self._icons.icon("pause" if playing else "play", "muted"))
        self.surface.update()

    def _show_readouts(self) -> None:
        parts = []
        if self._in_us is not None:
            parts.append(f"in {short_time(self._text(self._in_us))}")
        if self._out_us is not None:
            parts.append(f"out {short_time(self._text(self._out_us))}")
        if self._player.loop:
            parts.append(self.tr("loop"))
        parts.append(f"{self._player.rate:g}×".replace("-", "−"))
        self._readouts.setText("   ".join(parts) if self._player.media_file is not None else "")

    def _text(self, time_us: int) -> str:
        media_file = self._player.media_file
        if media_file is None:
            return format_clock(time_us)
        return time_text(time_us, media_file.rate, is_variable=media_file.variable_rate)


def _white(made: QLabel, colour: str) -> QLabel:
    """Give a label on black its own colour, whatever the look."""
    made.setStyleSheet(f"color: {colour}; background: transparent;")
    return made
