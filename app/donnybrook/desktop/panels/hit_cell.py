"""Paints a cell of the table of hits: words, figures, weapons as chips, a picture before the name. Knows no table."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from donnybrook.catalog.fight_sentences import Chip
from donnybrook.desktop.fonts import ON_ONE_LINE, TextSize, font
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.models.scene_table import HIT_ROLE
from donnybrook.desktop.models.table_columns import COLUMNS, Hit
from donnybrook.desktop.panels.chip import CHIP_GAP_PX, CHIP_HEIGHT_PX, chip_width, paint_chip, place_chips
from donnybrook.desktop.panels.scene_card import FAMILY_ICONS, FamilyOf
from donnybrook.desktop.services.picture_shapes import Fit
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.theme import Theme

_PICTURE_PX = QSize(60, 34)
_MARGIN_PX = 8
_GAP_PX = 10
_MORE_GAP_PX = 5
_SIGN_SHARE = 0.5  # of a picture's height


class HitCell(QStyledItemDelegate):
    """Paints a cell; the first has the picture, the weapons are chips."""

    def __init__(
        self, theme: Theme, thumbnails: Thumbnails, icons: Icons, family_of: FamilyOf, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme = theme
        self._thumbnails = thumbnails
        self._family_of = family_of
        self._strong = font(TextSize.BODY, strong=True)
        self._plain = font(TextSize.BODY)
        self._figures = font(TextSize.BODY, tabular=True)
        self._chip = font(TextSize.SMALL)

    def wanted_px(self, place: int, hit: Hit) -> float:
        """Return how wide a cell would be to show all that stands in it."""
        column = COLUMNS[place]
        if column.name == "weapons":
            widths = [chip_width(each, QFontMetricsF(self._chip)) for each in self._chips(hit)]
            return sum(widths) + CHIP_GAP_PX * max(0, len(widths) - 1) + 2 * _MARGIN_PX
        picture_px = _PICTURE_PX.width() + _GAP_PX if column.name == "title" else 0
        return QFontMetricsF(self._font(place)).horizontalAdvance(column.text(hit)) + picture_px + 2 * _MARGIN_PX

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint it; nothing but its ground for a scene that is gone."""
        hit = index.data(HIT_ROLE)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._ground(painter, rect, option.state)
        if isinstance(hit, Hit):
            inner = rect.adjusted(_MARGIN_PX, 0, -_MARGIN_PX, -1)
            column = COLUMNS[index.column()]
            if column.name == "weapons":
                self._weapons(painter, inner, hit)
            else:
                if column.name == "title":
                    inner = self._picture(painter, inner, hit)
                self._words(painter, inner, index.column(), column.text(hit))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("raised"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), self._theme.colour("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), self._theme.colour("ember"))

    def _picture(self, painter: QPainter, rect: QRectF, hit: Hit) -> QRectF:
        place = QRectF(rect.left(), rect.center().y() - _PICTURE_PX.height() / 2, *_PICTURE_PX.toTuple())
        families = [self._family_of(use.concept_id) for use in hit.row.weapons]
        sign = FAMILY_ICONS.get(families[0], "swords") if families else "swords"
        colour = self._theme.family_colour(families[0]) if families else self._theme.colour("muted")
        cover = self._thumbnails.fitted(hit.row.cover, fit_of(painter, place, 3))
        paint_cover(painter, place, cover, self._theme, 3)
        if cover is None:
            paint_sign(painter, place, self._icons, sign, colour)
        return rect.adjusted(_PICTURE_PX.width() + _GAP_PX, 0, 0, 0)

    def _font(self, place: int) -> QFont:
        return self._strong if place == 0 else self._figures if COLUMNS[place].is_figures else self._plain

    def _chips(self, hit: Hit) -> list[Chip]:
        return [Chip(use.label, self._family_of(use.concept_id), use.improvised) for use in hit.row.weapons]

    def _words(self, painter: QPainter, rect: QRectF, place: int, text: str) -> None:
        is_figures = COLUMNS[place].is_figures
        used = self._font(place)
        painter.setFont(used)
        painter.setPen(self._theme.colour("text" if place == 0 or is_figures else "muted"))
        side = Qt.AlignmentFlag.AlignRight if is_figures else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetricsF(used).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, side | ON_ONE_LINE, shown)

    def _weapons(self, painter: QPainter, rect: QRectF, hit: Hit) -> None:
        painter.setFont(self._chip)
        chips = self._chips(hit)
        top = rect.center().y() - CHIP_HEIGHT_PX / 2
        metrics = QFontMetricsF(self._chip)
        placed, left_over = place_chips(chips, rect.left(), top, rect.width(), 1, metrics)
        if left_over:  # how many more there are needs room, too
            room_px = rect.width() - _MORE_GAP_PX - metrics.horizontalAdvance(f"+{len(chips)}")
            placed, left_over = place_chips(chips, rect.left(), top, room_px, 1, metrics)
        for each in placed:
            paint_chip(painter, each.rect, each.chip, self._theme)
        if left_over:
            painter.setPen(self._theme.colour("muted"))
            end = placed[-1].rect.right() + _MORE_GAP_PX
            painter.drawText(
                QRectF(end, rect.top(), rect.right() - end + _MARGIN_PX, rect.height()),
                Qt.AlignmentFlag.AlignVCenter,
                f"+{left_over}",
            )


def paint_sign(painter: QPainter, place: QRectF, icons: Icons, sign: str, colour: QColor) -> None:
    """Paint a quiet sign where there is no picture."""
    side = place.height() * _SIGN_SHARE
    painter.save()
    painter.setOpacity(0.7)
    icons.draw(painter, QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side), sign, colour)
    painter.restore()


def fit_of(painter: QPainter, place: QRectF, radius: int) -> Fit:
    """Return what a picture has to be cut to for a place, on the screen it is painted on."""
    density = painter.device().devicePixelRatio()
    size = round(place.width() * density), round(place.height() * density)
    return Fit(*size, round(radius * density), is_round_below=True)


def paint_cover(painter: QPainter, place: QRectF, cover: QPixmap | None, theme: Theme, radius: int) -> None:
    """Paint a picture that is cut for its place; a quiet field where there is none."""
    if cover is not None:
        painter.drawPixmap(place, cover, QRectF(cover.rect()))
        return
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("window"))
    painter.drawRoundedRect(place, radius, radius)
    painter.restore()
