"""One term of the vocabulary, whole: its fields, its picture, where it is used, and what can be done with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Concatenate

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from donnybrook.catalog import TermUses, Transaction
from donnybrook.catalog.concepts import read_concept_picture, read_entry
from donnybrook.catalog.edits import pictures
from donnybrook.catalog.edits import vocabulary as edits
from donnybrook.catalog.numbers import counted
from donnybrook.desktop.entry import Spoken
from donnybrook.desktop.models.concepts import Suggestion, suggest_concepts
from donnybrook.desktop.panels.entry_line import EntryLine, whole_line
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.plain import label, line_across
from donnybrook.desktop.panels.sheet import SheetSurroundings, push_button
from donnybrook.desktop.panels.term_fields import TermFields
from donnybrook.desktop.panels.two_step import TwoStepButton
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.still_pictures import read_picture
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.media import Thumbnail

_PICTURE_PX = 120


class TermDetail(QScrollArea):
    """Shows one term, or nothing; ``foot``, which does not scroll, is what can be done with it."""

    uses_wanted = Signal(int)
    """Emits a term whose fights are to be shown."""

    replaced = Signal(object)
    """Emits the term that took the place of this one, or ``None`` where it is simply gone."""

    def __init__(self, around: SheetSurroundings, thumbnails: Thumbnails, errands: Errands) -> None:
        super().__init__()
        self._errands = errands
        self._around = around
        self._thumbnails = thumbnails
        self._id: int | None = None
        self._picture_name: str | None = None
        self.fields = TermFields(around)
        self._state = label("", "muted", wrap=True)
        self._picture = label()
        self._picture.setAccessibleName(self.tr("Picture of the term"))
        self.uses = push_button("")
        self.uses.clicked.connect(self._show_uses)
        self.into = EntryLine(self.tr("Merge into"), around.theme, takes_first=True)
        self.into.setProperty("role", "")
        self.into.setPlaceholderText(self.tr("another term"))
        self.into.set_source(whole_line(self._others))
        self.merge_button = push_button(self.tr("Merge"))
        self.merge_button.clicked.connect(self.merge)
        self.into_box = FieldBox(self.tr("Merge into"), self.into, self.merge_button)
        self.picture_button = push_button(self.tr("Picture…"))
        self.picture_button.clicked.connect(self._ask_picture)
        self.retire_button = TwoStepButton(self.tr("Retire…"), self.tr("Press again to offer it no more"))
        self.retire_button.confirmed.connect(self.retire)
        self.delete_button = TwoStepButton(self.tr("Delete…"), self.tr("Press again to delete it"))
        self.delete_button.confirmed.connect(self.delete)
        self._problem = label("", "loss", wrap=True)
        self._body = QWidget()
        self.foot = QWidget()
        self._lay_out()
        thumbnails.arrived.connect(self._show_picture)
        self.show_term(None)

    @property
    def problem(self) -> str:
        """What can't be done with the term; '' for nothing."""
        return self._problem.text()

    def show_term(self, concept_id: int | None) -> None:
        """Show another term."""
        if concept_id != self._id:
            self._say("")
            self.into_box.show_problem("")
            self.into.show_text("")
        self._id = concept_id
        self._body.setVisible(concept_id is not None)
        self.foot.setVisible(concept_id is not None)
        if concept_id is None:
            return
        catalog = self._around.session.catalog
        concept = catalog.vocabulary.concept(concept_id)
        above = catalog.vocabulary.ancestors(concept_id)
        self.fields.show_term(concept_id, catalog.read(read_entry, concept_id), above[0].label if above else "")
        self._state.setText(self.tr("Retired: fights that use it keep it, and it is offered no more."))
        self._state.setVisible(concept.retired)
        self.retire_button.setEnabled(not concept.retired)
        self._picture_name = catalog.read(read_concept_picture, concept_id)
        self.picture_button.setText(self.tr("Remove picture") if self._picture_name else self.tr("Picture…"))
        self.picture_button.setAccessibleName(self.picture_button.text())
        self._show_picture()

    def show_uses(self, uses: TermUses | None, *, is_uncountable: bool = False) -> None:
        """Say in how many fights the term occurs; ``None``: they are not counted yet, or could not be.

        Then it can be deleted for all that is known, and deleting looks for itself whether it is in use.
        """
        is_leaf = self._id is not None and not self._around.session.catalog.vocabulary.narrower(self._id)
        self.delete_button.setEnabled(is_leaf and (is_uncountable if uses is None else not uses.own))
        uncounted = self.tr("Its fights could not be counted")
        self.uses.setText(uncounted if is_uncountable else self._uses_words(uses))
        self.uses.setAccessibleName(self.uses.text())
        has_any = uses is not None and uses.total > 0
        self.uses.setToolTip(self.tr("Show them") if has_any else "")
        self.uses.setEnabled(has_any)

    # ------------------------------------------------------------ what can be done

    def merge(self) -> None:
        """Let the term that was typed take the place of this one."""
        into = self._around.session.catalog.vocabulary.lookup(self._scheme(), self.into.text())
        if into is None or self._id is None:
            self.into_box.show_problem(self.tr("Type the term that is to take its place."))
            return
        label = f"Merge {self._word(self._id)} into {self._word(into)}"
        uses = self._around.session.catalog.read(edits.count_uses, self._id)
        self._do_many(uses, into, label, edits.merge_concepts, self._id, into)

    def retire(self) -> None:
        """Offer the term no more."""
        if self._id is not None:
            self._do(self._id, f"Retire {self._word(self._id)}", edits.retire_concept, self._id)

    def delete(self) -> None:
        """Delete the term, which nothing uses."""
        if self._id is not None:
            self._do(None, f"Delete term {self._word(self._id)}", edits.delete_concept, self._id)

    def take_picture(self, path: Path) -> None:
        """Show with a picture file what the term means."""
        if self._id is not None:
            of, label = self._id, f"Picture {self._word(self._id)}"
            self._errands.run(lambda: read_picture(path), lambda small: self._keep_picture(of, label, small), self._say)

    def _keep_picture(self, of: int, label: str, small: Thumbnail) -> None:
        sized = {"width_px": small.width_px, "height_px": small.height_px}
        self._do(of, label, pictures.picture_concept, of, jpeg=small.jpeg, **sized)

    def _ask_picture(self) -> None:
        """Ask for a picture; where there is one, take it away."""
        from donnybrook.desktop.dialogs import files

        if self._id is not None and self._picture_name is not None:
            self._do(self._id, f"Remove picture of {self._word(self._id)}", pictures.unpicture_concept, self._id)
            return
        path = files.ask_picture(self._around.window)
        if path is not None:
            self.take_picture(path)

    def _do[**P, T](
        self,
        then: int | None,
        label: str,
        edit: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        self._do_many(0, then, label, edit, *args, **kwargs)

    def _do_many[**P, T](
        self,
        fights: int,
        then: int | None,
        label: str,
        edit: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Make an edit as ``Sheet.do_many`` does, and tell of it; ``then`` is the term to be shown.

        Whoever has gone on by the time it is stored is not brought back to it.
        """
        entry = self._around.enter_many(fights, Spoken(self._say), label, edit, *args, **kwargs)
        if entry.edited is not None:
            self.replaced.emit(then)
        self._around.edits.tell(entry, label)

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _show_uses(self) -> None:
        if self._id is not None:
            self.uses_wanted.emit(self._id)

    def _uses_words(self, uses: TermUses | None) -> str:
        if uses is None:
            return self.tr("Its fights are being counted")
        if not uses.total:
            return self.tr("No fight uses it")
        more = self.tr(", {total:,} with narrower terms").format(total=uses.total) if uses.total > uses.own else ""
        return self.tr("Used in {fights}").format(fights=counted(uses.own, "fight")) + more

    def _show_picture(self) -> None:
        pixmap = self._thumbnails.pixmap(self._picture_name)
        self._picture.setVisible(pixmap is not None)
        if pixmap is not None:
            self._picture.setPixmap(pixmap.scaledToHeight(_PICTURE_PX, Qt.TransformationMode.SmoothTransformation))

    def _others(self, text: str) -> list[Suggestion]:
        return suggest_concepts(self._around.session.catalog.vocabulary, (self._scheme(),), text)

    def _scheme(self) -> str:
        return "" if self._id is None else self._around.session.catalog.vocabulary.concept(self._id).scheme

    def _word(self, concept_id: int) -> str:
        return self._around.session.catalog.vocabulary.concept(concept_id).label

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(8, 0, 10, 8)
        column.setSpacing(8)
        for part in (self._state, self._picture, self.fields):
            column.addWidget(part)
        column.addStretch(1)
        beneath = QVBoxLayout(self.foot)
        beneath.setContentsMargins(8, 0, 10, 0)
        beneath.setSpacing(8)
        beneath.addWidget(line_across())
        beneath.addWidget(self.into_box)
        beneath.addLayout(_across(self.uses, self.picture_button, self.retire_button, self.delete_button))
        beneath.addWidget(self._problem)
        self.setWidget(self._body)
        self._body.setAutoFillBackground(False)


def _across(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for place, button in enumerate(buttons):
        row.addWidget(button)
        if place == 0:
            row.addStretch(1)
    return row
