"""Fights marked with one key: held while a fight lasts, or a digit that stands for a term. Knows no widget.

What a digit means is the palette's; where it goes, the frame that was on the screen when it went down.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Changes, Concept, Scene, Transaction
from donnybrook.catalog.edits.marking import Marked, mark_fight_with, mark_with
from donnybrook.catalog.scene_words import stretch_line
from donnybrook.desktop.entry import Spoken
from donnybrook.desktop.models.nesting import is_inside
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.services.presses import Presses, Stretch
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.session import Session
from donnybrook.records import dataclass

type Times = tuple[int | None, int | None]

FIGHT = "fight"


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a digit's term goes: onto a fight of a film, or into a new one, of marks that stood there or of its own."""

    film_id: int
    term: Concept
    scene: Scene | None
    marks: Times | None


class HeldMarks(QObject):
    """Makes fights and what is in them, one edit for each key that came up again."""

    said = Signal(str)
    """Emits a word on why nothing was done, or what is to be done next."""

    done = Signal(str, object)
    """Emits a word on what was done, and the ``Changes`` of it that can be undone (or ``None``)."""

    def __init__(
        self,
        session: Session,
        tagging: Tagging,
        player: Player,
        term_of: Callable[[str], Concept | None],
        key_of: Callable[[str], str],
        parent: QObject,
    ) -> None:
        """``term_of`` returns the term a digit stands for, ``key_of`` the key of an action by its id."""
        super().__init__(parent)
        self._session = session
        self._tagging = tagging
        self._term_of = term_of
        self._key_of = key_of
        self.presses = Presses(player)
        self._targets: dict[str, _Target] = {}  # by digits that are down

    # ------------------------------------------------------------ the key that is held while a fight lasts

    def press_fight(self) -> None:
        """A fight begins with the frame on the screen."""
        if self._tagging.media_file is None:
            words = self.tr("There is no film to watch here. {key} makes a fight without times.")
            self.said.emit(words.format(key=self._key_of("tag.new_scene")))
            return
        self._tagging.mark_in()
        self.presses.begin(FIGHT)

    def let_go_fight(self) -> None:
        """It is over with the frame on the screen, if the key was held; else it is only marked where it begins."""
        stretch = self.presses.end(FIGHT)
        if stretch is None:
            return
        if stretch.out_us is None or stretch.in_us is None:
            words = self.tr("In marked. {out} where the fight is over, or hold {key} as long as it lasts.")
            self.said.emit(words.format(out=self._key_of("tag.out"), key=self._key_of("tag.hold")))
            return
        self._tagging.mark_stretch(stretch.in_us, stretch.out_us)
        entry = self._tagging.new_scene()
        if entry is not None and entry.value is not None:
            words = self.tr("Fight {times}").format(times=stretch_line(*stretch.times))
            self.done.emit(words, entry.changes)

    # ------------------------------------------------------------ the digits

    def press_digit(self, digit: str) -> None:
        """A term begins with the frame on the screen: in the fight that goes on there, or in one that begins too."""
        term = self._term_of(digit)
        if term is None:
            words = self.tr("{digit} stands for no term yet. {key} shows the palette.")
            self.said.emit(words.format(digit=digit, key=self._key_of("tag.palette")))
            return
        if self._tagging.film is None:
            return
        at_us = self.presses.begin(digit)
        scene = self._fight_at(at_us)
        marks = self._marks_at(at_us) if scene is None else None
        self._targets[digit] = _Target(self._tagging.film.id, term, scene, marks)
        if scene is None and marks is None and at_us is not None:
            self._tagging.mark_in()

    def let_go_digit(self, digit: str) -> None:
        """It is over with the frame on the screen, if the key was held."""
        stretch, target = self.presses.end(digit), self._targets.pop(digit, None)
        film = self._tagging.film
        if stretch is None or target is None or film is None or film.id != target.film_id:
            return
        if target.scene is not None:
            self._put_on(target.scene, target.term, stretch)
        else:
            self._begin_with(target, stretch)

    def _fight_at(self, at_us: int | None) -> Scene | None:
        """Return the selected fight if a frame is of it, or if it can't be said whether it is."""
        scene = self._tagging.scene
        if scene is None or at_us is None or scene.fields.in_us is None:
            return scene
        return scene if is_inside(at_us, scene) else None

    def _marks_at(self, at_us: int | None) -> Times | None:
        """Return the marks that stand on the film and are no fight yet, if a frame is not before them."""
        marks = self._tagging.marks
        is_there = marks.are_fresh and marks.in_us is not None and at_us is not None and marks.in_us <= at_us
        return (marks.in_us, marks.out_us) if is_there else None

    def _put_on(self, scene: Scene, term: Concept, stretch: Stretch) -> None:
        times = stretch.times if scene.fields.in_us is not None else (None, None)
        if self._tagging.scene is None or self._tagging.scene.id != scene.id:
            return  # it was left, or taken back, while the key was down
        at = Spoken(self._tagging.refused.emit, scene.name)
        entry = self._session.enter(at, f"Mark {term.label}", mark_with, scene.id, term.id, stretch=times)
        if entry.value is not None:
            self._tell(entry.value, term, times, entry.changes)
        self._tagging.say_waiting(entry)

    def _begin_with(self, target: _Target, stretch: Stretch) -> None:
        fight = target.marks or stretch.times
        inside = _inside(fight, stretch) if target.marks else (None, None)
        version_id = self._tagging.media_file.version_id if self._tagging.media_file is not None else None

        entry = self._tagging.add_fight(
            f"Mark a fight with {target.term.label}",
            _fight_marked,
            target.film_id,
            target.term.id,
            version_id=version_id,
            fight=fight,
            stretch=inside,
        )
        if entry.value is not None:
            self._tell_fight(target.term, fight, entry.changes)

    def _tell_fight(self, term: Concept, fight: Times, changes: Changes | None) -> None:
        if fight[0] is not None and fight[1] is None:
            words = self.tr("Fight with {term} from here. {key} where it is over.")
            words = words.format(term=term.label, key=self._key_of("tag.out"))
        else:
            words = self.tr("Fight with {term} {times}").format(term=term.label, times=stretch_line(*fight))
        self.done.emit(words, changes)

    def _tell(self, marked: Marked, term: Concept, times: Times, changes: Changes | None) -> None:
        if not marked.is_new:
            self.said.emit(self.tr("“{term}” is said of it already.").format(term=term.label))
            return
        words = {
            "use": self.tr("{term} {times}"),
            "fight": self.tr("{term}, of the fight"),
            "beat": self.tr("{term}, of the beat here"),
            "new beat": self.tr("Beat with {term} {times}"),
            "place": self.tr("The fight is at {term}"),
        }[marked.as_what]
        self.done.emit(words.format(term=term.label, times=stretch_line(*times)).strip(), changes)


def _fight_marked(
    tx: Transaction, /, film_id: int, term_id: int, *, version_id: int | None, fight: Times, stretch: Times
) -> int:
    return mark_fight_with(tx, film_id, term_id, version_id=version_id, fight=fight, stretch=stretch).scene_id


def _inside(fight: Times, stretch: Stretch) -> Times:
    """Return the times of a term in a fight that had marks: none where it is of all of it, or was said afterwards."""
    in_us, out_us = fight
    at_us = stretch.in_us
    is_over = out_us is not None and at_us is not None and at_us >= out_us
    is_whole = at_us == in_us and stretch.out_us is None
    return (None, None) if is_over or is_whole else stretch.times
