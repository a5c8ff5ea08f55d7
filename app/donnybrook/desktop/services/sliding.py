"""Slides the fights of a film that were timed from memory into place, by one or two that are put where they begin.

It keeps what was put in place until it is kept or given up, and says where all others would fall. Knows no widget.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from donnybrook.catalog import EntryProblem, FileClock, SceneRow
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.sliding import Anchor, slide_of
from donnybrook.desktop.models.frame_times import FrameTimes
from donnybrook.desktop.scene_text import length, name_of
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.services.told_edits import ToldEdits

_MOST_ANCHORS = 2
_MOST_NAMES = 3


class Sliding(QObject):
    """Goes by what is on the desk: leaving the film gives it up."""

    changed = Signal()
    """Fights were put in place, kept or given up, or there are other ones to be moved."""

    def __init__(
        self,
        tagging: Tagging,
        edits: ToldEdits,
        player: Player,
        frames: Callable[[], FrameTimes | None],
        parent: QObject | None = None,
    ) -> None:
        """``frames`` gives those of the film on the desk, once they are known: what is slid comes to stand on them."""
        super().__init__(parent)
        self._frames = frames
        self._tagging = tagging
        self._edits = edits
        self._player = player
        self._anchors: list[Anchor] = []
        self._names: list[str] = []
        self.slide: FileClock | None = None
        self._is_keeping = False
        self._on = self._desk()
        tagging.film_changed.connect(self._look_again)
        tagging.scenes_changed.connect(self._look_at_fights)

    @property
    def is_on(self) -> bool:
        """Whether something was put in place and is not kept yet."""
        return self.slide is not None

    def begins_here(self) -> None:
        """Put the selected fight where the film is; with a second one, all others also run as much faster or slower."""
        scene = self._tagging.scene
        if scene is None or scene.fields.in_us is None or self._tagging.media_file is None:
            words = self.tr("Select a fight that has an in point, and go to where it begins; the others go with it.")
            self._edits.refused.emit(words)
            return
        anchor = Anchor(scene.id, scene.fields.in_us, self._player.position_us)
        others = [
            (each, name) for each, name in zip(self._anchors, self._names, strict=True) if each.scene_id != scene.id
        ]
        kept = [*others, (anchor, scene.name)][-_MOST_ANCHORS:]
        try:
            self.slide = slide_of([each for each, _ in kept])
        except EntryProblem as problem:
            self._edits.refused.emit(str(problem))
            return
        self._anchors, self._names = [each for each, _ in kept], [name for _, name in kept]
        self._tagging.marks.slid = self.moved
        self.changed.emit()

    def moved(self, time_us: int) -> int:
        """Return where a time falls; one of a fight that was put in place, exactly where that is."""
        return self._moving()(time_us)

    def _moving(self) -> Callable[[int], int]:
        """Return what says where a time falls, as it is now, whatever becomes of the slide meanwhile."""
        exactly = {each.was_us: each.is_us for each in self._anchors}
        slide, frames = self.slide, self._frames()

        def moved(time_us: int) -> int:
            if time_us in exactly:
                return exactly[time_us]
            slid_us = time_us if slide is None else slide.to_file(time_us)
            return frames.nearest_out(slid_us) if frames is not None and 0 <= slid_us <= frames.end_us else slid_us

        return moved

    def words(self) -> str:
        """Return in a sentence or two what would be done, and what would not fit."""
        if self.slide is None:
            return ""
        both = self.tr("“{first}” and “{second}”") if len(self._names) == 2 else self.tr("“{first}”")
        begin = both.format(first=self._names[0], second=self._names[-1])
        here = self.tr("begins here") if len(self._names) == 1 else self.tr("begin where they were put")
        ids = self._ids()
        move = self._move_words()
        words = [
            self.tr("{who} {here}: {fights} {move}.").format(
                who=begin, here=here, fights=counted(len(ids), "fight"), move=move
            )
        ]
        early, late = self._misfits()
        if early:
            before = self.tr("{names} would begin before the film, so that none can be slid.")
            words.append(before.format(names=_names(early)))
        if late:
            words.append(self.tr("{fights} would lie beyond its end.").format(fights=counted(late, "fight")))
        if len(self._names) == 1:
            words.append(self.tr("A second one, put in place the same way, also says how fast they run."))
        return " ".join(words)

    def keep(self) -> None:
        """Slide all fights, as one edit; where there are very many, it is over some time later."""
        if self.slide is None or self._is_keeping:
            return
        self._look_at_fights()
        if not self.is_on:
            return
        ids = self._ids()
        told = self.tr("{fights} slid into place").format(fights=counted(len(ids), "fight"))
        self._is_keeping = True
        self._tagging.many.slide(ids, self._moving(), told, lambda stored: self._kept(ids, stored=stored))

    def _kept(self, ids: list[int], *, stored: bool) -> None:
        self._is_keeping = False
        if stored:
            self.give_up()
            self._tagging.times_changed(*ids)

    def give_up(self) -> None:
        """Leave all fights where they are."""
        if self._anchors:
            self._anchors, self._names, self.slide = [], [], None
            self._tagging.marks.slid = None
            self.changed.emit()

    def _look_again(self) -> None:
        """Give up where another film or file lies on the desk; what else is said of films leaves a slide as it is."""
        before, self._on = self._on, self._desk()
        if before != self._on:
            self.give_up()

    def _look_at_fights(self) -> None:
        """Show anew what would be done; nothing, once a fight that was put in place stands elsewhere."""
        self._look_again()  # other fights come before it is told that another film does
        if not self.is_on or self._is_keeping:
            return
        begins = {row.id: row.in_us for row in self._tagging.rows}
        if any(begins.get(each.scene_id) != each.was_us for each in self._anchors):
            self.give_up()
            words = self.tr("A fight that was put in place was moved or deleted meanwhile. Put it in place again.")
            # What is said at the film goes as the fight is shown anew; and that it is gone is said first.
            QTimer.singleShot(0, self, lambda: self._tagging.said.emit(words, None))
        else:
            self.changed.emit()

    def _desk(self) -> tuple[int | None, int | None]:
        film, file = self._tagging.film, self._tagging.media_file
        return film.id if film is not None else None, file.id if file is not None else None

    def _ids(self) -> list[int]:
        return [row.id for row in self._tagging.rows if row.in_us is not None]

    def _move_words(self) -> str:
        assert self.slide is not None
        if self.slide.stretch != 1:
            per_cent = abs(float(self.slide.stretch) - 1) * 100
            slower = self.tr("slower") if self.slide.stretch > 1 else self.tr("faster")
            return self.tr("move with them, and run {share:.1f} % {slower}").format(share=per_cent, slower=slower)
        by_us = self.slide.offset_us
        if not by_us:
            return self.tr("stay where they are")
        later = self.tr("later") if by_us >= 0 else self.tr("earlier")
        return self.tr("move {by} {later}").format(by=length(abs(by_us)), later=later)

    def _misfits(self) -> tuple[list[SceneRow], int]:
        media_file = self._tagging.media_file
        end_us = media_file.version_end_us if media_file is not None else None
        moved = self._moving()
        begins = [(row, moved(row.in_us)) for row in self._tagging.rows if row.in_us is not None]
        late = sum(end_us is not None and begin_us >= end_us for _, begin_us in begins)
        return [row for row, begin_us in begins if begin_us < 0], late


def _names(rows: list[SceneRow]) -> str:
    names = [f"“{name_of(row)}”" for row in rows[:_MOST_NAMES]]
    return ", ".join(names if len(rows) <= _MOST_NAMES else [*names, "…"])
