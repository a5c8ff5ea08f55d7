"""Paints one scene as a card: picture with its time, title, film, weapons. Knows no list and reads no catalog."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from donnybrook.catalog import Family, SceneRow
from donnybrook.catalog.fight_sentences import Chip
from donnybrook.desktop.fonts import ON_ONE_LINE, TextSize, font
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.models.scene_wall import SCENE_ROLE
from donnybrook.desktop.panels.chip import CHIP_HEIGHT_PX, PlacedChip, chip_width, paint_chip, place_chips
from donnybrook.desktop.scene_text import badge, film_line, name_of, stars
from donnybrook.desktop.services.picture_shapes import Fit, fitted
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.theme import Theme
from donnybrook.records import dataclass

type FamilyOf = Callable[[int], Family]
type LineOf = Callable[[SceneRow], str]
type Moving = Callable[[int], tuple[QPixmap, float] | None]
"""What a scene's card shows in place of its cover at the moment, and how far on in the scene that is, from 0 to 1."""

GAP_PX = 12
_PADDING_PX = 9
_RADIUS_PX = 8
_CHIP_ROWS = 2
_LINE_PX = 2
_BADGE = QColor(10, 11, 13, 205)
_WORDS_PX = 9 + 18 + 17 + 7 + _CHIP_ROWS * (CHIP_HEIGHT_PX + 4) + 5
FAMILY_ICONS: dict[Family, str] = {
    "incendiary": "flame",
    "ice": "snowflake",
    "edged": "sword",
    "water": "weapon-water",
    "firearm": "weapon-firearm",
    "unarmed": "weapon-unarmed",
    "blunt": "weapon-blunt",
}


@dataclass(frozen=True, slots=True)
class CardFonts:
    """The type a card is set in."""

    title: QFont
    line: QFont
    chip: QFont
    badge: QFont


def card_height(width_px: int) -> int:
    """Return how high a card is: its picture is 16:9."""
    return round(width_px * 9 / 16) + _WORDS_PX


class SceneCard(QStyledItemDelegate):
    """The delegate of the wall; the current card is outlined in ember."""

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        thumbnails: Thumbnails,
        family_of: FamilyOf,
        parent: QObject | None = None,
        *,
        line_of: LineOf | None = None,
    ) -> None:
        """``line_of`` gives what stands under the title; without it, that is the film."""
        super().__init__(parent)
        self._line_of = line_of or _film_of
        self._theme = theme
        self._icons = icons
        self._thumbnails = thumbnails
        self._family_of = family_of
        self._moving: Moving = lambda _scene_id: None
        self._fonts = CardFonts(
            title=font(TextSize.BODY, strong=True),
            line=font(TextSize.CHIP),
            chip=font(TextSize.SMALL),
            badge=font(TextSize.SMALL, tabular=True),
        )

    def show_moving(self, moving: Moving) -> None:
        """Show other pictures than covers while there are any."""
        self._moving = moving

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Cells are given their size by the wall."""
        return option.rect.size()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the card of a cell; nothing in a cell after the last scene."""
        row = index.data(SCENE_ROLE)
        state = option.state
        rect = QRectF(option.rect).adjusted(GAP_PX / 2, GAP_PX / 2, -GAP_PX / 2, -GAP_PX / 2)
        if not isinstance(row, SceneRow):
            if state & QStyle.StateFlag.State_Enabled:  # a scene, which is not read while the wall flies past
                self._ground(painter, rect, hovered=False)
                self._outline(painter, rect, current=False, focused=False)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, hovered=bool(state & QStyle.StateFlag.State_MouseOver))
        picture = QRectF(rect.left(), rect.top(), rect.width(), round(rect.width() * 9 / 16))
        self._picture(painter, picture, row)
        self._badge(painter, picture, badge(row.in_us, row.out_us), at_right=True)
        if row.rating:
            self._badge(painter, picture, stars(row.rating), at_right=False)
        self._words(painter, rect, picture.bottom(), row)
        self._outline(
            painter,
            rect,
            current=bool(state & QStyle.StateFlag.State_Selected),
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
        )
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, *, hovered: bool) -> None:
        colour = self._theme.colour("raised" if hovered else "panel")
        _rounded(painter, rect, _RADIUS_PX, colour, None, 0.0)

    def _outline(self, painter: QPainter, rect: QRectF, *, current: bool, focused: bool) -> None:
        width = 2.0 if focused and current else 1.0
        _rounded(painter, rect, _RADIUS_PX, None, self._theme.colour("ember" if current else "line"), width)

    def _picture(self, painter: QPainter, rect: QRectF, row: SceneRow) -> None:
        moving = self._moving(row.id)
        if moving is not None:
            self._moved(painter, rect, *moving)
            return
        cover = self._thumbnails.fitted(row.cover, _fit(painter, rect))
        if cover is None:
            self._placeholder(painter, rect, row)
        else:
            painter.drawPixmap(rect, cover, QRectF(cover.rect()))

    def _moved(self, painter: QPainter, rect: QRectF, picture: QPixmap, share: float) -> None:
        cut = QPixmap.fromImage(fitted(picture.toImage(), _fit(painter, rect)))
        painter.drawPixmap(rect, cut, QRectF(cut.rect()))
        line = QRectF(rect.left() + 1, rect.bottom() - _LINE_PX, (rect.width() - 2) * share, _LINE_PX)
        painter.fillRect(line, self._theme.colour("ember"))

    def _placeholder(self, painter: QPainter, rect: QRectF, row: SceneRow) -> None:
        """Where there is no picture, or it is still to come: the weapons' colours as a soft light, and a drawn sign."""
        families = list(dict.fromkeys(self._family_of(use.concept_id) for use in row.weapons))[:2]
        colours = [self._theme.family_colour(family) for family in families] or [self._theme.colour("other")]
        sign = next((FAMILY_ICONS[family] for family in families if family in FAMILY_ICONS), "swords")
        ground = self._theme.colour("window")
        words = [each.name() for each in (ground, *colours)]
        key = f"no picture {sign} {' '.join(words)}"

        def draw(onto: QPainter, place: QRectF) -> None:
            onto.setClipPath(_top_rounded(place, _RADIUS_PX))
            onto.fillRect(place, ground)
            onto.fillRect(place, QBrush(_light(place, colours)))
            side = min(place.height() * 0.42, 56.0)
            middle = place.center() - QPointF(side / 2, side / 2 + 4)
            onto.setOpacity(0.8)
            self._icons.draw(onto, QRectF(middle, QSizeF(side, side)), sign, colours[0])

        _kept(painter, rect, key, draw)

    def _badge(self, painter: QPainter, picture: QRectF, text: str, *, at_right: bool) -> None:
        metrics = QFontMetricsF(self._fonts.badge)
        width = metrics.horizontalAdvance(text) + 10
        left = picture.right() - width - 6 if at_right else picture.left() + 6
        rect = QRectF(left, picture.bottom() - 18 - 6, width, 18)
        _rounded(painter, rect, 4, _BADGE, None, 0.0)
        painter.setFont(self._fonts.badge)
        painter.setPen(QColor("#f2f4f6"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _words(self, painter: QPainter, rect: QRectF, top: float, row: SceneRow) -> None:
        left, width = rect.left() + _PADDING_PX, rect.width() - 2 * _PADDING_PX
        self._line(painter, QRectF(left, top + 8, width, 18), self._fonts.title, "text", name_of(row))
        self._line(painter, QRectF(left, top + 26, width, 17), self._fonts.line, "muted", self._line_of(row))
        painter.setFont(self._fonts.chip)
        metrics = QFontMetricsF(self._fonts.chip)
        chips = [Chip(use.label, self._family_of(use.concept_id), use.improvised) for use in row.weapons]
        placed, left_over = place_chips(chips, left, top + 49, width, _CHIP_ROWS, metrics)
        if left_over and placed:
            more = Chip(f"+{left_over + 1}", "line")
            corner, height = placed[-1].rect.topLeft(), placed[-1].rect.height()
            placed[-1] = PlacedChip(more, QRectF(corner.x(), corner.y(), chip_width(more, metrics), height))
        for each in placed:
            paint_chip(painter, each.rect, each.chip, self._theme)

    def _line(self, painter: QPainter, rect: QRectF, type_: QFont, token: str, text: str) -> None:
        painter.setFont(type_)
        painter.setPen(self._theme.colour(token))
        shown = QFontMetricsF(type_).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, ON_ONE_LINE, shown)


def _film_of(row: SceneRow) -> str:
    return film_line(row.film_title, row.film_year)


def _kept(painter: QPainter, rect: QRectF, key: str, draw: Callable[[QPainter, QRectF], None]) -> None:
    """Paint what many cards share from a picture of it, drawn once: round corners cost more than all else on a card."""
    density = painter.device().devicePixelRatio()
    width, height = round(rect.width() * density), round(rect.height() * density)
    whole_key = f"{key} {width} {height}"
    drawn = QPixmap()
    if not QPixmapCache.find(whole_key, drawn):
        drawn = QPixmap(width, height)
        drawn.setDevicePixelRatio(density)
        drawn.fill(Qt.GlobalColor.transparent)
        onto = QPainter(drawn)
        onto.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(onto, QRectF(0, 0, rect.width(), rect.height()))
        onto.end()
        QPixmapCache.insert(whole_key, drawn)
    painter.drawPixmap(rect.topLeft(), drawn)


def _rounded(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, line: QColor | None, width: float
) -> None:
    """Paint a rectangle with round corners: filled, or as a line so wide inside its edge."""

    def draw(onto: QPainter, place: QRectF) -> None:
        onto.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
        onto.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
        onto.drawRoundedRect(place.adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius)

    colours = f"{None if fill is None else fill.rgba()} {None if line is None else line.rgba()}"
    _kept(painter, rect, f"rounded {colours} {width}", draw)


def _light(rect: QRectF, colours: list[QColor]) -> QLinearGradient:
    gradient = QLinearGradient(rect.topLeft(), rect.bottomRight())
    for place, colour in enumerate((colours[0], colours[-1])):
        soft = QColor(colour)
        soft.setAlpha(64 if place == 0 else 30)
        gradient.setColorAt(place, soft)
    return gradient


def _top_rounded(rect: QRectF, radius: float) -> QPainterPath:
    """Return a rectangle whose upper corners are round: the lower ones lie outside of it."""
    path = QPainterPath()
    path.addRoundedRect(rect.adjusted(0, 0, 0, 2 * radius), radius, radius)
    return path


def _fit(painter: QPainter, rect: QRectF) -> Fit:
    """Return what a picture has to be cut to for a card's upper part, on the screen it is painted on."""
    density = painter.device().devicePixelRatio()
    return Fit(round(rect.width() * density), round(rect.height() * density), round(_RADIUS_PX * density))
