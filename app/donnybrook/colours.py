"""The colours of both looks as plain text, by what they are for: the window's, and those of plots. Knows no Qt."""

from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One look's colours as ``#rrggbb``."""

    is_dark: bool
    # surfaces, from the back to the front, and the line between them
    window: str
    panel: str
    raised: str
    field: str
    chip: str
    selected: str
    line: str
    # words
    text: str
    muted: str
    # ember is for what is active; a word in ember is `ember_text`; words upon ember are `on_ember`
    ember: str
    ember_text: str
    on_ember: str
    loss: str
    saved: str
    # weapon classes
    incendiary: str
    water: str
    ice: str
    edged: str
    firearm: str
    unarmed: str
    blunt: str
    other: str

    def colour(self, name: str) -> str:
        """Return a colour by its name here, such as that of a weapon class (see ``Vocabulary.family``)."""
        return str(getattr(self, name))


DARK = Tokens(
    is_dark=True,
    window="#15171b",
    panel="#1b1e23",
    raised="#23272e",
    field="#15171b",
    chip="#2a2f37",
    selected="#333a44",
    line="#30353d",
    text="#e7e9ec",
    muted="#98a1ac",
    ember="#ff7a45",
    ember_text="#ff8a5a",
    on_ember="#140a05",
    loss="#ff7b6e",
    saved="#5fcf7f",
    incendiary="#ff7a45",
    water="#4aa3ff",
    ice="#7cc4f5",
    edged="#a9b9cf",
    firearm="#c49bea",
    unarmed="#e3b678",
    blunt="#9bcf6d",
    other="#8d96a1",
)

LIGHT = Tokens(
    is_dark=False,
    window="#f3f4f6",
    panel="#fbfbfc",
    raised="#ffffff",
    field="#ffffff",
    chip="#eceef2",
    selected="#dfe3e9",
    line="#d9dde3",
    text="#1d2127",
    muted="#5c6570",
    ember="#d9541e",
    ember_text="#b84312",
    on_ember="#140a05",
    loss="#b8281c",
    saved="#2c8a49",
    incendiary="#d9541e",
    water="#1f6fd6",
    ice="#2f86bf",
    edged="#5b6f8c",
    firearm="#8b55bd",
    unarmed="#a8752a",
    blunt="#5d8f2f",
    other="#7a838e",
)


def mixed(colour: str, ground: str, strength: float) -> str:
    """Return a colour as it looks upon a ground when it is laid on with some strength, from 0 to 1."""
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(below + (above - below) * strength):02x}" for above, below in pairs)
