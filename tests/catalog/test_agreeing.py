"""Two readings of a fight made to say the same of one weapon: by whom, when, and from whose hands."""

from pathlib import Path

from catalog.fights import concept
from donnybrook.catalog import BeatDraft, Catalog, CombatantDraft, SceneDraft, SceneFields, WieldingDraft
from donnybrook.catalog.edits.agreeing import copy_into_layer, say_same_weapon
from donnybrook.catalog.edits.bulk import take_weapon_off


def told(catalog: Catalog, scene_id: int) -> list[tuple[object, ...]]:
    """Return of each use what does not depend on the reading it is in."""
    scene = catalog.scene(scene_id)
    names = {each.id: each.label for each in scene.combatants}
    beats = {each.id: (each.label, each.in_us, each.out_us) for each in scene.beats}
    places = {each.id: place for place, each in enumerate(scene.wieldings)}
    return [
        (
            names[each.combatant_id or 0],
            [names[target] for target in each.target_ids],
            (each.from_us, each.to_us, each.acquired, each.ended, each.manner, each.improvised, each.certainty),
            None if each.beat_id is None else beats[each.beat_id],
            None if each.previous_id is None else places[each.previous_id],
        )
        for each in scene.wieldings
    ]


def test_a_settled_weapon_keeps_its_times_beats_and_ways_from_hand_to_hand(tmp_path: Path) -> None:
    with Catalog.create(tmp_path / "a.fights", coder="Ana", cache_folder=tmp_path) as catalog:
        spear = concept(catalog, "weapon", "spear")
        draft = SceneDraft(
            fields=SceneFields(in_us=1_000_000, out_us=9_000_000),
            combatants=(CombatantDraft(label="Eve"), CombatantDraft(label="guard")),
            beats=(BeatDraft(label="turn", in_us=2_000_000, out_us=3_000_000), BeatDraft(label="turn")),
            wieldings=(
                WieldingDraft(weapon_id=spear, who=1, against=(0,), beat=0, ended="taken", certainty="probable"),
                WieldingDraft(
                    weapon_id=spear, who=0, from_us=4_000_000, to_us=5_000_000, acquired="taken", previous=0, beat=1
                ),
            ),
        )
        one = catalog.add_scene(catalog.add_film("Ballerina").value, draft).value
        other = catalog.edit("Copy", copy_into_layer, one, "bo").value
        catalog.edit("Take off", take_weapon_off, [other], spear)
        assert told(catalog, other) == []
        assert catalog.edit("Agree", say_same_weapon, spear, "spear", catalog.scene(one), other).value == 2
        assert told(catalog, other) == told(catalog, one)
        assert [use[-1] for use in told(catalog, other)] == [None, 0]
