"""What is counted is what is found, whether the index is asked or bits at hand are put together."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.fights import concept, use
from donnybrook.catalog import Catalog, CombatantDraft, SceneDraft, SceneFields
from donnybrook.catalog.counting import Facets
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.questions import Superseded
from donnybrook.catalog.tally import hits, value_reading

SCENES = 240
WORDS = "the and rope bucket stairs snow glass fire water shore she shot throws zeugma Ørsted".split()  # noqa: SIM905
WEAPONS = ("sword", "knife", "pistol", "fire hose", "flamethrower", "katana")
QUERIES = (
    *("the", "the ", "th", "sh", "zeugma", "nothing of it", "sword", "swor", "oers", "-the", "-(the sword) rope"),
    *("the rope", "the rope sword", "the OR sword", "(the OR knife) (and OR sh", "blade -the", "-blade -rope the"),
    *("by:Eve", "by:Eve the sword", "improvised the", "improvised", "at:village sh", "sword OR knife OR rope snow"),
    *("sword vs knife", "note:the", '"the rope"', "film:ballerina the", "rating:5 the OR rating:4", "zorg OR the"),
    *("fire hose", '"fire hose" water', "th kni", "year:2025 the", "-improvised (fire OR water)", ""),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hits")
    chance = random.Random(6)
    with Catalog.create(folder / "a.fights", cache_folder=folder / "cache") as catalog:
        films = [catalog.add_film(title, year=2020 + n).value for n, title in enumerate(("Ballerina", "Other"))]
        for _ in range(SCENES):
            catalog.add_scene(chance.choice(films), _fight(catalog, chance))
    return folder / "a.fights"


def _fight(catalog: Catalog, chance: random.Random) -> SceneDraft:
    some = [word for n, word in enumerate(WORDS) if chance.random() < 0.7 / (n / 2 + 1)]
    fields = SceneFields(
        note=" ".join(chance.sample(some, len(some))),
        rating=chance.choice(("", "4", "5")),
        location_id=concept(catalog, "location", chance.choice(("village", "ice rink"))),
    )
    who = (CombatantDraft(label=chance.choice(("Eve", "Evelyn"))), CombatantDraft(label=chance.choice(WORDS)))
    uses = [
        use(catalog, chance.choice(WEAPONS[: 2 + n]), n % 2, improvised=chance.random() < 0.4)
        for n in range(chance.randrange(5))
    ]
    return SceneDraft(fields=fields, combatants=who, wieldings=tuple(uses))


@pytest.fixture(params=["cheaper", "apart", "whole"])
def catalog(path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Catalog]:
    monkeypatch.setattr(value_reading, "_FEW", 40)
    to_open = {"cheaper": 5, "apart": -(10**6), "whole": 10**6}[request.param]
    monkeypatch.setattr(hits, "_TO_OPEN", to_open)
    with Catalog.open(path, cache_folder=path.parent / "cache") as opened:
        for file in path.parent.rglob("*.values"):
            file.unlink()
        yield opened


def _agree(catalog: Catalog) -> None:
    rated = {scene.id: scene.fields.rating for scene in catalog.scenes(catalog.search("").scene_ids)}
    for query in QUERIES:
        found = len(catalog.search(query).scene_ids)
        facets = catalog.questions.facets(query)
        assert (facets.counted, facets.total) == (found, found), query
        assert sum(film.scenes for film in facets.films) == found, query
        assert catalog.questions.count(query) == found, query
        for most in (1, 20, 500):
            some = catalog.questions.facets(query, most)
            assert (some.counted, some.total) == (min(found, most), min(found, most + 1)), query
            newest = catalog.search(query, limit=most).scene_ids
            stars = sum(rated[scene_id] == "5" for scene_id in newest)
            assert sum(each.scenes for each in some.ratings if each.name == "5") == stars, query


def test_as_many_are_counted_as_are_found_whichever_way_is_cheaper(catalog: Catalog) -> None:
    assert any(catalog.questions.facets(query).total for query in QUERIES)
    _agree(catalog)


def test_edits_change_what_many_scenes_hold(catalog: Catalog) -> None:
    _agree(catalog)
    (scene_id, other_id) = catalog.search("the -rope", limit=2).scene_ids
    for edit in (
        lambda: catalog.change_scene(scene_id, note="Rope, rope! And snow"),
        lambda: catalog.delete_scene(other_id),
        lambda: catalog.add_scene(1, _fight(catalog, random.Random(2))),
    ):
        edit()
        _agree(catalog)
    for _ in range(3):
        catalog.undo()
    _agree(catalog)


def test_a_first_reading_that_is_interrupted_goes_on_from_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(value_reading, "_MANY_SCENES", 40)
    monkeypatch.setattr(value_reading, "_MANY_PEOPLE", 40)
    steps: list[int] = []

    def stepped(catalog: Catalog, most: int) -> Facets | None:
        """Count within so many steps of SQLite; interrupted when they are over."""
        before = len(steps)

        def step() -> bool:
            steps.append(1)
            return len(steps) - before > most

        def count(reader: Connection) -> Facets | None:
            reader.set_progress_handler(step, 100)
            try:
                return catalog.questions.facets("the")
            except Superseded:
                return None
            finally:
                reader.set_progress_handler(None, 0)

        return catalog.read(count)

    def opened() -> Catalog:
        for file in path.parent.rglob("*.values"):
            file.unlink()
        catalog = Catalog.open(path, cache_folder=path.parent / "cache")
        catalog.search("the")  # the index is there, whoever asked first
        return catalog

    with opened() as catalog:
        whole = stepped(catalog, 10**9)
        assert whole is not None
    needed, tries = len(steps), 0
    with opened() as catalog:
        while (told := stepped(catalog, needed // 4)) is None:
            tries += 1
            if tries == 2:  # and what is edited meanwhile is not missed
                catalog.add_scene(1, SceneDraft(fields=SceneFields(note="the end", rating="5")))
            assert tries < 20
        assert tries > 2
        assert told.total == whole.total + 1
        assert told == catalog.questions.facets("the")
        catalog.undo()


def test_a_first_reading_lets_others_go_first_and_comes_to_an_end(path: Path) -> None:
    for file in path.parent.rglob("*.values"):
        file.unlink()
    with Catalog.open(path, cache_folder=path.parent / "cache") as catalog:
        found, tries = len(catalog.search("the").scene_ids), 0
        catalog.questions.give_way_if(lambda: True)
        while True:
            tries += 1
            try:
                told = catalog.questions.facets("the")
                break
            except Superseded:
                assert catalog.questions.count("the") == found  # which need not wait
        assert told.total == found
        assert tries > 10


def test_fights_are_as_alike_after_an_edit_as_if_all_were_worked_out_anew(path: Path) -> None:
    with Catalog.open(path, cache_folder=path.parent / "cache") as catalog:
        (asked, changed) = catalog.search("flamethrower OR pistol", limit=2).scene_ids
        catalog.questions.like(asked)
        catalog.change_scene(changed, location_id=None)
        added = catalog.add_scene(1, _fight(catalog, random.Random(5))).value
        catalog.delete_scene(next(each for each in catalog.search("sword").scene_ids if each not in (asked, changed)))
        kept_up = {scene_id: catalog.questions.like(scene_id, limit=10**6) for scene_id in (asked, changed, added)}
        with Catalog.open(path, cache_folder=path.parent / "cache") as again:
            for scene_id, like in kept_up.items():
                anew = {each.scene_id: each.score for each in again.questions.like(scene_id, limit=10**6)}
                assert {each.scene_id: each.score for each in like} == pytest.approx(anew, abs=0.02)
            assert len(kept_up[asked]) > SCENES // 4
        for _ in range(3):
            catalog.undo()
