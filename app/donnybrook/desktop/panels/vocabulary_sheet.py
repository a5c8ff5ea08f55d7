"""The vocabulary: a kind of terms as a tree with counts, filtered as one types, and the term that is chosen, whole."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from donnybrook.catalog import TermUses
from donnybrook.catalog.edits import vocabulary as edits
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.query.building import term_of
from donnybrook.desktop.marked_words import translated
from donnybrook.desktop.models.vocabulary_rows import SCHEMES, TermRow, term_rows
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.sheet import Sheet, SheetSurroundings, push_button
from donnybrook.desktop.panels.switch import Segment, Switch
from donnybrook.desktop.panels.term_detail import TermDetail
from donnybrook.desktop.panels.term_tree import TermTree
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.far_edits import FarEdits
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.services.vocabulary_files import Imported, import_terms
from donnybrook.exchange.vocabulary_files import export_vocabulary

type TellUses = Callable[[dict[int, TermUses] | None], None]
"""Is told in how many fights each term occurs, by the id of its concept; terms without any are left out.

``None``: they could not be counted.
"""

_WIDTH_PX = 1100
_HEIGHT_PX = 500
_LEFT_PX = 400
_SKIPPED_SHOWN = 3
_ONWARDS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class VocabularySheet(Sheet):
    """Everything entered is kept at once, and can be undone."""

    search_wanted = Signal(str)
    """Emits a query that finds the fights a term is used in."""

    def __init__(
        self,
        around: SheetSurroundings,
        thumbnails: Thumbnails,
        errands: Errands,
        far: FarEdits,
        count_uses: Callable[[TellUses], None],
    ) -> None:
        """``count_uses`` counts away from the window, and tells later."""
        super().__init__(around, self.tr("Vocabulary"), _WIDTH_PX)
        self._far = far
        self._count_uses = count_uses
        self._uses: dict[int, TermUses] | None = None
        self._is_uncountable = False
        self._scheme = SCHEMES[0]
        self._switch = Switch(tuple(Segment(each.name, translated(each.label)) for each in SCHEMES))
        self._switch.chosen.connect(self.show_scheme)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Find a term"))
        self.filter.setAccessibleName(self.tr("Find a term"))
        self.filter.textChanged.connect(self._find)
        self.filter.installEventFilter(self)
        self.tree = TermTree(self.tr("Terms"), around.theme)
        self.tree.setMinimumHeight(_HEIGHT_PX - 120)
        self.detail = TermDetail(self.around, thumbnails, errands)
        self.new_term = QLineEdit()
        self.new_term.setAccessibleName(self.tr("New term"))
        self.new_term.returnPressed.connect(self.add)
        self._new_box = FieldBox("", self.new_term)
        self.tree.chosen.connect(self._show_term)
        self.detail.uses_wanted.connect(self._search)
        self.detail.replaced.connect(self._go_to)
        self._lay_out()

    def ask(self) -> None:
        """Show the vocabulary, and wait for letters."""
        self.show_problem("")
        self.filter.clear()
        self.refill()
        self.open(self.filter)

    def show_scheme(self, name: str) -> None:
        """Show another kind of terms."""
        self._scheme = next(each for each in SCHEMES if each.name == name)
        self.filter.clear()
        self.refill()

    def refill(self) -> None:
        """Read the terms again, and stay at the one that is chosen; the counts stay until there are others."""
        self._fill(self.tree.term_id)
        self._count_uses(self._take_uses)

    def add(self) -> None:
        """Add the word that was typed under the term that is chosen."""
        word, broader_id = self.new_term.text().strip(), self._parent()
        if not word:
            return
        said = {"scheme": self._scheme.name, "label": word}
        entry = self.around.enter(self._new_box, f"Add term {word}", edits.add_concept, **said, broader_id=broader_id)
        if not entry.is_refused:
            self.new_term.clear()
        if entry.value is not None:
            self._go_to(entry.value)

    def export_to(self, path: Path) -> None:
        """Write all terms, of all kinds, to a file."""
        catalog = self.around.session.catalog
        self.trying(lambda: self._told(export_vocabulary(catalog, path), path))

    def import_from(self, path: Path) -> None:
        """Take the terms of a file into the vocabulary, after a backup, as one edit."""
        mine, scheme = self.around.session.catalog.path, self._scheme.name
        self.show_problem("")
        self.show_lead(self.tr("Importing {name}…").format(name=path.name))
        label = self.tr("Import {name}").format(name=path.name)
        self._far.run(label, lambda: import_terms(mine, path, scheme), self._imported, self._refused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down and Enter go from the filter to the tree."""
        if watched is self.filter and _is_onwards(event):
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ showing

    def _find(self, typed: str) -> None:
        best = self.around.session.catalog.vocabulary.complete((self._scheme.name,), typed, 1) if typed.strip() else []
        self._fill(best[0].concept.id if best else self.tree.term_id)

    def _fill(self, term_id: int | None) -> None:
        self._switch.show_chosen(self._scheme.name)
        self.tree.show_rows(self._rows(), term_id)

    def _rows(self) -> list[TermRow]:
        vocabulary = self.around.session.catalog.vocabulary
        return term_rows(vocabulary, self._scheme.name, self._uses, self.filter.text())

    def _take_uses(self, uses: dict[int, TermUses] | None) -> None:
        self._uses, self._is_uncountable = uses, uses is None
        with QSignalBlocker(self.tree):  # it is the same term: what is half-typed in its fields stays
            self.tree.show_rows(self._rows(), self.tree.term_id)
        self._show_uses(self.tree.term_id)

    def _show_uses(self, concept_id: int | None) -> None:
        uses = None if self._uses is None or concept_id is None else self._uses.get(concept_id, TermUses())
        self.detail.show_uses(uses, is_uncountable=self._is_uncountable)

    def _show_term(self, concept_id: int | None) -> None:
        self.detail.show_term(concept_id)
        self._show_uses(concept_id)
        parent = self._parent()
        under = self.around.session.catalog.vocabulary.concept(parent).label if parent is not None else ""
        words = (
            self.tr("Add a term under “{term}”, Enter").format(term=under) if under else self.tr("Add a term, Enter")
        )
        self.new_term.setPlaceholderText(words)

    def _parent(self) -> int | None:
        """Return the term under which a new one would stand."""
        chosen = self.tree.term_id
        if chosen is None or self.around.session.catalog.vocabulary.concept(chosen).retired:
            return None
        return chosen

    def _go_to(self, concept_id: int | None) -> None:
        if concept_id is not None:
            with QSignalBlocker(self.filter):
                self.filter.clear()
        self._fill(concept_id)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, concept_id: int) -> None:
        label = self.around.session.catalog.vocabulary.concept(concept_id).label
        self.leave()
        field = self._scheme.field
        self.search_wanted.emit(term_of(field, label) if field else f'"{label}"')

    # ------------------------------------------------------------ files

    def _ask_export(self) -> None:
        from donnybrook.desktop.dialogs import files

        path = files.ask_vocabulary_to_write(self.around.window)
        if path is not None:
            self.export_to(path)

    def _ask_import(self) -> None:
        from donnybrook.desktop.dialogs import files

        path = files.ask_vocabulary_to_read(self.around.window)
        if path is not None:
            self.import_from(path)

    def _told(self, count: int, path: Path) -> None:
        self.around.say(self.tr("{terms} written to {path}").format(terms=counted(count, "term"), path=path))

    def _imported(self, imported: Imported) -> None:
        self.show_lead("")
        self.show_problem(" ".join(imported.left_out[:_SKIPPED_SHOWN]))
        self.around.say_done(imported.words, imported.changes)

    def _refused(self, sentence: str) -> None:
        self.show_lead("")
        self.show_problem(sentence)

    def _lay_out(self) -> None:
        self.head.insertWidget(1, self._switch)
        left = QVBoxLayout()
        left.setSpacing(8)
        for part in (self.filter, self.tree, self._new_box):
            left.addWidget(part, 1 if part is self.tree else 0)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(left)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.detail, 1)
        right.addWidget(self.detail.foot)
        both.addLayout(right, 1)
        for part in (self.filter, self.tree, self._new_box):
            part.setFixedWidth(_LEFT_PX)
        self.column.addLayout(both, 1)
        take, give = push_button(self.tr("Import…")), push_button(self.tr("Export…"))
        take.clicked.connect(self._ask_import)
        give.clicked.connect(self._ask_export)
        self.add_foot(take, give)


def _is_onwards(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ONWARDS
