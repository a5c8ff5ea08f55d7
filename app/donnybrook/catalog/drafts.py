"""A scene as it is described before it has rows: what the tagging line, forms, importers and the sample all make.

Parts refer to each other by their place in the draft (0-based), so that a draft can be written down in one go.
"""

from dataclasses import field

from donnybrook.catalog.scene_fields import SceneFields
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CombatantDraft:
    """A combatant to be. ``character`` names a character of the film (made if need be), played by ``performer``."""

    label: str
    side: int | None = None
    character: str = ""
    performer: str = ""
    headcount: int | None = 1
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatDraft:
    """A beat to be; ``upper_hand`` is a side's place."""

    label: str = ""
    in_us: int | None = None
    out_us: int | None = None
    note: str = ""
    upper_hand: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WieldingDraft:
    """A wielding to be; ``who``, ``against``, ``beat`` and ``previous`` are places in the draft."""

    weapon_id: int
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
class TermDraft:
    """A technique, camera term or theme to be; ``beat`` and ``who`` are places in the draft."""

    concept_id: int
    beat: int | None = None
    who: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneDraft:
    """A scene to be, whole. ``sides`` are their labels."""

    fields: SceneFields = field(default_factory=SceneFields)
    sides: tuple[str, ...] = ()
    combatants: tuple[CombatantDraft, ...] = ()
    beats: tuple[BeatDraft, ...] = ()
    wieldings: tuple[WieldingDraft, ...] = ()
    terms: tuple[TermDraft, ...] = ()
