"""Fights, beats and the lives of weapons as bars in lanes. Paints them, and finds what is under the pointer.

Knows no widget. What is painted is what is seen: see ``models.bar_rows``.
"""

from collections.abc import Collection, Iterator, Sequence
from weakref import WeakKeyDictionary

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from donnybrook.catalog.fight_sentences import IMPROVISED
from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.models.bar_rows import Bar, BarRows
from donnybrook.desktop.models.dragging import Part, Piece, PieceKind
from donnybrook.desktop.panels.timeline_brush import APART_PX, SHORTEST_BAR_PX, BarBrush, RowPicture
from donnybrook.desktop.panels.timeline_heights import Heights
from donnybrook.desktop.panels.timeline_scale import Scale
from donnybrook.desktop.panels.timeline_uses import paint_thread
from donnybrook.desktop.theme import Theme
from donnybrook.records import dataclass

GAP_PX = 3
_EDGE_PX = 6.0
_TAKEN_AS_A_WHOLE_FROM_PX = 20.0
_NAME_LEFT_PX = 12


@dataclass(frozen=True, slots=True)
class Lane:
    """Bars of one kind under one name; ``token`` names the colour that goes with it, if one does."""

    kind: PieceKind
    name: str
    rows: BarRows
    token: str = ""
    improvised: bool = False

    @property
    def row_count(self) -> int:
        """How many rows it is high; an empty lane is as high as one row."""
        return max(1, len(self.rows))


@dataclass(frozen=True, slots=True)
class Found:
    """What is under the pointer: a piece, which part of it, its bar, and where that stands."""

    piece: Piece
    part: Part
    bar: Bar
    rect: QRectF


class LaneStack:
    """Lanes from the top: fights, then beats, then weapons."""

    def __init__(self, heights: Heights) -> None:
        self.heights = heights
        self._lanes: dict[PieceKind, Sequence[Lane]] = {"scene": (), "beat": (), "use": ()}
        # What was painted of each row, by its content: an edit changes one row, and leaves the others as they are.
        self._pictures: WeakKeyDictionary[object, tuple[tuple[object, ...], RowPicture, int]] = WeakKeyDictionary()

    def show(self, kind: PieceKind, lanes: Sequence[Lane]) -> None:
        """Show these lanes of one kind in place of those before."""
        self._lanes[kind] = lanes

    @property
    def height_px(self) -> int:
        """How high all lanes are together."""
        return sum(lane.row_count * self._row_px(lane) for lane, _ in self._placed(0))

    def whole_px(self, room_px: float) -> int:
        """How high the rows are together that have room from the top, none of them cut."""
        taken_px = 0
        for lane, _ in self._placed(0):
            row_px = self._row_px(lane)
            for _ in range(lane.row_count):
                if taken_px + row_px > room_px:
                    return taken_px
                taken_px += row_px
        return taken_px

    def words(self) -> str:
        """Return what is in the lanes: of a screen it is read."""
        translate = QCoreApplication.translate
        counts = {kind: sum(lane.rows.count for lane in lanes) for kind, lanes in self._lanes.items()}
        fights = translate("Timeline", "{count} fights").format(count=counts["scene"])
        of_one = translate("Timeline", "in the selected one: {beats} beats, {uses} uses of {weapons} weapons").format(
            beats=counts["beat"], uses=counts["use"], weapons=len(self._lanes["use"])
        )
        return f"{fights}; {of_one}" if counts["beat"] or counts["use"] else fights

    def edges(self) -> Iterator[int]:
        """Iterate over the times at which anything here begins or ends."""
        for lane, _ in self._placed(0):
            yield from lane.rows.edges()

    def at(self, point: QPointF, scale: Scale, top_px: float) -> Found | None:
        """Return what is at a place; ``top_px`` is where the first lane begins."""
        for lane, lane_px in self._placed(top_px):
            row = int((point.y() - lane_px) // self._row_px(lane))
            if point.y() < lane_px or not 0 <= row < len(lane.rows):
                continue
            bar = lane.rows.at(row, scale.time_at(point.x()), _EDGE_PX * scale.pixel_us)
            if bar is not None:
                rect = self._rect(lane, row, bar.in_us, bar.out_us, scale, lane_px)
                return Found(Piece(lane.kind, bar.key), _part(point.x(), rect, bar), bar, rect)
        return None

    def rect_of(self, piece: Piece, in_us: float, out_us: float, scale: Scale, top_px: float) -> QRectF | None:
        """Return where a piece would stand with other times, in the row that it has."""
        for lane, lane_px in self._placed(top_px):
            if lane.kind == piece.kind and lane.rows.bar(piece.key) is not None:
                return self._rect(lane, lane.rows.row_of(piece.key), in_us, out_us, scale, lane_px)
        return None

    def bar_of(self, piece: Piece) -> Bar | None:
        """Return the bar of a piece, if it has one."""
        found = (lane.rows.bar(piece.key) for lane in self._lanes[piece.kind])
        return next((bar for bar in found if bar is not None), None)

    def paint(
        self,
        painter: QPainter,
        theme: Theme,
        scale: Scale,
        top_px: float,
        bottom_px: float,
        selected: Collection[Piece],
    ) -> int:
        """Paint what is to be seen between two heights, and return how many things that were.

        What is ``selected`` is brought out.
        """
        brush = BarBrush(painter, theme, scale)
        chosen = {kind: frozenset(piece.key for piece in selected if piece.kind == kind) for kind in self._lanes}
        return sum(
            self._paint_row(brush, scale, lane, row, lane_px, chosen[lane.kind])
            for lane, lane_px in self._placed(top_px)
            for row in range(len(lane.rows))
            if lane_px + (row + 1) * self._row_px(lane) > 0 and lane_px + row * self._row_px(lane) < bottom_px
        )

    def _paint_row(
        self, brush: BarBrush, scale: Scale, lane: Lane, row: int, lane_px: float, chosen: frozenset[int]
    ) -> int:
        row_px = self._row_px(lane)
        top, high = round(lane_px) + row * row_px, row_px - GAP_PX
        if lane.kind == "use":
            gaps = [(scale.x(since_us), scale.x(until_us)) for since_us, until_us in lane.rows.gaps(row)]
            paint_thread(brush.painter, brush.theme, lane.token, gaps, top + high / 2)
        content, look = lane.rows.content(row), (*brush.look, chosen)
        kept = self._pictures.get(content)
        if kept is None or kept[0] != look:
            runs = lane.rows.seen(row, scale.start_us, scale.start_us + scale.length_us, scale.pixel_us)
            kept = self._pictures[content] = (look, brush.picture(runs, chosen), len(runs))
        brush.paint(lane.kind, kept[1], top, high, chosen)
        return kept[2]

    def paint_names(self, painter: QPainter, theme: Theme, width_px: float, top_px: float) -> None:
        """Paint what each lane is called, with the colour of its class, and the lines between the kinds."""
        painter.setFont(font(TextSize.SMALL))
        before: PieceKind | None = None
        for lane, lane_px in self._placed(top_px):
            if before is not None and lane.kind != before:
                painter.fillRect(QRectF(0, lane_px - 2, width_px, 1), theme.colour("line"))
            before = lane.kind
            left = float(_NAME_LEFT_PX)
            high = self._row_px(lane) - GAP_PX
            if lane.token:
                painter.fillRect(QRectF(left, lane_px + high / 2 - 4, 8, 8), theme.colour(lane.token))
                left += 13
            painter.setPen(theme.colour("muted" if lane.kind != "use" else "text"))
            name = f"{lane.name} {IMPROVISED}" if lane.improvised else lane.name
            room = width_px - left - 4
            words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(left, lane_px, room, high), _LEFT, words)

    def _placed(self, top_px: float) -> Iterator[tuple[Lane, float]]:
        for kind in ("scene", "beat", "use"):
            for lane in self._lanes[kind]:
                yield lane, top_px
                top_px += lane.row_count * self._row_px(lane)

    def _row_px(self, lane: Lane) -> int:
        return self.heights.row_px[lane.kind]

    def _rect(self, lane: Lane, row: int, in_us: float, out_us: float, scale: Scale, lane_px: float) -> QRectF:
        left, right = scale.x(in_us), scale.x(out_us)
        row_px = self._row_px(lane)
        width = max(SHORTEST_BAR_PX, right - left - APART_PX)
        return QRectF(left, lane_px + row * row_px, width, row_px - GAP_PX)


_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


def _part(x: float, rect: QRectF, bar: Bar) -> Part:
    """Return which part of a bar is meant: of one that is short, the edges lie outside it."""
    inside = _EDGE_PX if rect.width() >= _TAKEN_AS_A_WHOLE_FROM_PX else 0.0
    if bar.is_loose:
        return "whole"
    if x < rect.left() + inside:
        return "in"
    return "out" if x > rect.right() - inside else "whole"
