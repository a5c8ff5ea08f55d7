"""The film with its time code, its marks and a few calm buttons. Shows any player; knows no catalog.

The view is black in both looks: the film is the brightest thing on the screen.
"""

from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.plain import figures, icon_button, label
from donnybrook.desktop.panels.scrub_bar import ScrubBar
from donnybrook.desktop.panels.time_entry import TimeEntry
from donnybrook.desktop.panels.video_surface import VideoSurface
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.theme import Theme
from donnybrook.desktop.tips import tip
from donnybrook.times import CLOCK_TOLERANCE_US, TimeProblem, format_clock, format_timecode, parse_time

_BAR_PX = 52
_LOW_BAR_PX = 38
_OVERLAY_PX = 12
_NARROW_PX = 420
_LOW_PX = 340
_ICON_PX = 18
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

    def __init__(self, player: Player, theme: Theme, icons: Icons, *, scrubs: bool = True) -> None:
        """``scrubs``: with a bar to scrub on, where no timeline is at hand."""
        super().__init__()
        self._player = player
        self._in_us: int | None = None
        self._out_us: int | None = None
        self.setAccessibleName(self.tr("Player"))
        self.surface = VideoSurface(player)
        self.scrub = ScrubBar(player, theme)
        self._scrubs = scrubs
        if not scrubs:  # shown without a parent, it would be a window of its own
            self.scrub.hide()
        self._small_time = _TimeOverlay(self.surface)
        self._time = _white(figures("", size_px=TextSize.TIMECODE), _WHITE)
        self._time.setFont(font(TextSize.TIMECODE, strong=True, tabular=True))
        self._time.setAccessibleName(self.tr("Time of the frame on the screen"))
        self.time_entry = TimeEntry()
        self._readouts = _white(figures(""), _QUIET)
        self._readouts.setAccessibleName(self.tr("Marks and speed"))
        self._said = _white(label("", wrap=True), _QUIET)
        self._said.setFont(font(TextSize.SMALL))
        self._said_of: int | None = None
        self._wrong_time = ""
        self._is_alone = False
        self._focus_line = QFrame()
        self._focus_line.setFixedHeight(1)
        self._theme = theme
        self._icons = icons
        self._buttons = self._made_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.surface, 1)
        column.addWidget(self.scrub)
        self._bar = self._made_bar()
        column.addWidget(self._bar)
        column.addWidget(self._focus_line)  # at the very edge: amid the black it would look like a fault of the picture
        player.frame_shown.connect(self._show_time)
        player.state_changed.connect(self._show_state)
        player.settings_changed.connect(self._show_all)
        player.problem.connect(self.say)
        self.time_entry.typed.connect(self._go_to)
        self.time_entry.left.connect(self._leave_time)
        self.time_entry.put_away.connect(self._show_time_again)
        self._show_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the keys must do: leave the buttons out; and the picture takes from the bar."""
        self._show_buttons()
        self._bar.setFixedHeight(_LOW_BAR_PX if event.size().height() < _LOW_PX else _BAR_PX)
        size = TextSize.TITLE if event.size().width() < _NARROW_PX else TextSize.TIMECODE
        self._time.setFont(font(size, strong=True, tabular=True))
        super().resizeEvent(event)

    def _show_buttons(self) -> None:
        for button in self._buttons.values():
            button.setVisible(self._player.media_file is not None and self.width() >= _NARROW_PX)

    @property
    def time_text(self) -> str:
        """The time as it stands on the screen."""
        return self._time.text()

    def show_marks(self, in_us: int | None, out_us: int | None) -> None:
        """Show the marks beside the speed."""
        self._in_us, self._out_us = in_us, out_us
        self.scrub.show_marks(in_us, out_us)
        self._show_readouts()

    def show_alone(self, *, alone: bool) -> None:
        """Show the picture with nothing but a small time on it and a bar to scrub on, or all again."""
        self._is_alone = alone
        self._focus_line.setVisible(not alone)
        self._show_bar()
        self._small_time.setVisible(alone)
        self.scrub.setVisible(alone or self._scrubs)
        self._show_time(self._player.position_us)

    def say(self, sentence: str) -> None:
        """Show a sentence in the bar, or on the picture where that is alone, until another film is opened."""
        if sentence != self._said.text():
            self._said.setText(sentence)
            self._said.setToolTip(tip(sentence))
            self._show_small()
        self._show_bar()

    def _show_bar(self) -> None:
        """Without a film there is nothing to show in it, unless something is said."""
        has_words = self._player.media_file is not None or bool(self._said.text())
        self._bar.setVisible(has_words and not self._is_alone)

    def ask_time(self) -> None:
        """Have a time typed where the time code stands, and go there."""
        if self._player.media_file is not None:
            self._time.hide()
            self.time_entry.ask(self.time_text)

    def _go_to(self, typed: str) -> None:
        media_file = self._player.media_file
        if media_file is None or not typed.strip():
            self._leave_time()
            return
        try:
            time_us = parse_time(typed, None if media_file.variable_rate else media_file.version_rate)
        except TimeProblem as problem:
            self._refuse_time(str(problem))
            return
        if time_us > self._player.duration_us:
            words = self.tr("“{typed}” is beyond the film, which ends at {end}.")
            self._refuse_time(words.format(typed=typed.strip(), end=self._text(self._player.duration_us)))
            return
        self._player.seek(time_us + CLOCK_TOLERANCE_US)
        self._leave_time()

    def _refuse_time(self, sentence: str) -> None:
        self._wrong_time = sentence
        self.say(sentence)

    def _leave_time(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_time_again(self) -> None:
        self._time.show()
        if self._wrong_time and self._said.text() == self._wrong_time:
            self.say("")

    def show_empty(self, sentence: str) -> None:
        """Say what to do where there is no picture."""
        self.surface.say(sentence)

    def _made_buttons(self) -> dict[str, QToolButton]:
        rows = (
            ("back", "step-back", self.tr("One frame back"), self._step_back),
            ("play", "play", self.tr("Play or pause"), self._player.toggle),
            ("on", "step-forward", self.tr("One frame on"), self._step_on),
        )
        buttons = {}
        for name, icon, words, act in rows:
            button = icon_button(self._icons, icon, words)
            button.setIcon(self._icon(icon))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(act)
            buttons[name] = button
        return buttons

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys go to the film."""
        super().focusInEvent(event)
        self._show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they go elsewhere."""
        super().focusOutEvent(event)
        self._show_focus()

    def _show_focus(self) -> None:
        has_keyboard = self.hasFocus()
        self._focus_line.setAutoFillBackground(has_keyboard or self._player.media_file is not None)
        palette = self._focus_line.palette()
        ground = self._theme.colour("ember") if has_keyboard else QColor(0, 0, 0)
        palette.setColor(QPalette.ColorRole.Window, ground)
        self._focus_line.setPalette(palette)

    def _icon(self, name: str) -> QIcon:
        """Return an icon that is seen on black, whatever the look."""
        return QIcon(self._icons.pixmap(name, _ICON_PX, QColor(_QUIET), max(1.0, self.devicePixelRatioF())))

    def _step_back(self) -> None:
        self._player.step(-1)

    def _step_on(self) -> None:
        self._player.step(1)

    def _made_bar(self) -> QFrame:
        bar = QFrame()
        bar.setAutoFillBackground(True)
        palette = bar.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(0, 0, 0))
        bar.setPalette(palette)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 0, 12, 4)
        row.setSpacing(6)
        row.addWidget(self._time)
        row.addWidget(self.time_entry)
        row.addSpacing(10)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addSpacing(10)
        row.addWidget(self._said, 1)
        row.addWidget(self._readouts)
        self._said.setMinimumWidth(20)
        return bar

    def _show_all(self) -> None:
        media_file = self._player.media_file
        if (media_file.id if media_file else None) != self._said_of:
            self._said_of = media_file.id if media_file else None
            self.say("")
        self._show_bar()
        self._show_focus()
        for button in self._buttons.values():
            button.setEnabled(media_file is not None)
        self._show_buttons()
        self._show_time(self._player.position_us)
        self._show_readouts()

    def _show_time(self, time_us: int) -> None:
        text = self._text(time_us) if self._player.media_file is not None else ""
        self._time.setText(text)
        self._show_small()

    def _show_small(self) -> None:
        if self._small_time.isVisibleTo(self):
            parts = (self._time.text(), self._readouts.text(), self._said.text())
            self._small_time.show_words("   ".join(part for part in parts if part))

    def _show_state(self, playing: bool) -> None:
        self._buttons["play"].setIcon(self._icon("pause" if playing else "play"))
        self._show_readouts()
        self.surface.update()

    def _show_readouts(self) -> None:
        parts = []
        if self._in_us is not None:
            parts.append(self.tr("in {time}").format(time=short_time(self._text(self._in_us))))
        if self._out_us is not None:
            parts.append(self.tr("out {time}").format(time=short_time(self._text(self._out_us))))
        if self._player.loop:
            parts.append(self.tr("loop"))
        rate = self._player.rate if self._player.is_playing else abs(self._player.rate)  # none stands still backward
        parts.append(f"{rate:g}×".replace("-", "−"))
        self._readouts.setText("   ".join(parts) if self._player.media_file is not None else "")
        self._show_time(self._player.position_us)

    def _text(self, time_us: int) -> str:
        media_file = self._player.media_file
        if media_file is None:
            return format_clock(time_us)
        return time_text(time_us, media_file.version_rate, is_variable=media_file.variable_rate)


class _TimeOverlay(QLabel):
    """The time in a corner of the picture, where nothing else is shown."""

    def __init__(self, surface: QWidget) -> None:
        super().__init__(surface)
        self._surface = surface
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(TextSize.BODY, strong=True, tabular=True))
        self.setStyleSheet(f"color: {_WHITE}; background: rgba(0, 0, 0, 150); padding: 4px 8px; border-radius: 5px;")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_words(self, words: str) -> None:
        """Show other words, in the corner."""
        self.setText(words)
        self.adjustSize()
        self.move(_OVERLAY_PX, self._surface.height() - self.height() - _OVERLAY_PX)


def _white(made: QLabel, colour: str) -> QLabel:
    """Give a label on black its own colour, whatever the look."""
    made.setStyleSheet(f"color: {colour}; background: transparent;")
    return made
