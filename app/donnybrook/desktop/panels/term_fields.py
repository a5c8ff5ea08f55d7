"""What is said of one term, edited in place: word, wider term, note, colour, key, synonyms, identifiers."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from donnybrook.catalog.authorities import AUTHORITIES, of_uri
from donnybrook.catalog.concepts import ConceptEntry
from donnybrook.catalog.edits import vocabulary as edits
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.concepts import Suggestion, suggest_concepts
from donnybrook.desktop.panels.entry_line import whole_line
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.field_editors import TextEditor
from donnybrook.desktop.panels.sheet import SheetSurroundings, adding_line, sheet_line
from donnybrook.desktop.panels.word_rows import WordRow, WordRows

_NOTE_PX = 54
_LANGUAGE_PX = 58


class TermFields(QWidget):
    """Shows one term at a time. Every entry is kept at once; what can't be is said at its field."""

    def __init__(self, around: SheetSurroundings) -> None:
        super().__init__()
        self._around = around
        self._id = 0
        self._entry = ConceptEntry("weapon", "")
        self.word = sheet_line(self.tr("Word"), around.theme, self._rename)
        self.under = sheet_line(self.tr("Stands under"), around.theme, self._move)
        self.under.set_source(whole_line(self._wider))
        self.under.setPlaceholderText(self.tr("nothing: it is at the top"))
        self.colour = sheet_line(self.tr("Colour"), around.theme, self._keep_colour)
        self.colour.setPlaceholderText("#aa3300")
        self.hotkey = sheet_line(self.tr("Key"), around.theme, self._keep_hotkey)
        words = self.tr("Note on what it means")
        self.note = TextEditor(self.tr("Note"), spoken=words, height_px=_NOTE_PX, above=False)
        self.note.given.connect(self._keep_note)
        self.synonyms, self.matches = WordRows(around.icons), WordRows(around.icons)
        self.synonyms.removed.connect(self._remove_synonym)
        self.matches.removed.connect(self._remove_match)
        self.new_synonym = adding_line(self.tr("Another word"), self.tr("another word, Enter"), self._add_synonym)
        self.language = adding_line(self.tr("Language of the word"), "en", self._add_synonym)
        self.language.setText("en")
        self.language.setFixedWidth(_LANGUAGE_PX)
        asked = self.tr("wikidata Q728, or an address, Enter")
        self.new_match = adding_line(self.tr("Another identifier"), asked, self._add_match)
        self.word_box = FieldBox(self.tr("Word"), self.word)
        self.under_box = FieldBox(self.tr("Under"), self.under)
        self.colour_box = FieldBox(self.tr("Colour"), self.colour)
        self.hotkey_box = FieldBox(self.tr("Key"), self.hotkey)
        self.synonym_box = FieldBox(self.tr("Synonyms"), self.new_synonym, self.language)
        self.match_box = FieldBox(self.tr("Identifiers"), self.new_match)
        self._lay_out()

    def show_term(self, concept_id: int, entry: ConceptEntry, broader: str) -> None:
        """Show a term; ``broader`` is the word of the one above it."""
        if concept_id != self._id:
            for box in self._boxes():
                box.show_problem("")
            for adder in (self.new_synonym, self.new_match):
                adder.clear()
        self._id, self._entry = concept_id, entry
        self.word.show_text(entry.label)
        self.under.show_text(broader)
        self.note.show_value(entry.scope_note)
        self.colour.show_text(entry.colour)
        self.hotkey.show_text(entry.hotkey)
        self.synonyms.show_rows([WordRow(each.label, _also(each.language, each.kind)) for each in entry.labels])
        self.matches.show_rows([WordRow(f"{each.authority} {each.value}", each.source) for each in entry.matches])

    # ------------------------------------------------------------ entries

    def _rename(self, text: str) -> None:
        old = self._entry.label
        self._around.enter(self.word_box, f"Rename {old} to {text}", edits.rename_concept, self._id, text)

    def _wider(self, text: str) -> list[Suggestion]:
        return suggest_concepts(self._around.session.catalog.vocabulary, (self._entry.scheme,), text)

    def _move(self, text: str) -> None:
        found = self._around.session.catalog.vocabulary.lookup(self._entry.scheme, text) if text.strip() else None
        if found is None and text.strip():
            self.under_box.show_problem(self.tr("There is no term “{word}”.").format(word=text))
            return
        above = self._around.session.catalog.vocabulary.concept(found).label if found else ""
        words = f"Move {self._entry.label} {f'under {above}' if above else 'to the top'}"
        self._around.enter(self.under_box, words, edits.move_concept, self._id, found)

    def _keep_note(self, text: str) -> None:
        self._describe(self.note.box, "scope_note", text)

    def _keep_colour(self, text: str) -> None:
        self._describe(self.colour_box, "colour", text)

    def _keep_hotkey(self, text: str) -> None:
        self._describe(self.hotkey_box, "hotkey", text)

    def _describe(self, box: FieldBox, name: str, text: str) -> None:
        words, value = f"Describe {self._entry.label}", text.strip()
        self._around.enter(box, words, edits.describe_concept, self._id, **{name: value})

    def _add_synonym(self) -> None:
        text, language = self.new_synonym.text().strip(), self.language.text().strip() or "en"
        if text:
            words = f"Add synonym {text}" + ("" if language == "en" else f" ({language})")
            self._add(self.synonym_box, self.new_synonym, words, edits.add_synonym, text, language=language)

    def _add_match(self) -> None:
        authority, value = _identifier(self.new_match.text())
        if authority:
            words = f"Identify {self._entry.label}"
            self._add(self.match_box, self.new_match, words, edits.add_match, authority, value)

    def _add(
        self, box: FieldBox, line: QLineEdit, words: str, edit: Callable[..., int], *args: str, **given: str
    ) -> None:
        if not self._around.enter(box, words, edit, self._id, *args, **given).is_refused:
            line.clear()

    def _remove_synonym(self, place: int) -> None:
        gone = self._entry.labels[place]
        words, of = f"Remove synonym {gone.label}", self._id
        box = self.synonym_box
        self._around.enter(box, words, edits.remove_synonym, of, gone.label, language=gone.language)

    def _remove_match(self, place: int) -> None:
        gone = self._entry.matches[place]
        words, of = f"Remove identifier of {self._entry.label}", self._id
        self._around.enter(self.match_box, words, edits.remove_match, of, gone.authority, gone.value)

    # ------------------------------------------------------------ putting it together

    def _boxes(self) -> tuple[FieldBox, ...]:
        plain = (self.word_box, self.under_box, self.note.box, self.colour_box, self.hotkey_box)
        return (*plain, self.synonym_box, self.match_box)

    def _lay_out(self) -> None:
        self.synonym_box.add_below(self.synonyms)
        self.match_box.add_below(self.matches)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        order = (self.word_box, self.under_box, self.note.box, self.synonym_box, self.match_box)
        for box in order:
            column.addWidget(box)
        looks = QHBoxLayout()
        looks.setSpacing(12)
        looks.addWidget(self.colour_box, 1, Qt.AlignmentFlag.AlignTop)
        looks.addWidget(self.hotkey_box, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(looks)


def _also(language: str, kind: str) -> str:
    hidden = translate("TermFields", "for searching alone") if kind == "hidden" else ""
    return " · ".join(part for part in (language, hidden) if part)


def _identifier(text: str) -> tuple[str, str]:
    """Return authority and identifier of what was typed: two words, or an address."""
    text = text.strip()
    if "://" in text and " " not in text:
        return of_uri(text)
    authority, _, value = text.partition(" ")
    if authority and not value:
        return ("wikidata" if authority[:1] in "Qq" else AUTHORITIES[-1].name), authority
    return authority, value.strip()
