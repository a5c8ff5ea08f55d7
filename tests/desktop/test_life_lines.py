"""The lives of weapons in a fight: one line an object, through all hands, and no time that nobody said."""

from dataclasses import replace

import pytest

from donnybrook.catalog import Beat, Catalog, Combatant, Scene, SceneDraft, SceneFields, Vocabulary, Wielding
from donnybrook.desktop.models.life_lines import LifeLine, life_lines

_SECOND = 1_000_000


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scene, Vocabulary]:
    path = tmp_path_factory.mktemp("lines") / "a.fights"
    with Catalog.create(path) as catalog:
        film_id = catalog.add_film("Ballerina").value
        draft = SceneDraft(fields=SceneFields(in_us=10 * _SECOND, out_us=20 * _SECOND))
        scene = catalog.scene(catalog.add_scene(film_id, draft).value)
        people = (Combatant(1, "Eve", None, None, 1, "", ""), Combatant(2, "guards", None, None, 8, "", ""))
        beat = Beat(5, 12 * _SECOND, 14 * _SECOND, "the hose", "", None)
        return replace(scene, combatants=people, beats=(beat,)), catalog.vocabulary


def use(number: int, vocabulary: Vocabulary, weapon: str, **said: object) -> Wielding:
    plain = Wielding(
        number, None, 1, vocabulary.lookup("weapon", weapon) or 0, weapon, None, None, "", "", "", False, "certain",
        None, (),
    )  # fmt: skip
    return replace(plain, **said)  # type: ignore[arg-type]


def lines(around: tuple[Scene, Vocabulary], *uses: dict[str, object]) -> list[LifeLine]:
    scene, vocabulary = around
    made = [
        use(place, vocabulary, str(each.get("weapon", "pistol")), **{k: v for k, v in each.items() if k != "weapon"})
        for place, each in enumerate(uses, 1)
    ]
    return life_lines(replace(scene, wieldings=tuple(made)), vocabulary)


def times(line: LifeLine) -> list[tuple[float, float]]:
    return [(bar.in_us / _SECOND, bar.out_us / _SECOND) for bar in line.bars]


def test_an_object_that_changes_hands_has_one_line_and_another_of_its_kind_has_its_own(
    around: tuple[Scene, Vocabulary],
) -> None:
    found = lines(
        around,
        {"from_us": 11 * _SECOND, "to_us": 13 * _SECOND, "acquired": "brought", "ended": "turned on its owner"},
        {"from_us": 15 * _SECOND, "to_us": 16 * _SECOND},
        {"combatant_id": 2, "from_us": 13 * _SECOND, "to_us": 14 * _SECOND, "previous_id": 1, "ended": "unknown"},
    )
    assert [[bar.key for bar in line.bars] for line in found] == [[1, 3], [2]]
    first, second = found[0].bars
    assert (first.name, first.begins, first.ends) == ("Eve", "brought", "turned on its owner")
    assert (second.name, second.begins, second.ends) == ("8 × guards", "changed hands", "")
    assert found[0].token == "firearm"
    assert not first.is_loose
    assert not first.is_open


def test_uses_without_times_are_drawn_over_their_beat_or_the_fight_and_say_so(around: tuple[Scene, Vocabulary]) -> None:
    over_fight, over_beat = lines(around, {"improvised": True}, {"beat_id": 5})
    assert (times(over_fight), times(over_beat)) == ([(10, 20)], [(12, 14)])
    assert over_fight.improvised
    assert over_fight.bars[0].is_loose
    assert over_beat.bars[0].is_loose


def test_without_times_hands_share_what_lies_between_the_times_that_are_known(
    around: tuple[Scene, Vocabulary],
) -> None:
    (line,) = lines(
        around,
        {"from_us": 10 * _SECOND, "to_us": 12 * _SECOND},
        {"previous_id": 1},
        {"previous_id": 2},
        {"from_us": 16 * _SECOND, "previous_id": 3},
    )
    assert times(line) == [(10, 12), (12, 14), (14, 16), (16, 20)]
    assert [bar.is_loose for bar in line.bars] == [False, True, True, False]
    assert [bar.is_open for bar in line.bars] == [False, True, True, True]


def test_an_open_use_goes_on_until_the_object_is_in_other_hands(around: tuple[Scene, Vocabulary]) -> None:
    (line,) = lines(around, {"from_us": 11 * _SECOND}, {"from_us": 15 * _SECOND, "previous_id": 1})
    assert times(line) == [(11, 15), (15, 20)]


def test_a_circle_that_two_merged_copies_closed_is_still_one_object(around: tuple[Scene, Vocabulary]) -> None:
    (line,) = lines(around, {"previous_id": 2}, {"previous_id": 1})
    assert len(line.bars) == 2


def test_a_fight_from_memory_has_no_lines(around: tuple[Scene, Vocabulary]) -> None:
    scene, vocabulary = around
    memory = replace(scene, fields=SceneFields(), wieldings=(use(1, vocabulary, "pistol"),))
    assert life_lines(memory, vocabulary) == []
