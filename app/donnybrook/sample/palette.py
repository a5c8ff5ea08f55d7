"""The reel's few colours, and their shades; knows nothing of what is painted with them."""

from __future__ import annotations

type Colour = tuple[int, int, int]

NIGHT: Colour = (18, 26, 40)
DEEP: Colour = (28, 41, 60)
SLATE: Colour = (46, 64, 88)
STEEL: Colour = (78, 105, 136)
MIST: Colour = (132, 162, 190)
FROST: Colour = (186, 208, 226)
SNOW: Colour = (236, 243, 248)
EMBER: Colour = (255, 122, 69)
COAL: Colour = (190, 66, 38)
RUST: Colour = (122, 46, 38)
FLAME: Colour = (255, 178, 84)
SPARK: Colour = (255, 240, 190)
HONEY: Colour = (238, 184, 104)
CREAM: Colour = (250, 232, 206)
WOOD: Colour = (176, 112, 72)
UMBER: Colour = (92, 56, 46)
WATER: Colour = (110, 182, 240)
PALE_SKIN: Colour = (246, 206, 176)
TAN_SKIN: Colour = (214, 158, 120)
BROWN_SKIN: Colour = (150, 98, 72)
INK: Colour = (14, 18, 27)


def mixed(a: Colour, b: Colour, share: float) -> Colour:
    """The colour ``share`` of the way from ``a`` to ``b``."""
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


def shaded(colour: Colour, level: float) -> Colour:
    """The colour made darker (below 1) or lighter (above 1), kept within 0 to 255."""
    red, green, blue = (max(0, min(255, round(c * level))) for c in colour)
    return red, green, blue
