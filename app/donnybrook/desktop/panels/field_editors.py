"""One editor for each kind of scene field, so that a field added to ``SCENE_FIELDS`` appears by itself.

An editor shows a value and hands over another; it stores nothing.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from donnybrook.catalog import SceneField
from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.marked_words import translated
from donnybrook.desktop.panels.choice import Choice, Option
from donnybrook.desktop.panels.concept_input import ConceptInput
from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.panels.field_box import INSET_PX, FieldBox
from donnybrook.desktop.panels.plain import icon_button
from donnybrook.desktop.session import Session
from donnybrook.desktop.theme import Theme
from donnybrook.records import dataclass
from donnybrook.times import CLOCK_TOLERANCE_US, TimeProblem, format_clock, parse_time, snap_to_frame

type Value = str | int | None

_NOTE_PX = 92
_TIME_PX = 96
_NOTE_SAVED_AFTER_MS = 1200
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_HERE = frozenset({"here", "."})


class Editor(Protocol):
    """What the inspector asks of an editor."""

    @property
    def given(self) -> SignalInstance:
        """Emits the new value."""

    @property
    def box(self) -> FieldBox:
        """The widget, with its name and its problem."""

    @property
    def control(self) -> QWidget:
        """What takes the keyboard."""

    def show_value(self, value: Value) -> None:
        """Show what is kept."""

    def hand_over(self) -> None:
        """Give what is half-typed to be kept: the scene is about to be left."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What editors are made from; ``playhead`` gives the time of the frame on the screen, ``rate`` the film's."""

    session: Session
    theme: Theme
    icons: Icons
    playhead: Callable[[], int | None]
    rate: Callable[[], Fraction | None]


class LineEditor(EntryLine):
    """A line of words."""

    given = Signal(object)

    def __init__(self, name: str, around: Surroundings, *, spoken: str = "") -> None:
        """``spoken`` is its name for screen readers, where ``name`` alone does not say of what."""
        super().__init__(spoken or name, around.theme)
        self.control = self
        self.box = FieldBox(name, self)
        self.entered.connect(self._give)

    def show_value(self, value: Value) -> None:
        """Show the words."""
        self.show_text(str(value or ""))

    def _give(self, text: str) -> None:
        self.given.emit(text)


class TextEditor(QPlainTextEdit):
    """Plain text of several lines, kept when it is left, and after a short rest while typing."""

    given = Signal(object)

    def __init__(
        self, name: str, *, spoken: str = "", height_px: int = _NOTE_PX, above: bool = True, inset_px: int = INSET_PX
    ) -> None:
        super().__init__()
        self._kept = ""
        self.setAccessibleName(spoken or name)
        self.setProperty("role", "quiet")
        self.setTabChangesFocus(True)
        self.setFixedHeight(height_px)
        self.control = self
        self.box = FieldBox(name, self, above=above, inset_px=inset_px)
        self._rest = QTimer(self, singleShot=True, interval=_NOTE_SAVED_AFTER_MS)
        self._rest.timeout.connect(self.hand_over)
        self.textChanged.connect(self._rest.start)

    def show_value(self, value: Value) -> None:
        """Show the text, unless the person is just typing another."""
        text = str(value or "")
        is_typing = self.hasFocus() and self.toPlainText() != self._kept
        if not is_typing and self.toPlainText() != text:
            self.setPlainText(text)
        self._kept = text

    def hand_over(self) -> None:
        """Give the text to be kept."""
        self._rest.stop()
        if self.toPlainText() != self._kept:
            self._kept = self.toPlainText()
            self.given.emit(self._kept)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by keys goes on where the text ends."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEYS:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand over."""
        super().focusOutEvent(event)
        self.hand_over()


class TimeEditor(EntryLine):
    """A time as a clock, with a button (and a word) for the playhead; what is typed comes to stand on a frame."""

    given = Signal(object)

    def __init__(self, name: str, around: Surroundings, *, spoken: str = "") -> None:
        super().__init__(spoken or name, around.theme)
        self._around = around
        self._shown_us: int | None = None
        self.setFont(font(TextSize.BODY, tabular=True))
        self.setPlaceholderText(self.tr("not known"))
        self.setFixedWidth(_TIME_PX)
        self.control = self
        words = self.tr("{name}: the frame on the screen (or type “here”)").format(name=spoken or name)
        button = icon_button(around.icons, "flag-triangle-right", words)
        button.clicked.connect(self._take_playhead)
        self.box = FieldBox(name, self, button, tight=True)
        self.entered.connect(self._parse)

    def show_value(self, value: Value) -> None:
        """Show the time."""
        self._shown_us = None if value is None else int(value)
        self.show_text("" if self._shown_us is None else format_clock(self._shown_us))

    def _parse(self, text: str) -> None:
        if not text.strip():
            self.given.emit(None)
            return
        if text.strip().casefold() in _HERE:
            self._take_playhead()
            return
        try:
            time_us = parse_time(text, self._around.rate())
        except TimeProblem as problem:
            self.box.show_problem(str(problem))
            return
        self.given.emit(self._on_frame(time_us))

    def _on_frame(self, time_us: int) -> int:
        """Return the frame that a clock rounded to the millisecond means, where frames come at a constant rate."""
        rate = self._around.rate()
        snapped_us = snap_to_frame(time_us, rate) if rate else time_us
        return snapped_us if abs(snapped_us - time_us) <= CLOCK_TOLERANCE_US else time_us

    def _take_playhead(self) -> None:
        time_us = self._around.playhead()
        if time_us is None:
            self.box.show_problem(self.tr("There is no film on the screen to take the time from."))
            return
        self.setModified(False)
        self.given.emit(time_us)


class ConceptEditor(QObject):
    """One concept of a scheme; what it stands under is shown beneath."""

    given = Signal(object)

    def __init__(self, field: SceneField, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self.control = ConceptInput(translated(field.label), around.session, around.theme, (field.source,))
        self.box = FieldBox(translated(field.label), self.control)
        self.setParent(self.box)
        self.control.chosen.connect(self.given)
        self.control.offered.connect(self.box.show_problem)

    def show_value(self, value: Value) -> None:
        """Show the concept by its label."""
        vocabulary = self._around.session.catalog.vocabulary
        if value is None:
            self.control.show_text("")
            self.box.show_hint("")
            return
        concept = vocabulary.concept(int(value))
        self.control.show_text(concept.label)
        self.box.show_hint(" › ".join(each.label for each in reversed(vocabulary.ancestors(concept.id))))

    def hand_over(self) -> None:
        """Give what is typed."""
        self.control.hand_over()


class CodeEditor(QObject):
    """One entry of a closed list."""

    given = Signal(object)

    def __init__(self, field: SceneField, around: Surroundings) -> None:
        super().__init__()
        self.control = code_choice(translated(field.label), around, field.source, "—")
        self.box = FieldBox(translated(field.label), self.control)
        self.setParent(self.box)
        self.control.chosen.connect(self.given)

    def show_value(self, value: Value) -> None:
        """Show the entry."""
        self.control.show_key(value)

    def take_back(self) -> None:
        """Show again what is kept: what was chosen could not be."""
        self.control.take_back()

    def hand_over(self) -> None:
        """Nothing is ever half-chosen."""


def code_choice(name: str, around: Surroundings, source: str, unsaid: str) -> Choice:
    """Return a choice out of a closed list; ``unsaid`` are the words for nothing said."""
    codes = around.session.catalog.codes(source)
    return Choice(name, Option("", unsaid), [Option(code.code, code.label) for code in codes])


def editor_for(field: SceneField, around: Surroundings) -> Editor:
    """Return the editor for a field's kind."""
    made: dict[str, Callable[[], Editor]] = {
        "line": lambda: LineEditor(translated(field.label), around),
        "text": lambda: TextEditor(translated(field.label)),
        "time": lambda: TimeEditor(translated(field.label), around),
        "concept": lambda: ConceptEditor(field, around),
        "code": lambda: CodeEditor(field, around),
    }
    return made[field.kind]()
