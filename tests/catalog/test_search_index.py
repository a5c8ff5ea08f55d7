"""The index beside the catalog: fed by the journal, caught up, made anew, never in the way."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog.fights import concept, make_fights, titles, use
from donnybrook.catalog import Catalog, CombatantDraft, SceneDraft, SceneFields
from donnybrook.catalog.driver import DatabaseError
from donnybrook.catalog.edits import cast, contents, films, links, scenes, vocabulary
from donnybrook.catalog.records import Performer
from donnybrook.catalog.search.index import index_path

QUERIES = ("skates", "weapon:flamethrower", "by:Eve", "improvised", "film:ballerina", "at:village", "tech:choke")
_ADD_APART = """
import sys
from pathlib import Path
from donnybrook.catalog import Catalog, SceneDraft, SceneFields
with Catalog.open(sys.argv[1], cache_folder=Path(sys.argv[2])) as catalog:
    catalog.add_scene(catalog.films()[0].id, SceneDraft(fields=SceneFields(title="apart", note="from elsewhere")))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_fights(tmp_path / "a.fights", tmp_path / "cache").close()
    return tmp_path / "a.fights"


def cache(path: Path) -> Path:
    return path.parent / "cache"


def opened(path: Path) -> Catalog:
    return Catalog.open(path, cache_folder=cache(path))


def index_file(path: Path) -> Path:
    with opened(path) as catalog:
        return index_path(cache(path), catalog.uuid, catalog.path)


def answers(path: Path, folder: Path) -> dict[str, set[str]]:
    """Return what each query finds by an index of its own, made from nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    with Catalog.open(path, cache_folder=folder) as catalog:
        return {query: titles(catalog, query) for query in QUERIES}


def test_the_index_lies_in_the_cache_and_holds_nothing_a_catalog_needs(path: Path) -> None:
    with opened(path) as catalog:
        assert titles(catalog, "skates") == {"skates"}
    assert index_file(path).is_file()
    shutil.rmtree(cache(path))
    with opened(path) as catalog:
        assert titles(catalog, "skates") == {"skates"}
    assert index_file(path).is_file()


@pytest.mark.parametrize("damage", [b"", b"not a database at all, " * 500, None])
def test_a_damaged_index_is_made_anew(path: Path, damage: bytes | None) -> None:
    with opened(path) as catalog:
        titles(catalog, "skates")
    file = index_file(path)
    if damage is None:
        whole = file.read_bytes()
        damage = whole[: len(whole) // 2 // 4096 * 4096]
    file.write_bytes(damage)
    with opened(path) as catalog:
        assert titles(catalog, "skates") == {"skates"}


def test_an_index_of_another_form_or_of_another_history_is_made_anew(path: Path) -> None:
    from donnybrook.catalog.driver import connect

    for change in ("form = 0", "edit_uuid = 'other'", "edit_id = 10000"):
        with opened(path) as catalog:
            titles(catalog, "skates")
        connection = connect(index_file(path))
        connection.execute("DELETE FROM scene_find")
        connection.execute(f"UPDATE seen SET {change}")  # noqa: S608
        connection.close()
        with opened(path) as catalog:
            assert titles(catalog, "skates") == {"skates"}


def test_what_another_process_adds_is_found_at_once(path: Path) -> None:
    with opened(path) as catalog:
        assert titles(catalog, "elsewhere") == set()
        subprocess.run([sys.executable, "-c", _ADD_APART, path, cache(path)], check=True, timeout=60)
        assert titles(catalog, "elsewhere") == {"apart"}
        assert catalog.noticed_changes()
        assert not catalog.noticed_changes()


def test_two_windows_find_each_other_s_edits(path: Path) -> None:
    with opened(path) as one, opened(path) as other:
        assert titles(one, "skates") == titles(other, "skates") == {"skates"}
        scene_id = one.search("skates").scene_ids[0]
        one.change_scene(scene_id, title="renamed", note="with a zeugma")
        assert titles(other, "zeugma") == {"renamed"}
        other.delete_scene(scene_id)
        assert titles(one, "zeugma") == set()


def test_a_read_only_window_finds_without_a_file(path: Path) -> None:
    with Catalog.open(path, read_only=True, cache_folder=cache(path)) as catalog:
        assert titles(catalog, "skates") == {"skates"}
    assert not index_file(path).exists()


def test_a_copy_of_a_catalog_has_an_index_of_its_own(path: Path) -> None:
    copy = path.with_name("copy.fights")
    with opened(path) as catalog:
        titles(catalog, "skates")
    shutil.copy(path, copy)
    with Catalog.open(copy, cache_folder=cache(path)) as catalog:
        catalog.delete_scene(catalog.search("skates").scene_ids[0])
        assert titles(catalog, "skates") == set()
    with opened(path) as catalog:
        assert titles(catalog, "skates") == {"skates"}


def test_an_index_that_can_t_be_kept_is_kept_in_memory(path: Path) -> None:
    (path.parent / "file").touch()
    with Catalog.open(path, cache_folder=path.parent / "file") as catalog:
        assert titles(catalog, "skates") == {"skates"}


def test_after_any_edit_the_index_answers_as_one_made_anew(path: Path) -> None:
    with opened(path) as catalog:
        before = {query: titles(catalog, query) for query in QUERIES}
        scene_ids = {row.title: row.id for row in catalog.scene_rows(catalog.search("").scene_ids)}
        whole = catalog.scene(scene_ids["allies"])
        bare = catalog.scene(scene_ids["bare"])
        film_ids = {film.title: film.id for film in catalog.films()}
        choke, village = concept(catalog, "technique", "choke"), concept(catalog, "location", "village")
        edits: tuple[Callable[[], object], ...] = (
            lambda: catalog.change_scene(whole.id, title="skates two", location_id=village),
            lambda: catalog.edit("x", contents.remove_combatant, whole.combatants[0].id),
            lambda: catalog.edit("x", contents.change_combatant, bare.combatants[1].id, label="Evelyn"),
            lambda: catalog.edit("x", contents.remove_wielding, catalog.scene(whole.id).wieldings[0].id),
            lambda: catalog.edit("x", contents.change_wielding, bare.wieldings[0].id, improvised=1),
            lambda: catalog.edit("x", links.put_term, whole.id, choke),
            lambda: catalog.edit("x", contents.remove_term, bare.terms[0].id),
            lambda: catalog.edit("x", films.change_film, film_ids["Ballerina"], title="Tutu", year=2025),
            lambda: catalog.edit("x", vocabulary.add_concept, "weapon", "zorgblade"),
            lambda: catalog.edit("x", scenes.complete_scene, bare.id, _more(catalog)),
            lambda: catalog.delete_scene(scene_ids["skates"]),
            lambda: catalog.restore_scene(scene_ids["skates"]),
            catalog.undo,
        )
        for number, edit in enumerate(edits):
            edit()
            now = {query: titles(catalog, query) for query in QUERIES}
            assert now == answers(path, path.parent / "anew"), number
    assert now != before


def _more(catalog: Catalog) -> SceneDraft:
    return SceneDraft(
        sides=("heroes",),
        combatants=(CombatantDraft(label="Ripley", side=0),),
        wieldings=(use(catalog, "flamethrower", 0, improvised=True),),
    )


def test_a_scene_that_is_added_is_found_by_a_window_that_has_searched_already(path: Path) -> None:
    with opened(path) as catalog:
        titles(catalog, "")
        catalog.add_scene(catalog.films()[0].id, SceneDraft(fields=SceneFields(title="new", note="zeugma")))
        assert titles(catalog, "zeugma") == {"new"}


def test_a_renamed_character_and_a_changed_cast_are_found_by_what_they_are_now(path: Path) -> None:
    with opened(path) as catalog:
        both = {"fire", "skates"}
        assert both <= titles(catalog, "by:armas")
        scene_id = next(row.id for row in catalog.scene_rows(catalog.search("fire").scene_ids) if row.title == "fire")
        eve = catalog.scene(scene_id).combatants[0].character_id
        assert eve is not None
        catalog.edit("Rename", cast.rename_character, eve, "Evangelina")
        assert titles(catalog, "by:evangelina") == both
        catalog.edit("Cast", cast.set_performers, eve, [Performer("Zoe Zeug")])
        assert titles(catalog, "by:zeug") == both
        assert not both & titles(catalog, "by:armas")
        catalog.undo()
        assert both <= titles(catalog, "by:armas")
        assert titles(catalog, "by:zeug") == set()


def test_looks_that_cannot_be_kept_hinder_nothing_that_comes_after(path: Path) -> None:
    with opened(path) as catalog:
        with pytest.raises(DatabaseError):
            catalog.questions.keep_looks([("a", None)])  # type: ignore[list-item]
        catalog.questions.keep_looks([("a", b"1")])
        catalog.add_scene(1, SceneDraft(fields=SceneFields(title="new")))
        assert titles(catalog, "new") == {"new"}


def test_an_index_that_was_made_anew_lies_in_its_file_and_not_in_the_log_beside_it(path: Path) -> None:
    shutil.rmtree(cache(path), ignore_errors=True)
    with opened(path) as catalog:
        assert catalog.search("skates").scene_ids
        (file,) = cache(path).rglob("*.search")
        assert file.stat().st_size > 10_000
        assert file.with_name(f"{file.name}-wal").stat().st_size == 0
