"""A film with fights on its frames, taken out of one catalog and into another that knows the film alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from donnybrook.catalog import (
    BeatDraft,
    Catalog,
    CombatantDraft,
    MediaFacts,
    Scene,
    SceneDraft,
    SceneFields,
    TermDraft,
    WieldingDraft,
)
from donnybrook.exchange.exporting import export_found
from donnybrook.exchange.foreign import ForeignFilm
from donnybrook.exchange.import_plan import ImportChoices
from donnybrook.exchange.importing import Imported, import_file
from donnybrook.times import frame_start_us

NTSC, PAL = Fraction(24000, 1001), Fraction(25)
RATES = [NTSC, PAL]
HOSTILE = (
    "plain",
    "a <b>bold</b> & x --> y\n\n  \nthen \\n; = # | ! x8 vs y: z = &amp; <!-- --> ]]> \u202eabc",
    "\rreturn\r\n\x0b\x85\u2028line ends\n",
    "NOTE\nWEBVTT\nSTYLE\n\nNote: Weapons: sword\n\t",
    "\"quoted\" 'single' `tick` {brace} [bracket] @at #hash -dash",
    "-",
    "épée 漢字 \U0001f525",
)


def new_catalog(
    folder: Path,
    name: str,
    rate: Fraction | None = NTSC,
    *,
    titles: Sequence[str] = ("Ballerina",),
    start_us: int = 0,
) -> Catalog:
    """Return a catalog of films of two hours each, without a fight; their files begin at a time of their own."""
    catalog = Catalog.create(folder / f"{name}.fights", coder="Ana", cache_folder=folder)
    for title in titles:
        film_id = catalog.add_film(title, year=2025).value
        path = folder / f"{title}.mkv"
        facts = MediaFacts(path=path, rate=rate, start_us=start_us, duration_us=7_200_000_000)
        catalog.attach_file(film_id, facts)
    return catalog


def no_rate(_film: ForeignFilm) -> Fraction | None:
    """Know no film's rate."""
    return None


def concept(catalog: Catalog, scheme: str, word: str) -> int:
    found = catalog.vocabulary.lookup(scheme, word)
    assert found is not None, word
    return found


def duel(
    catalog: Catalog, rate: Fraction, frames: tuple[int, int], *, title: str = "Duel", note: str = ""
) -> SceneDraft:
    """Return a fight from one frame to another, with all that the formats may keep."""
    in_us, out_us = (frame_start_us(frame, rate) for frame in frames)
    hose, thrower = concept(catalog, "weapon", "fire hose"), concept(catalog, "weapon", "flamethrower")
    return SceneDraft(
        fields=SceneFields(
            title=title,
            note=note,
            in_us=in_us,
            out_us=out_us,
            location_id=concept(catalog, "location", "village"),
            place_name="Hallstatt",
        ),
        sides=("Eve", "gang"),
        combatants=(
            CombatantDraft(label="Eve", side=0),
            CombatantDraft(label="rival", side=1),
            CombatantDraft(label="guards", side=1, headcount=8),
            CombatantDraft(label="villagers", headcount=None),
        ),
        beats=(
            BeatDraft(label="the duel starts", in_us=in_us, out_us=frame_start_us(frames[0] + 7, rate)),
            BeatDraft(label="hose", in_us=frame_start_us(frames[0] + 7, rate), note="seen from above"),
        ),
        wieldings=(
            WieldingDraft(weapon_id=thrower, who=0, against=(1,)),
            WieldingDraft(weapon_id=hose, who=0, against=(1,), improvised=True),
            WieldingDraft(weapon_id=thrower, who=1, against=(0,)),
        ),
        terms=(
            TermDraft(concept_id=concept(catalog, "technique", "strangle")),
            TermDraft(concept_id=concept(catalog, "camera", "overhead shot")),
        ),
    )


FRAMES = ((1, 90), (100, 101), (1234, 5678), (40_000, 60_001), (50_000, 50_019))


def fill(catalog: Catalog, rate: Fraction, film_id: int = 1) -> None:
    """Add fights to a film: on awkward frames, one frame long, overlapping; each with a hostile title and note."""
    for place, frames in enumerate(FRAMES):
        words = HOSTILE[place % len(HOSTILE)]
        catalog.add_scene(film_id, duel(catalog, rate, frames, title=f"{place} {words}", note=words))


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a fight, without the ids of its catalog."""

    title: str
    note: str
    times: tuple[int | None, int | None]
    place: tuple[str, str]
    sides: tuple[str, ...]
    people: tuple[tuple[str, int | None], ...]
    beats: tuple[tuple[int | None, int | None, str, str], ...]
    uses: frozenset[tuple[str, str, bool]]
    terms: frozenset[tuple[str, str]]


def told(scene: Scene) -> Told:
    names = {each.id: each.label for each in scene.combatants}
    return Told(
        title=scene.fields.title,
        note=scene.fields.note,
        times=(scene.fields.in_us, scene.fields.out_us),
        place=(scene.location, scene.fields.place_name),
        sides=tuple(side.label for side in scene.sides),
        people=tuple((each.label, each.headcount) for each in scene.combatants),
        beats=tuple((each.in_us, each.out_us, each.label, each.note) for each in scene.beats),
        uses=frozenset(
            (names.get(each.combatant_id or 0, ""), each.weapon, each.improvised) for each in scene.wieldings
        ),
        terms=frozenset((each.scheme, each.label) for each in scene.terms),
    )


def all_told(catalog: Catalog) -> list[Told]:
    """Return all fights, in the order they are fought."""
    return sorted((told(scene) for scene in catalog.scenes()), key=lambda each: each.times[0] or 0)


def taken_over(folder: Path, name: str, rate: Fraction) -> tuple[list[Told], list[Told], Imported]:
    """Export all fights to a file, import it into a catalog that has the film; return the fights there and here."""
    with new_catalog(folder, "from", rate) as theirs, new_catalog(folder, "to", rate) as ours:
        fill(theirs, rate)
        export_found(theirs, folder / name)
        done = import_file(ours, folder / name, ImportChoices())
        return all_told(theirs), all_told(ours), done
