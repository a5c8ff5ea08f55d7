"""Find: typing, the wall, the hit in detail, facets, trash, playing."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import Fight, add_fights, make_catalog
from donnybrook.catalog import Catalog, SceneDraft, SceneFields, SceneRow, Transaction
from donnybrook.catalog.edits.scenes import add_scene
from donnybrook.catalog.query.building import term_of
from donnybrook.desktop.app import Program
from donnybrook.desktop.models.facets import FacetModel
from donnybrook.desktop.models.query_terms import has_term, toggled
from donnybrook.desktop.models.scene_wall import SCENE_ROLE, SceneWall
from donnybrook.desktop.panels.find_detail import FindDetail
from donnybrook.desktop.panels.find_facets import FindFacets
from donnybrook.desktop.panels.find_stage import FindStage
from donnybrook.desktop.panels.sentences import SentenceView
from donnybrook.desktop.panels.wall import Wall
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker


def _wall(program: Program) -> Wall:
    wall = program.window.findChild(Wall)
    assert isinstance(wall, Wall)
    return wall


def _titles(program: Program) -> list[str]:
    model = _wall(program).model()
    assert isinstance(model, SceneWall)
    rows = [model.data(model.index_at(place), SCENE_ROLE) for place in range(len(model.ids))]
    return [row.title for row in rows if isinstance(row, SceneRow)]


def test_every_fight_is_on_the_wall_newest_first(program: Program) -> None:
    assert _titles(program) == [
        "Academy sparring",
        "Snow ridge",
        "Hose against fire",
        "Flamethrower duel",
        "Ice skates",
    ]


def test_typing_leaves_only_what_is_asked_for(program: Program, qtbot: QtBot) -> None:
    box = program.window.search_box.focusProxy()
    assert box is not None
    QTest.keyClicks(box, "skates")
    assert _titles(program) == ["Ice skates"]


def test_a_match_up_is_found_from_the_search_box(program: Program) -> None:
    program.window.search_box.set_text('flamethrower vs "fire hose"')
    assert _titles(program) == ["Hose against fire"]


def test_what_was_not_understood_is_explained_and_the_rest_still_runs(program: Program) -> None:
    program.window.search_box.set_text("weapon:flamethrowr")
    words = [label.text() for label in program.window.findChildren(QLabel) if "flamethrower" in label.text()]
    assert any("No weapon goes by" in text for text in words)


def test_an_empty_answer_says_so_and_offers_near_words(program: Program) -> None:
    program.window.search_box.set_text("flamethrowr")
    stage = program.window.findChild(FindStage)
    assert isinstance(stage, FindStage)
    assert "Nothing found for flamethrowr" in stage.words
    assert "flamethrower" in stage.words


def test_the_hit_is_told_in_sentences(program: Program) -> None:
    program.window.search_box.set_text("spear")
    detail = program.window.findChild(FindDetail)
    assert isinstance(detail, FindDetail)
    told = [view.accessibleName() for view in detail.findChildren(SentenceView)]
    assert "Sintel uses a staff against guard, keeps it. Guard uses a spear against Sintel," in told[0]


def test_a_line_of_the_facets_goes_into_the_search_and_out_again(program: Program, qtbot: QtBot) -> None:
    facets = program.window.findChild(FindFacets)
    assert isinstance(facets, FindFacets)
    qtbot.waitUntil(lambda: bool(facets.rows))
    assert any(row.label == "flamethrower" and row.scenes == 2 for row in facets.rows)
    facets.term_toggled.emit("weapon:flamethrower")
    assert len(_titles(program)) == 2
    facets.term_toggled.emit("weapon:flamethrower")
    assert program.window.search_box.text == ""


def test_a_class_of_weapons_counts_a_fight_once_however_many_of_it_are_used(tmp_path: Path) -> None:
    with Catalog.open(make_catalog(tmp_path / "a.fights")) as catalog:
        facets = catalog.questions.facets("")
        flames = catalog.vocabulary.lookup("weapon", "flamethrower")
        assert {each.concept_id: each.scenes for each in facets.weapons}[flames or 0] == 2
        assert facets.improvised == 2
        assert facets.people[0].name == "Eve Macarro"


@pytest.mark.parametrize("query", ['weapon:"fire hose"', 'gun weapon:"fire hose" -axe'])
def test_a_term_is_seen_where_it_stands_and_taken_out_whole(query: str) -> None:
    term = term_of("weapon", "fire hose")
    assert has_term(query, term)
    assert term not in toggled(query, term)


def test_a_term_inside_another_is_not_taken_for_it() -> None:
    assert not has_term("weapon:swordfish -weapon:sword", "weapon:sword")


def test_facets_pass_qts_own_model_test(program: Program, qtmodeltester: object) -> None:
    model = program.window.findChild(FacetModel)
    qtmodeltester.check(model, force_py=True)  # type: ignore[attr-defined]


def test_the_wall_passes_qts_own_model_test(program: Program, qtmodeltester: object) -> None:
    qtmodeltester.check(_wall(program).model(), force_py=True)  # type: ignore[attr-defined]


def test_arrows_home_and_end_move_in_reading_order(program: Program, qtbot: QtBot) -> None:
    wall = _wall(program)
    wall.setFocus()
    for key, place in ((Qt.Key.Key_End, 4), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, 0)):
        QTest.keyClick(wall, key)
        assert wall.current_place == place


def test_a_deleted_fight_comes_back_by_the_toast(program: Program, qtbot: QtBot) -> None:
    wall = _wall(program)
    wall.setFocus()
    QTest.keyClick(program.window, Qt.Key.Key_Delete)
    assert "Academy sparring" not in _titles(program)
    assert program.window.toast.text == "Deleted “Academy sparring”"
    assert program.window.toast.take_back()
    assert "Academy sparring" in _titles(program)


def test_a_fight_of_memory_says_why_it_does_not_play(program: Program, qtbot: QtBot) -> None:
    program.window.search_box.set_text("skates")
    QTest.keyClick(program.window, Qt.Key.Key_Return)
    assert "from memory" in program.window.toast.text


def test_only_what_is_looked_at_is_read_from_five_thousand_fights(
    open_program: OpenProgram, qtbot: QtBot, tmp_path: Path
) -> None:
    many = [Fight(f"Fight {number}", "Eve", "sword") for number in range(5000)]
    path = make_catalog(tmp_path / "many.fights", many[:1])
    with Catalog.open(path) as catalog:
        catalog.edit("Add many", lambda tx: _add_many(tx, many))
    read: list[int] = []
    with Catalog.open(path) as catalog:

        def counted(ids: Sequence[int]) -> list[SceneRow]:
            read.extend(ids)
            return catalog.scene_rows(ids)

        model = SceneWall(counted)
        model.show_ids(catalog.search("").scene_ids)
        model.set_columns(4)
        assert model.rowCount() == 1251
        assert read == []
        model.data(model.index_at(2500), SCENE_ROLE)
        assert len(read) <= 64
    program = open_program(path)
    qtbot.waitUntil(lambda: len(_titles(program)) == 5001)


def _add_many(tx: Transaction, fights: Sequence[Fight]) -> None:
    film_id = int(str(tx.value("SELECT id FROM film")))
    for fight in fights:
        add_scene(tx, film_id, SceneDraft(fields=SceneFields(title=fight.title)))


def test_enter_plays_the_fight_from_its_in_point(
    open_program: OpenProgram, qtbot: QtBot, tmp_path: Path, shared_media: Path
) -> None:
    path = tmp_path / "sintel.fights"
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        film = add_film_file(catalog, worker, shared_media / "sintel_trailer-720p.mp4")
        add_fights(catalog, film.film_id, [Fight("Ridge", "Sintel", "staff", in_us=16_500_000, out_us=17_500_000)])
    program = open_program(path)
    assert program.desk is not None
    program.desk.make_heavy_parts()
    player = program.desk.player
    assert player is not None
    QTest.keyClick(program.window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: 16_400_000 <= player.position_us < 17_500_000, timeout=15_000)
    assert player.media_file is not None
    QTest.keyClick(program.window, Qt.Key.Key_Escape)
    assert not player.is_playing


def test_typing_while_tagging_comes_back_to_find(program: Program) -> None:
    program.after_first_paint()
    program.window.actions_.run("view.tag")
    wall = _wall(program)
    assert not wall.isVisible()
    program.window.search_box.set_text("skates")
    assert wall.isVisible()
    assert _titles(program) == ["Ice skates"]


@pytest.mark.parametrize("how", ["an action", "the command line's --play"])
def test_all_hits_are_played_one_after_another_without_those_of_memory(
    open_program: OpenProgram, qtbot: QtBot, tmp_path: Path, shared_media: Path, how: str
) -> None:
    path = tmp_path / "sintel.fights"
    fights = [
        Fight("Last", "Sintel", "staff", in_us=20_000_000, out_us=20_200_000),
        Fight("Of memory", "Sintel", "spear"),
        Fight("First", "Sintel", "staff", in_us=16_500_000, out_us=16_700_000),
    ]
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        film = add_film_file(catalog, worker, shared_media / "sintel_trailer-720p.mp4")
        add_fights(catalog, film.film_id, fights)
    program = open_program(None if how == "the command line's --play" else path)
    if how == "the command line's --play":
        program.open(path, play=True)
    assert program.desk is not None
    program.desk.make_heavy_parts()
    player = program.desk.player
    assert player is not None
    places: list[int] = []
    player.frame_shown.connect(places.append)
    if how == "an action":
        program.window.actions_.run("find.play_all")
    qtbot.waitUntil(lambda: any(20_000_000 <= time_us <= 20_200_000 for time_us in places), timeout=20_000)
    qtbot.waitUntil(lambda: not player.is_playing, timeout=20_000)
    assert any(16_400_000 <= time_us <= 16_700_000 for time_us in places)
    assert _wall(program).current_place == 2


def test_playing_all_of_what_has_no_film_here_says_so(program: Program) -> None:
    program.after_first_paint()
    program.window.search_box.set_text("skates")
    program.window.actions_.run("find.play_all")
    assert "None of these fights can be played" in program.window.toast.text


def test_the_arrow_up_leads_from_the_first_row_to_the_search_box(program: Program) -> None:
    _wall(program).setFocus()
    QTest.keyClick(_wall(program), Qt.Key.Key_Up)
    assert program.window.search_box.isAncestorOf(program.window.focusWidget())


def test_a_catalog_with_a_film_and_no_fight_says_what_comes_next(open_program: OpenProgram, tmp_path: Path) -> None:
    with Catalog.create(tmp_path / "new.fights") as catalog:
        catalog.add_film("Ballerina")
    program = open_program(tmp_path / "new.fights")
    stage = program.window.findChild(FindStage)
    assert isinstance(stage, FindStage)
    assert "1 film is here" in stage.words
    page = stage.currentWidget()
    assert page is not None
    offered = page.findChildren(QPushButton)
    assert [each.text() for each in offered if each.property("role") == "primary"] == ["Mark fights in Tag"]
    assert program.window.search_box.isEnabled()
