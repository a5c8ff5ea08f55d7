"""`tag` and `show`."""

from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook import Catalog
from donnybrook.catalog import Scene


def scene_of(catalog: Path, name: str) -> Scene:
    with Catalog.open(catalog) as opened:
        scene_id = opened.find_scene(name)
        assert scene_id is not None
        return opened.scene(scene_id)


def tagged(terminal: Terminal, catalog: Path, line: str, *options: str) -> Scene:
    (name,) = terminal.done("tag", catalog, "drawn", line, *options).lines
    return scene_of(catalog, name)


def test_a_whole_line_becomes_a_whole_scene(terminal: Terminal, film_catalog: Path) -> None:
    scene = tagged(
        terminal,
        film_catalog,
        '0:01-0:02.5 Eve & John: axe, fire hose! vs guards x8: knife @village in Austria #overhead #choke "she spins"',
    )
    assert (scene.fields.in_us, scene.fields.out_us) == (1_000_000, 2_500_000)
    assert (scene.location, scene.fields.place_name, scene.fields.note) == (
        "village",
        "village in Austria",
        "she spins",
    )
    names = {each.id: each.label for each in scene.combatants}
    assert [(each.label, each.headcount) for each in scene.combatants] == [("Eve", 1), ("John", 1), ("guards", 8)]
    assert len({each.side_id for each in scene.combatants}) == 2
    assert [
        (names[use.combatant_id or 0], use.weapon, use.improvised, {names[each] for each in use.target_ids})
        for use in scene.wieldings
    ] == [
        ("Eve", "axe", False, {"guards"}),
        ("Eve", "fire hose", True, {"guards"}),
        ("John", "axe", False, {"guards"}),
        ("John", "fire hose", True, {"guards"}),
        ("guards", "knife", False, {"Eve", "John"}),
    ]
    assert {(term.scheme, term.label) for term in scene.terms} == {
        ("camera", "overhead shot"),
        ("technique", scene.terms[-1].label),
    }


def test_a_fight_tagged_where_its_film_is_has_a_thumbnail_at_once(
    terminal: Terminal, film_catalog: Path, tmp_path: Path
) -> None:
    (name,) = terminal.done("tag", film_catalog, "Drawn", "1-2 Eve: axe").lines
    with Catalog.open(film_catalog) as opened:
        cover = opened.cover(opened.find_scene(name) or 0)
    assert cover is not None
    assert 1_000_000 - 41_709 < cover.time_us < 2_000_000
    terminal.done("thumb", film_catalog, name, tmp_path / "t.jpg")
    assert (tmp_path / "t.jpg").read_bytes() == cover.jpeg


def test_times_may_be_timecodes_at_the_film_s_rate(terminal: Terminal, film_catalog: Path) -> None:
    scene = tagged(terminal, film_catalog, "00:00:01:12-00:00:02:00 Eve: axe")
    assert (scene.fields.in_us, scene.fields.out_us) == (1_501_500, 2_002_000)


def test_a_time_read_off_a_clock_means_the_frame_it_showed(terminal: Terminal, film_catalog: Path) -> None:
    scene = tagged(terminal, film_catalog, "0:00:00.042-0:00:01.502 Eve: axe")
    assert (scene.fields.in_us, scene.fields.out_us) == (41_708, 1_501_500)


def test_a_fight_without_times_is_from_memory(terminal: Terminal, film_catalog: Path) -> None:
    scene = tagged(terminal, film_catalog, "ice skates! by Eve vs assailants x many @ice rink")
    assert (scene.fields.in_us, scene.fields.out_us) == (None, None)
    assert [each.headcount for each in scene.combatants] == [1, None]
    assert "from memory" in terminal.done("show", film_catalog, scene.uuid).out


def test_a_film_is_named_by_its_title_its_number_or_its_file(
    terminal: Terminal, film_catalog: Path, drawn_film: Path
) -> None:
    for name in ("DRAWN", "1", str(drawn_film)):
        terminal.done("tag", film_catalog, name, "Eve: axe")
    assert len(terminal.done("list", film_catalog).cells) == 3


def test_an_unknown_weapon_is_an_error_that_lists_what_is_near(terminal: Terminal, film_catalog: Path) -> None:
    said = terminal.refused("tag", film_catalog, "drawn", "Eve: flamethrowr vs rival: axe")
    assert "No weapon goes by “flamethrowr”" in said
    assert "flamethrower" in said
    assert "--new-terms" in said
    assert terminal.done("search", film_catalog).cells == []


def test_new_terms_makes_unknown_words_terms_that_are_known_from_then_on(
    terminal: Terminal, film_catalog: Path
) -> None:
    tagged(terminal, film_catalog, "Eve: zorgblade vs rival: zorgblade #backwards waltz", "--new-terms")
    tagged(terminal, film_catalog, "Eve: Zorgblade")
    assert len(terminal.done("search", film_catalog, "weapon:zorgblade").cells) == 2
    assert len(terminal.done("search", film_catalog, 'tech:"backwards waltz"').cells) == 1


def test_a_slip_in_a_place_is_an_error_and_a_name_is_a_name(terminal: Terminal, film_catalog: Path) -> None:
    assert "near it: village" in terminal.refused("tag", film_catalog, "drawn", "Eve: axe @vilage")
    scene = tagged(terminal, film_catalog, "Eve: axe @Hallstatt")
    assert (scene.location, scene.fields.place_name) == ("", "Hallstatt")


def test_a_scene_can_be_completed(terminal: Terminal, film_catalog: Path) -> None:
    first = tagged(terminal, film_catalog, '1-2 Eve: axe vs rival: knife @village "first"')
    again = tagged(terminal, film_catalog, 'Eve: fire hose! vs rival #overhead "then"', "--scene", str(first.id))
    assert again.id == first.id
    assert [each.label for each in again.combatants] == ["Eve", "rival"]
    assert len(again.sides) == 2
    assert [use.weapon for use in again.wieldings] == ["axe", "knife", "fire hose"]
    assert (again.fields.in_us, again.location, again.fields.note) == (1_000_000, "village", "first then")


def test_what_is_there_already_is_told_and_not_added_again(terminal: Terminal, film_catalog: Path) -> None:
    first = tagged(terminal, film_catalog, 'Eve: axe vs rival "first"')
    said = terminal.run("tag", film_catalog, "drawn", 'Eve: axe vs rival "first"', "--scene", first.uuid)
    assert (said.code, said.out.strip(), "All of that is there already: nothing was added." in said.err) == (
        0,
        first.uuid,
        True,
    )
    said = terminal.run("tag", film_catalog, "drawn", "Eve: axe, knife vs rival", "--scene", first.uuid)
    assert "Already there: axe by Eve." in said.err
    with Catalog.open(film_catalog) as catalog:
        assert [use.weapon for use in catalog.scene(first.id).wieldings] == ["axe", "knife"]


def test_a_scene_of_another_film_is_not_completed(terminal: Terminal, film_catalog: Path, shared_media: Path) -> None:
    first = tagged(terminal, film_catalog, "Eve: axe")
    terminal.done("add", film_catalog, shared_media / "awkward" / "vfr.mkv")
    said = terminal.refused("tag", film_catalog, "vfr", "Eve: axe", "--scene", first.uuid)
    assert "is not in Vfr" in said


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("1:99 Eve: axe", "go up to 59"),
        ("00:00:01:30 Eve: axe", "frames go up to 23"),
        ("2-1 Eve: axe", "must come after the in point"),
        ("9:00 Eve: axe", "The film ends at"),
        ("", "says nothing"),
        ("Eve: axe vs", "Nothing follows “vs”"),
    ],
)
def test_a_line_that_can_t_be_right_is_refused_whole(
    terminal: Terminal, film_catalog: Path, line: str, why: str
) -> None:
    assert why in terminal.refused("tag", film_catalog, "drawn", line)
    assert terminal.done("search", film_catalog).cells == []


def test_an_unknown_film_is_refused_with_what_is_like_it(terminal: Terminal, film_catalog: Path) -> None:
    assert "There is Drawn (2026)" in terminal.refused("tag", film_catalog, "raw", "Eve: axe")
    assert "No film of this catalog" in terminal.refused("tag", film_catalog, "Alien", "Eve: axe")
    assert "Add its file first" in terminal.refused("tag", film_catalog, film_catalog, "Eve: axe")


def test_a_title_of_two_films_is_refused_with_their_numbers(terminal: Terminal, catalog: Path) -> None:
    with Catalog.open(catalog) as opened:
        opened.add_film("Nosferatu", year=1922)
        opened.add_film("Nosferatu", year=2024)
    said = terminal.refused("tag", catalog, "nosferatu", "Orlok: teeth")
    assert "1 is Nosferatu (1922)" in said
    assert "2 is Nosferatu (2024)" in said
    terminal.done("tag", catalog, "2", "Orlok: teeth")


def test_an_unknown_scene_is_refused(terminal: Terminal, film_catalog: Path, tmp_path: Path) -> None:
    for arguments in (("show",), ("thumb",)):
        target = (tmp_path / "t.jpg",) if arguments == ("thumb",) else ()
        assert "No fight of this catalog" in terminal.refused(*arguments, film_catalog, "77", *target)


def test_show_tells_a_fight_in_sentences(terminal: Terminal, film_catalog: Path) -> None:
    scene = tagged(terminal, film_catalog, "1-2 Eve: fire hose! vs guards x8: ice axe, unarmed @village")
    told = terminal.done("show", film_catalog, scene.uuid[:36]).lines
    assert "Eve uses a fire hose (improvised) against 8 × guards." in told
    assert "8 × guards use an ice axe against Eve." in told
    assert "8 × guards fight unarmed against Eve." in told
    assert "Drawn (2026), 0:00:01.000 to 0:00:02.000 (1 s)." in told
    assert "Where: village." in told


def test_the_staff_fight_of_the_real_clip_is_tagged_found_and_exported(
    terminal: Terminal, catalog: Path, shared_media: Path, tmp_path: Path
) -> None:
    terminal.done("add", catalog, shared_media / "sintel_trailer-720p.mp4", "--title", "Sintel", "--year", "2010")
    (name,) = terminal.done("tag", catalog, "Sintel", "16.5-17.5 Sintel: staff vs attacker: staff").lines
    for query in ("staff", "polearm", "weapon:staff", "staff vs staff"):
        assert [row["scene_id"] for row in terminal.done("search", catalog, query).cells] == [name]
    terminal.done("export", catalog, tmp_path / "out.csv")
    assert "Sintel,2010,,0:00:16.500,0:00:17.500,16.5,17.5,1," in (tmp_path / "out.csv").read_text()
