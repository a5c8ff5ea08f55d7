"""What follows what, what happens together, who is one against many: questions about the inside of a fight."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from catalog.fights import concept, titles
from donnybrook.catalog import (
    BeatDraft,
    Catalog,
    CombatantDraft,
    SceneDraft,
    SceneFields,
    TermDraft,
    WieldingDraft,
)
from donnybrook.catalog.edits import keeping

S = 1_000_000
TIMED = (BeatDraft(label="first", in_us=0, out_us=10 * S), BeatDraft(label="second", in_us=10 * S, out_us=20 * S))
PLAIN = (BeatDraft(label="first"), BeatDraft(label="second"))


class Maker:
    """Adds fights of Eve and Bo against guards, told in few words."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._film = catalog.add_film("Łódź at night", year=1987).value

    def use(self, weapon: str, who: int = 0, **said: object) -> WieldingDraft:
        return WieldingDraft(weapon_id=concept(self._catalog, "weapon", weapon), who=who, **said)  # type: ignore[arg-type]

    def term(self, scheme: str, word: str, beat: int | None) -> TermDraft:
        return TermDraft(concept_id=concept(self._catalog, scheme, word), beat=beat)

    def add(self, title: str, *uses: WieldingDraft, guards: int | None = 1, **said: object) -> None:
        fighters = (
            CombatantDraft(label="Eve", side=0),
            CombatantDraft(label="guards", side=1, headcount=guards, outcome="killed" if title == "duel" else ""),
        )
        bo = (CombatantDraft(label="Bo", side=0),) if any(use.who == 2 for use in uses) else ()
        fields = SceneFields(title=title, **said.pop("fields", {}))  # type: ignore[arg-type]
        draft = SceneDraft(fields=fields, sides=("heroes", "gang"), combatants=fighters + bo, wieldings=uses)
        self._catalog.add_scene(self._film, replace(draft, **said))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def fights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("relations")
    with Catalog.create(folder / "a.fights", coder="Ana", cache_folder=folder / "cache") as catalog:
        make = Maker(catalog)
        lost = make.use("flamethrower", ended="lost", beat=0)
        hose = make.use("fire hose", beat=1)
        choke, overhead = make.term("technique", "choke", 0), make.term("camera", "overhead shot", 0)
        make.add("duel", hose, lost, beats=PLAIN, terms=(choke, overhead))
        back = (make.use("fire hose", beat=0), make.use("flamethrower", ended="lost", beat=1))
        make.add("backwards", *back, beats=TIMED, terms=(choke, make.term("camera", "overhead shot", 1)))
        late = make.use("flamethrower", ended="broken", from_us=30 * S, to_us=40 * S)
        make.add("timed", make.use("fire hose", from_us=50 * S), late)
        make.add("too early", make.use("fire hose", from_us=35 * S, to_us=50 * S), late)
        make.add("listed", make.use("flamethrower", ended="taken"), make.use("fire hose"), make.use("knife"))
        make.add("another's", make.use("flamethrower", ended="lost"), make.use("fire hose", 2), guards=8)
        make.add("kept", make.use("flamethrower", ended="kept"), make.use("fire hose", acquired="taken"), guards=None)
        fields = {"layer": "second", "certainty": "probable", "status": "done", "rating": "4"}
        make.add("told", make.use("sword", 0), make.use("axe", 1), guards=3, fields=fields)
        reel = catalog.edit("x", keeping.add_collection, "My reel").value
        catalog.edit("x", keeping.collect, reel, [catalog.search("told").scene_ids[0]])
        yield catalog


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('loses:flamethrower then:"fire hose"', {"duel", "timed", "listed"}),
        ('loses:incendiary then:"fire hose"', {"duel", "timed", "listed"}),
        ('loses=flamethrower then:"fire hose"', {"duel", "timed", "listed"}),
        ('by:Eve loses:flamethrower then:"fire hose"', {"duel", "timed", "listed"}),
        ('by:Bo loses:flamethrower then:"fire hose"', set()),
        ('breaks:flamethrower then:"fire hose"', {"timed"}),
        ('weapon:flamethrower then:"fire hose"', {"duel", "timed", "listed", "kept"}),
        ('weapon:"fire hose" then:flamethrower', {"backwards"}),
        ('loses:flamethrower then:"fire hose" then:knife', {"listed"}),
        ("loses:flamethrower then:sword", set()),
        ('-(loses:flamethrower then:"fire hose") flamethrower', {"backwards", "too early", "another's", "kept"}),
        ("loses:flamethrower", {"duel", "backwards", "timed", "too early", "listed", "another's"}),
        ("loses:flamethrower hose -then:hose", {"backwards", "too early", "another's"}),
        ("keeps:flamethrower", {"kept"}),
        ('takes:"fire hose"', {"kept"}),
        ("takes:flamethrower", set()),
        ("ended:broken", {"timed", "too early"}),
        ("acquired:taken", {"kept"}),
        ("outcome:killed", {"duel"}),
    ],
)
def test_one_use_follows_another_in_the_same_hands(fights: Catalog, query: str, found: set[str]) -> None:
    assert titles(fights, query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("flamethrower & overhead", {"duel", "backwards"}),
        ("hose & overhead", set()),
        ("choke & overhead", {"duel"}),
        ("choke overhead", {"duel", "backwards"}),
        ("weapon:flamethrower & tech:choke", {"duel"}),
        ("by:Eve & cam:overhead", {"duel", "backwards"}),
        ("by:guards & cam:overhead", set()),
        ("choke before overhead", {"backwards"}),
        ("overhead after choke", {"backwards"}),
        ("overhead before choke", set()),
        ("flamethrower before hose", {"duel", "timed"}),
        ("hose before flamethrower", {"backwards"}),
        ("choke during overhead", {"duel"}),
        ("hose during flamethrower", {"too early"}),
        ("hose during choke", {"backwards"}),
        ("zorgblade before hose", set()),
        ("tech:zorgblade & hose", set()),
        ("-(choke & overhead) choke", {"backwards"}),
    ],
)
def test_things_lie_to_each_other_in_time(fights: Catalog, query: str, found: set[str]) -> None:
    assert titles(fights, query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("against:>=5", {"kept"}),
        ("against:3", {"told"}),
        ("against:>=3", {"told", "kept"}),
        ("against:<3", {"duel", "backwards", "timed", "too early", "listed"}),
        ("headcount:8", {"another's"}),
        ("headcount:3..8", {"told", "another's"}),
        ("headcount:>1000", {"kept"}),
        ("rating:4", {"told"}),
        ("rating:>=4", {"told"}),
        ("rating:<4", set()),
        ("layer:second", {"told"}),
        ("-layer:main", {"told"}),
        ("layer=sec", set()),
        ("certainty:probable", {"told"}),
        ("status:done", {"told"}),
        ("coder:ana told", {"told"}),
        ("coder:bob", set()),
        ('collection:"my reel"', {"told"}),
        ("collection:other", set()),
        ("decade:1980s told", {"told"}),
        ("decade:80s told", {"told"}),
        ("decade:>=1990s", set()),
        ("year:1987 told", {"told"}),
        ("year:<1990 told", {"told"}),
        ("year:>1987", set()),
        ("year:500..3000 told", {"told"}),
        ("film:lodz told", {"told"}),
        ("film=lodz", set()),
        ("sword vs sword", set()),
        ("blade vs axe", {"told"}),
        ("weapon vs weapon", {"told"}),
        ("t", {"duel", "backwards", "timed", "too early", "listed", "another's", "kept", "told"}),
        ("told s", {"told"}),
    ],
)
def test_everything_a_fight_is_entered_with_can_be_asked(fights: Catalog, query: str, found: set[str]) -> None:
    assert titles(fights, query) == found


def test_against_leaves_out_a_pair_on_the_side_of_the_one(fights: Catalog) -> None:
    assert "another's" not in titles(fights, "against:>=1")  # Eve and Bo are two


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("ended:vanished told", "ended: has no “vanished”; there are kept, lost"),
        ("loses:flamethrowr told", "No weapon goes by “flamethrowr”; near it: “flamethrower”"),
        ("before told", "Nothing stands before “before”"),
    ],
)
def test_what_is_not_known_is_told(fights: Catalog, query: str, says: str) -> None:
    assert any(says in each for each in fights.search(query).problems)
