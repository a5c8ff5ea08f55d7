"""The gallery as files: what lies in the folder, that it asks for nothing else, and that no text in it can act."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest

from donnybrook.catalog import Catalog, Scene
from donnybrook.colours import DARK, LIGHT, Tokens
from donnybrook.exchange.gallery.index import picture_place
from donnybrook.problems import Problem
from exchange.galleries import HOSTILE, add_fillers, data_of, make_catalog, write


class Page(HTMLParser):
    """What a page refers to, and what could act in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.inline = ""
        self._in_code = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._in_code = tag in ("script", "style")

    def handle_endtag(self, _tag: str) -> None:
        self._in_code = False

    def handle_data(self, data: str) -> None:
        self.inline += data.strip() if self._in_code else ""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with make_catalog(tmp_path_factory.mktemp("gallery")) as made:
        yield made


@pytest.fixture(scope="module")
def folder(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / "fights"
    write(catalog, folder, HOSTILE)
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}


def test_the_page_refers_to_nothing_but_files_of_the_folder(folder: Path) -> None:
    page = Page((folder / "index.html").read_text(encoding="utf-8"))
    referred = [said[name] for _, said in page.tags for name in ("src", "href") if name in said]
    referred += re.findall(r"url\(([^)]*)\)", (folder / "gallery.css").read_text(encoding="utf-8"))
    assert len(referred) > 8
    assert [each for each in referred if not each.startswith("#") and not (folder / each).is_file()] == []


def test_the_page_allows_only_its_own_files_and_holds_no_code(folder: Path) -> None:
    page = Page((folder / "index.html").read_text(encoding="utf-8"))
    policy = next(said["content"] for _, said in page.tags if said.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; script-src 'self' file:;")
    assert "unsafe" not in policy
    assert "*" not in policy
    assert page.inline == ""
    assert [name for _, said in page.tags for name in said if name.startswith("on") or name == "style"] == []


def test_the_code_never_takes_text_for_html_and_never_asks_a_network(folder: Path) -> None:
    code = "".join(each.read_text(encoding="utf-8") for each in (folder / "code").glob("*.js"))
    code += (folder / "gallery.css").read_text(encoding="utf-8")
    acts = r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\("
    acts += r"|fetch\(|XMLHttp|WebSocket|https?:|@import"
    assert re.findall(acts, code) == []


def test_hostile_text_is_told_unchanged_and_stands_nowhere_as_code(folder: Path) -> None:
    (index,) = data_of(folder / "data" / "index.js")
    hostile = index["fights"][4]
    assert (hostile["title"], hostile["at"], index["title"]) == (HOSTILE, HOSTILE, HOSTILE)
    assert hostile["note"] == HOSTILE + "x" * 1_000_000
    assert index["films"][hostile["film"]]["name"] == HOSTILE
    _, *details = data_of(folder / "data" / "fights-0.js")
    assert details[0][4]["sides"][0]["members"][0]["name"] == HOSTILE
    for script in (folder / "data").iterdir():
        assert not re.search(rb"[<>&\x80-\xff]", script.read_bytes())
    page = Page((folder / "index.html").read_text(encoding="utf-8"))
    assert [tag for tag, said in page.tags if tag == "img" or (tag == "script" and not said.get("src"))] == []
    assert f"<title>{html.escape(HOSTILE)}</title>" in (folder / "index.html").read_text(encoding="utf-8")


def test_the_index_tells_who_meets_whom_and_what_stands_above(folder: Path) -> None:
    (index,) = data_of(folder / "data" / "index.js")
    fire = index["fights"][0]
    named = [each["name"] for each in index["weapons"]]
    meetings = {frozenset((named[one], named[other])) for one, other in fire["meets"]}
    assert meetings == {frozenset({"flamethrower"}), frozenset({"flamethrower", "fire hose"})}
    hose = next(at for at, name in enumerate(named) if name == "fire hose")
    assert [hose, 1] in fire["weapons"]
    assert index["weapons"][hose]["class"] == "water"
    assert index["weapons"][index["weapons"][hose]["above"]]["name"] in named
    assert "in" not in fire
    assert index["fights"][1]["in"] == 60_000_000


def test_details_are_the_sentences_that_the_window_shows(folder: Path) -> None:
    _, fights = data_of(folder / "data" / "fights-0.js")
    said = [" ".join(text for _, text in pieces) for pieces in fights[1]["uses"]]
    assert "Eve uses ice skates (swung by the long laces) against 8 × guards" in said
    assert fights[1]["uses"][0][2] == ["chip ice improvised", "ice skates"]
    assert fights[1]["sides"][0]["members"][0] == {"name": "Eve", "as": "Eve Macarro", "by": ["Ana de Armas"]}


def test_nothing_of_coders_and_files_is_published(catalog: Catalog, folder: Path) -> None:
    text = b"".join(each for name, each in files_of(folder).items() if name.startswith(("data", "index")))
    assert b"Ana de" in text
    assert b'"Ana"' not in text
    assert catalog.path.parent.name.encode() not in text


def test_pictures_are_files_and_a_name_made_to_lead_elsewhere_leads_nowhere(folder: Path) -> None:
    (index,) = data_of(folder / "data" / "index.js")
    picture = folder / "pictures" / index["fights"][0]["cover"]
    assert picture.read_bytes().startswith(b"\xff\xd8")
    assert len(list((folder / "pictures").rglob("*.jpg"))) == 1
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{30}\.jpg", picture_place("../../../evil"))


def test_the_same_catalog_gives_the_same_bytes(catalog: Catalog, folder: Path, tmp_path: Path) -> None:
    write(catalog, tmp_path / "again", HOSTILE)
    assert files_of(tmp_path / "again") == files_of(folder)
    write(catalog, tmp_path / "again", "Fights", spoiler_safe=True)
    assert files_of(tmp_path / "again") != files_of(folder)


def test_each_fight_names_the_file_that_tells_of_it(tmp_path: Path) -> None:
    with make_catalog(tmp_path) as catalog:
        add_fillers(catalog, 200)
        assert write(catalog, tmp_path / "many").scene_count == 205
    (index,) = data_of(tmp_path / "many" / "data" / "index.js")
    for fight in index["fights"]:
        number, told = data_of(tmp_path / "many" / "data" / f"fights-{fight['file']}.js")
        assert number == fight["file"]
        assert fight["id"] in [each["id"] for each in told]
    assert {fight["file"] for fight in index["fights"]} == {0, 1}


def test_a_folder_with_something_else_in_it_is_left_alone(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "CNAME").write_text("mine")
    with pytest.raises(Problem, match="no part of a gallery: CNAME"):
        write(catalog, tmp_path / "site")
    assert [each.name for each in tmp_path.rglob("*")] == ["site", "CNAME"]
    with pytest.raises(Problem, match="no folder"):
        write(catalog, tmp_path / "site" / "CNAME")


def test_folders_named_like_those_of_a_gallery_are_left_alone(catalog: Catalog, tmp_path: Path) -> None:
    project = tmp_path / "project"
    for name in ("data/thesis.txt", "code/page.js", "data/index.js"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("mine")
    before = files_of(project)
    with pytest.raises(Problem, match=r"no part of a gallery: code/page\.js, data/index\.js, data/thesis\.txt"):
        write(catalog, project)
    assert files_of(project) == before


@pytest.mark.parametrize("name", ["data/thesis.txt", "code/mine.js", "pictures/me.jpg", "fonts/deep/er/my.ttf"])
def test_what_somebody_put_deep_into_a_gallery_keeps_it_from_being_replaced(
    catalog: Catalog, tmp_path: Path, name: str
) -> None:
    write(catalog, tmp_path / "site")
    write(catalog, tmp_path / "site", "Again")
    (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "site" / name).write_text("mine")
    before = files_of(tmp_path / "site")
    with pytest.raises(Problem, match=f"no part of a gallery: {re.escape(name)}"):
        write(catalog, tmp_path / "site")
    assert files_of(tmp_path / "site") == before


def test_what_is_put_into_a_gallery_while_it_is_written_anew_stays(catalog: Catalog, tmp_path: Path) -> None:
    from donnybrook.exchange.gallery.writing import GalleryOptions, write_gallery

    def putting(scenes: Iterable[Scene], _count: int) -> Iterator[Scene]:
        (tmp_path / "site" / "mine").mkdir()
        yield from scenes

    write(catalog, tmp_path / "site")
    with pytest.raises(Problem, match="no part of a gallery: mine/"):
        write_gallery(catalog, tmp_path / "site", [1], GalleryOptions("Fights"), watch=putting)
    assert (tmp_path / "site" / "mine").is_dir()
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_a_gallery_that_is_stopped_leaves_what_was_there(catalog: Catalog, tmp_path: Path) -> None:
    from donnybrook.exchange.gallery.writing import GalleryOptions, write_gallery

    def stopping(scenes: Iterable[Scene], _count: int) -> Iterator[Scene]:
        yield from list(scenes)[:2]
        raise KeyboardInterrupt

    write(catalog, tmp_path / "fights", "Before")
    before = files_of(tmp_path / "fights")
    with pytest.raises(KeyboardInterrupt):
        write_gallery(catalog, tmp_path / "fights", [1, 2, 3], GalleryOptions("After"), watch=stopping)
    assert files_of(tmp_path / "fights") == before
    assert [each.name for each in tmp_path.iterdir()] == ["fights"]


def css_colours(folder: Path) -> list[dict[str, str]]:
    """Return the colours of the light look and of the dark."""
    text = (folder / "gallery.css").read_text(encoding="utf-8")
    looks = re.findall(r":root \{(.*?)\}", text, re.DOTALL)[:2]
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", look)) for look in looks]


@pytest.mark.parametrize(("place", "tokens"), [(0, LIGHT), (1, DARK)])
def test_the_colours_are_those_of_the_window(folder: Path, place: int, tokens: Tokens) -> None:
    known = {field.name.replace("_", "-"): getattr(tokens, field.name) for field in fields(tokens)}
    colours = css_colours(folder)[place]
    assert len(colours) > 15
    assert {name: known[name] for name in colours} == colours


def brightness(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("place", [0, 1])
def test_words_stand_out_from_what_they_stand_on(folder: Path, place: int) -> None:
    colours = css_colours(folder)[place]
    pairs = [
        *product(("text", "muted", "ember-text", "loss"), ("window", "panel", "raised", "chip")),
        ("on-ember", "ember"),
    ]
    for words, ground in pairs:
        dark, light = sorted((brightness(colours[words]), brightness(colours[ground])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (words, ground)
