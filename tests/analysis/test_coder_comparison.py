"""Two coders compared: what matches, how far edges lie apart, what each thing said comes to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.coders import SECOND, add_first, add_second, make_beaten_layers, make_layers
from donnybrook.analysis.coder_comparison import Comparison, compare
from donnybrook.analysis.disagreements import disagreements
from donnybrook.analysis.readings import Reading, readings_of
from donnybrook.catalog import Catalog
from donnybrook.problems import Problem


@pytest.fixture(scope="module")
def layers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("coders")
    with make_layers(folder / "both.fights", folder) as made:
        yield made


@pytest.fixture(scope="module")
def compared(layers: Catalog) -> Comparison:
    return compare(*readings_of(layers, None, ()))


def variable(compared: Comparison, name: str, of: str = "") -> tuple[int, float | None, float | None]:
    found = next(each for each in compared.variables if (each.name, each.of) == (name, of)).agreement
    return found.units, found.share, found.kappa.value


def test_fights_are_matched_by_time_and_the_rest_is_told(compared: Comparison) -> None:
    assert compared.names == ("ana", "bo")
    assert compared.films == ("Ballerina",)
    assert [pair.overlap for pair in compared.pairs] == [9 / 10, 10 / 12, 19 / 20]
    assert [(each.scene.fields.in_us, each.is_one) for each in compared.lone] == [
        (200 * SECOND, True),
        (150 * SECOND, False),
    ]
    assert compared.untimed == (1, 0)


def test_edges_are_told_with_sign_and_without(compared: Comparison) -> None:
    assert compared.in_.mean_us == pytest.approx(SECOND / 3)
    assert (compared.in_.median_absolute_us, compared.in_.most_us) == (0, SECOND)
    assert compared.out.mean_us == pytest.approx(SECOND / 3)  # 0, +2, -1
    assert compared.out.mean_absolute_us == pytest.approx(SECOND)


def test_what_both_say_of_a_fight_is_compared_where_both_say_something(compared: Comparison) -> None:
    # interior: (i, i), (e, i), (i, i): two of three; by chance (2/3)(3/3) = 2/3, so kappa is 0.
    assert variable(compared, "Setting") == pytest.approx((3, 2 / 3, 0))
    assert variable(compared, "Time of day") == (2, 1.0, 1.0)
    assert variable(compared, "Location")[0] == 0


def test_a_weapon_is_named_or_not_in_each_matched_fight(compared: Comparison) -> None:
    # Of katana, pistol, unarmed in three fights each, all but the katana of the third are the same: 8 of 9.
    assert variable(compared, "Weapons")[:2] == pytest.approx((9, 8 / 9))
    # katana: (1,1), (0,0), (1,0): 2 of 3 the same, 4/9 by chance.
    assert variable(compared, "Weapon", "katana") == pytest.approx((3, 2 / 3, (2 / 3 - 4 / 9) / (5 / 9)))
    assert variable(compared, "Techniques", "choke") == (3, 1.0, 1.0)


def test_seconds_are_fight_or_not(compared: Comparison) -> None:
    # The film ends, as far as anybody says, at 205 s. Both: 9 + 10 + 19; only one: 1 + 1 + 5; only the other: 2 + 10.
    both, one, other, whole = 38, 7, 12, 205
    assert compared.slices.units == whole
    assert compared.slices.share == pytest.approx((whole - one - other) / whole)
    said = (both + one) / whole, (both + other) / whole
    by_chance = said[0] * said[1] + (1 - said[0]) * (1 - said[1])
    assert compared.slices.kappa.value == pytest.approx(((whole - one - other) / whole - by_chance) / (1 - by_chance))
    assert compared.slices.kappa.low is not None


def test_each_disagreement_is_listed_in_the_order_of_the_film(compared: Comparison) -> None:
    found = [(each.at_us // SECOND, each.what, each.ones, each.others) for each in disagreements(compared)]
    assert found == [
        (10, "In", "0:00:10.000", "0:00:11.000"),
        (30, "Out", "0:00:40.000", "0:00:42.000"),
        (30, "Setting", "exterior", "interior"),
        (100, "Out", "0:02:00.000", "0:01:59.000"),
        (100, "Time of day", "day", ""),
        (100, "Weapon", "katana", ""),
        (150, "A fight", "", "0:02:30.000 – 0:02:40.000"),
        (200, "A fight", "0:03:20.000 – 0:03:25.000", ""),
    ]
    assert len(disagreements(compared, tolerance_us=SECOND)) == 6


def test_two_catalogs_are_compared_film_by_film_whatever_their_ids(compared: Comparison, tmp_path: Path) -> None:
    with (
        Catalog.create(tmp_path / "one.fights", cache_folder=tmp_path) as one,
        Catalog.create(tmp_path / "other.fights", cache_folder=tmp_path) as other,
    ):
        add_first(one, one.add_film("Ballerina", year=2025).value)
        other.add_film("Another")
        add_second(other, other.add_film("BALLERINA", year=2025).value)
        add_second(other, 1)
        found = compare(*readings_of(one, other, ()))
    assert found.names == ("one", "other")
    assert found.only_films == ((), ("Another",))
    assert [pair.overlap for pair in found.pairs] == [pair.overlap for pair in compared.pairs]
    assert [each.agreement for each in found.variables] == [each.agreement for each in compared.variables]


def test_a_reading_compared_with_itself_agrees_in_all(layers: Catalog) -> None:
    found = compare(Reading(layers, "ana"), Reading(layers, "ana"))
    assert len(found.pairs) == 4
    assert disagreements(found, 0) == ()
    assert found.slices.kappa.value == 1.0
    assert all(each.agreement.share in (1.0, None) for each in found.variables)


def test_which_two_readings_are_meant_must_be_clear(layers: Catalog, tmp_path: Path) -> None:
    with (
        Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path) as empty,
        pytest.raises(Problem, match="these layers: none"),
    ):
        readings_of(empty, None, ())
    with pytest.raises(Problem, match="no fights in a layer “cleo”"):
        readings_of(layers, None, ("ana", "cleo"))


def test_beats_of_matched_fights_are_matched_and_their_edges_compared(tmp_path: Path) -> None:
    with make_beaten_layers(tmp_path / "beats.fights", tmp_path) as made:
        found = compare(*readings_of(made, None, ()))
        differing = [(each.at_us // SECOND, each.what, each.ones, each.others) for each in disagreements(found)]
    beats = found.beats
    assert [pair.overlap for pair in beats.pairs] == [1.0, 10 / 12]
    assert [(each.beat.in_us, each.is_one) for each in beats.lone] == [(31 * SECOND, True), (34 * SECOND, False)]
    assert beats.untimed == (1, 0)
    assert (beats.in_.most_us, beats.out.mean_us) == (0, SECOND)
    assert variable(found, "Upper hand")[:2] == (2, 0.5)
    assert differing == [
        (10, "Combatant", "Lena", ""),
        (10, "Outcome of Eve", "unharmed", "fled"),
        (10, "Headcount of guards", "8", "many"),
        (10, "Upper hand", "Eve", "gang"),
        (20, "Out of a beat", "0:00:30.000", "0:00:32.000"),
        (31, "A beat", "0:00:31.000 – 0:00:33.000 the fall", ""),
        (34, "A beat", "", "0:00:34.000 – 0:00:40.000"),
    ]


def test_who_fights_is_named_or_not_and_told_of_where_both_name_them(tmp_path: Path) -> None:
    with make_beaten_layers(tmp_path / "cast.fights", tmp_path) as made:
        found = compare(*readings_of(made, None, ()))
    assert variable(found, "Combatants")[:2] == pytest.approx((3, 2 / 3))  # Eve, guards; only one of them names Lena
    assert variable(found, "Combatant", "lena")[:2] == (1, 0.0)
    assert variable(found, "Outcome")[:2] == (1, 0.0)
    assert variable(found, "Headcount")[:2] == (2, 0.5)  # Eve is one to both; eight guards, or many
