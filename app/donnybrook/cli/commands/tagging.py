"""The command that tags: one line makes a fight, or completes one."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from donnybrook.catalog import Catalog, Film
from donnybrook.catalog.edits.tagging import tag_film, tag_scene
from donnybrook.catalog.tagging import ResolvedLine, UnknownWordsProblem, parse_line, resolve_line
from donnybrook.catalog.tagging.places import name_place, settle_place
from donnybrook.catalog.tagging.said_again import said_again
from donnybrook.cli.marking import Marks
from donnybrook.cli.naming import film_named, first_version_of, scene_named, version_at
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.text import film_text, plain
from donnybrook.cli.typed import TEXT
from donnybrook.problems import Problem


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("film")
@click.argument("line", type=TEXT)
@click.option("--new-terms", is_flag=True, help="Let words that the vocabulary does not know become new terms.")
@click.option("--scene", type=TEXT, help="Complete this fight instead of making a new one.")
def tag(catalog: Path, film: str, line: str, new_terms: bool, scene: str | None) -> None:
    """Tag a fight of FILM with one LINE.

    The fight's scene_id is printed, on a terminal after its number. Every command takes the one as well as the other.

    \b
    1:02:03-1:04:10 Eve: flamethrower vs rival: flamethrower @village #overhead "the duel starts"
    Eve: fire hose! vs rival: flamethrower          ! says improvised; without times: from memory
    ice skates! by Eve vs assailants x8 @ice rink   x8 says how many

    In a shell, put the whole LINE in single quotes. The thumbnail is made at once when the film's file is there.
    """  # noqa: D301 - click reads the backspace
    with opened_catalog(catalog) as opened:
        named = film_named(opened, film)
        scene_id = None if scene is None else _scene_of_film(opened, scene, named)
        version_id = _version(opened, named, film, scene_id)
        with Marks(opened, named.id, version_id) as marks:
            parsed = parse_line(line, rate=marks.rate)
            if parsed.problems:
                raise Problem(" ".join(fault.sentence for fault in parsed.problems) + " Nothing was entered.")
            resolved = _known(settle_place(resolve_line(parsed.line, opened.vocabulary), opened.vocabulary), new_terms)
            scene_id = _store(opened, (named, version_id), scene_id, _marked(resolved, marks))
            marks.take_cover(scene_id)
        # A script takes the whole output for the fight's name; a person goes on by its number.
        click.echo(f"{f'Fight {scene_id}: ' if sys.stdout.isatty() else ''}{opened.scene(scene_id).uuid}")


def _scene_of_film(catalog: Catalog, name: str, film: Film) -> int:
    scene_id = scene_named(catalog, name)
    if catalog.scene(scene_id).film_id != film.id:
        raise Problem(f"Fight {plain(name)} is not in {film_text(film.title, film.year)}. Nothing was entered.")
    return scene_id


def _version(catalog: Catalog, film: Film, named: str, scene_id: int | None) -> int:
    """The version to tag on: that of the fight, or of the file that names the film, else the film's first."""
    if scene_id is not None:
        return catalog.scene(scene_id).version_id
    return version_at(catalog, film, named) or first_version_of(catalog, film)


def _known(line: ResolvedLine, new_terms: bool) -> ResolvedLine:
    said = (line.sides, line.terms, line.location, line.place_name, line.note)
    if not any(said) and line.in_us is None:
        raise Problem("The line says nothing, so nothing was entered.")
    if not line.unknown:
        return line
    if not new_terms:
        told = UnknownWordsProblem(line.unknown)
        raise Problem(f"{told} Write a word it knows, or say --new-terms to make this one a new term.") from told
    return name_place(line)


def _marked(line: ResolvedLine, marks: Marks) -> ResolvedLine:
    if line.in_us is None:
        return line
    out_us = line.out_us if line.out_us is None else marks.mark(line.out_us)
    return replace(line, in_us=marks.mark(line.in_us, begins=True), out_us=out_us)


def _store(catalog: Catalog, where: tuple[Film, int], scene_id: int | None, line: ResolvedLine) -> int:
    film, version_id = where
    weapons = dict.fromkeys(weapon.label for side in line.sides for weapon in side.weapons)
    label = f"Tag {', '.join(weapons) or 'fight'}"
    if scene_id is None:
        return catalog.edit(label, tag_film, film.id, line, version_id=version_id).value
    again = said_again(line, catalog.scene(scene_id))
    if not catalog.edit(label, tag_scene, scene_id, line).changes:
        click.echo("donnybrook: All of that is there already: nothing was added.", err=True)
    elif again.words:
        click.echo(f"donnybrook: Already there: {plain(', '.join(again.words))}.", err=True)
    return scene_id


COMMANDS = (tag,)
