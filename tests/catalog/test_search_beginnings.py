"""A word that is still being typed is found by how it begins, whether the index is asked so or for whole words."""

from collections.abc import Iterator

import pytest

from donnybrook.catalog import Catalog, CombatantDraft, SceneDraft, SceneFields
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.folding import words
from donnybrook.catalog.search.asking import ask

NOTES = ("lacesome laces", "lacemaker", "Ørstedian bucket", "buckets", "zorg_laces", "it’s lacemakers’", "quoin-laces")
TYPED = ("laces", "lacem", "lacema", "lacemakers", "orsted", "Ørste", "bucke", "bucketsx", "laced", "manyw", "manywo1")


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("beginnings")
    with Catalog.create(folder / "a.fights", cache_folder=folder / "cache") as made:
        film = made.add_film("Ballerina").value
        for note in (*NOTES, " ".join(f"manywo{n}" for n in range(40))):
            made.add_scene(film, SceneDraft(fields=SceneFields(note=note)))
        made.search("x")
        for label in ("Lacemann", "Lacemanning the Third", "other"):  # which the index hears of one by one
            made.add_scene(film, SceneDraft(combatants=(CombatantDraft(label=label),)))
        yield made


def match_of(catalog: Catalog, query: str) -> str:
    def read(reader: Connection) -> str:
        return str(ask(reader, catalog.vocabulary, query).clause.match)

    return catalog.read(read)


def having(catalog: Catalog, typed: str, *, in_names: bool) -> set[int]:
    """Return the scenes in which a word begins so, the slow way."""
    begun = words(typed)[0]
    found = set()
    for scene in catalog.scenes():
        names = " ".join(each.label for each in scene.combatants)
        text = names if in_names else f"{scene.fields.note} {names}"
        if any(word.startswith(begun) for word in words(text)):
            found.add(scene.id)
    return found


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_half_typed_finds_all_words_that_begin_so(catalog: Catalog, typed: str) -> None:
    assert set(catalog.search(typed).scene_ids) == having(catalog, typed, in_names=False)
    assert set(catalog.search(f"by:{typed}").scene_ids) == having(catalog, typed, in_names=True)


def test_a_few_words_are_asked_for_whole_and_many_by_how_they_begin(catalog: Catalog) -> None:
    assert match_of(catalog, "lacem").count(" OR ") >= 3
    assert "*" not in match_of(catalog, "lacem")
    assert "*" not in match_of(catalog, "by:lacem")
    assert "*" in match_of(catalog, "manyw")
    assert "*" in match_of(catalog, "lace")  # of which the index keeps a list
    assert "*" in match_of(catalog, "лезвие")


def test_what_is_in_the_trash_is_found_by_how_it_begins_too(catalog: Catalog) -> None:
    (scene_id,) = catalog.search("quoin-").scene_ids
    catalog.delete_scene(scene_id)
    assert catalog.search("quoin").scene_ids == ()
    assert catalog.search("in:trash quoin").scene_ids == (scene_id,)
    catalog.undo()
    assert catalog.search("quoin").scene_ids == (scene_id,)
