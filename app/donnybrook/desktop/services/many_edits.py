"""Edits of many fights at once, each one thing to undo; where there are thousands, another thread does the work.

Knows no widget. What was done is told with a way back; what can't be is told where it was entered.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Concatenate

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog, Changes, Edited, EntryProblem, Gone, Transaction
from donnybrook.catalog.edits import bulk
from donnybrook.catalog.edits.contents import add_weapon_to
from donnybrook.catalog.edits.retiming import retime_scenes
from donnybrook.catalog.edits.tagging import tag_scenes
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.scene_fields import FieldValue
from donnybrook.catalog.shared import SharedScenes, read_shared
from donnybrook.catalog.tagging import ResolvedLine
from donnybrook.desktop.entry import Caption, Spoken, entered_in
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.far_edits import FarEdits, is_many
from donnybrook.desktop.services.undo_steps import TakeBack
from donnybrook.desktop.session import Session
from donnybrook.records import dataclass


class ManyEdits(QObject):
    """The edits that a panel on many fights offers, and the reading of what they have alike."""

    said = Signal(str, object)
    """Emits a word on what was done, and the function that takes it back."""

    refused = Signal(str)
    """Emits a sentence on an entry that can't be kept."""

    busy_changed = Signal(bool)
    """Emits whether something is being done."""

    def __init__(self, session: Session, take_back: TakeBack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._take_back = take_back
        self._errands = Errands(self)
        self._far = FarEdits(session, self)
        self._far.busy_changed.connect(self.busy_changed)
        self._is_closed = False

    def close(self) -> None:
        """Wait for what is being done, and read nothing any more."""
        self._is_closed = True
        self._errands.close()
        self._far.close()

    def read(self, scene_ids: Sequence[int], done: Callable[[SharedScenes], None]) -> None:
        """Hand over what some fights have alike: at once for few, and a little later for many."""
        if self._is_closed:
            return
        if not is_many(len(scene_ids)):
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
        deed = self._tagged(scene_ids, weapon_id)
        self._do(scene_ids, deed, add_weapon_to, scene_ids, weapon_id, improvised=improvised)

    def add_term(self, scene_ids: Sequence[int], concept_id: int) -> None:
        """Put a technique, camera term or theme on them."""
        self._do(scene_ids, self._tagged(scene_ids, concept_id), bulk.put_term_on, scene_ids, concept_id)

    def remove(self, scene_ids: Sequence[int], concept_id: int) -> None:
        """Take a weapon or term off them."""
        edit = bulk.take_weapon_off if self._is_weapon(concept_id) else bulk.take_term_off
        told = self.tr("Take {word} off {fights}")
        deed = _deed("Take {word} off {fights}", told, scene_ids, word=self._word(concept_id))
        self._do(scene_ids, deed, edit, scene_ids, concept_id)

    def replace(self, scene_ids: Sequence[int], concept_id: int, other_id: int) -> None:
        """Say another weapon or term in the place of one."""
        edit = bulk.replace_weapon if self._is_weapon(concept_id) else bulk.replace_term
        words = {"word": self._word(concept_id), "other": self._word(other_id)}
        told = self.tr("Replace {word} by {other} in {fights}")
        deed = _deed("Replace {word} by {other} in {fights}", told, scene_ids, **words)
        self._do(scene_ids, deed, edit, scene_ids, concept_id, other_id)

    def change(self, scene_ids: Sequence[int], called: str, name: str, value: FieldValue, chosen: str = "") -> None:
        """Fill in a field, by its name; ``called`` are the words for it, ``chosen`` those of what is no typed text."""
        deed = _deed("Change {field} of {fights}", self.tr("Change {field} of {fights}"), scene_ids, field=called)
        if chosen:
            told, words = self.tr("Change {field} of {fights} to {word}"), {"field": called, "word": chosen}
            deed = _deed("Change {field} of {fights} to {word}", told, scene_ids, **words)
        self._do(scene_ids, deed, bulk.change_scenes, scene_ids, **{name: value})

    def move(self, scene_ids: Sequence[int], by_us: int) -> None:
        """Move them in time, with all that is in them."""
        deed = _deed("Move {fights} in time", self.tr("Move {fights} in time"), scene_ids)
        entered = entered_in(deed.told, by_us=by_us)
        self._run(
            scene_ids, deed, lambda catalog: catalog.edit(deed.label, bulk.move_scenes, scene_ids, by_us), entered
        )

    def assign(self, scene_ids: Sequence[int], coder: str) -> None:
        """Say who coded them."""
        told = self.tr("Assign {fights} to {coder}")
        deed = _deed("Assign {fights} to {coder}", told, scene_ids, coder=coder.strip())
        self._do(scene_ids, deed, bulk.assign_coder, scene_ids, coder)

    def tag(self, scene_ids: Sequence[int], line: ResolvedLine, over: Callable[[bool], None]) -> None:
        """Complete them all with what a tagging line says; ``over`` is told in the end whether that is stored."""
        deed = _deed("Tag {fights}", self.tr("Tag {fights}"), scene_ids)
        entered = entered_in(deed.told, line)
        self._run(scene_ids, deed, lambda catalog: catalog.edit(deed.label, tag_scenes, scene_ids, line), entered, over)

    def slide(
        self, scene_ids: Sequence[int], moved: Callable[[int], int], told: str, over: Callable[[bool], None]
    ) -> None:
        """Give all times in them others; ``told`` is said of it, and ``over`` is told whether that is stored."""
        label = f"Slide {counted(len(scene_ids), 'fight')}"
        deed = _Deed(label, told)
        self._run(scene_ids, deed, lambda catalog: catalog.edit(label, retime_scenes, scene_ids, moved), "", over)

    def trash(self, scene_ids: Sequence[int]) -> None:
        """Put them into the trash."""
        deed = _deed("Delete {fights}", self.tr("Delete {fights}"), scene_ids)
        self._do(scene_ids, deed, bulk.trash_scenes, scene_ids)

    def _tagged(self, scene_ids: Sequence[int], concept_id: int) -> "_Deed":
        told = self.tr("Tag {word} on {fights}")
        return _deed("Tag {word} on {fights}", told, scene_ids, word=self._word(concept_id))

    # ------------------------------------------------------------ how it is done

    def _do[**P](
        self,
        scene_ids: Sequence[int],
        deed: "_Deed",
        edit: Callable[Concatenate[Transaction, P], int],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        given, entered = (deed, edit, args, kwargs), entered_in(deed.told, *args, **kwargs)
        self._run(
            scene_ids, deed, lambda catalog: catalog.edit(deed.label, edit, *args, **kwargs), entered, given=given
        )

    def _run(
        self,
        scene_ids: Sequence[int],
        deed: "_Deed",
        work: Callable[[Catalog], Edited[int]],
        entered: str,
        over: Callable[[bool], None] = lambda _stored: None,
        *,
        given: object = None,
    ) -> None:
        """Edit once no other thread does: here where there are few, else in another thread; tell when it is done."""
        caption, work = Caption(f"“{deed.told}”", entered), _of_those_there(work)

        def done(changes: Changes | None) -> None:
            if changes:
                self.said.emit(deed.told, partial(self._take_back, changes))
            over(True)  # noqa: FBT003 - whoever waits knows what it means

        def come_to_nothing() -> None:
            over(False)  # noqa: FBT003

        at = Spoken(self.refused.emit)
        entry = self._far.store(len(scene_ids), at, deed.label, caption, work, given)
        entry.when_stored(lambda _value: done(entry.changes)).when_refused(come_to_nothing)

    def _is_weapon(self, concept_id: int) -> bool:
        return self._session.catalog.vocabulary.concept(concept_id).scheme == "weapon"

    def _word(self, concept_id: int) -> str:
        return self._session.catalog.vocabulary.concept(concept_id).label


def _of_those_there(work: Callable[[Catalog], Edited[int]]) -> Callable[[Catalog], Edited[int]]:
    """Return the same work, which is refused where a fight is gone that it is to be done to."""

    def done(catalog: Catalog) -> Edited[int]:
        try:
            return work(catalog)
        except Gone as fault:
            sentence = translate("ManyEdits", "A fight of them is not there any more, so nothing was changed.")
            raise EntryProblem("", sentence) from fault

    return done


@dataclass(frozen=True, slots=True)
class _Deed:
    """What an edit is called in the journal, and what is told of it on the screen."""

    label: str
    told: str


def _deed(label: str, told: str, scene_ids: Sequence[int], **words: str) -> _Deed:
    fights = counted(len(scene_ids), "fight")
    return _Deed(label.format(fights=fights, **words), told.format(fights=fights, **words))
