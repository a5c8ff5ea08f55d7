"""Draws plots into files: SVG, PNG and PDF, the same bytes for the same plot. Knows no measure; writes to no disk.

matplotlib is the hand that draws, and is imported when something is drawn; where things stand is for ``layout`` to say.
"""

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from donnybrook.analysis.plots.layout import picture_of
from donnybrook.analysis.plots.picture import Box, Path, Picture, Words
from donnybrook.analysis.plots.plot import Plot
from donnybrook.colours import LIGHT, mixed
from donnybrook.files import resources_folder
from donnybrook.problems import Problem

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

ENDINGS = (".svg", ".png", ".pdf")
WIDTH_PX, HEIGHT_PX = 900, 560
_DPI = 100
_FINE = 2  # a PNG has so many dots for each pixel, across and down
_POINTS = 72 / _DPI
_GROUND = LIGHT.raised
# The typeface of the program, then what else may have a letter that it has not: of Debian, of Windows, of macOS.
_FAMILIES = (
    *("Inter", "DejaVu Sans", "Noto Sans", "Noto Sans CJK JP", "Droid Sans Fallback", "WenQuanYi Zen Hei"),
    *("Segoe UI", "Microsoft YaHei", "Malgun Gothic", "Arial Unicode MS", "Hiragino Sans", "PingFang SC"),
)
_METADATA: dict[str, dict[str, str | None]] = {
    ".svg": {"Date": None, "Creator": "Donnybrook"},
    ".pdf": {"CreationDate": None, "Creator": "Donnybrook", "Producer": None},
    ".png": {"Software": None},
}
_RULES: dict[str, Any] = {"svg.hashsalt": "donnybrook", "svg.fonttype": "none", "pdf.fonttype": 42}


def plot_bytes(plot: Plot, ending: str) -> bytes:
    """Return a plot as a file of the kind that an ending stands for; raises ``Problem`` as ``checked`` does."""
    return _drawn(picture_of(plot, WIDTH_PX, HEIGHT_PX, snug=True), checked(ending))


def checked(ending: str) -> str:
    """Return the ending of a plot's file in lower case; raises ``Problem`` for one that is not among ``ENDINGS``."""
    if ending.lower() not in ENDINGS:
        raise Problem(f"A plot can't be written as “{ending}”. There are {', '.join(ENDINGS)}.")
    return ending.lower()


def _drawn(picture: Picture, ending: str) -> bytes:
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    out = io.BytesIO()
    with mpl.rc_context(), warnings.catch_warnings(), _quiet():
        # A letter that no typeface here has is drawn as an empty box, and is no reason to complain.
        warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)
        mpl.rcdefaults()  # whatever the person made their own plots look like
        rules: dict[Any, Any] = {**_RULES, "font.family": _families()}
        mpl.rcParams.update(rules)
        figure = Figure(figsize=(picture.width / _DPI, picture.height / _DPI), dpi=_DPI, facecolor=_GROUND)
        turned = Affine2D().scale(1 / picture.width, -1 / picture.height).translate(0, 1)
        for order, shape in enumerate(picture.shapes):
            _draw(figure, shape, turned + figure.transFigure, order)
        fine = _FINE if ending == ".png" else 1
        figure.savefig(out, format=ending[1:], dpi=_DPI * fine, metadata=_METADATA[ending], facecolor=_GROUND)
    return out.getvalue()


@contextmanager
def _quiet() -> Iterator[None]:
    """Have matplotlib say nothing of a typeface that has no such weight: the nearest does."""
    log = logging.getLogger("matplotlib.font_manager")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)


def _families() -> list[str]:
    from matplotlib import font_manager

    known = {each.name for each in font_manager.fontManager.ttflist}
    if "Inter" not in known:
        for path in sorted((resources_folder() / "fonts").glob("*.ttf")):
            font_manager.fontManager.addfont(path)
        known = {each.name for each in font_manager.fontManager.ttflist}
    return [*(family for family in _FAMILIES if family in known), "sans-serif"]


def _draw(figure: "Figure", shape: Box | Path | Words, place: "Transform", order: int) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyBboxPatch

    match shape:
        case Box():
            colour = mixed(LIGHT.colour(shape.ink), _GROUND, shape.strength)
            radius = min(shape.radius, shape.width / 2, shape.height / 2)
            style = f"round,pad=0,rounding_size={radius:.3f}"
            given: dict[str, Any] = {"boxstyle": style, "facecolor": colour, "linewidth": 0, "transform": place}
            box = FancyBboxPatch((shape.x, shape.y), shape.width, shape.height, zorder=order, **given)
            figure.add_artist(box, clip=False)
        case Path():
            xs, ys = zip(*shape.points, strict=True)
            width, colour = shape.width * _POINTS, LIGHT.colour(shape.ink)
            figure.add_artist(Line2D(xs, ys, color=colour, linewidth=width, transform=place, zorder=order), clip=False)
        case Words():
            figure.text(
                shape.x,
                shape.y,
                _printable(shape.text),
                transform=place,
                fontsize=shape.size * _POINTS,
                fontweight=600 if shape.strong else 400,
                color=LIGHT.colour(shape.ink),
                ha={"start": "left", "middle": "center", "end": "right"}[shape.align],
                va="center_baseline",
                rotation=90 if shape.turned else 0,
                rotation_mode="anchor",
                parse_math=False,
                zorder=order,
            )


def _printable(text: str) -> str:
    """Return text without signs that files of text can't hold, or that would turn the line round."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
