"""What a tagging line is for: the beat, the fight or the fights that are selected, or a new fight. Knows no widget."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Beat
from donnybrook.catalog.edits.tagging import tag_beat, tag_film, tag_scene
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.scene_words import beat_called
from donnybrook.catalog.tagging import ResolvedLine
from donnybrook.catalog.tagging.said_again import SaidAgain, said_again
from donnybrook.desktop.entry import Entry, Spoken, entered_in
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.session import Session


class LineTagging(QObject):
    """Knows what is on the desk by ``Tagging``, which also tells what is refused."""

    taken = Signal(object)
    """Emits a ``ResolvedLine`` once what it says is stored: for very many fights, some time after ``apply``."""

    def __init__(self, session: Session, tagging: Tagging, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tagging = tagging
        self._under_way: ResolvedLine | None = None

    def apply(self, line: ResolvedLine) -> None:
        """Complete with a line what is selected, or make a new fight of it at the marks."""
        tagging = self._tagging
        if tagging.film is None or line == self._under_way:
            return
        if len(tagging.selected) > 1:
            self._under_way = line
            tagging.many.tag(tagging.selected, line, lambda stored: self._is_over(line, stored=stored))
        elif self._tag(tagging.film.id, line):
            self.taken.emit(line)

    def _is_over(self, line: ResolvedLine, *, stored: bool) -> None:
        self._under_way = None
        if stored:
            self.taken.emit(line)

    def target_words(self) -> str:
        """Return what Enter on a tagging line would do."""
        tagging = self._tagging
        if tagging.film is None:
            return ""
        if len(tagging.selected) > 1:
            return self.tr("apply to {fights}").format(fights=counted(len(tagging.selected), "fight"))
        if tagging.beat is not None:
            return self.tr("apply to {name}").format(name=beat_called(tagging.beat))
        if tagging.scene is not None:
            return self.tr("apply to {name}").format(name=tagging.scene.name)
        return self.tr("new fight")

    def said_again(self, line: ResolvedLine) -> SaidAgain:
        """Return what of a line is said already of the fight or beat it would complete."""
        tagging = self._tagging
        if tagging.scene is None or len(tagging.selected) > 1:
            return SaidAgain()
        return said_again(line, tagging.scene, tagging.beat)

    def _tag(self, film_id: int, line: ResolvedLine) -> bool:
        """Return whether it was not refused."""
        scene, beat = self._tagging.scene, self._tagging.beat
        if scene is not None:
            return not self._complete(scene.id, scene.name, line, beat).is_refused
        if line.in_us is None:
            entered = entered_in("Tag fight", line)
            if self._tagging.when_there("Tag fight", entered, lambda new: self._complete(new, "", line)):
                return True
            in_us, out_us = self._tagging.new_times()
            line = replace(line, in_us=in_us, out_us=out_us)
        version_id = self._tagging.version_id
        return not self._tagging.add_fight("Tag fight", tag_film, film_id, line, version_id=version_id).is_refused

    def _complete(self, scene_id: int, name: str, line: ResolvedLine, beat: Beat | None = None) -> Entry[None]:
        at, session = Spoken(self._tagging.refused.emit, name), self._session
        if beat is not None:
            entry = session.enter(at, f"Tag {beat_called(beat)}", tag_beat, scene_id, beat.id, line)
        else:
            entry = session.enter(at, "Tag fight", tag_scene, scene_id, line)
            if line.in_us is not None:
                entry.when_stored(lambda _value: self._tagging.times_changed(scene_id))
        self._tagging.say_waiting(entry)
        return entry.when_stored(lambda _value: self._say_if_nothing(entry))

    def _say_if_nothing(self, entry: Entry[None]) -> None:
        if entry.edited is not None and not entry.edited.changes:
            self._tagging.said.emit(self.tr("All of that is there already: nothing was added"), None)
