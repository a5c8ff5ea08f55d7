"""The palettes of a film as a sheet: one is chosen, called otherwise, filled; more are made. Knows no film file."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from donnybrook.catalog.concepts import SCHEMES
from donnybrook.catalog.edits import palettes as edits
from donnybrook.catalog.edits.vocabulary import set_own_key
from donnybrook.catalog.palettes import Palette
from donnybrook.desktop.panels.choice import OpeningBox
from donnybrook.desktop.panels.concept_input import ConceptInput
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.sheet import Sheet, SheetSurroundings, push_button, sheet_line
from donnybrook.desktop.services.palettes import Palettes

_WIDTH_PX = 640
_DIGITS = "1234567890"
_ROWS = 5
_DIGIT_PX = 22


class PaletteSheet(Sheet):
    """What is entered is kept at once, and can be undone; the film goes on behind it."""

    def __init__(self, around: SheetSurroundings, palettes: Palettes) -> None:
        super().__init__(around, self.tr("Palette"), _WIDTH_PX)
        self._palettes = palettes
        self._offered: list[Palette] = []
        self.choice = OpeningBox()
        self.choice.setAccessibleName(self.tr("Palette in use"))
        self.choice.activated.connect(self._choose)
        self.name = sheet_line(self.tr("Name of the palette"), around.theme, self._rename)
        self._name_box = FieldBox(self.tr("Name"), self.name, inset_px=0)
        self.keys: dict[str, ConceptInput] = {}
        self._boxes: dict[str, FieldBox] = {}
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        for place, digit in enumerate(_DIGITS):  # at the top, also where more is said beneath the one beside it
            grid.addWidget(self._made_key(digit), place % _ROWS, place // _ROWS, Qt.AlignmentFlag.AlignTop)
        self.delete = push_button(self.tr("Delete this palette"))
        self.delete.clicked.connect(self._delete)
        self.new_for_all = push_button(self.tr("New for all films"))
        self.new_for_all.clicked.connect(lambda: self._make(film_id=None))
        self.new_for_film = push_button(self.tr("New for this film"))
        self.new_for_film.clicked.connect(self._make_for_film)
        self.column.addWidget(FieldBox(self.tr("In use"), self.choice, inset_px=0))
        self.column.addWidget(self._name_box)
        self.column.addWidget(body)
        self.add_foot(self.delete, self.new_for_all, self.new_for_film)
        palettes.changed.connect(self._palettes_changed)

    def ask(self) -> None:
        """Show the palette that is in use."""
        self.show_problem("")
        self.refill()
        self.open(self.keys["1"])
        self.keys["1"].selectAll()

    def refill(self) -> None:
        """Read the palettes again."""
        self._offered = self._palettes.offered
        current = self._palettes.current
        self.choice.clear()
        self.choice.addItems([self._words(each) for each in self._offered])
        self.choice.setCurrentIndex(self._offered.index(current))
        self.name.show_text(current.name)
        self.name.setEnabled(current.id is not None)
        self.delete.setEnabled(current.id is not None)
        self.new_for_film.setEnabled(self._palettes.film is not None)
        of_terms = self.tr("These keys belong to the terms themselves, as the vocabulary has them.")
        hint = self.tr("A digit, tapped or held, marks with its term. A weapon, a technique, a camera term, a place.")
        self.show_lead(hint if current.id is not None else of_terms)
        for digit, term in self._palettes.terms:
            self.keys[digit].show_text(term.label if term is not None else "")
        if self.isVisible():
            self.place()

    def _made_key(self, digit: str) -> FieldBox:
        around = self.around
        line = ConceptInput(self.tr("Term of {digit}").format(digit=digit), around.session, around.theme, SCHEMES)
        line.setProperty("role", "")
        box = FieldBox(digit, line, tight=True, name_px=_DIGIT_PX, inset_px=0)
        line.chosen.connect(lambda concept_id: self._put(digit, concept_id))
        line.offered.connect(lambda sentence: self._show_offer(box, sentence))
        line.returnPressed.connect(lambda: self._go_on(digit))
        self.keys[digit], self._boxes[digit] = line, box
        return box

    def _show_offer(self, box: FieldBox, sentence: str) -> None:
        box.show_problem(sentence)
        self.place()
        if not sentence:
            QTimer.singleShot(0, self, self.place)  # the room of one that is gone is free only then

    def _go_on(self, digit: str) -> None:
        """Go to the next digit, unless something is wrong with this one."""
        after = _DIGITS[_DIGITS.index(digit) + 1 :]
        if after and not self._boxes[digit].problem:
            self.keys[after[0]].setFocus(Qt.FocusReason.TabFocusReason)

    def _words(self, palette: Palette) -> str:
        if palette.id is None:
            return palette.name
        film = self._palettes.film
        of = film.title if palette.film_id is not None and film is not None else self.tr("all films")
        return f"{palette.name} · {of}"

    def _choose(self, place: int) -> None:
        self._palettes.choose(self._offered[place])

    def _palettes_changed(self) -> None:
        if self.isVisible():
            self.refill()

    # ------------------------------------------------------------ entries

    def _put(self, digit: str, concept_id: object) -> None:
        term = concept_id if isinstance(concept_id, int) else None
        current, session, box = self._palettes.current, self.around.session, self._boxes[digit]
        word = self.tr("no term") if term is None else session.catalog.vocabulary.concept(term).label
        if current.id is None:
            self.around.enter(box, f"Key {digit}: {word}", set_own_key, digit, term)
        else:
            self.around.enter(box, f"Key {digit} of {current.name}: {word}", edits.set_key, current.id, digit, term)

    def _rename(self, name: str) -> None:
        current = self._palettes.current
        if current.id is not None:
            words = f"Rename palette {current.name}"
            self.around.enter(self._name_box, words, edits.rename_palette, current.id, name)

    def _make_for_film(self) -> None:
        film = self._palettes.film
        if film is not None:
            self._make(film_id=film.id)

    def _make(self, film_id: int | None) -> None:
        film = self._palettes.film
        stem = film.title if film is not None and film_id is not None else self.tr("Palette")
        made = self.around.enter(
            self._name_box,
            f"Make palette {stem}",
            edits.add_numbered_palette,
            stem,
            film_id=film_id,
        ).value
        if made is not None:
            self._palettes.choose(next(each for each in self._palettes.offered if each.id == made))
            self.name.setFocus()
            self.name.selectAll()

    def _delete(self) -> None:
        current = self._palettes.current
        if current.id is None:
            return
        self.keys["1"].setFocus()
        told = self.tr("“{name}” is deleted").format(name=current.name)
        self.do(f"Delete {current.name}", told, edits.delete_palette, current.id)
