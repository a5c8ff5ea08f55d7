"""The fights of one film, with pictures and times. Knows scenes by their rows, and edits none."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from donnybrook.catalog import SceneRow
from donnybrook.desktop.fonts import ON_ONE_LINE, TextSize, font
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.models.film_scenes import ROW_ROLE, FilmScenes, times_of
from donnybrook.desktop.panels.plain import heading, label
from donnybrook.desktop.panels.scene_card import FAMILY_ICONS, FamilyOf
from donnybrook.desktop.panels.selecting_keys import selects_more
from donnybrook.desktop.scene_text import name_of
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.theme import Theme
from donnybrook.desktop.tips import tip

_ROW_PX = 44
_HEAD_PX = 12
_PICTURE_PX = QSize(58, 33)
_SIGN_PX = 17
_MOST_KEPT = 120  # more than any screen has rows
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus


class SceneList(QWidget):
    """Choose a fight with the arrows or the mouse."""

    scene_chosen = Signal(int)
    selection_changed = Signal(object)
    """Emits the ids of the fights that are selected, in the order of the film, as a tuple."""

    def __init__(
        self, theme: Theme, thumbnails: Thumbnails, icons: Icons, family_of: FamilyOf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._head = heading(self.tr("Fights"))
        self._head.setContentsMargins(_HEAD_PX, 8, _HEAD_PX, 4)
        self._head_words = self._head.text()
        self._model = FilmScenes(self)
        self._list = _Table()  # a list view lays all rows out anew at every change
        self._list.setAccessibleName(self.tr("Fights of the film"))
        self._list.setItemDelegate(_SceneRowPainter(theme, thumbnails, icons, family_of, self._list))
        self._list.setModel(self._model)
        self._lay_bare()
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self._list.selectionModel().currentChanged.connect(self._choose)
        self._list.selectionModel().selectionChanged.connect(self._tell_selection)
        self._selected: tuple[int, ...] = ()
        self._is_showing = False
        self._empty = label("", "muted", wrap=True)
        self._empty.setContentsMargins(12, 2, 12, 4)
        thumbnails.arrived.connect(self._list.viewport().update)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._empty)
        column.addWidget(self._list, 1)

    def _lay_bare(self) -> None:
        across, down = self._list.horizontalHeader(), self._list.verticalHeader()
        for header in (across, down):
            header.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(_ROW_PX)
        self._list.setShowGrid(False)
        self._list.setStyleSheet("selection-background-color: transparent;")  # a row paints itself
        self._list.setTabKeyNavigation(False)
        self._list.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._list.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)

    def show_scenes(self, film_title: str, rows: list[SceneRow], current_id: int | None) -> None:
        """Show a film's fights, one of them chosen."""
        words = self.tr("Fights in {film}").format(film=film_title) if film_title else self.tr("Fights")
        if words != self._head_words:
            self._head_words = words
            self._show_head()
        self._head.setVisible(bool(film_title))
        self._is_showing = True
        kept = self._selected
        are_others = self._model.show_rows(rows)
        if are_others and len(kept) > 1:
            self._select(kept)
        self._is_showing = False
        if are_others:  # else all that are selected still are: of thousands it takes long to ask
            self._tell_selection()
        if len(self._selected) < 2:
            self.show_current(current_id)
        self._empty.setText(self.tr("None yet. Mark where one begins and where it is over.") if film_title else "")
        self._empty.setVisible(bool(film_title) and not rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the heading as there is room for now."""
        self._show_head()
        super().resizeEvent(event)

    def _show_head(self) -> None:
        room_px = max(60, self.width() - 2 * _HEAD_PX - 2)
        shown = self._head.fontMetrics().elidedText(self._head_words, Qt.TextElideMode.ElideRight, room_px)
        self._head.setText(shown)
        self._head.setToolTip(tip(self._head_words))

    def show_current(self, scene_id: int | None) -> None:
        """Choose a fight, or none, without telling anyone; one of several that are selected leaves them so."""
        selection = self._list.selectionModel()
        index = self._model.index(self._model.place(scene_id))
        is_there = index == self._list.currentIndex() and selection.hasSelection()
        if index.isValid() and (is_there or (len(self._selected) > 1 and scene_id in self._selected)):
            return
        self._is_showing = True
        # Not the list's own way, which looks at the keys that are held.
        selection.setCurrentIndex(index, selection.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self._list.scrollTo(index)
        else:
            self._list.clearSelection()
        self._is_showing = False
        self._tell_selection()

    def select_only(self, scene_id: int) -> None:
        """Let go of all others that are selected."""
        index = self._model.index(self._model.place(scene_id))
        if index.isValid() and len(self._selected) > 1:
            self._list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def select_all(self) -> None:
        """Select all fights of the film."""
        self._list.selectAll()

    def extend(self, by: int) -> None:
        """Select the fights up to the next (or the previous) one, too."""
        place = self._list.currentIndex().row() + by
        if 0 <= place < self._model.rowCount():
            index, selection = self._model.index(place), self._list.selectionModel()
            has = selection.isSelected(index)  # on the way back, the one that is left goes
            gone = self._list.currentIndex() if has else index
            flag = selection.SelectionFlag.Deselect if has else selection.SelectionFlag.Select
            selection.select(gone, flag)
            self._is_showing = True
            selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
            self._is_showing = False
            self._list.scrollTo(index)

    def neighbour(self, by: int) -> int | None:
        """Return the fight so many rows further down (or up); none at the ends."""
        row = self._model.row_at(self._list.currentIndex().row() + by)
        return row.id if row is not None else None

    def _select(self, scene_ids: Sequence[int]) -> None:
        selection, model = QItemSelection(), self._model
        places = sorted({model.place(scene_id) for scene_id in scene_ids}.difference(self._places(), {-1}))
        for first, last in _stretches(places):
            selection.select(model.index(first), model.index(last))
        if not selection.isEmpty():
            self._list.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select)

    def _places(self) -> set[int]:
        """Return where the selected fights stand."""
        selection = self._list.selectionModel().selection()  # of thousands, it takes long to have each index told
        stretches = map(selection.at, range(selection.count()))
        return {place for each in stretches for place in range(each.top(), each.bottom() + 1)}

    def _tell_selection(self) -> None:
        rows = (self._model.row_at(place) for place in sorted(self._places()))
        selected = tuple(row.id for row in rows if row is not None)
        if not self._is_showing and selected != self._selected:
            self._selected = selected
            self.selection_changed.emit(selected)

    def _choose(self, current: QModelIndex) -> None:
        row = self._model.row_at(current.row())
        if row is not None and not self._is_showing:
            self.scene_chosen.emit(row.id)


def _stretches(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of each stretch of places that follow each other; ``places`` are in order."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place - 1:
            found[-1] = found[-1][0], place
        else:
            found.append((place, place))
    return found


class _Table(QTableView):
    """Keeps Shift with an arrow for itself."""

    def event(self, event: QEvent) -> bool:
        """Keep the keys that select one more from the window's actions while the keyboard is here."""
        if selects_more(event):
            event.accept()
            return True
        return super().event(event)


class _SceneRowPainter(QStyledItemDelegate):
    """Picture (or, without one, the sign of the first weapon's class), name, times.

    A row is painted once and kept: where one fight comes, all that are seen move on.
    """

    def __init__(
        self, theme: Theme, thumbnails: Thumbnails, icons: Icons, family_of: FamilyOf, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbnails = thumbnails
        self._icons = icons
        self._family_of = family_of
        self._kept: dict[int, tuple[tuple[object, ...], QPixmap]] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are of one height."""
        return QSize(60, _ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, SceneRow):
            return
        size, ratio, state = option.rect.size(), painter.device().devicePixelRatio(), option.state
        is_selected, has_keyboard = bool(state & _SELECTED), bool(state & _FOCUSED)
        cover = self._thumbnails.pixmap(row.cover)
        shown = cover if cover is not None else self._sign(row, ratio)
        look = (row, size.width(), ratio, is_selected, has_keyboard, shown.cacheKey(), self._theme.tokens)
        kept = self._kept.get(row.id)
        if kept is None or kept[0] != look:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            kept = self._kept[row.id] = (look, self._painted(row, size, ratio, cover, look[3:5]))
        painter.drawPixmap(option.rect.topLeft(), kept[1])

    def _painted(
        self, row: SceneRow, size: QSize, ratio: float, cover: QPixmap | None, chosen: tuple[bool, bool]
    ) -> QPixmap:
        """Return the picture of a row, given whether it is selected, and has the keyboard."""
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(self._theme.colour("panel"))
        painter = QPainter(made)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(QPointF(0, 0), QSizeF(size)).adjusted(6, 1, -6, -1)
        if chosen[0]:
            painter.setPen(self._theme.colour("ember" if chosen[1] else "selected"))
            painter.setBrush(self._theme.colour("selected"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        picture = QRectF(rect.left() + 5, rect.center().y() - 16.5, _PICTURE_PX.width(), _PICTURE_PX.height())
        self._paint_picture(painter, picture, row, cover)
        words = QRectF(picture.right() + 8, rect.top() + 4, rect.right() - picture.right() - 12, 17)
        self._paint_line(painter, words, name_of(row), "text", TextSize.BODY)
        self._paint_line(painter, words.translated(0, 17), times_of(row), "muted", TextSize.SMALL)
        painter.end()
        return made

    def _paint_picture(self, painter: QPainter, rect: QRectF, row: SceneRow, pixmap: QPixmap | None) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(rect, 3, 3)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(rect, self._theme.colour("window"))
        if pixmap is not None:
            size = pixmap.size().scaled(rect.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(rect.center())
            painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
        else:
            sign = self._sign(row, painter.device().devicePixelRatio())
            painter.setOpacity(0.7)
            painter.drawPixmap(rect.center() - QPointF(_SIGN_PX / 2, _SIGN_PX / 2), sign)
        painter.restore()

    def _sign(self, row: SceneRow, density: float) -> QPixmap:
        family = self._family_of(row.weapons[0].concept_id) if row.weapons else None
        name = FAMILY_ICONS.get(family, "swords") if family is not None else "swords"
        colour = self._theme.family_colour(family) if family is not None else self._theme.colour("muted")
        return self._icons.pixmap(name, _SIGN_PX, colour, density)

    def _paint_line(self, painter: QPainter, rect: QRectF, text: str, token: str, size_px: int) -> None:
        painter.setFont(font(size_px, tabular=True))
        painter.setPen(self._theme.colour(token))
        shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, ON_ONE_LINE, shown)
