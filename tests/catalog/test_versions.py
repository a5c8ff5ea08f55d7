"""Versions of a film, and the clocks of their files: exact both ways, undoable, silent while there is one."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from donnybrook.catalog import Catalog, EntryProblem, FileClock, MediaFacts, MediaFile, SceneDraft, SceneFields
from donnybrook.catalog.edits import films, versions
from donnybrook.catalog.edits.scenes import add_scene
from donnybrook.catalog.reading import read_versions
from donnybrook.times import frame_start_us

PAL = Fraction(24, 25)
RATES = [Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(60), Fraction(120)]
STRETCHES = [Fraction(1), PAL, 1 / PAL, Fraction(1000, 1001), Fraction(1001, 1000), Fraction(25025, 24000)]
TWO_DAYS_US = 2 * 24 * 3600 * 1_000_000
clocks = st.builds(FileClock, st.integers(-(10**10), 10**10), st.sampled_from(STRETCHES) | st.fractions(1 / 4, 4))
PAL_FILE = MediaFacts(path=Path("/films/pal.mkv"), rate=Fraction(25), duration_us=9_600_000)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path) as made:
        yield made


def file_on(catalog: Catalog, film_id: int, clock: FileClock, facts: MediaFacts = PAL_FILE) -> MediaFile:
    """Attach a file with a clock and return it."""
    file_id = catalog.edit("Attach", films.attach_file, film_id, facts, clock=clock).value
    return next(each for each in catalog.media_files() if each.id == file_id)


@given(clock=clocks, time_us=st.integers(0, TWO_DAYS_US))
def test_there_and_back_is_the_same_microsecond_wherever_the_way_out_is_the_finer_scale(
    clock: FileClock, time_us: int
) -> None:
    coarsest_us = max(1, (1 / (2 * clock.stretch)).__ceil__(), (clock.stretch / 2).__ceil__())
    assert abs(clock.to_version(clock.to_file(time_us)) - time_us) <= (0 if clock.stretch >= 1 else coarsest_us)
    assert abs(clock.to_file(clock.to_version(time_us)) - time_us) <= (0 if clock.stretch <= 1 else coarsest_us)


@given(clock=clocks, times=st.tuples(st.integers(0, TWO_DAYS_US), st.integers(0, TWO_DAYS_US)))
def test_what_is_earlier_stays_earlier(clock: FileClock, times: tuple[int, int]) -> None:
    assert clock.to_file(min(times)) <= clock.to_file(max(times))
    assert clock.to_version(min(times)) <= clock.to_version(max(times))


@settings(deadline=None)
@given(
    clock=clocks.filter(lambda clock: Fraction(24, 26) <= clock.stretch <= Fraction(26, 24)),
    rate=st.sampled_from(RATES),
    frame=st.integers(0, 500_000),
    rounding_us=st.sampled_from([1, 1000]),
    data=st.data(),
)
def test_a_mark_made_on_one_file_is_the_same_frame_on_every_other(
    clock: FileClock, rate: Fraction, frame: int, rounding_us: int, data: st.DataObject
) -> None:
    """The other file holds the same frames re-timed by its clock, each stored to the microsecond or millisecond."""
    late_us = 2 * abs(clock.offset_us) + 10**6  # so that no frame lies before either file's zero

    def kept(exact_us: Fraction) -> int:
        return round(exact_us / rounding_us) * rounding_us

    own = data.draw(st.sampled_from([1, 1000]))
    mark_us = round(Fraction(late_us + frame_start_us(frame, rate), own)) * own
    begins = [
        kept(clock.offset_us + (late_us + frame_start_us(each, rate)) * clock.stretch)
        for each in (frame, frame + 1, frame - 1)
    ]
    here, later, earlier = begins
    other = MediaFile(
        1, "", 1, 1, Path("x"), None, None, "", rate / clock.stretch, False, 0, None, 1, 1, "", "", "", clock
    )
    if not clock.is_own:
        assert here <= other.begins_us(mark_us) < later
        assert earlier < other.ends_us(mark_us) <= here
        marked_there_us = clock.to_version(here)
        assert here <= other.begins_us(marked_there_us) < later


@given(late=st.integers(3_000, 38_000), frame=st.integers(0, 200_000))
def test_a_time_typed_within_a_frame_means_that_frame_on_every_file(late: int, frame: int) -> None:
    pal = FileClock(3_000_000, PAL)
    other = MediaFile(1, "", 1, 1, Path("x"), None, None, "", Fraction(25), False, 0, None, 1, 1, "", "", "", pal)
    typed_us = frame_start_us(frame, Fraction(24)) + late
    assert (other.begins_us(typed_us) - 3_000_000) // 40_000 == frame


def test_a_file_of_another_speed_puts_all_scenes_in_their_place(catalog: Catalog) -> None:
    film_id = catalog.add_film("Ballerina").value
    own = file_on(catalog, film_id, FileClock(), MediaFacts(path=Path("/films/a.mkv"), rate=Fraction(24)))
    pal = file_on(catalog, film_id, FileClock(3_000_000, PAL))
    assert (own.clock.is_own, own.begins_us(1_000_000), own.ends_us(1_000_000)) == (True, 1_000_000, 1_000_000)
    assert pal.clock == FileClock(3_000_000, PAL)
    assert pal.clock.speed == Fraction(25, 24)
    assert (pal.version_id, pal.version_rate) == (own.version_id, Fraction(24))
    assert (pal.begins_us(10_000_000), pal.ends_us(10_000_000)) == (12_602_500, 12_597_500)
    assert pal.version_end_us == 6_875_000


def test_a_clock_can_be_changed_and_that_undone(catalog: Catalog) -> None:
    pal = file_on(catalog, catalog.add_film("Ballerina").value, FileClock())
    edited = catalog.edit("Set clock", versions.set_clock, pal.id, FileClock(-40_000, PAL))
    assert edited.changes.films
    assert catalog.media_files()[0].clock == FileClock(-40_000, PAL)
    catalog.undo()
    assert catalog.media_files()[0].clock == FileClock()
    catalog.redo()
    assert catalog.media_files()[0].clock == FileClock(-40_000, PAL)


@pytest.mark.parametrize("clock", [FileClock(0, Fraction(9)), FileClock(0, Fraction(1, 9)), FileClock(10**17)])
def test_a_clock_that_no_film_needs_is_refused(catalog: Catalog, clock: FileClock) -> None:
    pal = file_on(catalog, catalog.add_film("Ballerina").value, FileClock())
    with pytest.raises(EntryProblem):
        catalog.edit("Set clock", versions.set_clock, pal.id, clock)
    assert catalog.media_files()[0].clock == FileClock()


def test_a_version_has_a_name_only_once_the_film_has_two(catalog: Catalog) -> None:
    film_id = catalog.add_film("Ballerina").value
    scene_id = catalog.add_scene(film_id, SceneDraft()).value
    assert [each.name for each in catalog.read(read_versions, film_id)] == [""]
    assert catalog.scene(scene_id).version == ""
    cut = catalog.edit("Add version", versions.add_version, film_id, "director’s cut").value
    assert [each.name for each in catalog.read(read_versions, film_id)] == ["version 1", "director’s cut"]
    assert catalog.scene(scene_id).version == "version 1"
    draft = SceneDraft(fields=SceneFields(in_us=5, out_us=9))
    there = catalog.edit("Add fight", add_scene, film_id, draft, version_id=cut).value
    assert (catalog.scene(there).version, catalog.scene(there).version_id) == ("director’s cut", cut)
    assert catalog.scene_ids_of_film(film_id) == [there, scene_id]
    assert catalog.scene_ids_of_film(film_id, cut) == [there]
    assert catalog.scene_ids_of_film(film_id, among=[scene_id, there + 9]) == [scene_id]
    assert catalog.scene_ids_of_film(film_id, cut, among=[scene_id]) == []
    catalog.edit("Name", versions.name_version, cut, "long cut")
    assert catalog.scene(there).version == "long cut"
    for taken in ("", " ", "Long Cut"):
        with pytest.raises(EntryProblem):
            catalog.edit("Add version", versions.add_version, film_id, taken)


def test_a_file_that_came_as_a_film_of_its_own_moves_and_leaves_no_shell(catalog: Catalog) -> None:
    film_id, other_id = catalog.add_film("Ballerina").value, catalog.add_film("ballerina pal", year=2025).value
    pal = file_on(catalog, other_id, FileClock())
    version = catalog.read(read_versions, film_id)[0]
    catalog.edit("Move", versions.move_file, pal.id, version.id, FileClock(0, PAL))
    assert [film.id for film in catalog.films()] == [film_id]
    assert [(each.film_id, each.clock.stretch) for each in catalog.media_files()] == [(film_id, PAL)]
    catalog.undo()
    assert {film.title for film in catalog.films()} == {"Ballerina", "ballerina pal"}
    assert catalog.media_files()[0].clock == FileClock()


def test_a_film_with_scenes_stays_when_its_file_moves(catalog: Catalog) -> None:
    film_id, other_id = catalog.add_film("Ballerina").value, catalog.add_film("ballerina pal").value
    pal = file_on(catalog, other_id, FileClock())
    catalog.add_scene(other_id, SceneDraft())
    catalog.edit("Move", versions.move_file, pal.id, catalog.read(read_versions, film_id)[0].id, FileClock())
    assert len(catalog.films()) == 2
