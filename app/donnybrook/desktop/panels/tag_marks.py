"""What marks fights and beats with one key, put together, and what is said of it. Lays out nothing."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Changes
from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.panels.palette_strip import PaletteStrip
from donnybrook.desktop.services.beat_marks import BeatMarks
from donnybrook.desktop.services.held_marks import HeldMarks
from donnybrook.desktop.services.palettes import Palettes
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.services.undo_steps import TakeBack
from donnybrook.desktop.session import Session
from donnybrook.desktop.settings import Settings
from donnybrook.desktop.theme import Theme


class TagMarks(QObject):
    """The marking parts of one tagging workplace."""

    toast_wanted = Signal(str, object)
    """Emits a word on what was done, and the function that takes it back (or ``None``)."""

    beat_begun = Signal(int)
    """Emits the id of a beat that has been added."""

    def __init__(
        self,
        session: Session,
        take_back: TakeBack,
        tagging: Tagging,
        player: Player,
        actions: ActionSet,
        settings: Settings,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._take_back = take_back
        self._actions = actions
        self.palettes = Palettes(session, settings, self)
        self.strip = PaletteStrip(theme)
        self.strip.wanted.connect(lambda: actions.run("tag.palette"))
        self.strip.pressed.connect(lambda digit: actions.run(f"tag.digit_{digit}"))
        self.palettes.changed.connect(self._show_palette)
        tagging.film_changed.connect(lambda: self.palettes.show_film(tagging.film))
        self.beats = BeatMarks(session, tagging, player, actions.key_of, self)
        self.held = HeldMarks(session, tagging, player, self.palettes.term_of, actions.key_of, self)
        for part in (self.beats, self.held):
            part.said.connect(self.say)
            part.done.connect(self._say_done)
        self.beats.begun.connect(self.beat_begun)
        actions.book.changed.connect(self._show_palette)
        self._show_palette()

    def say(self, words: str) -> None:
        """Say why nothing was done."""
        self.toast_wanted.emit(words, None)

    def _show_palette(self) -> None:
        hint = self.tr("no term has a digit yet: {key} gives it one").format(key=self._actions.key_of("tag.palette"))
        current, vocabulary = self.palettes.current, self._session.catalog.vocabulary
        self.strip.show_palette(current.name, self.palettes.terms, vocabulary, hint, self._actions.book.shown)

    def _say_done(self, words: str, changes: Changes | None) -> None:
        self.toast_wanted.emit(words, None if changes is None else partial(self._take_back, changes))
