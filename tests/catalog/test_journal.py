"""The door and its journal: every changed row, before and after, in the same transaction; or nothing at all."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog.fights import concept, use
from donnybrook.catalog import (
    Catalog,
    CatalogProblem,
    CombatantDraft,
    MediaFacts,
    SceneDraft,
    SceneFields,
    TermDraft,
    Transaction,
)
from donnybrook.catalog.driver import connect
from donnybrook.catalog.edits import contents, films, pictures, scenes


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", coder="Ana", cache_folder=tmp_path / "cache") as made:
        yield made


_TABLES = ("scene", "film", "combatant", "edit", "change")


def rows(catalog: Catalog, sql: str) -> list[tuple[Any, ...]]:
    """Look into the file as any other program would."""
    connection = connect(catalog.path, mode="ro")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def whole_tables(catalog: Catalog) -> list[list[tuple[Any, ...]]]:
    """Return all rows of the tables that an edit of a scene may touch."""
    return [rows(catalog, f"SELECT * FROM {table}") for table in _TABLES]  # noqa: S608


def last_changes(catalog: Catalog) -> list[tuple[str, Any, Any]]:
    """Return table, before and after of each row that the last edit changed."""
    sql = "SELECT table_name, before, after FROM change WHERE edit_id = (SELECT max(id) FROM edit) ORDER BY id"
    return [
        (table, json.loads(before) if before else None, json.loads(after) if after else None)
        for table, before, after in rows(catalog, sql)
    ]


def whole_scene(catalog: Catalog) -> int:
    draft = SceneDraft(
        fields=SceneFields(title="duel", in_us=1, out_us=2),
        sides=("a", "b"),
        combatants=(CombatantDraft(label="Eve", side=0, character="Eve Macarro"), CombatantDraft(label="Bo", side=1)),
        wieldings=(use(catalog, "axe", 0, (1,)),),
        terms=(TermDraft(concept_id=concept(catalog, "camera", "overhead shot")),),
    )
    return catalog.add_scene(catalog.add_film("A film", year=1999).value, draft).value


def test_an_edit_records_who_when_and_what(catalog: Catalog) -> None:
    edited = catalog.add_film("A film")
    sql = "SELECT label, c.name, made_at FROM edit JOIN coder c ON c.id = coder_id"
    ((label, coder, made_at),) = rows(catalog, sql)
    assert (label, coder) == ("Add film A film", "Ana")
    assert made_at.endswith("Z")
    assert edited.changes.films
    assert not edited.changes.scenes
    assert not edited.changes.vocabulary


def test_an_added_row_has_an_image_after_and_none_before(catalog: Catalog) -> None:
    catalog.add_film("A film", year=1999)
    (table, before, after), (version, _, _) = last_changes(catalog)
    assert (table, version) == ("film", "version")
    assert before is None
    assert (after["title"], after["year"]) == ("A film", 1999)


def test_a_changed_row_has_both_and_they_differ_in_what_was_changed(catalog: Catalog) -> None:
    scene_id = whole_scene(catalog)
    changes = catalog.change_scene(scene_id, title="another", note="typed").changes
    assert changes.scenes == {scene_id}
    assert not changes.films
    ((table, before, after),) = last_changes(catalog)
    assert table == "scene"
    assert {name: (before[name], after[name]) for name in after if before[name] != after[name]} == {
        "title": ("duel", "another"),
        "note": ("", "typed"),
    }


def test_a_deleted_row_has_an_image_before_and_none_after(catalog: Catalog) -> None:
    scene = catalog.scene(whole_scene(catalog))
    catalog.edit("Remove", contents.remove_wielding, scene.wieldings[0].id)
    gone = [(table, after) for table, _, after in last_changes(catalog)]
    assert gone == [("wielding_target", None), ("wielding", None)]


def test_every_row_of_a_scene_is_in_the_journal_under_its_scene(catalog: Catalog) -> None:
    uuid = catalog.scene(whole_scene(catalog)).uuid
    found = rows(catalog, f"SELECT DISTINCT table_name FROM change WHERE scene_uuid = '{uuid}'")  # noqa: S608
    assert {name for (name,) in found} == {"scene", "side", "combatant", "wielding", "wielding_target", "scene_term"}
    for table in ("film", "version", "character", *(name for (name,) in found)):
        in_table = rows(catalog, f"SELECT count(*) FROM {table}")  # noqa: S608
        sql = f"SELECT count(DISTINCT row_uuid) FROM change WHERE table_name = '{table}'"  # noqa: S608
        in_journal = rows(catalog, sql)
        assert in_table == in_journal, table


def test_references_in_images_are_uuids(catalog: Catalog) -> None:
    scene = catalog.scene(whole_scene(catalog))
    sql = "SELECT after FROM change WHERE table_name = 'combatant' ORDER BY id LIMIT 1"
    image = json.loads(rows(catalog, sql)[0][0])
    assert image["scene_id"] == scene.uuid
    assert image["character_id"] == rows(catalog, "SELECT uuid FROM character")[0][0]


def test_an_edit_that_changes_nothing_is_not_recorded(catalog: Catalog) -> None:
    scene_id = whole_scene(catalog)
    before = rows(catalog, "SELECT count(*) FROM edit")
    edited = catalog.change_scene(scene_id, title="duel")
    assert edited.value is False
    assert not edited.changes
    assert rows(catalog, "SELECT count(*) FROM edit") == before


def test_a_raise_in_an_edit_leaves_the_catalog_as_it_was(catalog: Catalog) -> None:
    scene_id = whole_scene(catalog)
    before = whole_tables(catalog)

    def go_wrong(tx: Transaction, /) -> None:
        scenes.change_scene(tx, scene_id, title="half done")
        films.add_film(tx, "Never")
        contents.add_combatant(tx, scene_id, "Nobody")
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        catalog.edit("Go wrong", go_wrong)
    assert whole_tables(catalog) == before
    assert catalog.change_scene(scene_id, title="goes on").value


def test_a_stopped_edit_is_rolled_back_too(catalog: Catalog) -> None:
    def stop(tx: Transaction, /) -> None:
        films.add_film(tx, "Never")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        catalog.edit("Stop", stop)
    assert catalog.films() == []


def test_an_edit_touches_the_scene_s_moment_of_change(catalog: Catalog) -> None:
    scene_id = whole_scene(catalog)
    before = catalog.scene(scene_id)
    catalog.edit("Add", contents.add_combatant, scene_id, "Third")
    after = catalog.scene(scene_id)
    assert after.modified_at > before.modified_at
    assert after.created_at == before.created_at
    assert after.coder == "Ana"


def test_a_picture_is_told_of_as_a_picture(catalog: Catalog) -> None:
    scene_id = whole_scene(catalog)
    changes = catalog.edit(
        "Cover", pictures.set_cover, scene_id, jpeg=b"jpeg", width_px=1, height_px=1, time_us=5
    ).changes
    assert changes.pictures
    assert changes.scenes == {scene_id}


def test_paths_that_are_no_text_are_journalled_exactly(catalog: Catalog) -> None:
    film_id = catalog.add_film("A").value
    catalog.attach_file(film_id, MediaFacts(path=Path("/films/caf\udce9.mp4")))
    ((_, _, image),) = last_changes(catalog)
    assert image["path"] != "/films/café.mp4"
    assert catalog.media_files()[0].path == Path("/films/caf\udce9.mp4")


def test_a_read_only_catalog_takes_no_edit(catalog: Catalog, tmp_path: Path) -> None:
    catalog.add_film("A")
    with Catalog.open(catalog.path, read_only=True, cache_folder=tmp_path) as other:
        assert [film.title for film in other.films()] == ["A"]
        with pytest.raises(CatalogProblem, match="can only be read here"):
            other.add_film("B")


def test_two_windows_write_in_turn_and_lose_nothing(catalog: Catalog, tmp_path: Path) -> None:
    with Catalog.open(catalog.path, coder="Bo", cache_folder=tmp_path / "other") as other:
        for number in range(20):
            (catalog if number % 2 else other).add_film(f"Film {number:02d}")
            assert len(catalog.films()) == len(other.films()) == number + 1
        assert other.noticed_changes()
        assert catalog.noticed_changes()
    coders = rows(catalog, "SELECT c.name, count(*) FROM edit JOIN coder c ON c.id = coder_id GROUP BY 1 ORDER BY 1")
    assert coders == [("Ana", 10), ("Bo", 10)]


def test_a_writer_waits_for_another_and_then_says_who_is_in_the_way(catalog: Catalog) -> None:
    film_id = catalog.add_film("A").value
    other = connect(catalog.path)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert catalog.film(film_id).title == "A"
        with pytest.raises(CatalogProblem, match="is held by another program"):
            catalog.add_film("B")
    finally:
        other.execute("ROLLBACK")
        other.close()
    catalog.add_film("B")
