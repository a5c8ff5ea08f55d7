"""How long the timeline takes to repaint with 5,000 fights and 20,000 beats on one film, at every zoom, offscreen.

Each repaint is one of everything (ruler, sound, cuts, lanes, the whole film at the foot), with the pixels of rows kept;
scrolling and zooming make these anew, too. What a frame that is played needs, the playhead alone, is told beside it.
Wanted: 8 ms at the median, no scroll or zoom over 33 ms. Milliseconds are of the processor, so that other work on the
machine counts little; those on the wall are told beside them. Beside all of it, in the same run: every bar that is
there as a plain rectangle.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from donnybrook.catalog import FileClock
from donnybrook.desktop.app import application
from donnybrook.desktop.models.bar_rows import Bar, BarRows
from donnybrook.desktop.models.film_outline import Cut, Cuts, SoundLine
from donnybrook.desktop.panels.timeline import Timeline
from donnybrook.desktop.panels.timeline_bars import fights_lane
from donnybrook.desktop.panels.timeline_lanes import Lane
from donnybrook.desktop.theme import Theme
from donnybrook.media import SoundEnvelope

_FILM_US = 7_200_000_000
_FIGHTS, _BEATS, _CUTS, _WEAPONS = 5_000, 20_000, 3_000, 6
_WANTED_MS, _MOST_MS = 8.0, 33.0
_TOKENS = ("incendiary", "water", "edged", "firearm", "unarmed", "blunt")


class OnePicture:
    """Has one picture for every moment, at hand."""

    def __init__(self) -> None:
        self._pixmap = QPixmap(156, 88)
        self._pixmap.fill(QColor("#336699"))

    def picture(self, time_us: int, near_us: int) -> QPixmap | None:  # noqa: ARG002 - as the real ones
        """Return it."""
        return self._pixmap


@dataclass(frozen=True, slots=True)
class Took:
    """What was measured of one way of using it: the milliseconds of each turn, of the processor and on the wall."""

    name: str
    turns_ms: list[float]
    wall_ms: list[float]

    def told(self) -> str:
        """Return a line."""
        cpu = f"median {median(self.turns_ms):6.2f} ms   longest {max(self.turns_ms):6.2f} ms"
        return f"{self.name:<34} {cpu}   (wall {median(self.wall_ms):6.2f}, {max(self.wall_ms):6.2f})"


def stretches(chance: random.Random, count: int, longest_us: int) -> list[Bar]:
    """Return bars all over the film, many of which overlap."""
    bars = []
    for key in range(count):
        begin = chance.randrange(_FILM_US)
        end = begin + chance.randrange(200_000, longest_us)
        bars.append(Bar(key, f"number {key}", begin, end, chance.choice(_TOKENS), "brought", "lost"))
    return bars


def filled(theme: Theme, window: QWidget, chance: random.Random) -> Timeline:
    """Return a timeline with all of it, as high as it is in a window."""
    timeline = Timeline(theme, window)
    window.show()
    timeline.show_film(_FILM_US)
    cuts = [chance.randrange(_FILM_US) for _ in range(_CUTS)]
    sound = SoundLine(SoundEnvelope(20_000, chance.randbytes(_FILM_US // 20_000)), FileClock())
    timeline.show_outline(OnePicture(), sound, Cuts([Cut(each, each, each, "cut") for each in cuts], are_known=True))
    timeline.show_lanes("scene", [fights_lane(BarRows(stretches(chance, _FIGHTS, 3_000_000)))])
    timeline.show_lanes("beat", [Lane("beat", "Beats", BarRows(stretches(chance, _BEATS, 1_200_000)))])
    uses = [Lane("use", "sword", BarRows(stretches(chance, 40, 90_000_000)), "edged") for _ in range(_WEAPONS)]
    timeline.show_lanes("use", uses)
    timeline.resize(window.width(), timeline.sizeHint().height())
    return timeline


def timed(name: str, turns: int, do: Callable[[int], object]) -> Took:
    """Time so many turns."""
    took, wall = [], []
    for turn in range(turns):
        began, wall_began = time.thread_time(), time.perf_counter()
        do(turn)
        took.append((time.thread_time() - began) * 1000)
        wall.append((time.perf_counter() - wall_began) * 1000)
    return Took(name, took, wall)


def measured(timeline: Timeline, turns: int) -> list[Took]:
    """Repaint at every zoom, scroll, zoom in and out, and move the playhead."""
    image = QImage(timeline.size(), QImage.Format.Format_ARGB32_Premultiplied)
    paint = timeline.render
    found: list[Took] = []

    def anew(_turn: int) -> None:
        timeline.look_again()
        paint(image)

    def scrolled(turn: int) -> None:
        timeline.sight.turn_page(1 if turn % 20 < 10 else -1)
        paint(image)

    def zoomed(turn: int) -> None:
        timeline.sight.zoom(1.25 if turn % 60 < 30 else 0.8)
        paint(image)

    def played(turn: int) -> None:
        timeline.show_playhead(3_600_000_000 + turn * 100)
        paint(image)

    for name, length_us in (("the whole film", _FILM_US), ("ten minutes", 600_000_000), ("a minute", 60_000_000)):
        timeline.sight.show_whole()
        if length_us < _FILM_US:
            timeline.sight.show_stretch(3_600_000_000, 3_600_000_000 + length_us // 3)
        anew(0)
        found += [timed(f"repaint, {name}", turns, anew), timed(f"scroll, {name}", turns, scrolled)]
    timeline.sight.show_whole()
    timeline.show_playhead(3_600_000_000)
    found.append(timed("zoom from whole to close and back", turns * 2, zoomed))
    found.append(timed("one frame on, playing", turns, played))
    return found


def plain_rectangles(width_px: int, chance: random.Random, turns: int) -> Took:
    """Draw every bar there is as a plain rectangle, as a way of painting would that does not look what is seen."""
    image = QImage(width_px, 300, QImage.Format.Format_ARGB32_Premultiplied)
    bars = [*stretches(chance, _FIGHTS, 3_000_000), *stretches(chance, _BEATS, 1_200_000)]
    scale = width_px / _FILM_US
    colours = {token: QColor("#888888") for token in _TOKENS}

    def draw(_turn: int) -> None:
        painter = QPainter(image)
        for bar in bars:
            painter.fillRect(QRectF(bar.in_us * scale, 10, (bar.out_us - bar.in_us) * scale, 20), colours[bar.token])
        painter.end()

    return timed("every bar as a plain rectangle", turns, draw)


def main() -> int:
    """Measure; 0 when the figures wanted were reached."""
    parser = argparse.ArgumentParser(description="Time the timeline on one film with thousands of fights.")
    parser.add_argument("--turns", type=int, default=60)
    parser.add_argument("--width", type=int, default=0, help="pixels; without it, both 1,280 and 1,920")
    given = parser.parse_args()
    theme = Theme(application(), "dark")
    is_reached = True
    for width_px in [given.width] if given.width else [1280, 1920]:
        chance = random.Random(7)
        print(f"\n{width_px} px wide, {_FIGHTS:,} fights, {_BEATS:,} beats")
        window = QWidget()
        window.resize(width_px, round(width_px * 9 / 16))
        began = time.perf_counter()
        timeline = filled(theme, window, chance)
        print(f"put together in {(time.perf_counter() - began) * 1000:.0f} ms")
        found = measured(timeline, given.turns)
        for took in [*found, plain_rectangles(width_px, chance, max(3, given.turns // 10))]:
            print(took.told())
        repaints = [took for took in found if took.name.startswith("repaint")]
        is_reached &= all(median(took.turns_ms) <= _WANTED_MS for took in repaints)
        is_reached &= all(max(took.turns_ms) <= _MOST_MS for took in found)
    return 0 if is_reached else 1


if __name__ == "__main__":
    sys.exit(main())
