"""The command that imports fights from files of other programs."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.cli.idle_options import refuse_idle
from donnybrook.cli.naming import film_named, version_at
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.progress import Bar
from donnybrook.cli.text import plain
from donnybrook.cli.typed import RATE, TEXT
from donnybrook.cli.whole_imports import import_whole
from donnybrook.exchange.csv_reading import read_header
from donnybrook.exchange.foreign import TableLayout
from donnybrook.exchange.format import Format, RateUnclear
from donnybrook.exchange.formats import format_named, read_format_for, read_formats
from donnybrook.exchange.import_films import FilmUnclear
from donnybrook.exchange.import_plan import ImportChoices, ImportPlan
from donnybrook.exchange.import_telling import fights_sentence, left_out, unread_sentence, word_words, words_sentence
from donnybrook.exchange.importing import Imported, import_file, preview_import
from donnybrook.exchange.set_reading import is_whole
from donnybrook.exchange.table_columns import TARGETS, ColumnsUnclear, unread_columns
from donnybrook.problems import Problem
from donnybrook.times import SECOND_US


def _help() -> str:
    known = "\n".join(f"    {each.name:12} {', '.join((each.ending, *each.also_read))}" for each in read_formats())
    return f"""Import fights into CATALOG from FILE.

    FILE is another program's, a table that somebody made, or what ‘export’ wrote.
    The ending of FILE's name says what it is, or --as:

    \b
{known}

    A folder, .zip or .json that ‘export’ wrote is taken back without loss, all of it or nothing: into an empty
    catalog, it gives an equal one.

    Words are matched with the vocabulary; what no term goes by stays in the note, or becomes a term with --new-words.
    What can't be taken is listed, and the rest is taken. The whole import is one edit, and a backup is made before."""


@click.command("import", help=_help())
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--film", type=TEXT, help="The film that all of it is about: a title, a number, or its file.")
@click.option("--as", "form", type=TEXT, help="The format, where the file's name does not tell.")
@click.option("--rate", type=RATE, help="The frames per second that FILE counts in, if the film does not tell.")
@click.option(
    "--map",
    "columns",
    type=TEXT,
    multiple=True,
    metavar="OURS=THEIRS",
    help=f"Of a table: which of its columns is which, as in title=Name; may be said again. Ours: {', '.join(TARGETS)}.",
)
@click.option("--separator", type=TEXT, help="Of a table: what stands between cells, if it is none of , ; | and a tab.")
@click.option("--encoding", type=TEXT, help="Of a table: its encoding, if it is not UTF-8, such as cp1252.")
@click.option("--new-words", is_flag=True, help="Let words that the vocabulary does not know become new terms.")
@click.option("--preview", is_flag=True, help="Say what would be imported, and import nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def import_fights(
    catalog: Path,
    file: Path,
    film: str | None,
    form: str | None,
    rate: Fraction | None,
    new_words: bool,
    preview: bool,
    as_json: bool,
    **table: object,
) -> None:
    of_table = {f"--{name.replace('columns', 'map')}": value for name, value in table.items()}
    of_others = {"--film": film, "--rate": rate, **of_table, "--new-words": new_words}
    with opened_catalog(catalog) as opened:
        if form is None and is_whole(file):
            refuse_idle(of_others, "where what was exported whole is taken back as it was")
            import_whole(opened, file, preview=preview, as_json=as_json)
            return
        chosen = read_format_for(file) if form is None else format_named(form, read_formats())
        if chosen.read_rows is None:
            refuse_idle(of_table, f"for {chosen.name}, which is no table")
        if not chosen.counts_frames:
            refuse_idle({"--rate": rate}, f"for {chosen.name}, which does not count frames")
        choices = replace(_choices(opened, film, chosen, rate, new_words=new_words), layout=_layout(table))
        plan, done = _carried_out(opened, file, choices, preview=preview)
        unread = _unread(file, choices)
        scene_ids = [opened.scene(each).uuid for each in done.scene_ids] if done and as_json else []
    if as_json:
        click.echo(_json(plan, done, scene_ids, unread))
    else:
        _tell(plan, unread, done=done is not None)


def _carried_out(
    catalog: Catalog, file: Path, choices: ImportChoices, *, preview: bool
) -> tuple[ImportPlan, Imported | None]:
    try:
        with Bar("Reading" if preview else "Importing") as bar:
            if preview:
                return preview_import(catalog, file, choices, bar.show), None
            done = import_file(catalog, file, choices, bar.show)
            return done.plan, done
    except FilmUnclear as problem:
        raise Problem(f"{problem} Say it by --film: a title, or a number.") from problem
    except RateUnclear as problem:
        raise Problem(f"{problem} Say it by --film, or by --rate: as in ‘--rate 24’.") from problem
    except ColumnsUnclear as problem:
        raise Problem(f"{problem} As in ‘--map title=Name --map in=Start’.") from problem


def _layout(said: dict[str, object]) -> TableLayout:
    columns = said["columns"] if isinstance(said["columns"], tuple) else ()
    pairs = [str(each).partition("=") for each in columns]
    wrong = next((f"{ours}{sign}{theirs}" for ours, sign, theirs in pairs if not sign), None)
    if wrong is not None:
        raise Problem(f"“{wrong}” says no column. Write --map OURS=THEIRS, as in --map title=Name.")
    return TableLayout(
        columns=tuple((ours.strip(), theirs.strip()) for ours, _, theirs in pairs),
        separator=str(said["separator"] or ""),
        encoding=str(said["encoding"] or ""),
    )


def _unread(file: Path, choices: ImportChoices) -> tuple[str, ...]:
    if choices.form is None or choices.form.read_rows is None:
        return ()
    return unread_columns(read_header(file, choices.layout), choices.layout, file.name)


def _choices(
    catalog: Catalog, film: str | None, form: Format, rate: Fraction | None, *, new_words: bool
) -> ImportChoices:
    named = None if film is None else film_named(catalog, film)
    return ImportChoices(
        film_id=named.id if named else None,
        version_id=version_at(catalog, named, film) if named and film else None,
        new_words=new_words,
        form=form,
        rate=rate,
    )


def _tell(plan: ImportPlan, unread: tuple[str, ...], *, done: bool) -> None:
    click.echo(plain(fights_sentence(plan, done=done)))
    if unread:
        click.echo(plain(f"{unread_sentence(unread)} Say what they are, as in ‘--map out={unread[0]}’."))
    if plan.unknown:
        click.echo(words_sentence(plan))
    for word in plan.unknown:
        click.echo(f"  {plain(word_words(word))}")
    for sentence in left_out(plan):
        click.echo(f"donnybrook: {plain(sentence)}", err=True)


def _json(plan: ImportPlan, done: Imported | None, scene_ids: list[str], unread: tuple[str, ...]) -> str:
    said = {
        "file": plan.name,
        "format": plan.format_name,
        "films": [
            {"film_id": film.film_id, "title": film.title, "year": film.year, "fights": film.scene_count}
            for film in plan.films
        ],
        "fights": [
            {
                "where": scene.where,
                "film": plan.films[scene.film].title,
                "title": scene.fields.title,
                "in_s": _seconds(scene.fields.in_us),
                "out_s": _seconds(scene.fields.out_us),
            }
            for scene in plan.scenes
        ],
        "unknown_words": [
            {"word": word.label, "scheme": word.scheme, "count": word.count, "near": word.near} for word in plan.unknown
        ],
        "left_out": [{"where": each.where, "reason": each.reason} for each in plan.bad],
        "columns_not_read": unread,
        "there_already": plan.there_already,
        "imported": scene_ids if done else None,
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _seconds(time_us: int | None) -> float | None:
    return None if time_us is None else time_us / SECOND_US


COMMANDS = (import_fights,)
