"""`set`, `side`, `combatant`, `beat`, `wielding`, `term`, `character`, `film`, and what `show` says of them."""

import re
import shlex
from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook import Catalog

_KINDS = ("side", "combatant", "beat", "wielding", "term")


@pytest.fixture
def fight(terminal: Terminal, catalog: Path) -> Path:
    """A catalog with one fight, from memory."""
    terminal.done("film", catalog, "add", "Ballerina", "year=2025")
    terminal.done("tag", catalog, "1", "Eve: flamethrower vs villain: flamethrower @village #overhead")
    return catalog


def _whole(terminal: Terminal, catalog: Path) -> str:
    """All that is in the catalog, but for when it was changed."""
    said = terminal.done("show", catalog, "1", "--json").json
    return str({name: value for name, value in said.items() if name != "modified_at"})


def test_the_commands_of_the_page_on_describing_do_what_it_says(
    terminal: Terminal, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (checkout / "docs" / "describing.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    commands = [shlex.split(line)[1:] for block in blocks for line in block.splitlines()]
    assert len(commands) > 25
    for command in commands:
        terminal.done(*command)
    told = terminal.done("show", "my.fights", "1").lines
    assert (
        "combatant 1: label=Eve side=heroes headcount=1 outcome=injured character='Eve Holm' performer='Ann Lee'"
        " stunt_double='Jo Field'" in told
    )
    assert "combatant 3: label=villagers side=cult headcount=many outcome=fled" in told
    assert "beat 2: label='the tank' in=1:31:31.500 out=1:31:41.500 note='It is empty.'" in told
    assert (
        "wielding 3: weapon='fire hose' who=Eve against=villain against=villagers acquired=found manner='as jet'"
        " improvised=yes certainty=probable beat=water" in told
    )
    assert (
        "wielding 4: weapon=flamethrower who=Eve against=villain acquired=taken certainty=certain"
        " previous='villain: flamethrower'" in told
    )
    assert "term 2: term=choke beat='the tank' who=villain" in told
    assert (
        "film 1: title='Fire and Water' year=1999 country=AT other_title='Feuer und Wasser' identifier=imdb:tt1234567"
        " identifier=wikidata:Q12345" in terminal.done("film", "my.fights").lines
    )


def test_what_show_prints_can_be_typed_back(terminal: Terminal, fight: Path) -> None:
    terminal.done("set", fight, "1", 'title=It\'s "hot"', "in=0:01", "out=0:09.5", "status=done", "certainty=inferred")
    terminal.done("beat", fight, "1", "add", "first", "in=1.000001", "out=2", "note=a = b", "upper_hand=2")
    terminal.done("wielding", fight, "1", "set", "1", "against+=Eve", "from=1", "beat=first", "improvised=yes")
    for kind in _KINDS:
        for line in terminal.done(kind, fight, "1").lines:
            name, number, *said = shlex.split(line)
            again = terminal.done(name, fight, "1", "set", number.rstrip(":"), *said)
            assert again.lines == ["That was so already.", line]
    whole = next(line for line in terminal.done("show", fight, "1").lines if line.startswith("fight 1: "))
    assert terminal.done("set", fight, "1", *shlex.split(whole)[2:]).lines == ["That was so already.", whole]


def test_each_command_is_one_edit_that_undo_takes_back(terminal: Terminal, fight: Path) -> None:
    commands = (
        ("set", fight, "1", "title=Duel", "location=ice rink"),
        ("side", fight, "1", "add", "third", "role=bystander"),
        ("side", fight, "1", "remove", "villain"),
        ("combatant", fight, "1", "add", "guards", "headcount=8", "character=Guards", "voice=X"),
        ("combatant", fight, "1", "remove", "Eve", "villain"),
        ("beat", fight, "1", "add", "first", "in=1", "out=2", "upper_hand=Eve"),
        ("wielding", fight, "1", "add", "axe", "who=Eve", "against=villain", "previous=1", "ended=lost"),
        ("wielding", fight, "1", "set", "1", "who=", "against=", "manner=as club"),
        ("wielding", fight, "1", "remove", "1"),
        ("term", fight, "1", "set", "overhead shot", "who=Eve"),
        ("term", fight, "1", "remove", "1"),
    )
    before = _whole(terminal, fight)
    for command in commands:
        terminal.done(*command)
        assert _whole(terminal, fight) != before, command
        assert terminal.done("undo", fight).out.startswith("Taken back"), command
        assert _whole(terminal, fight) == before, command


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("set 1 colour=red", "There is no field “colour”; the fields are title, in, out, location"),
        ("set 1 interior=outside", "It is one of interior, exterior, both, unknown"),
        ("set 1 in=2 out=1", "The out point must lie after the in point"),
        ("set 1 out=later", "“later” is not a time"),
        ("set 1 location=vilage", "has no location “vilage”. Near it: village"),
        ("set 1 title", "Write FIELD=VALUE"),
        ("set 1 title=a title=b", "said once"),
        ("set 7 title=a", "No fight of this catalog goes by “7”"),
        ("side 1 add", "A side needs a label"),
        ("side 1 set 1 role=hero", "It is one of protagonist, antagonist"),
        ("side 1 set Eve label=", "A side needs a label"),
        ("combatant 1 add guards side=gang", "There is no side “gang” here. There is 1 (Eve), 2 (villain)."),
        ("combatant 1 add guards headcount=none", "It is a number from 1 on, or ‘many’"),
        ("combatant 1 set 3 label=x", "There is no combatant “3” here"),
        ("beat 1 add out=2", "An out point needs an in point"),
        ("beat 1 add x upper_hand=3", "There is no side “3” here"),
        ("beat 1 remove 1", "There is no beat “1” here. There is no beat yet."),
        ("wielding 1 add who=Eve", "A wielding needs a weapon"),
        ("wielding 1 add blod", "has no weapon “blod”"),
        ("wielding 1 add axe improvised=maybe", "It is yes or no"),
        ("wielding 1 add axe previous=9", "There is no wielding “9” here"),
        ("wielding 1 set flamethrower ended=lost", "names 2 of them. Give the number of one: 1 (Eve: flamethrower), 2"),
        ("wielding 1 set 1 previous=1", "can't have been in these hands before"),
        ("wielding 1 set 1 against-=Eve", "against does not have “Eve”"),
        ("wielding 1 set 1 weapon=", "A wielding needs a weapon"),
        ("term 1 add axe", "has no term “axe”"),
        ("term 1 set 1 term=", "A term needs a term"),
        ("character 1 add", "A character needs a name"),
        ("character Alien add x", "No film of this catalog goes by “Alien”"),
        ("film add", "A film needs a title"),
        ("film add Ballerina year=2025", "Ballerina is film 1 of this catalog already"),
        ("film set 1 year=20", "A film's year lies between"),
        ("film set 1 identifier=imdb:nm1", "is no identifier of IMDb"),
        ("film set 1 title=", "A film needs a title"),
    ],
)
def test_what_can_t_be_right_changes_nothing_and_is_told_in_a_sentence(
    terminal: Terminal, fight: Path, command: str, why: str
) -> None:
    with Catalog.open(fight) as opened:
        before = opened.undo_label
    name, *rest = command.split(" ")
    assert why in terminal.refused(name, fight, *rest)
    with Catalog.open(fight) as opened:
        assert opened.undo_label == before


def test_a_character_s_performers_hold_in_every_fight_of_the_film(terminal: Terminal, fight: Path) -> None:
    terminal.done("tag", fight, "1", "Eve: axe")
    terminal.done("combatant", fight, "1", "set", "Eve", "performer=Ann Lee", "performer=Jo Field")
    assert "character=Eve performer='Ann Lee' performer='Jo Field'" in terminal.done("combatant", fight, "1").out
    assert terminal.done("combatant", fight, "2", "set", "Eve", "character=Eve", "performer-=Jo Field").lines == [
        "combatant 1: label=Eve side=Eve headcount=1 character=Eve performer='Ann Lee'"
    ]
    assert len(terminal.done("search", fight, 'by:"Ann Lee"').cells) == 2
    terminal.done("character", fight, "1", "remove", "Eve")
    assert terminal.done("character", fight, "1").lines == []
    assert "character=" not in terminal.done("combatant", fight, "1").out


def test_times_are_put_on_the_frames_of_the_film(terminal: Terminal, film_catalog: Path, tmp_path: Path) -> None:
    terminal.done("tag", film_catalog, "drawn", "1-2 Eve: axe")
    terminal.done("thumb", film_catalog, "1", tmp_path / "before.jpg")
    terminal.done("set", film_catalog, "1", "in=0:00:03.003", "out=00:00:04:00")
    with Catalog.open(film_catalog) as opened:
        scene = opened.scene(1)
        cover = opened.cover(1)
    assert (scene.fields.in_us, scene.fields.out_us) == (3_003_000, 4_004_000)
    assert cover is not None
    assert cover.time_us >= 3_000_000
    terminal.done("beat", film_catalog, "1", "add", "in=3.42", "out=3.545")
    with Catalog.open(film_catalog) as opened:
        (beat,) = opened.scene(1).beats
    assert (beat.in_us, beat.out_us) == (3_420_083, 3_545_208)
    assert "The film ends at" in terminal.refused("beat", film_catalog, "1", "set", "1", "in=9", "out=10")


def test_show_json_is_whole_and_refers_by_number(terminal: Terminal, fight: Path) -> None:
    terminal.done("beat", fight, "1", "add", "first", "in=1", "out=2.5", "upper_hand=Eve")
    terminal.done("wielding", fight, "1", "set", "2", "previous=1", "beat=first", "from=1")
    said = terminal.done("show", fight, "1", "--json").json
    assert (said["number"], said["film"]["title"], said["location"], said["in_s"]) == (1, "Ballerina", "village", None)
    assert said["beats"] == [{"number": 1, "label": "first", "in_s": 1.0, "out_s": 2.5, "note": None, "upper_hand": 1}]
    use = said["wieldings"][1]
    assert (use["who"], use["against"], use["beat"], use["previous"], use["from_s"]) == (2, [1], 1, 1, 1.0)
    assert said["terms"] == [{"number": 1, "term": "overhead shot", "beat": None, "who": None}]


def test_a_film_added_by_mistake_is_removed_and_one_with_fights_only_with_them(terminal: Terminal, fight: Path) -> None:
    terminal.done("film", fight, "add", "Sintel", "year=2010")
    assert terminal.done("film", fight, "remove", "Sintel").out == (
        "Sintel (2010) was removed from the catalog. Its files were not touched.\n"
    )
    terminal.done("tag", fight, "1", "Eve: axe")
    terminal.done("delete", fight, "2")
    refused = terminal.refused("film", fight, "remove", "1")
    assert "has 2 fights, 1 of them in the trash. Nothing was removed. Say --with-fights" in refused
    whole = [row["weapons"] for row in terminal.done("list", fight).cells]
    said = terminal.done("film", fight, "remove", "1", "--with-fights").out
    assert "and with it 2 fights, 1 of them in the trash" in said
    assert terminal.done("film", fight).lines == []
    assert terminal.done("list", fight).cells == []
    assert "before removing a film" in terminal.done("backups", fight).out
    assert terminal.done("undo", fight).out == "Taken back: Remove film Ballerina.\n"
    assert [row["weapons"] for row in terminal.done("list", fight).cells] == whole
    assert len(terminal.done("trash", fight).cells) == 1


def test_what_a_closed_list_holds_is_printed_and_nothing_is_entered(terminal: Terminal, fight: Path) -> None:
    before = _whole(terminal, fight)
    lines = terminal.done("combatant", fight, "1", "set", "Eve", "outcome=?").lines
    assert {"unharmed\tunharmed", "injured\tinjured"} <= set(lines)
    assert terminal.done("set", fight, "1", "interior=?").lines[0] == "interior\tinterior"
    assert _whole(terminal, fight) == before


def test_a_beat_that_reaches_beyond_its_fight_says_so_and_is_kept(terminal: Terminal, fight: Path) -> None:
    terminal.done("set", fight, "1", "in=0:10", "out=0:20")
    told = "Beat 1: This reaches beyond the fight, which is at 0:00:10.000 to 0:00:20.000 (10 s). It is kept as it is."
    said = terminal.run("beat", fight, "1", "add", "the fall", "in=0:15", "out=0:25")
    assert (said.code, said.err.strip()) == (0, f"donnybrook: {told}")
    assert said.lines[0].startswith("beat 1: label='the fall' in=0:00:15.000 out=0:00:25.000")
    terminal.done("set", fight, "1", "out=0:30")
    assert "Beat 1: This reaches beyond" in terminal.run("set", fight, "1", "out=0:24").err
    told = "Beat 1: This reaches beyond the fight, which is from 0:00:16.000 on. It is kept as it is."
    assert told in terminal.run("set", fight, "1", "in=0:16", "out=").err


def test_a_headcount_of_many_stands_in_the_history(terminal: Terminal, fight: Path) -> None:
    terminal.done("combatant", fight, "1", "set", "villain", "headcount=many")
    assert "combatant villain: Headcount: “1” → “many”" in terminal.done("history", fight, "1").out
    terminal.done("combatant", fight, "1", "add", "guards", "headcount=many")
    assert "added combatant guards: Label “guards”; Headcount “many”" in terminal.done("history", fight, "1").out
