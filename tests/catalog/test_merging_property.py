"""Three copies edit and merge in any order: in the end they hold the same, and every typed value is still there."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from donnybrook.catalog import (
    Catalog,
    CatalogProblem,
    CombatantDraft,
    EntryProblem,
    Scene,
    SceneDraft,
    SceneFields,
    WieldingDraft,
)
from donnybrook.catalog.driver import connect
from donnybrook.catalog.edits import contents, films, links, palettes, vocabulary
from donnybrook.catalog.edits.copying import duplicate_scene
from donnybrook.catalog.edits.film_removal import remove_film
from donnybrook.catalog.edits.splitting import split_scene
from donnybrook.catalog.edits.trash import empty_trash
from donnybrook.catalog.edits.uniting import unite_scenes
from donnybrook.catalog.images import Images
from donnybrook.catalog.merging import merge as merging
from donnybrook.catalog.merging.states import RowState, StampedChange
from donnybrook.catalog.palettes import DIGITS, read_palettes
from faults.rounds import IS_LONG, longer_when_soaking

_NAMES = ("Ana", "Ben", "Cem")
_EXAMPLES, _STEPS = (3_000, 50) if IS_LONG else (100, 30)
_TABLES = (
    "film",
    "version",
    "character",
    "scene",
    "side",
    "beat",
    "combatant",
    "wielding",
    "wielding_target",
    "scene_term",
    "concept",
    "palette",
)

_OWNERS = {"film_id", "scene_id", "wielding_id"}  # a fight is more than a part of its film

type Step = tuple[str, int, int, str]
_CHANGES = (
    "title",
    "note",
    "combatant",
    "uncombatant",
    "wielding",
    "unwielding",
    "term",
    "beat",
    "times",
    "concept",
    "palette",
)
_edits = st.sampled_from([*_CHANGES, "scene", "trash", "empty", "film", "unfilm", "split", "unite", "duplicate"])
_steps = st.lists(
    st.tuples(
        st.one_of(_edits, st.just("merge"), st.just("undo"), st.just("redo")),
        st.integers(0, 2),
        st.integers(0, 7),
        st.text("abcdef", min_size=1, max_size=4),
    ),
    min_size=_STEPS,  # left to itself, Hypothesis makes lists of five steps or so
    max_size=_STEPS,
)


def _origin(folder: Path) -> Path:
    path = folder / "origin.fights"
    with Catalog.create(path, coder="Origin") as catalog:
        sword = catalog.vocabulary.lookup("weapon", "sword")
        assert sword is not None
        film_id = catalog.add_film("Ballerina").value
        for title in ("first", "second"):
            draft = SceneDraft(
                fields=SceneFields(title=title),
                combatants=(CombatantDraft(label="Eve"), CombatantDraft(label="guard")),
                wieldings=(WieldingDraft(weapon_id=sword, who=0, against=(1,)),),
            )
            catalog.add_scene(film_id, draft)
    return path


def _pick[T](items: list[T], number: int) -> T | None:
    return items[number % len(items)] if items else None


def _edit(catalog: Catalog, kind: str, number: int, text: str) -> None:
    films_ = catalog.films()
    scene = _pick(list(catalog.scenes()), number)
    if scene is None:
        film_id = films_[0].id if films_ else catalog.add_film(text).value
        catalog.add_scene(film_id, SceneDraft(fields=SceneFields(title=text)))
        return
    combatant, wielding = _pick(list(scene.combatants), number), _pick(list(scene.wieldings), number)
    weapons = catalog.vocabulary.concepts("weapon")[:20]
    weapon = weapons[number]
    by_kind: dict[str, Callable[[], object]] = {
        "title": lambda: catalog.change_scene(scene.id, title=text),
        "note": lambda: catalog.change_scene(scene.id, note=text),
        "scene": lambda: catalog.add_scene(scene.film_id, SceneDraft(fields=SceneFields(title=text))),
        "combatant": lambda: catalog.edit("Add", contents.add_combatant, scene.id, text),
        "uncombatant": lambda: combatant and catalog.edit("Remove", contents.remove_combatant, combatant.id),
        "wielding": lambda: catalog.edit(
            "Arm",
            contents.add_wielding,
            scene.id,
            weapon.id,
            combatant_id=combatant.id if combatant else None,
            target_ids=tuple(each.id for each in scene.combatants[:1]),
        ),
        "unwielding": lambda: wielding and catalog.edit("Disarm", contents.remove_wielding, wielding.id),
        "term": lambda: catalog.edit(
            "Term", links.put_term, scene.id, catalog.vocabulary.concepts("technique")[number].id
        ),
        "beat": lambda: catalog.edit("Beat", contents.add_beat, scene.id, in_us=None, out_us=None, label=text),
        "times": lambda: _quietly(lambda: _move_a_point(catalog, scene, number)),
        "concept": lambda: catalog.edit("Describe", vocabulary.describe_concept, weapon.id, scope_note=text),
        "palette": lambda: _fill_palette(catalog, scene.film_id, number, weapon.id),
        "duplicate": lambda: catalog.edit("Duplicate", duplicate_scene, scene.id),
        "split": lambda: _split(catalog, scene, number),
        "unite": lambda: _unite(catalog, scene, number),
        "trash": lambda: catalog.delete_scene(scene.id),
        "empty": lambda: catalog.edit("Empty", empty_trash),
        "film": lambda: catalog.edit("Note", films.change_film, scene.film_id, note=text),
        "unfilm": lambda: number == 0 and catalog.edit("Remove", remove_film, scene.film_id, with_fights=True),
    }
    by_kind[kind]()


def _move_a_point(catalog: Catalog, scene: Scene, number: int) -> None:
    if scene.fields.in_us is None:
        catalog.change_scene(scene.id, in_us=0, out_us=10_000_000)
    elif number % 2:
        catalog.change_scene(scene.id, in_us=number * 1_000_000)
    else:
        catalog.change_scene(scene.id, out_us=number * 1_000_000)


def _split(catalog: Catalog, scene: Scene, number: int) -> None:
    if scene.fields.in_us is None:
        catalog.change_scene(scene.id, in_us=0, out_us=10_000_000)
    _quietly(lambda: catalog.edit("Split", split_scene, scene.id, 1_000_000 * (number + 1)))


def _unite(catalog: Catalog, scene: Scene, number: int) -> None:
    other = _pick([each for each in catalog.scenes() if each.version_id == scene.version_id], number)
    if other is not None and other.id != scene.id:
        catalog.edit("Unite", unite_scenes, scene.id, other.id)


def _fill_palette(catalog: Catalog, film_id: int, number: int, weapon_id: int) -> None:
    found = _pick(catalog.read(read_palettes), number)
    if found is None or found.id is None:
        name = f"Palette {catalog.scene_count()}"
        catalog.edit("Make", palettes.add_palette, name, film_id=film_id, terms={"1": weapon_id})
    else:
        catalog.edit("Key", palettes.set_key, found.id, DIGITS[number], weapon_id)


def _run(copies: list[Catalog], steps: list[Step]) -> None:
    for kind, who, number, text in steps:
        catalog = copies[who]
        if kind == "merge":
            catalog.merge(copies[(who + 1 + number % 2) % 3], backup=False)
        elif kind == "undo":
            _quietly(catalog.undo)
        elif kind == "redo":
            _quietly(catalog.redo)
        else:
            _edit(catalog, kind, number, text)


def _quietly(turn: Callable[[], object]) -> None:
    try:
        turn()
    except (CatalogProblem, EntryProblem):  # something entered later depends on it: refused, and nothing changed
        return


def _content(path: Path) -> dict[str, list[str]]:
    """Return all rows as their images: what a catalog holds, whatever its ids."""
    connection = connect(path, mode="ro")
    images = Images(connection)
    content = {}
    for table in _TABLES:
        ids = [row[0] for row in connection.execute(f"SELECT id FROM {table}")]  # noqa: S608
        content[table] = sorted(map(repr, images.of_rows(table, ids).values())) if ids else []
    content["journal"] = sorted(row[0] for row in connection.execute("SELECT uuid FROM edit WHERE kind <> 'merge'"))
    content["foreign_keys"] = [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
    connection.close()
    return content


def _typed(path: Path) -> set[str]:
    """Return every text anyone ever gave a title or a note, as the journal keeps it."""
    connection = connect(path, mode="ro")
    images = [json.loads(row[0]) for row in connection.execute("SELECT after FROM change WHERE after IS NOT NULL")]
    connection.close()
    return {str(image[name]) for image in images for name in ("title", "note") if image.get(name)}


def _bare(path: Path) -> list[tuple[str, str]]:
    """Return the rows that were deleted only together with what they were of, where that is there and they are not."""
    connection = connect(path, mode="ro")
    images = Images(connection)
    deleted: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
    sql = """SELECT c.table_name, c.row_uuid, e.uuid, c.before FROM change c JOIN edit e ON e.id = c.edit_id
        WHERE c.after IS NULL AND e.kind <> 'merge'"""
    for table, uuid, edit, before in connection.execute(sql):
        deleted.setdefault((table, uuid), {})[edit] = json.loads(before)
    bare = []
    for (table, uuid), edits in deleted.items():
        columns = [(name, whole) for name, whole in images.shape(table).references if name in _OWNERS]
        wholes = {(whole, before[name]) for before in edits.values() for name, whole in columns}
        together = wholes and all(deleted.get(whole, {}).keys() >= edits.keys() for whole in wholes)
        if together and all(_is_there(images, *whole) for whole in wholes) and not _is_there(images, table, uuid):
            bare.append((table, uuid))
    connection.close()
    return bare


def _is_there(images: Images, table: str, uuid: str) -> bool:
    return uuid in images.ids_of(table, {uuid})


def _converge(origin: Path, folder: Path, steps: list[Step]) -> None:
    paths = [folder / f"{name}.fights" for name in _NAMES]
    for path in paths:
        shutil.copy(origin, path)
    copies = [Catalog.open(path, coder=name, cache_folder=folder) for path, name in zip(paths, _NAMES, strict=True)]
    _run(copies, steps)
    typed = {text for path in paths for text in _typed(path)}
    for left, right in ((0, 1), (2, 1), (1, 2), (0, 2), (1, 0), (2, 0)):
        copies[left].merge(copies[right], backup=False)
    for catalog in copies:
        catalog.close()
    contents_ = [_content(path) for path in paths]
    assert contents_[0] == contents_[1] == contents_[2]
    assert contents_[0]["foreign_keys"] == []
    for path in paths:
        assert _typed(path) >= typed
        assert _bare(path) == []


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _origin(tmp_path_factory.mktemp("origin"))


_SETTINGS = settings(
    max_examples=_EXAMPLES,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


@longer_when_soaking
@_SETTINGS
@given(steps=_steps)
def test_three_copies_that_edit_and_merge_hold_the_same_and_have_lost_nothing(
    origin: Path, tmp_path: Path, steps: list[Step]
) -> None:
    with TemporaryDirectory(dir=tmp_path) as folder:
        _converge(origin, Path(folder), steps)


_KEPT = {
    "and what needed it is removed on one copy alone": """
        uncombatant 2 6, unwielding 0 6, merge 0 7, merge 1 1, note 2 3, undo 1 0, undo 0 0, merge 2 0, undo 2 0,
        merge 1 0, merge 0 4, unwielding 0 6
    """,
    "and its values change": """
        trash 1 1, merge 2 5, note 2 2, merge 0 3, scene 0 2, combatant 0 5, merge 1 3, undo 0 0, merge 2 7, undo 1 6,
        combatant 2 1, note 0 7, merge 2 6, merge 1 0, undo 2 6
    """,
}


@pytest.mark.parametrize("words", _KEPT.values(), ids=_KEPT)
def test_what_is_deleted_but_still_needed_is_the_same_on_all_copies(origin: Path, tmp_path: Path, words: str) -> None:
    said = (word.split() for word in words.split(","))
    texts = iter("abcdefabcdefabcdef")
    _converge(origin, tmp_path, [(kind, int(who), int(number), next(texts)) for kind, who, number in said])


def _whoever_came_last(changes: Iterable[StampedChange]) -> RowState:
    """Return what a row would hold if merging went by the order in which changes arrived: the wrong way."""
    image: dict[str, str | int | float | bytes | None] = {}
    alive = True
    for change in changes:
        alive = change.after is not None
        image.update(change.after or change.before or {})
    return RowState(image, alive)


def test_the_harness_sees_a_merge_that_goes_by_order_of_arrival(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "final_state", _whoever_came_last)
    steps: list[Step] = [("title", 0, 0, "a"), ("title", 1, 0, "b"), ("merge", 0, 0, ""), ("merge", 1, 1, "")]
    with pytest.raises(AssertionError):
        _converge(origin, tmp_path, steps)
