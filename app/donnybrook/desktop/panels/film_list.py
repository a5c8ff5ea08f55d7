"""The films of the catalog, with a line to make one from memory. Knows films by their records, and no file."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from donnybrook.catalog import Film
from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.marked_words import N_, translated
from donnybrook.desktop.panels.action_key import ActionButton
from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.panels.plain import heading, label
from donnybrook.desktop.panels.two_step import TwoStepButton
from donnybrook.desktop.services.file_states import FileState
from donnybrook.desktop.theme import Theme
from donnybrook.desktop.tips import tip
from donnybrook.records import dataclass

_ROW_PX = 28
_MOST_ROWS = 8
_ID_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class FilmRow:
    """A film, and what is known of its file."""

    film: Film
    file_state: FileState


class FilmList(QWidget):
    """Choose a film with the arrows or the mouse; the sign before it says whether its file is there."""

    film_chosen = Signal(int)
    removal_confirmed = Signal()
    memory_film_wanted = Signal(str)
    """Emits the title (perhaps with a year at its end) of a film to catalogue without a file."""

    def __init__(self, theme: Theme, icons: Icons, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._shown: tuple[tuple[FilmRow, ...], int | None] = ((), None)
        self._list = QListWidget()
        self._list.setProperty("role", "films")
        self._list.setAccessibleName(self.tr("Films"))
        self._list.setUniformItemSizes(True)
        self._list.setIconSize(QSize(14, 14))
        self._list.currentRowChanged.connect(self._choose)
        self._empty = label(self.tr("No films yet. Drop one here, or press +."), "muted", wrap=True)
        self._title = EntryLine(self.tr("Title of a film from memory"), theme)
        self._title.setPlaceholderText(self.tr("title, year"))
        self._title.hide()
        self._title.entered.connect(self._make)
        self._title.escaped.connect(self._title.hide)
        self._title.editingFinished.connect(self._title.hide)
        self.removal = TwoStepButton(self.tr("Remove film"), "")
        self.removal.hide()
        self.removal.disarmed.connect(self.removal.hide)
        self.removal.confirmed.connect(self.removal_confirmed)
        self._lay_out(actions)

    @property
    def is_empty(self) -> bool:
        """Whether there is no film to choose."""
        return not self._shown[0]

    def show_films(self, rows: Sequence[FilmRow], current_id: int | None) -> None:
        """Show the films, one of them chosen."""
        shown = (tuple(rows), current_id)
        if shown == self._shown:
            return
        self._shown = shown
        self._list.blockSignals(True)  # noqa: FBT003
        self._list.clear()
        for row in rows:
            film = row.film
            item = QListWidgetItem(f"{film.title} · {film.year}" if film.year else film.title)
            item.setData(_ID_ROLE, film.id)
            item.setSizeHint(QSize(60, _ROW_PX))
            sign, token, words = _SIGNS[row.file_state]
            item.setIcon(self._icons.icon(sign, token))
            item.setToolTip(tip(f"{item.text()}: {translated(words)}"))
            self._list.addItem(item)
            if film.id == current_id:
                self._list.setCurrentItem(item)
        self._list.blockSignals(False)  # noqa: FBT003
        self._empty.setVisible(not rows)
        self._list.setVisible(bool(rows))
        self._list.setFixedHeight(min(_MOST_ROWS, len(rows)) * _ROW_PX + 4)

    def ask_for_title(self) -> None:
        """Open the line for a film from memory."""
        self._title.show()
        self._title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_whether_to_remove(self, fights: str) -> None:
        """Ask, in place, whether a film's fights are to go with it; asked again while it waits, that is a yes."""
        if not self.removal.is_armed:
            told = fights.replace(", ", ",\n")  # the list is narrow
            self.removal.ask_so(self.tr("Press again to remove\nthe film and {fights}").format(fights=told))
            self.removal.setToolTip(tip(self.tr("Press again to remove the film with {fights}").format(fights=fights)))
            self.removal.show()
            self.removal.setFocus(Qt.FocusReason.OtherFocusReason)
        self.removal.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave keys to the window."""
        event.ignore()

    def _choose(self, place: int) -> None:
        item = self._list.item(place)
        if item is not None:
            self.film_chosen.emit(int(item.data(_ID_ROLE)))

    def _make(self, text: str) -> None:
        self._title.show_text("")
        self._title.clear()
        self._title.hide()
        if text.strip():
            self.memory_film_wanted.emit(text.strip())

    def _lay_out(self, actions: ActionSet) -> None:
        add = ActionButton(actions, "films.add", self._icons, "plus")
        details, memory, remove = (
            ActionButton(actions, action_id, self._icons, icon)
            for action_id, icon in (
                ("edit.film", "info"),
                ("tag.memory_film", "pencil"),
                ("tag.remove_film", "trash-2"),
            )
        )
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 6, 2)
        head.setSpacing(0)
        head.addWidget(heading(self.tr("Films")), 1)
        head.addWidget(remove)
        head.addWidget(details)
        head.addWidget(memory)
        head.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        self._empty.setContentsMargins(12, 4, 12, 4)
        inner = QVBoxLayout()
        inner.setContentsMargins(8, 2, 8, 2)
        inner.addWidget(self._title)
        inner.addWidget(self.removal)
        column.addLayout(inner)
        column.addWidget(self._empty)
        column.addWidget(self._list)


_SIGNS = {
    FileState.HERE: ("film", "muted", N_("its file is there")),
    FileState.CHANGED: ("triangle-alert", "ember", N_("its file is not the one that was added")),
    FileState.MISSING: ("triangle-alert", "loss", N_("its file is not where it was")),
    FileState.NONE: ("pencil", "muted", N_("catalogued from memory, without a file")),
}
