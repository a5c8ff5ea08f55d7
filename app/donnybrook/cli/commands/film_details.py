"""Commands on what is said of films: one group, ``donnybrook film CATALOG …``."""

from collections.abc import Sequence
from pathlib import Path

import click

from donnybrook.catalog import Catalog, Film, Transaction
from donnybrook.catalog.edits import films
from donnybrook.catalog.edits.film_removal import fights_told, remove_film
from donnybrook.catalog.film_identifiers import FILM_SCHEMES
from donnybrook.cli.describing.entering import around_film, typed_line
from donnybrook.cli.describing.fields import Field, fields_help, read_typed
from donnybrook.cli.describing.values import Value, read_values
from donnybrook.cli.naming import film_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.text import film_text, plain
from donnybrook.cli.typed import TEXT
from donnybrook.problems import Problem

_FIELDS = (
    Field("title", "text", "the title"),
    Field("year", "year", "the year it came out"),
    Field("country", "text", "where it was made"),
    Field("note", "text", "anything more"),
    Field("other_title", "text", "another title it goes by", column="alternative_titles", several=True),
    Field(
        "identifier",
        "identifier",
        f"who numbers it how, as in {FILM_SCHEMES[0].name}:{FILM_SCHEMES[0].example}, or an address",
        column="identifiers",
        several=True,
    ),
)
_TYPED = {"ignore_unknown_options": True}


@click.group(invoke_without_command=True)
@click.argument("catalog", type=click.Path(path_type=Path))
@click.pass_context
def film(context: click.Context, catalog: Path) -> None:
    """List and describe the films of CATALOG.

    Without a command, all are listed, as they would be typed. ‘donnybrook character’ has a film's cast.
    """
    context.obj = catalog
    if context.invoked_subcommand is None:
        with opened_catalog(catalog) as opened:
            for each in opened.films():
                click.echo(_line(opened, each))


@film.command(
    context_settings=_TYPED,
    help=f"Add a film from memory; ‘donnybrook add’ adds a film's file.\n\n\b\n{fields_help(_FIELDS)}",
)
@click.argument("said", nargs=-1, metavar="[TITLE] FIELD=VALUE...", type=TEXT)
@click.pass_obj
def add(catalog: Path, said: tuple[str, ...]) -> None:
    with opened_catalog(catalog) as opened:
        values = _read(opened, None, said)
        title = str(values.get("title", ""))
        there = [each for each in opened.find_films(title) if title and each.year == values.get("year")]
        if there:
            raise Problem(f"{plain(title)} is film {there[0].id} of this catalog already.")
        film_id = opened.edit(f"Add film {title}".rstrip(), _add, values).value
        click.echo(_line(opened, opened.film(film_id)))


@film.command(
    "set",
    context_settings=_TYPED,
    help=f"Say more of a FILM. FIELD= alone empties a field.\n\n\b\n{fields_help(_FIELDS)}",
)
@click.argument("name", metavar="FILM", type=TEXT)
@click.argument("said", nargs=-1, required=True, metavar="FIELD=VALUE...", type=TEXT)
@click.pass_obj
def change(catalog: Path, name: str, said: tuple[str, ...]) -> None:
    with opened_catalog(catalog) as opened:
        before = film_named(opened, name)
        edited = opened.edit(f"Change film {before.title}", _change, before, _read(opened, before, said))
        if not edited.changes:
            click.echo("That was so already.")
        click.echo(_line(opened, opened.film(before.id)))


@film.command()
@click.argument("name", metavar="FILM", type=TEXT)
@click.option("--with-fights", is_flag=True, help="Remove its fights too, and those in the trash.")
@click.pass_obj
def remove(catalog: Path, name: str, with_fights: bool) -> None:
    """Take a FILM out of the catalog, with all that is said of it; its files on the disk stay where they are.

    A film with fights stays, unless they are to go with it. A backup is made before, and ‘donnybrook undo’ brings all
    of it back.
    """
    with opened_catalog(catalog) as opened:
        gone = film_named(opened, name)
        told = opened.read(fights_told, gone.id)
        if told and not with_fights:
            raise Problem(f"{plain(gone.title)} has {told}. Nothing was removed. Say --with-fights to remove them too.")
        opened.back_up_before("removing a film")
        opened.edit(f"Remove film {gone.title}", remove_film, gone.id, with_fights=with_fights)
    went = f", and with it {told}" if told else ""
    click.echo(f"{film_text(gone.title, gone.year)} was removed from the catalog{went}. Its files were not touched.")


def _read(catalog: Catalog, before: Film | None, said: Sequence[str]) -> dict[str, Value]:
    present = _values(before) if before else {}
    with around_film(catalog, before.id if before else 0) as around:
        typed = read_typed(said, _FIELDS, first="" if before else "title")
        return {each.field.key: read_values(around, each, present.get(each.field.name, ())) for each in typed}


def _add(tx: Transaction, /, values: dict[str, Value]) -> int:
    film_id = films.add_film(tx, str(values.pop("title", "")))
    _enter(tx, film_id, values, (), ())
    return film_id


def _change(tx: Transaction, /, before: Film, values: dict[str, Value]) -> None:
    numbers = tuple(f"{each.scheme}:{each.value}" for each in before.identifiers)
    _enter(tx, before.id, values, before.alternative_titles, numbers)


def _enter(
    tx: Transaction, film_id: int, values: dict[str, Value], titles: Sequence[str], numbers: Sequence[str]
) -> None:
    single = {name: value for name, value in values.items() if not isinstance(value, tuple)}
    if single:
        films.change_film(tx, film_id, **single)
    wanted_titles, wanted_numbers = values.get("alternative_titles", titles), values.get("identifiers", numbers)
    added, gone = _differences(titles, wanted_titles)
    for title in gone:
        films.remove_film_title(tx, film_id, title)
    for title in added:
        films.add_film_title(tx, film_id, title)
    added, gone = _differences(numbers, wanted_numbers)
    for number in gone:
        films.remove_film_identifier(tx, film_id, *_halves(number))
    for number in added:
        films.identify_film(tx, film_id, *_halves(number))


def _differences(before: Sequence[str], wanted: object) -> tuple[list[str], list[str]]:
    after = [str(each) for each in wanted] if isinstance(wanted, tuple) else []
    return [each for each in after if each not in before], [each for each in before if each not in after]


def _halves(number: str) -> tuple[str, str]:
    scheme, _, value = number.partition(":")
    return scheme, value


def _values(film: Film) -> dict[str, Value]:
    numbers = tuple(f"{each.scheme}:{each.value}" for each in film.identifiers)
    return {
        "title": film.title,
        "year": film.year,
        "country": film.country,
        "note": film.note,
        "other_title": film.alternative_titles,
        "identifier": numbers,
    }


def _line(catalog: Catalog, film: Film) -> str:
    with around_film(catalog, film.id) as around:
        return f"film {film.id}: {typed_line(around, _FIELDS, _values(film))}"


COMMANDS = (film,)
