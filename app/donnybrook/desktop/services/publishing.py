"""Publishes a catalog in a thread: as web pages, or for Datasette. Knows no widget."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event
from typing import Literal

from donnybrook.catalog import Catalog, Scene
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.services.hit_search import Searched
from donnybrook.exchange.datasette import publish
from donnybrook.exchange.gallery.writing import GalleryOptions, write_gallery
from donnybrook.problems import Problem
from donnybrook.records import dataclass

type Form = Literal["gallery", "datasette"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be published: in which form, what was searched for ('' finds all), where, under which title."""

    form: Form
    searched: Searched
    folder: Path
    title: str
    spoiler_safe: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What was published: of how many fights, and what to open to look at it."""

    scene_count: int
    place: Path


def counts(catalog: Path, searched: Searched) -> tuple[int, int]:
    """Return how many fights a catalog holds, and how many are shown of a search. Opens the catalog itself."""
    picked = searched.scene_ids
    with Catalog.open(catalog, read_only=True) as opened:
        shown = opened.questions.count(searched.query) if picked is None else len(picked)
        return opened.scene_count(), shown


def publish_as(catalog: Path, wanted: Wanted, told: Callable[[float], None], halt: Event) -> Done:
    """Publish what is wanted; ``told`` hears the share that is done. In a thread of its own: opens the catalog itself.

    Raises:
        Problem: the query is half understood, it can't be written, or ``halt`` was set: then nothing was written.
    """

    def tell(done: int, count: int) -> None:
        if halt.is_set():
            raise Problem(translate("Publishing", "Publishing was stopped. Nothing was written."))
        told(done / max(1, count))

    def watch(scenes: Iterable[Scene], count: int) -> Iterator[Scene]:
        for place, scene in enumerate(scenes):
            tell(place, count)
            yield scene

    with Catalog.open(catalog) as opened:
        found = opened.search(wanted.searched.query).whole(translate("Publishing", "Nothing was written."))
        picked = wanted.searched.scene_ids
        scene_ids = found.scene_ids if picked is None else picked
        if wanted.form == "datasette":
            published = publish(opened, wanted.folder, scene_ids, wanted.title, tell)
            return Done(published.scene_count, published.folder)
        options = GalleryOptions(wanted.title, wanted.spoiler_safe)
        written = write_gallery(opened, wanted.folder, scene_ids, options, watch=watch)
    return Done(written.scene_count, written.page)
