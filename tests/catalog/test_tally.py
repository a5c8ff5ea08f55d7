"""Facets, the match-up matrix and likeness say what the searches and the rows say, also after edits."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog.fights import concept, make_fights, titles
from donnybrook.catalog import Catalog, SceneDraft, SceneFields
from donnybrook.catalog.alike import WEIGHTS
from donnybrook.catalog.concepts import read_uses
from donnybrook.catalog.counting import ConceptCount, Facets, NameCount
from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.edits import contents, vocabulary
from donnybrook.catalog.edits.pictures import set_cover
from donnybrook.catalog.questions import Superseded
from donnybrook.catalog.tally import value_reading
from donnybrook.catalog.tally.bits import size_of
from donnybrook.catalog.tally.desk import TallyDesk
from donnybrook.catalog.tally.value_reading import ValueReading
from donnybrook.catalog.vocabulary import Vocabulary

QUERIES = ("", "flamethrower", "by:Eve -skates", "improvised", "zorgblade")


@pytest.fixture(params=[0, 1], ids=["bits", "table"])
def fights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Catalog]:
    if request.param == 0:
        monkeypatch.setattr(value_reading, "_FEW", 0)  # so that even of four fights what all hold has bits
    with make_fights(tmp_path / "a.fights", tmp_path / "cache") as catalog:
        yield catalog


def told(facets: Facets) -> tuple[object, ...]:
    """What is counted, whatever the order of equals."""
    names = (facets.weapons, facets.places, facets.techniques, facets.camera, facets.people)
    return (*(frozenset(each) for each in names), facets.improvised)


def row_by_row(connection: Connection, vocabulary: Vocabulary, scene_ids: tuple[int, ...]) -> Facets:
    """Count what the rows hold, the slow way."""

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(f"{sql} {AMONG}", (json.dumps(scene_ids),)).fetchall()

    uses = rows("SELECT weapon_id, scene_id FROM wielding WHERE scene_id")
    uses += rows("SELECT concept_id, scene_id FROM scene_term WHERE scene_id")
    uses += rows("SELECT location_id, id FROM scene WHERE location_id > 0 AND id")
    wider = {(above.id, scene) for each, scene in uses for above in vocabulary.ancestors(each)}
    by_scheme: dict[str, list[ConceptCount]] = {}
    for concept_id, scenes in Counter(concept_id for concept_id, _ in wider | set(uses)).items():
        by_scheme.setdefault(vocabulary.concept(concept_id).scheme, []).append(ConceptCount(concept_id, scenes))
    people = Counter(label for label, _ in set(rows("SELECT label, scene_id FROM combatant WHERE scene_id")))
    return Facets(
        weapons=tuple(by_scheme.get("weapon", ())),
        places=tuple(by_scheme.get("location", ())),
        techniques=tuple(by_scheme.get("technique", ())),
        camera=tuple(by_scheme.get("camera", ())),
        people=tuple(NameCount(*each) for each in people.items()),
        improvised=len(set(rows("SELECT scene_id FROM wielding WHERE improvised = 1 AND scene_id"))),
    )


def agree(catalog: Catalog, query: str) -> None:
    found = catalog.search(query).scene_ids
    slow = catalog.read(row_by_row, catalog.vocabulary, found)
    quick = catalog.questions.facets(query)
    assert told(quick) == told(slow), query
    assert (quick.counted, quick.total, quick.is_exact) == (len(found), len(found), True)
    for facet, field in ((quick.decades, "decade"), (quick.status, "status"), (quick.layers, "layer")):
        for each in facet:
            assert len(catalog.search(f"({query}) {field}:{each.name}").scene_ids) == each.scenes
    for film in quick.films:
        assert len(catalog.search(f'({query}) film:"{film.name}"').scene_ids) == film.scenes
    assert sum(each.scenes for each in quick.coders) == len(found)


def test_facets_count_what_the_rows_hold_also_after_edits(fights: Catalog) -> None:
    first = fights.questions.facets("")  # from here on they are kept up
    assert {NameCount("certain", 4)} == set(first.certainty)
    by_title = {row.title: row.id for row in fights.scene_rows(fights.search("").scene_ids)}
    whole = fights.scene(by_title["bare"])
    axe = concept(fights, "weapon", "axe")
    edits = (
        lambda: None,
        lambda: fights.delete_scene(by_title["skates"]),
        lambda: fights.restore_scene(by_title["skates"]),
        lambda: fights.add_scene(1, SceneDraft(fields=SceneFields(title="new", layer="second", rating="5"))),
        lambda: fights.edit("x", contents.change_combatant, whole.combatants[0].id, label="Evelyn"),
        lambda: fights.edit("x", contents.remove_wielding, whole.wieldings[0].id),
        lambda: fights.edit("x", vocabulary.move_concept, concept(fights, "weapon", "katana"), axe),
        fights.undo,
    )
    for edit in edits:
        edit()
        for query in QUERIES:
            agree(fights, query)
    assert fights.questions.facets("new").ratings == (NameCount("5", 1),)


def test_terms_are_counted_with_those_above_them_each_fight_once_and_without_the_trash(fights: Catalog) -> None:
    katana = concept(fights, "weapon", "katana")
    fights.edit("x", vocabulary.retire_concept, katana)  # what uses it counts for the terms above it as before
    for deleted in (None, *fights.search("chair").scene_ids):
        if deleted is not None:
            fights.delete_scene(deleted)
        found = fights.search("").scene_ids
        slow = fights.read(row_by_row, fights.vocabulary, found)
        totals = {
            each.concept_id: each.scenes for each in (*slow.weapons, *slow.places, *slow.techniques, *slow.camera)
        }
        uses = fights.questions.term_uses()
        assert {concept_id: each.total for concept_id, each in uses.items()} == totals
        own = {each: len(fights.read(read_uses, [each])) for each in totals}
        assert {concept_id: each.own for concept_id, each in uses.items()} == own


def test_what_uses_a_retired_term_is_found_by_the_terms_above_it_wherever_these_stand(fights: Catalog) -> None:
    katana, sword, axe = (concept(fights, "weapon", word) for word in ("katana", "sword", "axe"))
    asked = ("weapon:sword", "sword vs unarmed", "weapon:axe", "axe vs unarmed")
    assert [titles(fights, query) for query in asked] == [{"bare"}, {"bare"}, set(), set()]
    fights.edit("x", vocabulary.retire_concept, katana)
    assert [titles(fights, query) for query in asked] == [{"bare"}, {"bare"}, set(), set()]
    fights.edit("x", vocabulary.move_concept, sword, axe)
    assert [titles(fights, query) for query in asked] == [{"bare"}] * 4


def test_a_capped_count_says_that_it_is_one(fights: Catalog) -> None:
    facets = fights.questions.facets("by:Eve", 2)
    assert (facets.counted, facets.is_exact) == (2, False)
    assert fights.questions.count("by:Eve") == 4
    assert fights.questions.count("by:Eve", 3) == 3


def test_the_trash_is_not_counted_and_says_so(fights: Catalog) -> None:
    fights.delete_scene(fights.search("fire").scene_ids[0])
    for most in (None, 1):
        facets = fights.questions.facets("in:trash", most)
        assert (facets.counted, facets.total, facets.is_exact, facets.is_trash) == (0, 0, True, True)
        assert facets.weapons == ()
    assert not fights.questions.facets("").is_trash


def test_a_fight_that_another_window_adds_or_deletes_meanwhile_is_left_out(fights: Catalog) -> None:
    weights = dict.fromkeys(WEIGHTS, 0.0) | {"length": 1.0}
    scene_ids = fights.search("").scene_ids
    timed = SceneDraft(fields=SceneFields(in_us=0, out_us=31_000_000))
    asked: list[int] = []

    def vocabulary_after_another_edit() -> Vocabulary:
        asked.append(1)
        with Catalog.open(fights.path) as other:
            other.add_scene(1, timed)
        return fights.vocabulary

    def like(reader: Connection) -> int:
        (likeness,) = TallyDesk(reader, vocabulary_after_another_edit).like(
            next(row.id for row in fights.scene_rows(scene_ids) if row.title == "skates"), weights, 1
        )
        return likeness.scene_id

    assert fights.read(like) > max(scene_ids)  # one of those that were there by then
    assert len(asked) > 1
    with Catalog.open(fights.path) as other:
        other.delete_scene(max(fights.search("").scene_ids))
        other.delete_scene(max(scene_ids))

    def read_anew(reader: Connection) -> int:
        return size_of(ValueReading(reader, fights.vocabulary, (0, "")).go_on(lambda: None).alive)

    assert fights.read(read_anew) < len(scene_ids) + len(asked)


def test_a_weapon_that_stands_under_no_class_has_a_line_of_its_own_in_the_matrix(fights: Catalog) -> None:
    added = fights.edit("Add weapon", vocabulary.add_concept, "weapon", "zorgblade").value
    assert added in fights.questions.matrix("").rows


def test_a_cell_of_the_matrix_is_what_the_match_up_finds(fights: Catalog) -> None:
    for query in ("", "film:ballerina"):
        whole = fights.questions.matrix(query)
        some = fights.questions.matrix(
            query, concept(fights, "weapon", "edged weapon"), concept(fights, "weapon", "pistol")
        )
        for matrix in (whole, some):
            for row, cells in zip(matrix.rows, matrix.scenes, strict=True):
                for column, scenes in zip(matrix.columns, cells, strict=True):
                    labels = [fights.vocabulary.concept(each).label for each in (row, column)]
                    asked = f'({query}) weapon:"{labels[0]}" vs weapon:"{labels[1]}"' if query else None
                    asked = asked or f'weapon:"{labels[0]}" vs weapon:"{labels[1]}"'
                    assert scenes == len(fights.search(asked).scene_ids), asked
        assert any(any(cells) for cells in whole.scenes)
    assert some.columns == (concept(fights, "weapon", "pistol"),)
    assert fights.questions.matrix("zorgblade").scenes[0][0] == 0


def test_like_fights_come_with_their_reasons_and_the_weights_decide(fights: Catalog) -> None:
    by_title = {row.title: row.id for row in fights.scene_rows(fights.search("").scene_ids)}
    names = {scene_id: title for title, scene_id in by_title.items()}
    like = fights.questions.like(by_title["fire"])
    assert names[like[0].scene_id] == "allies"
    (weapons,) = [reason for reason in like[0].reasons if reason.aspect == "weapons"]
    labels = {fights.vocabulary.concept(each).label for each in weapons.concept_ids}
    assert {"flamethrower", "fire hose"} <= labels
    assert like[0].score == pytest.approx(sum(reason.share for reason in like[0].reasons))
    assert all(0 < each.score <= 1.0001 for each in like)
    by_length = fights.questions.like(by_title["skates"], dict.fromkeys(("weapons", "sides"), 0.0) | {"length": 1.0})
    assert [names[each.scene_id] for each in by_length] == ["allies"]
    assert fights.questions.like(123456) == []
    fights.delete_scene(by_title["allies"])
    assert by_title["allies"] not in {each.scene_id for each in fights.questions.like(by_title["fire"])}


def test_looks_of_covers_count_where_they_are_known(fights: Catalog) -> None:
    scene_ids = fights.search("").scene_ids
    for number, scene_id in enumerate(scene_ids[:3]):
        jpeg = bytes([number]) * 50
        fights.edit("x", set_cover, scene_id, jpeg=jpeg, width_px=8, height_px=8, time_us=0)
    names = [row.cover or "" for row in fights.scene_rows(scene_ids[:3])]
    assert set(fights.questions.pictures_without_look(10)) == set(names)
    only_look = dict.fromkeys(("weapons", "sides", "place", "techniques", "camera", "length"), 0.0)
    assert fights.questions.like(scene_ids[0], only_look) == []
    fights.questions.keep_looks([(names[0], bytes(4)), (names[1], bytes([40] * 4)), (names[2], bytes([10] * 4))])
    assert fights.questions.pictures_without_look(10) == []
    like = fights.questions.like(scene_ids[1], only_look)
    assert [each.scene_id for each in like] == [scene_ids[2]]
    assert [reason.aspect for reason in like[0].reasons] == ["look"]


ORDERS = ("newest", "oldest", "film", "-film", "year", "in", "length", "-length", "rating", "title", "-title", "place")


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_pages_through_the_same_list(fights: Catalog, order: str) -> None:
    for query in ("", "by:Eve -zeugma", "flamethrower OR katana"):
        whole = fights.search(query, order=order).scene_ids
        assert set(whole) == set(fights.search(query).scene_ids)
        pages: list[int] = []
        while page := fights.search(query, order=order, limit=1, after=pages[-1] if pages else None).scene_ids:
            pages += page
        assert tuple(pages) == whole


def test_an_order_sorts_by_what_it_says_and_puts_what_is_not_known_last(fights: Catalog) -> None:
    def listed(order: str) -> list[str]:
        return [row.title for row in fights.scene_rows(fights.search("", order=order).scene_ids)]

    assert listed("title") == ["allies", "bare", "fire", "skates"]
    assert listed("-title") == ["skates", "fire", "bare", "allies"]
    assert listed("length")[:2] == ["allies", "skates"]
    assert listed("-length")[:2] == ["skates", "allies"]
    with pytest.raises(LookupError):
        fights.search("", order="weight")


def test_relevance_puts_the_title_and_the_weapon_before_the_note(fights: Catalog) -> None:
    assert titles(fights, "skate") == {"skates", "allies"}
    found = fights.search("skate", order="relevance").scene_ids
    assert [row.title for row in fights.scene_rows(found)] == ["skates", "allies"]
    assert fights.search("skate", order="-relevance").scene_ids == found[::-1]
    assert fights.search("skate", order="relevance", limit=1).scene_ids == found[:1]
    assert fights.search("skate", order="relevance", after=found[0]).scene_ids == found[1:]


@pytest.mark.parametrize(
    ("query", "instead"),
    [
        ("flamethrowr", "flamethrower"),
        ("flametrower village", "flamethrower village"),
        ("weapon:flamethrowr", "weapon:flamethrower"),
        ('"fire hoze"', '"fire hose"'),
        ("balustrad3 hose", "balustrade hose"),
        ("film:balerina", "film:ballerina"),
        ("wepon:flamethrower flamethrowr", "weapon:flamethrower flamethrower"),
        ("flamethrowr year:soon", "flamethrower"),
        ("zzz:x flamethrowr", "flamethrower"),
        ("hsoe", "hose"),
        ("hse", "hose"),
        ('flamthrower vs "fire hse"', 'flamethrower vs "fire hose"'),
    ],
)
def test_a_near_miss_is_answered_with_what_may_have_been_meant(fights: Catalog, query: str, instead: str) -> None:
    found = fights.search(query)
    assert found.scene_ids == ()
    assert instead in [each.query for each in found.suggestions]
    assert titles(fights, instead)


def test_where_several_words_are_strange_no_way_leaves_one_of_them(fights: Catalog) -> None:
    ways = [each.query for each in fights.search("flamthrower vs hse").suggestions]
    assert ways[0] == "flamethrower vs hose"
    assert len(ways) == 3
    assert not [each for each in ways if "flamthrower" in each or "hse" in each]


def test_what_is_found_or_near_nothing_has_no_suggestion(fights: Catalog) -> None:
    assert fights.search("flamethrower").suggestions == ()
    assert fights.search("qqqqqqqq").suggestions == ()
    assert fights.search("year:1801").suggestions == ()


def test_a_word_that_was_meant_as_a_sign_or_a_year_is_offered_as_one(fights: Catalog) -> None:
    assert fights.search("zweihander or flamethrower").suggestions[0].query == "zweihander OR flamethrower"
    assert fights.search("flamethrower 1925").suggestions[0].query == "flamethrower year:1925"


def test_a_word_that_came_by_an_edit_is_near_too(fights: Catalog) -> None:
    fights.search("x")
    fights.add_scene(1, SceneDraft(fields=SceneFields(title="new", note="an unhinged zeugmatist")))
    assert fights.search("zeugmatits").suggestions[0].instead == "zeugmatist"


def test_a_question_that_is_superseded_is_interrupted_from_another_thread(fights: Catalog) -> None:
    slow = " OR ".join(f'"the x{number} balustrade"' for number in range(30))
    fights.search(slow)

    def endless() -> None:
        while True:
            fights.search(slow + " OR -(zorg blade)", order="film")

    timer = threading.Timer(0.2, fights.questions.interrupt)
    again = [threading.Timer(0.2 + 0.01 * n, fights.questions.interrupt) for n in range(1, 300)]
    for each in (timer, *again):
        each.start()
    try:
        with pytest.raises(Superseded):
            endless()
    finally:
        for each in (timer, *again):
            each.cancel()
            each.join()
    assert len(fights.search("flamethrower").scene_ids) == 2  # and the next question is answered


def test_a_query_is_explained(fights: Catalog) -> None:
    told = fights.questions.explain("blade vs firearm film:ballerina weapno:x")
    assert told.conditions == ("blade vs firearm", "film:ballerina")
    assert "each is looked at" in told.way
    assert told.problems
    assert "by itself" in fights.questions.explain("flamethrower").way
    assert "one by one" in fights.questions.explain("dur:>90s").way
    assert "Everything" in fights.questions.explain("").way


def test_an_interruption_reaches_a_question_and_nothing_else(fights: Catalog) -> None:
    fights.questions.interrupt()  # nothing is asked: nothing happens
    is_over = threading.Event()

    def go_on_interrupting() -> None:
        while not is_over.is_set():
            fights.questions.interrupt()

    thread = threading.Thread(target=go_on_interrupting)
    thread.start()
    try:
        for _ in range(200):
            assert fights.scene_count() > 0
            fights.noticed_changes()
    finally:
        is_over.set()
        thread.join()
    assert fights.questions.count("") > 0
