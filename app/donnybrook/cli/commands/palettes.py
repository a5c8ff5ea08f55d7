"""Commands on palettes: ``donnybrook palette CATALOG …``."""

from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.edits import palettes as edits
from donnybrook.catalog.edits.vocabulary import set_own_keys
from donnybrook.catalog.palettes import DIGITS, OF_TERMS, Palette, palette_of_terms, read_palettes
from donnybrook.cli.concepts import concept_named
from donnybrook.cli.naming import film_named, one_called
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.problems import Problem

_KEYS = click.argument("keys", nargs=-1, metavar="DIGIT=TERM...", type=TEXT)


@click.group(invoke_without_command=True)
@click.argument("catalog", type=click.Path(path_type=Path))
@click.pass_context
def palette(context: click.Context, catalog: Path) -> None:
    """List and change the palettes of CATALOG.

    A palette says which term each digit marks with in the window.

    The first is made of the keys that terms have of their own.
    """
    context.obj = catalog
    if context.invoked_subcommand is None:
        with opened_catalog(catalog) as opened:
            click.echo("\t".join(("name", "film", *DIGITS)))
            for each in (opened.read(palette_of_terms), *opened.read(read_palettes)):
                film = opened.film(each.film_id).title if each.film_id is not None else ""
                click.echo("\t".join((plain(each.name), plain(film), *_labels(opened, each))))


@palette.command("make")
@click.argument("name", type=TEXT)
@_KEYS
@click.option("--film", type=TEXT, help="The film it is for; else it is for all.")
@click.pass_obj
def make_palette(catalog: Path, name: str, keys: tuple[str, ...], film: str | None) -> None:
    """Make a palette called NAME, with terms on its digits.

    As in: donnybrook palette my.fights make Blades 1=sword 2=knife 3=tech:parry
    """
    with opened_catalog(catalog) as opened:
        film_id = film_named(opened, film).id if film is not None else None
        terms = {digit: term for digit, term in _terms(opened, keys).items() if term is not None}
        opened.edit(f"Make palette {name}", edits.add_palette, name, film_id=film_id, terms=terms)
    click.echo(f"{plain(name)} is there.")


@palette.command("set")
@click.argument("name", type=TEXT)
@_KEYS
@click.pass_obj
def set_keys(catalog: Path, name: str, keys: tuple[str, ...]) -> None:
    """Put terms on digits of a palette; DIGIT= alone empties one.

    In the first palette of the list, the term gets the digit as its own key.
    """
    with opened_catalog(catalog) as opened:
        terms = _terms(opened, keys)
        found = _named(opened, name)
        label = f"Key{'s' if len(terms) > 1 else ''} {', '.join(terms)}"
        if terms and found.id is None:
            opened.edit(label, set_own_keys, terms)
        elif terms and found.id is not None:
            opened.edit(f"{label} of {found.name}", edits.set_keys, found.id, terms)
        now = _named(opened, name)
        said = ", ".join(f"{digit} {label}" for digit, label in zip(DIGITS, _labels(opened, now), strict=True) if label)
    click.echo(f"{plain(found.name)}: {said or 'no term has a key of it'}.")


@palette.command("rename")
@click.argument("name", type=TEXT)
@click.argument("new_name", type=TEXT)
@click.pass_obj
def rename_palette(catalog: Path, name: str, new_name: str) -> None:
    """Call a palette otherwise."""
    with opened_catalog(catalog) as opened:
        opened.edit(f"Rename palette {name}", edits.rename_palette, _own(opened, name), new_name)
    click.echo(f"{plain(name)} is called {plain(new_name)} now.")


@palette.command("delete")
@click.argument("name", type=TEXT)
@click.pass_obj
def delete_palette(catalog: Path, name: str) -> None:
    """Delete a palette; its terms stay."""
    with opened_catalog(catalog) as opened:
        opened.edit(f"Delete palette {name}", edits.delete_palette, _own(opened, name))
    click.echo(f"{plain(name)} is deleted.")


def _labels(catalog: Catalog, found: Palette) -> list[str]:
    concepts = catalog.vocabulary
    return ["" if each is None else plain(concepts.concept(each).label) for each in found.concept_ids]


def _terms(catalog: Catalog, keys: tuple[str, ...]) -> dict[str, int | None]:
    terms: dict[str, int | None] = {}
    for each in keys:
        digit, sign, word = each.partition("=")
        if not sign or digit not in DIGITS:
            raise Problem(f"“{plain(each)}” is no key. Give a digit and a term, as in 1=sword or 2=tech:parry.")
        terms[digit] = concept_named(catalog, _whole(word.strip())) if word.strip() else None
    return terms


def _whole(word: str) -> str:
    """Write out the kinds that queries have short words for."""
    for short, scheme in (("tech:", "technique:"), ("cam:", "camera:"), ("at:", "location:")):
        if word.startswith(short):
            return scheme + word.removeprefix(short)
    return word


def _named(catalog: Catalog, name: str) -> Palette:
    return one_called([catalog.read(palette_of_terms), *catalog.read(read_palettes)], name, "palette")


def _own(catalog: Catalog, name: str) -> int:
    found = _named(catalog, name)
    if found.id is None:
        raise Problem(f"“{OF_TERMS}” is made of the terms' own keys: it stays, and keeps its name.")
    return found.id


COMMANDS = (palette,)
