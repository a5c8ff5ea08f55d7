"""Techniques and camera terms of a scene, or of one of its beats, as chips, and a line to add one.

Knows one scene at a time.
"""

from PySide6.QtWidgets import QSizePolicy, QWidget

from donnybrook.catalog import Combatant, Scene, SceneTerm
from donnybrook.catalog.edits.contents import credit_term, remove_term
from donnybrook.catalog.edits.links import put_term
from donnybrook.catalog.tagging.resolve import TERM_SCHEMES
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.panels.concept_input import ConceptInput
from donnybrook.desktop.panels.entering import enter
from donnybrook.desktop.panels.field_box import INSET_PX, FieldBox
from donnybrook.desktop.panels.field_editors import Surroundings
from donnybrook.desktop.panels.flow_layout import FlowLayout
from donnybrook.desktop.panels.term_chip import TermChip


class TermsEditor(FieldBox):
    """Chips in the order they were added; beside each, by whom it is, and a × that takes it off."""

    def __init__(self, around: Surroundings, beat_id: int | None = None) -> None:
        """``beat_id``: the beat whose terms these are; those of the fight as a whole, for ``None``."""
        self._chips = QWidget()
        name = translate("TermsEditor", "Techniques and camera") if beat_id is None else ""
        super().__init__(name, self._chips, above=True)
        self._around = around
        self._beat_id = beat_id
        self._scene: Scene | None = None
        self._shown: tuple[tuple[SceneTerm, ...], tuple[Combatant, ...]] | None = None
        self._made: list[TermChip] = []  # in order; those beyond the number of terms are not shown
        self._flow = FlowLayout()
        self._flow.setContentsMargins(INSET_PX, 0, 0, 2)
        self._chips.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        of_fight, of_beat = (
            self.tr("Add a technique or camera term"),
            self.tr("Add a technique or camera term of the beat"),
        )
        name = of_fight if beat_id is None else of_beat
        self.add = ConceptInput(name, around.session, around.theme, TERM_SCHEMES)
        self.add.setPlaceholderText(self.tr("add a technique or camera term…"))
        self.add.of = lambda: (self._scene.id if self._scene else None, self._beat_id)
        self.add.chosen.connect(self._add_term)
        self.add.offered.connect(self.show_problem)
        self.add_below(self.add)

    def show_terms(self, scene: Scene, beat_id: int) -> None:
        """Show the terms of a beat, perhaps of another one than before."""
        self._beat_id = beat_id
        self.show_scene(scene)

    def show_scene(self, scene: Scene) -> None:
        """Show the terms of a scene or of its beat."""
        self._scene, self.of = scene, scene.name
        terms = tuple(term for term in scene.terms if term.beat_id == self._beat_id)
        if (terms, scene.combatants) == self._shown:
            return
        self._shown = (terms, scene.combatants)
        while self._flow.count() < len(terms):
            self._flow.addWidget(self._chip())
        for place, chip in enumerate(self._made):
            if place < len(terms):
                chip.show_term(terms[place], scene.combatants)
            chip.setVisible(place < len(terms))
        self._chips.setVisible(bool(terms))
        self._chips.updateGeometry()

    def _chip(self) -> TermChip:
        made = TermChip(self._around.theme, self._around.icons)
        made.credited.connect(self._credit)
        made.removed.connect(self._remove)
        self._made.append(made)
        return made

    def _credit(self, term: SceneTerm, combatant_id: int | None) -> None:
        combatants = self._scene.combatants if self._scene else ()
        who = next((each.label for each in combatants if each.id == combatant_id), self.tr("nobody in particular"))
        enter(self._around.session, self, f"Who does {term.label}: {who}", credit_term, term.id, combatant_id)

    def _remove(self, term: SceneTerm) -> None:
        enter(self._around.session, self, f"Remove {term.label}", remove_term, term.id)

    def _add_term(self, concept_id: int | None) -> None:
        self.add.clear()
        self.add.show_text("")
        if concept_id is not None and self._scene is not None:
            words = f"Add {self._around.session.catalog.vocabulary.concept(concept_id).label}"
            enter(self._around.session, self, words, put_term, self._scene.id, concept_id, beat_id=self._beat_id)
