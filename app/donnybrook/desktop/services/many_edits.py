"""Edits of many fights at once, each one thing to undo; where there are thousands, another thread does the work.

Knows no widget. What was done is told with a way back; what can't be is told where it was entered.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Concatenate

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog, Changes, Edited, EntryProblem, Transaction
from donnybrook.catalog.edits import bulk
from donnybrook.catalog.edits.contents import add_weapon_to
from donnybrook.catalog.edits.tagging import tag_scenes
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.scene_fields import FieldValue
from donnybrook.catalog.shared import SharedScenes, read_shared
from donnybrook.catalog.tagging import ResolvedLine
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.session import Session
from donnybrook.problems import Problem

_AT_ONCE = 50  # more than so many fights would hold the window up


class ManyEdits(QObject):
    """The edits that a panel on many fights offers, and the reading of what they have alike."""

    said = Signal(str, object)
    """Emits a word on what was done, and the function that takes it back."""

    refused = Signal(str)
    """Emits a sentence on an entry that can't be kept."""

    busy_changed = Signal(bool)
    """Emits whether something is being done."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._errands = Errands(self)
        self._busy = 0
        self._is_closed = False

    def close(self) -> None:
        """Wait for what is being done, and read nothing any more."""
        self._is_closed = True
        self._errands.close()

    def read(self, scene_ids: Sequence[int], done: Callable[[SharedScenes], None]) -> None:
        """Hand over what some fights have alike: at once for few, and a little later for many."""
        if self._is_closed:
            return
        if len(scene_ids) <= _AT_ONCE:
            done(self._session.catalog.read(read_shared, scene_ids))
            return
        path = self._session.catalog.path

        def look() -> SharedScenes:
            with Catalog.open(path, read_only=True) as catalog:
                return catalog.read(read_shared, scene_ids)

        self._errands.run(look, done, self._session.problem.emit)

    # ------------------------------------------------------------ what can be done to many

    def add_weapon(self, scene_ids: Sequence[int], weapon_id: int, *, improvised: bool) -> None:
        """Say that a weapon is used in them, by nobody named."""
        label = f"Tag {self._word(weapon_id)} on {_fights(scene_ids)}"
        self._do(scene_ids, label, add_weapon_to, scene_ids, weapon_id, improvised=improvised)

    def add_term(self, scene_ids: Sequence[int], concept_id: int) -> None:
        """Put a technique, camera term or theme on them."""
        label = f"Tag {self._word(concept_id)} on {_fights(scene_ids)}"
        self._do(scene_ids, label, bulk.put_term_on, scene_ids, concept_id)

    def remove(self, scene_ids: Sequence[int], concept_id: int) -> None:
        """Take a weapon or term off them."""
        is_weapon = self._session.catalog.vocabulary.concept(concept_id).scheme == "weapon"
        edit = bulk.take_weapon_off if is_weapon else bulk.take_term_off
        self._do(scene_ids, f"Take {self._word(concept_id)} off {_fights(scene_ids)}", edit, scene_ids, concept_id)

    def replace(self, scene_ids: Sequence[int], concept_id: int, other_id: int) -> None:
        """Say another weapon or term in the place of one."""
        is_weapon = self._session.catalog.vocabulary.concept(concept_id).scheme == "weapon"
        edit = bulk.replace_weapon if is_weapon else bulk.replace_term
        label = f"Replace {self._word(concept_id)} by {self._word(other_id)} in {_fights(scene_ids)}"
        self._do(scene_ids, label, edit, scene_ids, concept_id, other_id)

    def change(self, scene_ids: Sequence[int], called: str, name: str, value: FieldValue) -> None:
        """Fill in a field, by its name; ``called`` are the words for it."""
        self._do(scene_ids, f"Change {called} of {_fights(scene_ids)}", bulk.change_scenes, scene_ids, **{name: value})

    def move(self, scene_ids: Sequence[int], by_us: int) -> None:
        """Move them in time, with all that is in them."""
        self._do(scene_ids, f"Move {_fights(scene_ids)} in time", bulk.move_scenes, scene_ids, by_us)

    def assign(self, scene_ids: Sequence[int], coder: str) -> None:
        """Say who coded them."""
        self._do(scene_ids, f"Assign {_fights(scene_ids)} to {coder.strip()}", bulk.assign_coder, scene_ids, coder)

    def tag(self, scene_ids: Sequence[int], line: ResolvedLine) -> bool:
        """Complete them all with what a tagging line says; returns whether that is done or under way."""
        return self._do(scene_ids, f"Tag {_fights(scene_ids)}", tag_scenes, scene_ids, line)

    def trash(self, scene_ids: Sequence[int]) -> None:
        """Put them into the trash."""
        self._do(scene_ids, f"Delete {_fights(scene_ids)}", bulk.trash_scenes, scene_ids)

    # ------------------------------------------------------------ how it is done

    def _do[**P](
        self,
        scene_ids: Sequence[int],
        label: str,
        edit: Callable[Concatenate[Transaction, P], int],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> bool:
        """Return ``False`` where it was refused at once."""
        if len(scene_ids) <= _AT_ONCE:
            try:
                self._tell(label, self._session.catalog.edit(label, edit, *args, **kwargs))
            except EntryProblem as problem:
                self.refused.emit(str(problem))
                return False
            except Problem as problem:
                self._session.tell(problem)
                return False
            return True
        self._elsewhere(lambda catalog: catalog.edit(label, edit, *args, **kwargs), partial(self._say_done, label))
        return True

    def _elsewhere(self, work: Callable[[Catalog], Edited[int] | None], done: Callable[[Changes], None]) -> None:
        """Edit in another thread, and tell what changed when it is over."""
        path, last_edit = self._session.catalog.path, self._session.begin_elsewhere()

        def run() -> Edited[int] | None:
            with Catalog.open(path) as catalog:
                return work(catalog)

        def over(edited: Edited[int] | None) -> None:
            self._count(-1)
            changes = None if edited is None else edited.changes
            self._session.end_elsewhere(last_edit, changes)
            if changes:
                done(changes)

        def failed(sentence: str) -> None:
            self._count(-1)
            self._session.end_elsewhere(last_edit, None)
            self.refused.emit(sentence)

        self._count(1)
        self._errands.run(run, over, failed)

    def _count(self, by: int) -> None:
        self._busy += by
        self.busy_changed.emit(self._busy > 0)

    def _tell(self, label: str, edited: Edited[int]) -> None:
        self._session.tell_changes(edited.changes)
        if edited.changes:
            self._say_done(label, edited.changes)

    def _say_done(self, label: str, changes: Changes) -> None:
        self.said.emit(label, lambda: self._take_back(changes))

    def _take_back(self, changes: Changes) -> None:
        if len(changes.scenes) > _AT_ONCE:
            self._elsewhere(lambda catalog: catalog.undo(only=changes.edit_id), lambda _changes: None)
            return
        try:
            self._session.take_back(changes)
        except Problem as problem:
            self._session.tell(problem)

    def _word(self, concept_id: int) -> str:
        return self._session.catalog.vocabulary.concept(concept_id).label


def _fights(scene_ids: Sequence[int]) -> str:
    return counted(len(scene_ids), "fight")
