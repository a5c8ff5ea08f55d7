"""The command that slides the fights of a film, timed from memory, into place on a film that is there now."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import click

from donnybrook.catalog import Catalog, EntryProblem, FileClock, Film, Scene, SceneRow
from donnybrook.catalog.edits.retiming import retime_scenes
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.sliding import Anchor, slide_of
from donnybrook.cli.marking import Marks
from donnybrook.cli.naming import film_named, scene_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.text import film_text, plain
from donnybrook.cli.typed import TEXT
from donnybrook.problems import Problem
from donnybrook.times import TimeProblem, format_clock

_MOST = 2


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("film", type=TEXT)
@click.argument("places", nargs=-1, required=True, metavar="FIGHT=TIME...", type=TEXT)
@click.option("--preview", is_flag=True, help="Say where all fights would fall, and move none.")
def slide(catalog: Path, film: str, places: tuple[str, ...], preview: bool) -> None:
    """Slide the fights of FILM into place, by one or two of them.

    One FIGHT=TIME says by how much all of them are late or early; a second one also says how much faster or slower
    they run. FIGHT is a number or a scene_id, TIME where it begins on the film's file. It is one edit, which
    ‘donnybrook undo’ takes back.
    """
    if len(places) > _MOST:
        raise click.UsageError("One fight or two say where all of them are.")
    with opened_catalog(catalog) as opened:
        named = film_named(opened, film)
        anchors = [_anchor(opened, named, place) for place in places]
        try:
            moved = slide_of(anchors)
        except EntryProblem as problem:
            raise Problem(f"{problem} Nothing was moved.") from problem
        version_id, *others = {opened.scene(each.scene_id).version_id for each in anchors}
        if others:
            raise Problem(
                "These two are of two versions of the film, which have times of their own. Nothing was moved."
            )
        timed = [row for row in _rows(opened, named, version_id) if row.in_us is not None]
        if preview:
            click.echo("fight\twas\tis")
            for row in timed:
                click.echo(f"{row.id}\t{_clock(row.in_us)}\t{_clock(_to(moved, anchors, row.in_us))}")
            return
        with Marks(opened, named.id, version_id) as marks:
            label = f"Slide {counted(len(timed), 'fight')}"
            ids = [row.id for row in timed]

            @cache
            def mark(time_us: int) -> int:
                return marks.mark(_to(moved, anchors, time_us))

            for time_us in _times(opened.scenes(ids)):  # so that no frame is read while others wait to write
                mark(time_us)
            try:
                opened.edit(label, retime_scenes, ids, mark)
            except EntryProblem as problem:
                raise Problem(str(problem)) from problem
            for scene_id in ids:
                marks.take_cover(scene_id)
    click.echo(f"{counted(len(timed), 'fight')} of {film_text(named.title, named.year)} slid into place.")


def _rows(catalog: Catalog, film: Film, version_id: int) -> Sequence[SceneRow]:
    return catalog.scene_rows(catalog.scene_ids_of_film(film.id, version_id))


def _times(scenes: Iterable[Scene]) -> Iterator[int]:
    for scene in scenes:
        pairs = [(scene.fields.in_us, scene.fields.out_us)]
        pairs += [(beat.in_us, beat.out_us) for beat in scene.beats]
        pairs += [(use.from_us, use.to_us) for use in scene.wieldings]
        yield from (
            time_us for begins, ends in pairs if begins is not None for time_us in (begins, ends) if time_us is not None
        )


def _anchor(catalog: Catalog, film: Film, place: str) -> Anchor:
    name, sign, text = place.partition("=")
    if not sign:
        raise click.UsageError(f"“{plain(place)}” is not FIGHT=TIME, such as 3=1:02:03.")
    scene = catalog.scene(scene_named(catalog, name))
    if scene.film_id != film.id:
        raise Problem(f"Fight {scene.id} is not of {film_text(film.title, film.year)}. Nothing was moved.")
    if scene.fields.in_us is None:
        raise Problem(f"Fight {scene.id} has no in point to slide by. Give it one with ‘donnybrook set’.")
    with Marks(catalog, film.id, scene.version_id) as marks:
        try:
            return Anchor(scene.id, scene.fields.in_us, marks.typed(text))
        except TimeProblem as problem:
            raise Problem(f"{problem} Nothing was moved.") from problem


def _to(moved: FileClock, anchors: Sequence[Anchor], time_us: int | None) -> int:
    exactly = next((each.is_us for each in anchors if each.was_us == time_us), None)
    return moved.to_file(time_us or 0) if exactly is None else exactly


def _clock(time_us: int | None) -> str:
    return "?" if time_us is None else f"-{format_clock(-time_us)}" if time_us < 0 else format_clock(time_us)


COMMANDS = (slide,)
