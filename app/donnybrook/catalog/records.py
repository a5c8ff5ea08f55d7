"""The records a catalog gives out: frozen, typed, free of SQL. Times are microseconds on the version's own clock."""

from dataclasses import fields
from fractions import Fraction
from pathlib import Path
from typing import Self

from donnybrook.catalog.clocks import OWN, FileClock
from donnybrook.catalog.scene_fields import SceneFields
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class FilmIdentifier:
    """What a film is numbered by elsewhere, such as by ``imdb``."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Film:
    """A film (FIAF: Work)."""

    id: int
    uuid: str
    title: str
    year: int | None
    country: str
    note: str
    alternative_titles: tuple[str, ...]
    identifiers: tuple[FilmIdentifier, ...]
    scene_count: int


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a film (FIAF: Manifestation); its clock is what scenes are timed on.

    ``name`` is what it is called where a film has several: its label, or its number. It is empty while there is one.
    """

    id: int
    uuid: str
    film_id: int
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A film file (FIAF: Item) and what its probe said; sizes are as displayed, upright, square pixels.

    Its ``rate``, ``start_us`` and ``duration_us`` are the file's own. Scenes are timed on its version's clock, which
    ``clock`` follows.
    """

    id: int
    uuid: str
    film_id: int
    version_id: int
    path: Path
    size_bytes: int | None
    mtime_ns: int | None
    fingerprint: str
    rate: Fraction | None
    variable_rate: bool
    start_us: int | None
    duration_us: int | None
    width_px: int | None
    height_px: int | None
    container: str
    video_codec: str
    audio_codec: str
    clock: FileClock = OWN
    sha256: str = ""  # '' until the file was verified once
    verified_at: str | None = None  # when its bytes were last compared with it, on this computer: UTC, ISO 8601
    moved_from: Path | None = None  # where the catalog says it is, if it is beside the catalog instead

    @classmethod
    def in_no_catalog(cls, facts: "MediaFacts") -> Self:
        """Return a film file as it would be read, of one that is in no catalog."""
        said = {field.name: getattr(facts, field.name) for field in fields(facts)}
        return cls(id=0, uuid="", film_id=0, version_id=0, **said)

    @property
    def version_rate(self) -> Fraction | None:
        """Its frames in a second of the version's clock."""
        return None if self.rate is None else self.rate * self.clock.stretch

    @property
    def version_end_us(self) -> int | None:
        """The version's time at which the file ends; None where its length is not known."""
        return None if self.duration_us is None else max(0, self.clock.to_version(self.duration_us))

    def begins_us(self, version_us: int) -> int:
        """Return a time in the file at which the frame that a mark means is shown; none lies before zero."""
        return max(0, self.clock.to_file(version_us) + self._room_us)

    def ends_us(self, version_us: int) -> int:
        """Return the time in the file before which the last frame begins that lies before an out point."""
        return max(0, self.clock.to_file(version_us) - self._room_us)

    @property
    def _room_us(self) -> int:
        return self.clock.room_us(None if self.variable_rate else self.rate)


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What is stored of a film file when it is added; the same figures as ``MediaFile``, before it has an identity."""

    path: Path
    size_bytes: int | None = None
    mtime_ns: int | None = None
    fingerprint: str = ""
    rate: Fraction | None = None
    variable_rate: bool = False
    start_us: int | None = None
    duration_us: int | None = None
    width_px: int | None = None
    height_px: int | None = None
    container: str = ""
    video_codec: str = ""
    audio_codec: str = ""


@dataclass(frozen=True, slots=True)
class Shot:
    """What lies between two cuts of a film file, as a detector read it; times in µs on the file's own clock.

    ``since_us`` to ``until_us`` is how long it takes to begin, by a fade or a dissolve; both None: it begins at once.
    """

    in_us: int
    out_us: int
    transition: str  # how it begins: start, cut, fade, dissolve
    score: float | None = None  # how sure the detector is, 0 to 1
    since_us: int | None = None
    until_us: int | None = None


@dataclass(frozen=True, slots=True)
class ShotList:
    """The shots of one film file, and which detector of which version read them."""

    detector: str
    version: str
    shots: tuple[Shot, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of the vocabulary, with its synonyms."""

    id: int
    uuid: str
    scheme: str
    notation: str
    label: str
    broader_id: int | None
    synonyms: tuple[str, ...]
    scope_note: str
    made_as: str
    attack_mode: str
    retired: bool  # kept by the scenes that use it, and offered no more


@dataclass(frozen=True, slots=True)
class Side:
    """One of the sides of a fight."""

    id: int
    label: str
    role: str


@dataclass(frozen=True, slots=True)
class Combatant:
    """A character or a group in one scene. ``headcount`` is ``None`` for many, not counted."""

    id: int
    label: str
    side_id: int | None
    character_id: int | None
    headcount: int | None
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class Performer:
    """Who plays a character, and as what (the list ``portrayal_role``)."""

    name: str
    role: str = "performer"


@dataclass(frozen=True, slots=True)
class Character:
    """A character of a film, with those who play it."""

    id: int
    name: str
    performers: tuple[Performer, ...]


@dataclass(frozen=True, slots=True)
class Beat:
    """A stretch inside a scene; beats may overlap."""

    id: int
    in_us: int | None
    out_us: int | None
    label: str
    note: str
    upper_hand_side_id: int | None


@dataclass(frozen=True, slots=True)
class Wielding:
    """A combatant uses a weapon, from–to, against targets."""

    id: int
    beat_id: int | None
    combatant_id: int | None
    weapon_id: int
    weapon: str
    from_us: int | None
    to_us: int | None
    acquired: str
    ended: str
    manner: str
    improvised: bool
    certainty: str
    previous_id: int | None
    target_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SceneTerm:
    """A technique, camera term or theme on a scene, or on one of its beats."""

    id: int
    scheme: str
    concept_id: int
    label: str
    beat_id: int | None
    combatant_id: int | None


@dataclass(frozen=True, slots=True)
class Scene:
    """One fight on one film, whole."""

    id: int
    uuid: str
    film_id: int
    version_id: int
    version: str  # its name; empty while the film has one version only
    film_title: str
    film_year: int | None
    fields: SceneFields
    location: str
    coder: str
    created_at: str
    modified_at: str
    deleted_at: str | None
    sides: tuple[Side, ...]
    combatants: tuple[Combatant, ...]
    beats: tuple[Beat, ...]
    wieldings: tuple[Wielding, ...]
    terms: tuple[SceneTerm, ...]

    @property
    def name(self) -> str:
        """What it is called: its title, or where it has none, what is fought with, or where."""
        weapons = dict.fromkeys(wielding.weapon for wielding in self.wieldings)
        words = self.fields.title or ", ".join([*weapons][:3]) or self.fields.place_name or self.location
        return words or "Untitled fight"


@dataclass(frozen=True, slots=True)
class WeaponUse:
    """A weapon as a list shows it: its label, and whether its use was improvised."""

    concept_id: int
    label: str
    improvised: bool


@dataclass(frozen=True, slots=True)
class SceneRow:
    """A scene as walls, tables and listings show it."""

    id: int
    uuid: str
    film_id: int
    film_title: str
    film_year: int | None
    title: str
    in_us: int | None
    out_us: int | None
    location: str
    place_name: str
    weapons: tuple[WeaponUse, ...]
    cover: str | None  # the picture's name, for ``Catalog.picture``
    rating: str = ""  # a code of the list ``rating``


@dataclass(frozen=True, slots=True)
class Cover:
    """A scene's cover: the picture, and the time of its frame in the film file."""

    picture: str
    time_us: int
    width_px: int
    height_px: int
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a closed list, such as how a wielding ended."""

    code: str
    label: str
