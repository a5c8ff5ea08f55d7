"""Who uses what against whom: a sentence a wielding, and a line to add a weapon. Knows one scene at a time."""

from donnybrook.catalog import Scene
from donnybrook.catalog.edits.contents import add_wielding
from donnybrook.catalog.fight_sentences import fight_sentences
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.panels.concept_input import ConceptInput
from donnybrook.desktop.panels.entering import add
from donnybrook.desktop.panels.field_box import INSET_PX, FieldBox
from donnybrook.desktop.panels.field_editors import Surroundings
from donnybrook.desktop.panels.folding_row import FoldingRows
from donnybrook.desktop.panels.sentences import SentenceView
from donnybrook.desktop.panels.wielding_fields import WieldingFields


class WieldingsEditor(FieldBox):
    """The sentences of a scene, those who fight without a weapon last."""

    def __init__(self, around: Surroundings) -> None:
        self.list = FoldingRows(around.theme, lambda row: WieldingFields(row, around))
        super().__init__(translate("WieldingsEditor", "Who against whom"), self.list, above=True)
        self._around = around
        self._scene: Scene | None = None
        self._rest = SentenceView(around.theme)
        self._rest.setContentsMargins(INSET_PX, 0, 0, 0)
        self.add_below(self._rest)
        self.add = ConceptInput(self.tr("Add a weapon"), around.session, around.theme, ("weapon",))
        self.add.setPlaceholderText(self.tr("add a weapon…"))
        self.add.of = lambda: self._scene.id if self._scene else None
        self.add.chosen.connect(self._add_weapon)
        self.add.offered.connect(self.show_problem)
        self.add_below(self.add)

    def show_scene(self, scene: Scene) -> None:
        """Show the wieldings of a scene."""
        self._scene, self.of = scene, scene.name
        sentences = fight_sentences(scene, self._around.session.catalog.vocabulary)
        count = len(scene.wieldings)
        self.list.show_rows(scene, [each.id for each in scene.wieldings], sentences[:count])
        self._rest.show_sentences(sentences[count:])
        self._rest.setVisible(len(sentences) > count)

    def _add_weapon(self, concept_id: int | None) -> None:
        self.add.clear()
        self.add.show_text("")
        if concept_id is None or self._scene is None:
            return
        label = self._around.session.catalog.vocabulary.concept(concept_id).label
        entry = add(self._around.session, self, f"Add {label}", add_wielding, self._scene.id, concept_id)
        if entry.value is not None:
            self.list.open(entry.value)
