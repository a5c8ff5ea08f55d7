"""The weapons or terms of many fights: each with how many have it, to be replaced or taken off, and a line to add one.

It stores nothing: what is wanted goes out by signals.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from donnybrook.catalog.shared import SharedWord
from donnybrook.desktop.panels.concept_input import ConceptInput
from donnybrook.desktop.panels.field_box import INSET_PX, FieldBox
from donnybrook.desktop.panels.field_editors import Surroundings
from donnybrook.desktop.panels.plain import discard, icon_button, label

_MOST_SHOWN = 12
_INSTEAD_PX = 112


class ManyWords(FieldBox):
    """Knows the words of some schemes, and how many fights there are."""

    added = Signal(int)
    removed = Signal(int)
    replaced = Signal(int, int)
    """Emits the concept that was said, and the one that is to be said instead."""

    def __init__(
        self, name: str, asks: str, around: Surroundings, schemes: Sequence[str], scene_ids: Callable[[], Sequence[int]]
    ) -> None:
        """``asks`` stands in the line that adds one; ``scene_ids`` returns the fights that are spoken of."""
        self._place = QWidget()
        super().__init__(name, self._place, above=True)
        self._around = around
        self._schemes = schemes
        self._scene_ids = scene_ids
        self._shown: tuple[SharedWord, ...] = ()
        self._scenes = 0
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(INSET_PX, 0, 0, 0)
        self._column.setSpacing(2)
        self._rest = label("", "small")
        self._rest.setContentsMargins(INSET_PX, 0, 0, 0)
        self.add = self._input(asks)
        self.add.chosen.connect(self._added)
        self.add_below(self._rest)
        self.add_below(self.add)

    def show_words(self, words: tuple[SharedWord, ...], scenes: int) -> None:
        """Show the words of so many fights, those that most of them have first."""
        if (words, scenes) == (self._shown, self._scenes):
            return
        self._shown, self._scenes = words, scenes
        for row in self._rows:
            self._column.removeWidget(row)
            discard(row)
        self._rows = [self._row(word) for word in words[:_MOST_SHOWN]]
        for row in self._rows:
            self._column.addWidget(row)
            row.show()
        left = len(words) - len(self._rows)
        self._rest.setText(self.tr("and {count} more, in fewer of them").format(count=left) if left > 0 else "")
        self._rest.setVisible(left > 0)

    def _row(self, word: SharedWord) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        in_all = word.scenes == self._scenes
        count = (
            self.tr("in all") if in_all else self.tr("in {some} of {all}").format(some=word.scenes, all=self._scenes)
        )
        line.addWidget(label(word.label))
        line.addWidget(label(count, "small"))
        instead = self._input(self.tr("Instead of {word}").format(word=word.label))
        instead.setPlaceholderText(self.tr("replace by…"))
        instead.chosen.connect(partial(self._replaced, instead, word.concept_id))
        instead.setFixedWidth(_INSTEAD_PX)
        line.addStretch(1)
        line.addWidget(instead)
        remove = icon_button(self._around.icons, "x", self.tr("Take {word} off all").format(word=word.label))
        remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        remove.clicked.connect(partial(self._removed, word.concept_id))
        line.addWidget(remove)
        return made

    def _input(self, name: str) -> ConceptInput:
        made = ConceptInput(name, self._around.session, self._around.theme, self._schemes)
        made.setPlaceholderText(name)
        made.of = self._scene_ids
        made.offered.connect(self.show_problem)
        return made

    def _added(self, concept_id: int | None) -> None:
        self.add.clear()
        self.add.show_text("")
        if concept_id is not None:
            self.added.emit(concept_id)

    def _removed(self, concept_id: int) -> None:
        self.removed.emit(concept_id)

    def _replaced(self, line: ConceptInput, concept_id: int, other_id: int | None) -> None:
        line.clear()
        line.show_text("")
        if other_id is not None and other_id != concept_id:
            self.replaced.emit(concept_id, other_id)
