"""Writes a gallery into a folder, whole or not at all. Knows no page: that lies in ``resources/gallery``."""

import html
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import batched
from pathlib import Path

from donnybrook.catalog import Catalog, Character, Scene
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.search.opponents import fights_of
from donnybrook.exchange.gallery.details import details
from donnybrook.exchange.gallery.index import Index, picture_place
from donnybrook.exchange.gallery.scripts import Json, script
from donnybrook.exchange.whole_folder import whole_folder
from donnybrook.files import resources_folder
from donnybrook.records import dataclass

type Watch = Callable[[Iterable[Scene], int], Iterable[Scene]]
"""Passes the scenes on, of which there are so many; somebody may show how far it is."""

_A_FILE = 200  # fights whose details lie in one file: some 200 kB, loaded when one of them is looked at
_OPENING = "donnybrook.open"  # how the index begins: by this a folder is known to be a gallery
_DATA = re.compile(r"data/(index|fights-\d+)\.js|pictures/([0-9a-f]{2}/[0-9a-f]+\.jpg)?")
_FONTS = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")
_FONT_LICENCE = "Inter-OFL.txt"


@dataclass(frozen=True, slots=True)
class GalleryOptions:
    """What a gallery is called, and whether it hides what a person may not want to know yet, until asked."""

    title: str
    spoiler_safe: bool = False


@dataclass(frozen=True, slots=True)
class WrittenGallery:
    """What was written: the page to open, of how many fights, with how many pictures."""

    page: Path
    scene_count: int
    picture_count: int


def write_gallery(
    catalog: Catalog,
    folder: Path,
    scene_ids: Sequence[int],
    options: GalleryOptions,
    *,
    watch: Watch | None = None,
) -> WrittenGallery:
    """Write a gallery of some scenes, in the order in which they were entered; the same catalog gives the same bytes.

    A gallery that was there is replaced. ``watch`` may raise to stop: then nothing is written.

    Raises:
        Problem: the folder can't be written, or holds what is no part of a gallery.
    """
    ordered = sorted(set(scene_ids))
    with whole_folder(folder, wrote=_wrote(folder), kind="a gallery") as made:
        _write_page(made, options, len(ordered))
        index = Index(catalog.vocabulary, catalog.films())
        scenes: Iterable[Scene] = catalog.scenes(ordered)
        picture_count = _write_fights(catalog, made, index, watch(scenes, len(ordered)) if watch else scenes)
        _write_index(made, index, options)
    return WrittenGallery(folder / "index.html", len(ordered), picture_count)


def _wrote(folder: Path) -> Callable[[str], bool]:
    """Return what says whether a file in a folder is of a gallery that was written there; of none, if there is none."""
    opening = f"{_OPENING}(".encode()
    try:
        with (folder / "data" / "index.js").open("rb") as index:
            is_gallery = index.read(len(opening)) == opening
    except OSError:
        is_gallery = False
    source = resources_folder() / "gallery"
    pages = {each.relative_to(source).as_posix() for each in source.rglob("*") if each.is_file()}
    names = {*pages, "icon.svg", *(f"fonts/{name}" for name in (*_FONTS, _FONT_LICENCE))}
    return lambda name: is_gallery and (name in names or _DATA.fullmatch(name) is not None)


def _write_page(made: Path, options: GalleryOptions, scene_count: int) -> None:
    source = resources_folder() / "gallery"
    page = (source / "index.html").read_text(encoding="utf-8")
    texts = {"{title}": html.escape(options.title), "{fights}": counted(scene_count, "fight")}
    page = re.sub(r"\{title\}|\{fights\}", lambda mark: texts[mark[0]], page)  # at once: a title may hold the other
    (made / "index.html").write_text(page, encoding="utf-8", newline="\n")
    shutil.copyfile(source / "gallery.css", made / "gallery.css")
    shutil.copytree(source / "code", made / "code", copy_function=shutil.copyfile)
    shutil.copyfile(resources_folder() / "icons" / "donnybrook.svg", made / "icon.svg")
    (made / "fonts").mkdir()
    for name in _FONTS:
        shutil.copyfile(resources_folder() / "fonts" / name, made / "fonts" / name)
    shutil.copyfile(resources_folder() / "licences" / "inter-OFL.txt", made / "fonts" / _FONT_LICENCE)


def _write_index(made: Path, index: Index, options: GalleryOptions) -> None:
    head: dict[str, Json] = {"title": options.title, "hides": options.spoiler_safe}
    (made / "data" / "index.js").write_bytes(script(_OPENING, {**head, **index.told()}))


def _write_fights(catalog: Catalog, made: Path, index: Index, scenes: Iterable[Scene]) -> int:
    """Write details and pictures, and tell the index of each fight; returns how many pictures there are."""
    (made / "data").mkdir()
    (made / "pictures").mkdir()
    cast_of = _cast_reader(catalog)
    pictures: set[str] = set()
    for number, some in enumerate(batched(scenes, _A_FILE)):
        ids = [scene.id for scene in some]
        rows = {row.id: row for row in catalog.scene_rows(ids)}
        fought = catalog.read(fights_of, json.dumps(ids))
        told: list[Json] = []
        for scene in (each for each in some if each.id in rows):  # another window may have deleted one meanwhile
            meetings = fought[scene.id].meetings if scene.id in fought else ()
            cast = cast_of(scene.film_id)
            index.add(scene, rows[scene.id], meetings, cast, number)
            told.append(details(scene, catalog.vocabulary, cast))
        (made / "data" / f"fights-{number}.js").write_bytes(script("donnybrook.take", number, told))
        pictures.update(_write_pictures(catalog, made, {row.cover for row in rows.values() if row.cover} - pictures))
    return len(pictures)


def _cast_reader(catalog: Catalog) -> Callable[[int], dict[int, Character]]:
    known: dict[int, dict[int, Character]] = {}

    def cast_of(film_id: int) -> dict[int, Character]:
        if film_id not in known:
            known[film_id] = {each.id: each for each in catalog.cast(film_id)}
        return known[film_id]

    return cast_of


def _write_pictures(catalog: Catalog, made: Path, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        jpeg = catalog.picture(name)
        if jpeg is not None:
            place = made / "pictures" / picture_place(name)
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(jpeg)
            yield name
