"""The reel's own fights in words: who fights whom, with what, how it ends; times come from the reel's truth."""

from __future__ import annotations

from donnybrook.sample.entries import Entry, Fighter, NewConcept, Stretch, Term, Use

YEAR = 2026
NOTE = "A short film that Donnybrook draws for itself, so that there is something to try things on."
NEW_CONCEPTS = (NewConcept(scheme="weapon", label="baguette", broader="household object"),)

_SKATER, _KNIFEMAN, _GUNMAN, _BATSMAN, _GOALIE = "skater", "masked man", "man in a bobble hat", "batsman", "goalkeeper"
_FOES = (_KNIFEMAN, _GUNMAN, _BATSMAN, _GOALIE)
_WHO_BURNS, _BRUTE = "woman in a red scarf", "brute in goggles"
_STUDENT, _PARTNER = "student", "sparring partner"
_BAKER, _FENCER = "baker", "fencer"
_STANDOFF, _KNIFE, _GUN, _WHIRL = "surrounded", "the knife", "the pistol", "the whirl"
_FACING, _CLASH, _LOSS, _DASH = "face to face", "the streams meet", "hers is knocked away", "to the hydrant"
_HOLD, _PUSH, _SOAKED = "stream against stream", "pushed back", "drenched"
_SALUTE, _SPAR, _THROW = "the salute", "sparring", "the takedown"
_GUARD, _SLICED, _PAN = "en garde", "sliced", "the frying pan"


def _technique(label: str, beat: str, who: str) -> Term:
    return Term(scheme="technique", label=label, beat=beat, who=who)


def _camera(label: str, beat: str = "") -> Term:
    return Term(scheme="camera", label=label, beat=beat)


_ON_THE_RINK = Entry(
    key="skates",
    cover=("the knifeman falls", 44),
    title="Skates on the rink",
    note="She whirls a pair of skates by their laces: high for the knife, low for the ankles of the man with the "
    "pistol, all the way round for the last two. Eight frames of blade before the slide.",
    location="ice rink",
    interior="exterior",
    time_of_day="night",
    sides=("the skater", "the gang"),
    fighters=(
        Fighter(label=_SKATER, side=0, outcome="unharmed"),
        *(Fighter(label=label, side=1, outcome="incapacitated") for label in _FOES),
    ),
    beats=(
        Stretch(label=_STANDOFF, shots=("surrounded", "surrounded"), upper_hand=1),
        Stretch(label=_KNIFE, shots=("the knifeman falls", "the blade"), upper_hand=0),
        Stretch(label=_GUN, shots=("the gunman is tripped", "the gunman is tripped"), upper_hand=0),
        Stretch(label=_WHIRL, shots=("the whirl", "the whirl"), upper_hand=0),
    ),
    uses=(
        Use(
            weapon="ice skates",
            who=_SKATER,
            against=_FOES,
            lasts=(("surrounded", 0), ("the whirl", None)),
            acquired="brought",
            ended="kept",
            manner="a pair, swung by the laces",
            improvised=True,
        ),
        Use(weapon="knife", who=_KNIFEMAN, against=(_SKATER,), beat=_KNIFE, acquired="brought", ended="kept"),
        Use(
            weapon="semi-automatic pistol",
            who=_GUNMAN,
            against=(_SKATER,),
            beat=_GUN,
            acquired="brought",
            ended="kept",
            manner="fired",
        ),
        Use(
            weapon="baseball bat",
            who=_BATSMAN,
            against=(_SKATER,),
            beat=_WHIRL,
            acquired="brought",
            ended="kept",
            manner="as club",
            improvised=True,
        ),
        Use(
            weapon="hockey stick",
            who=_GOALIE,
            against=(_SKATER,),
            beat=_WHIRL,
            acquired="brought",
            ended="kept",
            manner="as club",
            improvised=True,
        ),
    ),
    terms=(
        _technique("swing on a cord", _KNIFE, _SKATER),
        _technique("thrust", _KNIFE, _KNIFEMAN),
        _technique("shoot", _GUN, _GUNMAN),
        _technique("sweep", _GUN, _SKATER),
        _technique("swing on a cord", _WHIRL, _SKATER),
        _camera("long shot", _STANDOFF),
        _camera("insert shot", _KNIFE),
        _camera("tracking shot", _GUN),
    ),
)

_FLAMES = Entry(
    key="flames",
    cover=("the streams meet", 36),
    title="Flame against flame",
    note="Two streams meet over the street; his is the stronger. The blast throws her over backwards and her lance "
    "into the snow, where it sputters out.",
    location="village",
    place_name="the snowed-in village",
    interior="exterior",
    time_of_day="twilight",
    sides=("red scarf", "goggles"),
    fighters=(Fighter(label=_WHO_BURNS, side=0), Fighter(label=_BRUTE, side=1, outcome="unharmed")),
    beats=(
        Stretch(label=_FACING, shots=("they face each other", "they face each other")),
        Stretch(label=_CLASH, shots=("the streams meet", "his face")),
        Stretch(label=_LOSS, shots=("hers is knocked away", "a lance in the snow"), upper_hand=1),
        Stretch(label=_DASH, shots=("to the hydrant", "to the hydrant"), upper_hand=1),
    ),
    uses=(
        Use(
            weapon="flamethrower",
            who=_WHO_BURNS,
            against=(_BRUTE,),
            lasts=(("they face each other", 0), ("hers is knocked away", 16)),
            acquired="brought",
            ended="knocked away",
            manner="as jet",
        ),
        Use(
            weapon="flamethrower", who=_BRUTE, against=(_WHO_BURNS,), acquired="brought", ended="kept", manner="as jet"
        ),
    ),
    terms=(
        _technique("burn", _CLASH, _WHO_BURNS),
        _technique("burn", _CLASH, _BRUTE),
        _technique("disarm", _LOSS, _BRUTE),
        _technique("roll or tumble", _LOSS, _WHO_BURNS),
        _technique("chase", _DASH, _BRUTE),
        _camera("long shot", _FACING),
        _camera("close-up", _CLASH),
        _camera("insert shot", _LOSS),
    ),
)

_HOSE = Entry(
    key="hose",
    cover=("from overhead", 64),
    title="Fire hose against flamethrower",
    note="From straight above, stream against stream, until the water walks the fire back to its nozzle. He freezes "
    "where he stands and goes over like a tree.",
    location="village",
    place_name="the snowed-in village",
    interior="exterior",
    time_of_day="twilight",
    sides=("red scarf", "goggles"),
    fighters=(
        Fighter(label=_WHO_BURNS, side=0, outcome="unharmed"),
        Fighter(label=_BRUTE, side=1, outcome="incapacitated"),
    ),
    beats=(
        Stretch(label=_HOLD, shots=("from overhead", "from overhead")),
        Stretch(label=_PUSH, shots=("pushed back", "pushed back"), upper_hand=0),
        Stretch(label=_SOAKED, shots=("drenched", "drenched"), upper_hand=0),
    ),
    uses=(
        Use(
            weapon="fire hose",
            who=_WHO_BURNS,
            against=(_BRUTE,),
            lasts=(("from overhead", 0), ("drenched", None)),
            acquired="found",
            ended="kept",
            manner="as jet",
            improvised=True,
        ),
        Use(
            weapon="flamethrower",
            who=_BRUTE,
            against=(_WHO_BURNS,),
            lasts=(("from overhead", 0), ("drenched", 46)),  # with its last flicker
            acquired="brought",
            ended="ran out",
            manner="as jet",
        ),
    ),
    terms=(
        _technique("spray", _HOLD, _WHO_BURNS),
        _technique("burn", _HOLD, _BRUTE),
        _technique("spray", _SOAKED, _WHO_BURNS),
        _camera("overhead shot", _HOLD),
        _camera("overhead shot", _PUSH),
        _camera("long shot", _SOAKED),
    ),
)

_BOUT = Entry(
    key="academy",
    cover=("sparring", 70),
    title="Academy bout",
    note="A bow, a jab and a cross, a slipped punch, a side kick; then she ducks under his cross and takes him over "
    "her shoulder.",
    location="dance studio",
    place_name="the academy",
    interior="interior",
    time_of_day="day",
    sides=("student", "partner"),
    fighters=(
        Fighter(label=_STUDENT, side=0, outcome="unharmed"),
        Fighter(label=_PARTNER, side=1, outcome="unharmed"),
    ),
    beats=(
        Stretch(label=_SALUTE, shots=("the salute", "the salute")),
        Stretch(label=_SPAR, shots=("sparring", "sparring")),
        Stretch(label=_THROW, shots=("the takedown", "the takedown"), upper_hand=0),
    ),
    uses=(
        Use(weapon="unarmed", who=_STUDENT, against=(_PARTNER,), acquired="part of body"),
        Use(weapon="unarmed", who=_PARTNER, against=(_STUDENT,), acquired="part of body"),
    ),
    terms=(
        _technique("jab", _SPAR, _STUDENT),
        _technique("block", _SPAR, _PARTNER),
        _technique("dodge", _SPAR, _STUDENT),
        _technique("side kick", _SPAR, _STUDENT),
        _technique("throw", _THROW, _STUDENT),
        _technique("takedown", _THROW, _STUDENT),
        _camera("long shot", _SALUTE),
    ),
)

_BAKERY = Entry(
    key="baguette",
    cover=("sliced", 23),
    title="Baguette against rapier",
    note="Three parries with the bread, then three slices off it. The last word is a frying pan's.",
    location="shop",
    place_name="the bakery",
    interior="interior",
    time_of_day="night",
    sides=("baker", "fencer"),
    fighters=(
        Fighter(label=_BAKER, side=0, outcome="unharmed"),
        Fighter(label=_FENCER, side=1, outcome="unconscious"),
    ),
    beats=(
        Stretch(label=_GUARD, shots=("en garde", "en garde")),
        Stretch(label=_SLICED, shots=("sliced", "sliced"), upper_hand=1),
        Stretch(label=_PAN, shots=("the frying pan", "the frying pan"), upper_hand=0),
    ),
    uses=(
        Use(
            weapon="baguette",
            who=_BAKER,
            against=(_FENCER,),
            beat=_GUARD,
            lasts=(("en garde", 0), ("en garde", None)),
            acquired="brought",
            manner="fenced with",
            improvised=True,
        ),
        Use(
            weapon="rapier",
            who=_FENCER,
            against=(_BAKER,),
            lasts=(("en garde", 0), ("the frying pan", None)),
            acquired="brought",
            ended="kept",
        ),
        Use(
            weapon="baguette",
            who=_BAKER,
            against=(_FENCER,),
            beat=_SLICED,
            lasts=(("sliced", 0), ("sliced", 21)),
            ended="broken",
            improvised=True,
            follows=0,
        ),
        Use(
            weapon="frying pan",
            who=_BAKER,
            against=(_FENCER,),
            beat=_PAN,
            lasts=(("the frying pan", 0), ("the frying pan", None)),
            acquired="picked up",
            ended="kept",
            manner="as club",
            improvised=True,
        ),
    ),
    terms=(
        _technique("thrust", _GUARD, _FENCER),
        _technique("parry", _GUARD, _BAKER),
        _technique("cut", _SLICED, _FENCER),
        _technique("pick up improvised weapon", _PAN, _BAKER),
        _technique("bludgeon", _PAN, _BAKER),
        _camera("medium shot", _SLICED),
        _camera("zoom", _PAN),
    ),
)

FIGHTS: tuple[Entry, ...] = (_ON_THE_RINK, _FLAMES, _HOSE, _BOUT, _BAKERY)
