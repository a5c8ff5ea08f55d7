"""Who a figure is to look at: build, hair, clothes, colours; knows nothing of poses."""

from __future__ import annotations

from typing import Literal

from donnybrook.records import dataclass
from donnybrook.sample import palette as ink
from donnybrook.sample.palette import Colour

type HairStyle = Literal["ponytail", "bun", "short", "none"]
type HeadGear = Literal["none", "balaclava", "beanie", "goggles", "toque", "tricorne", "helmet"]


@dataclass(frozen=True, slots=True)
class Costume:
    """What one player wears; ``bulk`` thickens the whole body."""

    skin: Colour
    hair: Colour
    hair_style: HairStyle
    top: Colour
    sleeve: Colour
    trousers: Colour
    boots: Colour
    scarf: Colour | None = None
    coat: Colour | None = None
    apron: Colour | None = None
    belt: Colour | None = None
    pack: Colour | None = None
    head_gear: HeadGear = "none"
    gear: Colour = ink.INK
    moustache: bool = False
    bulk: float = 1.0


HEROINE = Costume(
    skin=ink.PALE_SKIN,
    hair=(214, 84, 44),
    hair_style="ponytail",
    top=ink.CREAM,
    sleeve=ink.CREAM,
    trousers=(44, 60, 92),
    boots=(120, 62, 44),
    scarf=ink.EMBER,
    belt=(92, 56, 46),
)
HEROINE_WITH_FLAMES = Costume(
    skin=ink.PALE_SKIN,
    hair=(214, 84, 44),
    hair_style="ponytail",
    top=ink.CREAM,
    sleeve=ink.CREAM,
    trousers=(44, 60, 92),
    boots=(120, 62, 44),
    scarf=ink.EMBER,
    belt=(92, 56, 46),
    pack=(126, 150, 166),
)
KNIFEMAN = Costume(
    ink.TAN_SKIN,
    ink.INK,
    "none",
    (58, 78, 104),
    (58, 78, 104),
    (34, 44, 62),
    ink.INK,
    head_gear="balaclava",
    gear=(30, 38, 54),
    bulk=1.08,
)
GUNMAN = Costume(
    ink.PALE_SKIN,
    ink.INK,
    "short",
    (84, 60, 74),
    (84, 60, 74),
    (40, 40, 56),
    ink.INK,
    coat=(84, 60, 74),
    head_gear="beanie",
    gear=(176, 66, 44),
)
BATMAN_IN_BLUE = Costume(
    ink.BROWN_SKIN, ink.INK, "short", ink.STEEL, ink.STEEL, (38, 52, 74), ink.INK, belt=ink.INK, bulk=1.22
)
STICKMAN = Costume(
    ink.PALE_SKIN,
    (70, 50, 40),
    "short",
    (232, 184, 92),
    (232, 184, 92),
    (52, 58, 80),
    ink.INK,
    head_gear="helmet",
    gear=(214, 222, 230),
    bulk=1.12,
)
VILLAIN = Costume(
    ink.TAN_SKIN,
    ink.INK,
    "none",
    (52, 44, 56),
    (52, 44, 56),
    (34, 32, 44),
    (20, 20, 28),
    coat=(62, 50, 60),
    belt=ink.COAL,
    pack=(150, 58, 40),
    head_gear="goggles",
    gear=(30, 28, 38),
    bulk=1.36,
)
STUDENT = Costume(
    ink.PALE_SKIN, (214, 84, 44), "bun", (52, 72, 106), (246, 206, 176), (36, 46, 70), ink.PALE_SKIN, belt=ink.EMBER
)
PARTNER = Costume(
    ink.BROWN_SKIN, (28, 22, 24), "short", ink.SNOW, ink.SNOW, ink.FROST, ink.BROWN_SKIN, belt=ink.SLATE, bulk=1.16
)
BAKER = Costume(
    ink.BROWN_SKIN,
    (52, 36, 34),
    "bun",
    (214, 96, 62),
    (214, 96, 62),
    (74, 60, 74),
    ink.INK,
    apron=ink.SNOW,
    head_gear="toque",
    gear=ink.SNOW,
)
FENCER = Costume(
    ink.PALE_SKIN,
    ink.INK,
    "short",
    (54, 62, 92),
    (84, 98, 138),
    (38, 42, 64),
    (60, 40, 36),
    coat=(120, 40, 44),
    head_gear="tricorne",
    gear=(40, 44, 66),
    moustache=True,
)
