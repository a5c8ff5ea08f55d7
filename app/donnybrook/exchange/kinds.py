"""What other programs call the things of a fight: by which names a tier, a code or a tag is known. Knows no format."""

from donnybrook.catalog.folding import fold

LOCATION = "location"
_SCHEMES = {
    "weapon": ("weapon", "weapons", "arm", "arms", "prop", "props"),
    "technique": ("technique", "techniques", "move", "moves", "action", "actions"),
    "camera": ("camera", "camera term", "camera terms", "shot", "shot size", "angle"),
    "theme": ("theme", "themes"),
    LOCATION: ("place", "places", "location", "locations", "setting"),
}
_BY_NAME = {name: scheme for scheme, names in _SCHEMES.items() for name in names}
_FIGHTS = frozenset({"fight", "fights", "fight scene", "fight scenes", "scene", "scenes", "brawl", "duel"})
_BEATS = frozenset({"beat", "beats", "phrase", "phrases"})


def scheme_called(name: str) -> str:
    """Return the kind of term that goes by a name, or ``LOCATION``; '' for a name that says nothing."""
    return _BY_NAME.get(fold(name).strip(), "")


def is_fight(name: str) -> bool:
    """Whether what is called so are whole fights."""
    return fold(name).strip() in _FIGHTS


def is_beat(name: str) -> bool:
    """Whether what is called so are beats of fights."""
    return fold(name).strip() in _BEATS
