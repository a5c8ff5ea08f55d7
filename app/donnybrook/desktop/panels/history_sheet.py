"""The history of one fight: when, by whom, from what to what; and any old value brought back as one edit."""

from donnybrook.catalog import Gone
from donnybrook.catalog.history import bring_back
from donnybrook.catalog.wording import told_history
from donnybrook.desktop.models.history_rows import HistoryLine, hidden_lines, history_lines
from donnybrook.desktop.panels.sheet import ListSheet, SheetSurroundings, push_button
from donnybrook.desktop.scene_text import film_line, times_line
from donnybrook.desktop.services.spoilers import Spoilers

_LINES_MOST = 600


class HistorySheet(ListSheet):
    """Shows the fight it was opened for last."""

    def __init__(self, around: SheetSurroundings, spoilers: Spoilers) -> None:
        super().__init__(around, self.tr("History"))
        self._spoilers = spoilers
        self._scene_id = 0
        self._lines: list[HistoryLine] = []
        self._bring = push_button(self.tr("Bring back the old value"), primary=True)
        self._bring.clicked.connect(self.bring_back)
        self.list.chosen.connect(self._choose)
        self.list.taken.connect(lambda _place: self.bring_back())
        self.add_list()
        self.add_foot(self._bring)

    def show_scene(self, scene_id: int) -> None:
        """Show a fight's history, and take the keyboard."""
        self._scene_id = scene_id
        self.show_problem("")
        self._fill(place=0)
        self.open(self.list)

    def refill(self) -> None:
        """Read the history again."""
        self._fill(place=None)

    def bring_back(self) -> None:
        """Give the field of the current line the value it had before."""
        line = self._line()
        if line is not None and line.past is not None:
            past, field = line.past, line.field
            told = self.tr("{field} is what it was before").format(field=field)
            entry = self.do(f"Bring back {field.lower()}", told, bring_back, past)
            entry.when_stored(lambda is_other: None if is_other else self._say_it_is_so(field))

    def _say_it_is_so(self, field: str) -> None:
        self.show_problem(self.tr("{field} has that value already.").format(field=field))

    def _fill(self, *, place: int | None) -> None:
        catalog = self.around.session.catalog
        try:
            scene = self._spoilers.scene(self._scene_id)
        except Gone:  # gone for good meanwhile
            self.leave()
            return
        self.of = scene.name
        told = catalog.read(told_history, catalog.scene_history(scene.id))
        is_hidden = self._spoilers.hides(scene.film_id)
        self._lines = (hidden_lines(told) if is_hidden else history_lines(told))[:_LINES_MOST]
        self.show_title(self.tr("History of “{name}”").format(name=scene.name))
        times = times_line(scene.fields.in_us, scene.fields.out_us)
        self.show_lead(f"{film_line(scene.film_title, scene.film_year)} · {times}")
        empty = self.tr("Nothing is known of how this fight came about: it was here before edits were kept.")
        self.show_rows([line.row for line in self._lines], empty, place)

    def _choose(self, _place: int) -> None:
        line = self._line()
        self._bring.setEnabled(line is not None and line.past is not None)

    def _line(self) -> HistoryLine | None:
        return self._lines[self.list.place] if 0 <= self.list.place < len(self._lines) else None
