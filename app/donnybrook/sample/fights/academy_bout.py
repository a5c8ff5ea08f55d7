"""The fourth fight: an unarmed bout at the academy, sparring before the mirror and a takedown."""

from __future__ import annotations

from donnybrook.media.canvas import Canvas
from donnybrook.media.view import View
from donnybrook.sample import palette as ink
from donnybrook.sample.figures import costume as wear
from donnybrook.sample.figures.player import Player
from donnybrook.sample.marks import burst_lines
from donnybrook.sample.motion import Key, Pose, Track
from donnybrook.sample.shot import Cue, Draw, Passage, Shot
from donnybrook.sample.stages.studio import GROUND_PX, Studio
from donnybrook.sample.weather import Haze

STAND = Pose(hip_y=49, lean=0, near_x=4, near_y=48, far_x=4, far_y=48, near_foot_x=-4, far_foot_x=5)
BOW = Pose(hip_x=-4, hip_y=48, lean=48, near_x=8, near_y=36, far_x=10, far_y=36, near_foot_x=-4, far_foot_x=5, head=14)
GUARD = Pose(hip_y=43, lean=8, near_x=18, near_y=72, far_x=24, far_y=78, near_foot_x=-16, far_foot_x=16)
JAB = Pose(hip_x=4, hip_y=42, lean=14, near_x=12, near_y=72, far_x=41, far_y=80, near_foot_x=-20, far_foot_x=20)
CROSS = Pose(
    hip_x=6,
    hip_y=41,
    lean=20,
    near_x=42,
    near_y=80,
    far_x=14,
    far_y=74,
    near_foot_x=-22,
    near_foot_y=3,
    far_foot_x=20,
    near_toe=30,
)
BLOCK = Pose(hip_x=-2, hip_y=41, lean=-4, near_x=20, near_y=86, far_x=22, far_y=92, near_foot_x=-20, far_foot_x=14)
SLIP = Pose(
    hip_x=-4, hip_y=36, lean=-18, near_x=8, near_y=62, far_x=16, far_y=70, near_foot_x=-18, far_foot_x=18, head=8
)
KICK = Pose(
    hip_x=2,
    hip_y=48,
    lean=-34,
    near_x=4,
    near_y=62,
    far_x=-16,
    far_y=60,
    near_foot_x=46,
    near_foot_y=62,
    far_foot_x=-2,
    near_toe=-70,
    head=14,
)
CHAMBER = Pose(
    hip_y=48,
    lean=-10,
    near_x=14,
    near_y=70,
    far_x=10,
    far_y=64,
    near_foot_x=8,
    near_foot_y=34,
    far_foot_x=-2,
    near_toe=30,
)
REEL = Pose(
    hip_x=-6, hip_y=42, lean=-22, near_x=8, near_y=64, far_x=-18, far_y=76, near_foot_x=-18, far_foot_x=16, head=-10
)
CLINCH = Pose(hip_x=4, hip_y=40, lean=24, near_x=28, near_y=62, far_x=28, far_y=72, near_foot_x=-16, far_foot_x=18)
LOADED = Pose(
    hip_x=0, hip_y=32, lean=52, near_x=26, near_y=36, far_x=22, far_y=44, near_foot_x=-12, far_foot_x=14, head=10
)
THROWN_OUT = Pose(
    hip_x=2, hip_y=36, lean=62, near_x=34, near_y=14, far_x=30, far_y=20, near_foot_x=-18, far_foot_x=14, head=6
)
ALOFT = Pose(
    hip_y=60,
    lean=8,
    near_x=24,
    near_y=84,
    far_x=18,
    far_y=90,
    near_foot_x=10,
    near_foot_y=14,
    far_foot_x=-4,
    far_foot_y=10,
    roll=100,
    near_toe=30,
    far_toe=30,
)
TUMBLING = ALOFT.but(roll=200, hip_y=66)
FLAT = Pose(
    hip_y=9,
    lean=-4,
    near_x=14,
    near_y=44,
    far_x=-18,
    far_y=42,
    near_foot_x=6,
    near_foot_y=-36,
    far_foot_x=-4,
    far_foot_y=-36,
    roll=272,
)
SHADOW = (120, 72, 48)


def _pair(hers: Track, his: Track) -> list[Player]:
    partner = Player(wear.PARTNER, his, -1, GROUND_PX, height_px=378, wind_px=0.0)
    return [partner, Player(wear.STUDENT, hers, 1, GROUND_PX, height_px=340, wind_px=0.0)]


def _scene(
    hers: Track,
    his: Track,
    view: tuple[tuple[float, float, float], tuple[float, float, float]],
    length: int,
    hits: tuple[tuple[int, float, float], ...],
) -> Draw:
    studio, players, dust = Studio(), _pair(hers, his), Haze(7, ink.CREAM, alpha=0.35)

    def draw(canvas: Canvas, frame: int) -> None:
        share = frame / length
        x, y, zoom = (a + (b - a) * share for a, b in zip(*view, strict=True))
        shake = 5 * (frame % 2 * 2 - 1) if any(0 <= frame - hit < 4 for hit, _, _ in hits) else 0
        canvas.view = View(x, y + shake, zoom)
        for player in players:
            player.place(frame)
        studio.show(canvas, players)
        for player in players:
            player.draw_shadow(canvas, SHADOW)
        for player in players:
            player.draw(canvas)
        for hit, hit_x, hit_y in hits:
            burst_lines(canvas, (hit_x, hit_y), 74, ink.SNOW, (frame - hit) / 6)
            if frame == hit and hit_y > 560:
                dust.rise((hit_x, GROUND_PX - 6), 34, amount=12, spread=120, life=26)
        dust.draw(canvas)
        studio.finish(canvas)

    return draw


def _salute() -> Draw:
    hers = Track(
        Key(0, STAND.at(420)),
        Key(6, STAND.at(420)),
        Key(20, BOW.at(420)),
        Key(30, BOW.at(420)),
        Key(42, STAND.at(420)),
        Key(52, GUARD.at(440), "snap"),
    )
    his = Track(
        Key(0, STAND.at(860)),
        Key(8, STAND.at(860)),
        Key(22, BOW.at(860)),
        Key(32, BOW.at(860)),
        Key(43, STAND.at(860)),
        Key(54, GUARD.at(840), "snap"),
    )
    return _scene(hers, his, ((640, 372, 1.04), (640, 380, 1.1)), 58, ())


def _sparring() -> Draw:
    hers = Track(
        Key(0, GUARD.at(470)), Key(8, GUARD.at(512).but(hip_y=45)), Key(13, JAB.at(524), "snap"),
            Key(18, GUARD.at(516)), Key(23, CROSS.at(540), "snap"),
        Key(30, GUARD.at(520)), Key(37, SLIP.at(490), "snap"), Key(45, GUARD.at(490)), Key(52, BLOCK.at(478), "snap"),
            Key(60, GUARD.at(490)),
        Key(66, CHAMBER.at(520), "smooth"), Key(70, KICK.at(540), "snap"), Key(77, CHAMBER.at(530)),
            Key(84, GUARD.at(520)), Key(92, GUARD.at(528).but(hip_y=45)),
    )  # fmt: skip
    his = Track(
        Key(0, GUARD.at(810)), Key(9, GUARD.at(800).but(hip_y=45)), Key(13, BLOCK.at(790), "snap"),
            Key(18, GUARD.at(786)), Key(24, REEL.at(806), "snap"),
        Key(32, GUARD.at(776)), Key(37, CROSS.at(740), "snap"), Key(46, GUARD.at(760)), Key(52, JAB.at(736), "snap"),
            Key(60, GUARD.at(766)),
        Key(69, GUARD.at(776)), Key(73, REEL.at(816).but(hip_y=38), "snap"), Key(90, GUARD.at(850)),
    )  # fmt: skip
    return _scene(
        hers,
        his,
        ((640, 400, 1.16), (670, 392, 1.24)),
        92,
        ((13, 690, 335), (24, 702, 322), (52, 590, 300), (71, 728, 390)),
    )


def _takedown() -> Draw:
    hers = Track(
        Key(0, GUARD.at(520)), Key(8, SLIP.at(548).but(lean=24, hip_y=33), "snap"), Key(15, CLINCH.at(600), "snap"),
            Key(22, LOADED.at(640)),
        Key(30, THROWN_OUT.at(640), "smooth"), Key(42, LOADED.at(636).but(hip_y=36, lean=40)),
            Key(56, GUARD.at(600).but(head=12)),
    )  # fmt: skip
    his = Track(
        Key(0, GUARD.at(770)), Key(7, CROSS.at(720), "snap"), Key(14, CLINCH.at(700)),
            Key(20, CLINCH.at(680).but(near_foot_y=10, far_foot_y=6, hip_y=48)),
        Key(25, ALOFT.at(660, 60).but(roll=-100), "linear"), Key(31, TUMBLING.at(760, 30).but(roll=-190), "linear"),
            Key(35, FLAT.at(850).but(roll=-270), "linear"), Key(38, FLAT.at(856, 12).but(roll=-270)),
            Key(42, FLAT.at(858).but(roll=-270)),
    )  # fmt: skip
    return _scene(hers, his, ((660, 412, 1.2), (700, 430, 1.3)), 60, ((35, 850, 600),))


FIGHT = Passage(
    key="academy",
    title="Academy bout",
    shots=(
        Shot("the salute", 58, _salute, (Cue(0, "drum", 200, 0.6), Cue(50, "scrape", 5, 0.3))),
        Shot("sparring", 92, _sparring, (Cue(11, "whoosh", gain=0.6), Cue(13, "thud", gain=0.7),
            Cue(22, "whoosh", gain=0.7), Cue(24, "thud"), Cue(36, "whoosh", gain=0.7), Cue(51, "whoosh", gain=0.6),
            Cue(52, "thud", gain=0.7), Cue(68, "whoosh"), Cue(71, "thud", gain=1.1))),
        Shot("the takedown", 60, _takedown, (Cue(6, "whoosh", gain=0.7), Cue(15, "thud", gain=0.5), Cue(25, "whoosh"),
            Cue(35, "boom", gain=0.8), Cue(35, "thud", gain=1.3))),
    ),
)  # fmt: skip
