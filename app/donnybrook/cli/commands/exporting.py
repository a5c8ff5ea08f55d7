"""The command that exports."""

from pathlib import Path

import click

from donnybrook.catalog.numbers import counted
from donnybrook.cli.idle_options import refuse_idle
from donnybrook.cli.naming import film_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.progress import Bar
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.exchange.exporting import Choice, export_found, is_folder
from donnybrook.exchange.format import Format
from donnybrook.exchange.formats import format_for, format_named, written_formats
from donnybrook.exchange.wanted import sheet_names

_FOLDER = "folder"


def _help() -> str:
    known = "\n".join(f"    {each.ending:14} {each.summary}" for each in written_formats())
    return f"""Export the fights of CATALOG to OUT.

    The ending of OUT's name says in which format:

    \b
{known}
    NAME/          a folder of all tables as CSV, with a codebook; NAME without an ending is one too

    A file or a folder takes its name only once it is whole. What is in the trash stays here. A format for one film
    takes --film, or a folder as OUT together with --as, which gets a file for each film."""


@click.command(help=_help())
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path())
@click.option("--query", type=TEXT, default="", help="Export what this query finds, instead of everything.")
@click.option("--film", type=TEXT, help="Export the fights of this film alone: a title, a number, or its file.")
@click.option("--as", "form", type=TEXT, help="The format, where OUT's name does not tell; folder for all tables.")
@click.option(
    "--table",
    "tables",
    type=TEXT,
    multiple=True,
    metavar="NAME",
    help=f"Export this table; may be said again. There are {', '.join(sheet_names())}.",
)
@click.option("--wide", is_flag=True, help="One row per fight, with several values in a cell: as --table fights.")
@click.option("--columns", type=TEXT, default="", metavar="NAMES", help="Only these, such as title,wieldings.weapon.")
@click.option(
    "--flavour",
    type=click.Choice(["plain", "excel"]),
    default="plain",
    help="Of CSV. excel: with a mark that tells Excel it is UTF-8, and text that looks like a formula made harmless.",
)
@click.option("--parquet", is_flag=True, help="In a folder or a .zip: tables as Parquet, instead of CSV.")
@click.option("--with-trash", is_flag=True, help="Export what is in the trash too.")
@click.option("--no-pictures", is_flag=True, help="Leave pictures out of a folder, a .zip or JSON.")
def export(catalog: Path, out: str, query: str, film: str | None, form: str | None, **said: object) -> None:
    choice = _choice(said, folder=form == _FOLDER or (form is None and is_folder(out)))
    chosen = None if choice.folder else format_named(form, written_formats()) if form else format_for(Path(out))
    _refuse_idle(choice, chosen)
    with opened_catalog(catalog) as opened, Bar("Exporting") as bar:
        done = export_found(
            opened,
            Path(out),
            query,
            film_id=None if film is None else film_named(opened, film).id,
            form=chosen,
            choice=choice,
            tell=bar.show,
        )
    files = f", in {counted(done.file_count, 'file')}" if done.file_count != 1 else ""
    left = f" {counted(done.untimed_count, 'fight')} without times left out." if done.untimed_count else ""
    click.echo(f"{counted(done.scene_count, 'fight')} written to {plain(out)}{files}.{left}")


def _refuse_idle(choice: Choice, form: Format | None) -> None:
    """Refuse what says nothing of a format; ``None`` is a folder of tables."""
    name = _FOLDER if form is None else form.name
    is_set = name in (_FOLDER, "zip")
    is_excel = choice.flavour == "excel"
    if not is_set and name != "parquet":
        refuse_idle({"--parquet": choice.parquet}, "but for a folder or a .zip")
    if choice.parquet or not (is_set or name == "csv"):
        refuse_idle({"--flavour": is_excel}, "but for tables as CSV")
    if form is not None and not (is_set or form.shape in ("tidy", "all")):
        refuse_idle({"--no-pictures": not choice.pictures}, f"for {form.ending}, which holds no pictures")
    if form is not None and form.write_tables is None:
        of_tables = {"--table": choice.sheets, "--columns": choice.columns, "--with-trash": choice.with_trash}
        refuse_idle(of_tables, f"for {form.ending}, which holds no tables")


def _choice(said: dict[str, object], *, folder: bool) -> Choice:
    tables, columns = said["tables"], str(said["columns"]).split(",")
    named = tuple(map(str, tables)) if isinstance(tables, tuple) else ()
    return Choice(
        sheets=(*(("fights",) if said["wide"] else ()), *named),
        columns=tuple(name.strip() for name in columns if name.strip()),
        flavour="excel" if said["flavour"] == "excel" else "plain",
        parquet=bool(said["parquet"]),
        with_trash=bool(said["with_trash"]),
        pictures=not said["no_pictures"],
        folder=folder,
    )


COMMANDS = (export,)
