"""What is known: records, edits, the journal, search. SQLite here and nowhere else; no Qt, no video."""

from donnybrook.catalog.catalog import Catalog
from donnybrook.catalog.clocks import FileClock
from donnybrook.catalog.counting import ConceptCount, Facets, HitGroup, NameCount, TermUses
from donnybrook.catalog.door import Changes, Edited, Transaction
from donnybrook.catalog.drafts import BeatDraft, CombatantDraft, SceneDraft, TermDraft, WieldingDraft
from donnybrook.catalog.problems import CatalogProblem, EntryProblem, Gone
from donnybrook.catalog.records import (
    Beat,
    Character,
    Code,
    Combatant,
    Concept,
    Cover,
    Film,
    FilmIdentifier,
    MediaFacts,
    MediaFile,
    Performer,
    Scene,
    SceneRow,
    SceneTerm,
    Shot,
    ShotList,
    Side,
    Version,
    WeaponUse,
    Wielding,
)
from donnybrook.catalog.scene_fields import SCENE_FIELDS, SceneField, SceneFields
from donnybrook.catalog.search.finding import Found
from donnybrook.catalog.vocabulary import Family, Vocabulary

__all__ = [
    "SCENE_FIELDS",
    "Beat",
    "BeatDraft",
    "Catalog",
    "CatalogProblem",
    "Changes",
    "Character",
    "Code",
    "Combatant",
    "CombatantDraft",
    "Concept",
    "ConceptCount",
    "Cover",
    "Edited",
    "EntryProblem",
    "Facets",
    "Family",
    "FileClock",
    "Film",
    "FilmIdentifier",
    "Found",
    "Gone",
    "HitGroup",
    "MediaFacts",
    "MediaFile",
    "NameCount",
    "Performer",
    "Scene",
    "SceneDraft",
    "SceneField",
    "SceneFields",
    "SceneRow",
    "SceneTerm",
    "Shot",
    "ShotList",
    "Side",
    "TermDraft",
    "TermUses",
    "Transaction",
    "Version",
    "Vocabulary",
    "WeaponUse",
    "Wielding",
    "WieldingDraft",
]
