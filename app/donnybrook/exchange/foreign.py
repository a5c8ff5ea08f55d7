"""What a file made elsewhere holds, before anything of it is in a catalog. Knows no format, and no catalog's ids.

Words stand as the file has them. Parts of a scene refer to each other by their place in it (0-based), as in the drafts
of the catalog, of which these records take over what holds no id.
"""

from dataclasses import field
from fractions import Fraction

from donnybrook.catalog import BeatDraft, CombatantDraft, SceneFields
from donnybrook.records import dataclass

ANY_SCHEME = ("weapon", "technique", "camera", "theme")
"""The kinds of term that a word may be of which the file says no more; the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """What a person says of a table of rows: which of its columns is which of ours, and how it is written.

    ``columns`` are pairs: the name of ours, the name of theirs. '' is what can be told from the file.
    """

    columns: tuple[tuple[str, str], ...] = ()
    separator: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignFilm:
    """A film as a file names it; any of it may be missing."""

    title: str = ""
    year: int | None = None
    path: str = ""  # of the film's file, as it was where the file was made
    rate: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignUse:
    """A combatant uses a weapon; ``who``, ``against``, ``beat`` and ``previous`` are places in the scene."""

    weapon: str
    who: int | None = None
    against: tuple[int, ...] = ()
    beat: int | None = None
    from_us: int | None = None
    to_us: int | None = None
    acquired: str = ""
    ended: str = ""
    manner: str = ""
    improvised: bool = False
    certainty: str = "certain"
    previous: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignTerm:
    """A word said of a scene, of one of its beats or of a combatant.

    ``schemes`` are the kinds of term it may be, likeliest first. Where it turns out to be a weapon, it is one in use.
    """

    label: str
    schemes: tuple[str, ...] = ANY_SCHEME
    beat: int | None = None
    who: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignScene:
    """A fight to be. ``where`` is its place in the file, for people: “cue 3”.

    ``film`` is the film's place in the file. Times are microseconds on the film's clock. Of ``fields``, ``location_id``
    is left alone: ``location`` is the kind of place as the file has it.
    """

    where: str
    uuid: str = ""  # its own identity, if the file was made here
    film: int = 0
    fields: SceneFields = field(default_factory=SceneFields)
    location: str = ""
    sides: tuple[str, ...] = ()
    combatants: tuple[CombatantDraft, ...] = ()
    beats: tuple[BeatDraft, ...] = ()
    uses: tuple[ForeignUse, ...] = ()
    terms: tuple[ForeignTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class BadItem:
    """Something of a file that can't be taken: where it stands, and why not, as the end of a sentence."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignFile:
    """All that a file holds.

    ``resolution_us``: its times are multiples of this, rounded; the program puts them back on their frames.
    ``is_on_file_clock``: they count as the film's file does, which may begin later than zero; else from its beginning.
    ``names_films``: it says of each fight which film it is of, so that one without is a fault of that fight alone.
    """

    films: tuple[ForeignFilm, ...] = (ForeignFilm(),)
    scenes: tuple[ForeignScene, ...] = ()
    bad: tuple[BadItem, ...] = ()
    resolution_us: int = 1
    is_on_file_clock: bool = False
    names_films: bool = False
