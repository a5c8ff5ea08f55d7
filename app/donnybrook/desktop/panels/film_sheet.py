"""What is said of one film, edited in place: titles, year, country, identifiers, cast, note. Knows no file."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from donnybrook.catalog import EntryProblem, Film, Gone
from donnybrook.catalog.edits import films as edits
from donnybrook.catalog.edits.cast import add_character
from donnybrook.catalog.film_identifiers import FILM_SCHEMES, read_identifier
from donnybrook.desktop.panels.cast_rows import CastRows
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.field_editors import TextEditor, Value
from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.panels.sheet import Sheet, SheetSurroundings, adding_line, sheet_line
from donnybrook.desktop.panels.word_rows import WordRow, WordRows
from donnybrook.desktop.scene_text import film_line

_WIDTH_PX = 560
_NOTE_PX = 72
_AROUND_PX = 230  # what stands over and under the fields, in the sheet and beside it
_FIRST_YEAR, _LAST_YEAR = 1870, 2200


class FilmSheet(Sheet):
    """Shows one film at a time. Every entry is kept at once; what can't be is said at its field."""

    def __init__(self, around: SheetSurroundings) -> None:
        super().__init__(around, self.tr("Film"), _WIDTH_PX)
        self._film: Film | None = None
        self.title_line = sheet_line(self.tr("Title"), around.theme, self._keep_title)
        self.year = sheet_line(self.tr("Year"), around.theme, self._keep_year)
        self.country = sheet_line(self.tr("Country"), around.theme, self._keep_country)
        self.note = TextEditor(self.tr("Note"), height_px=_NOTE_PX, above=False, inset_px=0)
        self.note.given.connect(self._keep_note)
        self.titles, self.identifiers = WordRows(around.icons), WordRows(around.icons)
        self.titles.removed.connect(self._remove_title)
        self.identifiers.removed.connect(self._remove_identifier)
        self.new_title = adding_line(self.tr("Another title"), self.tr("another title, Enter"), self._add_title)
        asked = self.tr("{example}, or an address, Enter").format(example=f"imdb {FILM_SCHEMES[0].example}")
        self.new_identifier = adding_line(self.tr("Another identifier"), asked, self._add_identifier)
        self.title_box = FieldBox(self.tr("Title"), self.title_line, inset_px=0)
        self.year_box = FieldBox(self.tr("Year"), self.year, inset_px=0)
        self.country_box = FieldBox(self.tr("Country"), self.country, inset_px=0)
        self.titles_box = FieldBox(self.tr("Other titles"), self.new_title, inset_px=0)
        self.identifiers_box = FieldBox(self.tr("Identifiers"), self.new_identifier, inset_px=0)
        asked = self.tr("a character, Enter")
        self.new_character = adding_line(self.tr("Another character"), asked, self._add_character)
        self.cast_box = FieldBox(self.tr("Cast"), self.new_character, inset_px=0)
        self.cast = CastRows(self.around, self.cast_box)
        self.titles_box.add_below(self.titles)
        self.identifiers_box.add_below(self.identifiers)
        self.cast_box.add_below(self.cast)
        self._body = QWidget()
        give_role(self._body, "sheet_body")
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        for box in self._boxes():
            column.addWidget(box)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._body)
        self.column.addWidget(self._scroll)
        self.add_foot()

    def show_film(self, film_id: int) -> None:
        """Show a film, ready for another title."""
        for box in self._boxes():
            box.show_problem("")
        self.new_title.clear()
        self.new_identifier.clear()
        self.new_character.clear()
        self._film = self.around.session.catalog.film(film_id)
        self.refill()
        self.open(self.title_line)
        self.title_line.selectAll()

    def refill(self) -> None:
        """Read the film again."""
        if self._film is None:
            return
        try:
            film = self._film = self.around.session.catalog.film(self._film.id)
        except Gone:  # taken back meanwhile
            self.leave()
            return
        self.show_title(film_line(film.title, film.year))
        self.title_line.show_text(film.title)
        self.year.show_text("" if film.year is None else str(film.year))
        self.country.show_text(film.country)
        self.note.show_value(film.note)
        self.titles.show_rows([WordRow(title) for title in film.alternative_titles])
        self.identifiers.show_rows([WordRow(f"{each.scheme} {each.value}") for each in film.identifiers])
        self.cast.show_cast(self.around.session.catalog.cast(film.id))
        if self.isVisible():
            self.place()

    def place(self) -> None:
        """Be as high as all fields need, and scroll where the window has not that much room."""
        column = self._body.layout()
        needed_px = column.sizeHint().height() if column is not None else 0
        self._scroll.setFixedHeight(min(needed_px, self.height() - _AROUND_PX))
        super().place()

    def leave(self) -> None:
        """Keep what is half-typed, and go."""
        self.note.hand_over()
        super().leave()

    # ------------------------------------------------------------ entries

    def _keep_title(self, text: str) -> None:
        self._change(self.title_box, "Title of", title=text)

    def _keep_country(self, text: str) -> None:
        self._change(self.country_box, "Country of", country=text.strip())

    def _keep_note(self, text: Value) -> None:
        self._change(self.note.box, "Note on", note=text)

    def _keep_year(self, text: str) -> None:
        typed = text.strip()
        if typed and not (typed.isdecimal() and _FIRST_YEAR <= int(typed) <= _LAST_YEAR):
            self.year_box.show_problem(self.tr("A year is a number such as 1999."))
            return
        self._change(self.year_box, "Year of", year=int(typed) if typed else None)

    def _change(self, box: FieldBox, what: str, **values: str | int | None) -> None:
        if self._film is not None:
            words = f"{what} {self._film.title}"
            self.around.enter(box, words, edits.change_film, self._film.id, **values)

    def _add_title(self) -> None:
        title = self.new_title.text().strip()
        if title:
            self._add(self.titles_box, self.new_title, f"Other title {title}", edits.add_film_title, title)

    def _add_character(self) -> None:
        name = self.new_character.text().strip()
        if name:
            self._add(self.cast_box, self.new_character, f"Add character {name}", add_character, name)

    def _add_identifier(self) -> None:
        try:
            scheme, value = read_identifier(self.new_identifier.text())
        except EntryProblem as problem:
            self.identifiers_box.show_problem(str(problem))
            return
        words = f"Identifier {scheme} {value}"
        self._add(self.identifiers_box, self.new_identifier, words, edits.identify_film, scheme, value)

    def _add(self, box: FieldBox, line: QLineEdit, words: str, edit: Callable[..., int], *said: str) -> None:
        film = self._film
        if film is not None and not self.around.enter(box, words, edit, film.id, *said).is_refused:
            line.clear()

    def _remove_title(self, place: int) -> None:
        if self._film is not None:
            gone = self._film.alternative_titles[place]
            words = f"Remove other title {gone}"
            self.around.enter(self.titles_box, words, edits.remove_film_title, self._film.id, gone)

    def _remove_identifier(self, place: int) -> None:
        if self._film is not None:
            gone = self._film.identifiers[place]
            words, edit = f"Remove identifier {gone.value}", edits.remove_film_identifier
            self.around.enter(self.identifiers_box, words, edit, self._film.id, gone.scheme, gone.value)

    # ------------------------------------------------------------ putting it together

    def _boxes(self) -> tuple[FieldBox, ...]:
        plain = (self.title_box, self.year_box, self.country_box)
        return (*plain, self.titles_box, self.identifiers_box, self.note.box, self.cast_box)
