"""The commands that search, and that make a link to what was found."""

from pathlib import Path
from typing import Any

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.alike import WEIGHTS, read_weight
from donnybrook.catalog.query.fields import FIELDS, FLAGS, OPERATORS
from donnybrook.catalog.scene_links import SceneLink
from donnybrook.catalog.search.ordering import ORDERS
from donnybrook.catalog.search.spelling import Suggestion
from donnybrook.cli.answers import answered
from donnybrook.cli.concepts import concept_named
from donnybrook.cli.naming import scene_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.progress import Bar
from donnybrook.cli.tables import print_scenes
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.cli.window import Windows
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_FIELDS = "\n".join(f"{field.name + ':':12}{field.summary}, as in {field.example}" for field in FIELDS)
_SIGNS = "\n".join(f"{sign.text:12}{sign.summary}, as in {sign.example}" for sign in (*FLAGS, *OPERATORS))
_MOST_LOOKS = 2_000  # covers that are looked at before the first answer; the others at the next
_ORDERS = [sign + order.name for order in ORDERS for sign in ("", "-")]
_ORDERS_HELP = "; ".join(f"{order.name}: {order.label}" for order in ORDERS[2:])
_HELP = f"""Find the fights of CATALOG that answer QUERY.

They come newest first; without a QUERY, all of them. A plain word is looked for in any text, weapon (with what is
narrower), person, place, film. What can't be understood is said, and the rest still runs. In a shell, put the whole
QUERY in single quotes.

\b
{_FIELDS}

\b
{_SIGNS}
"""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be printed of an answer."""

    order: str
    limit: int | None
    as_json: bool
    count: bool
    facets: bool
    matrix: bool
    rows: str | None
    columns: str | None
    similar: str | None
    weigh: tuple[str, ...]
    explain: bool
    play: bool


@click.command(context_settings={"ignore_unknown_options": True}, help=_HELP)
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("query", nargs=-1, type=TEXT)
@click.option(
    "--order",
    type=click.Choice(_ORDERS),
    default="newest",
    metavar="ORDER",
    help=f"newest (if nothing is said), oldest; {_ORDERS_HELP}. With a - before it, the other way round.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Print so many at most.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: of fights, with the columns of the CSV as keys.")
@click.option("--count", is_flag=True, help="Print only how many there are.")
@click.option("--facets", is_flag=True, help="Print how many there are of each weapon, place, person, film, decade …")
@click.option("--matrix", is_flag=True, help="Print which classes of weapons meet which in them.")
@click.option("--rows", type=TEXT, metavar="WEAPON", help="With --matrix: what is under this weapon, against the rest.")
@click.option("--columns", type=TEXT, metavar="WEAPON", help="With --matrix: against what is under this weapon.")
@click.option("--similar", type=TEXT, metavar="SCENE", help="Find fights like this one instead, with the reasons.")
@click.option(
    "--weigh",
    multiple=True,
    type=TEXT,
    metavar="ASPECT=NUMBER",
    help="With --similar: how much weapons, sides, place, techniques, camera, length or look weigh; 0 leaves one out.",
)
@click.option("--explain", is_flag=True, help="Say what is understood of QUERY, and how it is gone about.")
@click.option("--play", is_flag=True, help="Open the window and play what was found, one after the other.")
@click.pass_obj
def search(windows: Windows, /, catalog: Path, query: tuple[str, ...], **said: Any) -> int:
    asked, wanted = " ".join(query), _Wanted(**said)
    if wanted.play:
        return windows.catalog(catalog, query=asked, play=True)
    with opened_catalog(catalog) as opened:
        if wanted.similar:
            _print_similar(opened, asked, wanted)
        elif wanted.explain:
            _print_explanation(opened, asked)
        else:
            _print_answer(opened, asked, wanted)
    return 0


def _print_answer(opened: Catalog, asked: str, wanted: _Wanted) -> None:
    wants_fights = not (wanted.count or wanted.facets or wanted.matrix)
    found = answered(opened, asked, order=wanted.order, limit=wanted.limit if wants_fights else 1)
    for told in _meant(found.suggestions):
        click.echo(f"donnybrook: {told}", err=True)
    if wanted.count:
        click.echo(opened.questions.count(asked))
    if wanted.facets:
        from donnybrook.cli.counts import print_facets

        facets = opened.questions.facets(asked)
        if facets.is_trash:
            click.echo("donnybrook: What lies in the trash is not counted by weapon, place, person …", err=True)
        print_facets(facets, opened.vocabulary, as_json=wanted.as_json)
    if wanted.matrix:
        from donnybrook.cli.counts import print_matrix

        under = (_weapon(opened, wanted.rows), _weapon(opened, wanted.columns))
        print_matrix(opened.questions.matrix(asked, *under), opened.vocabulary, as_json=wanted.as_json)
    if wants_fights and wanted.as_json:
        from donnybrook.exchange.json_rows import json_array

        for line in json_array(opened, found.scene_ids):
            click.echo(line)
    elif wants_fights:
        print_scenes(opened.scene_rows(found.scene_ids))


def _weapon(opened: Catalog, name: str | None) -> int | None:
    return None if name is None else concept_named(opened, name, schemes=("weapon",))


def _print_similar(opened: Catalog, asked: str, wanted: _Wanted) -> None:
    from donnybrook.cli.counts import print_likeness
    from donnybrook.ingest.looks import read_looks
    from donnybrook.media import FilmWorker

    if asked:
        raise Problem("--similar finds fights like one, whatever else: leave out the QUERY.")
    scene_id = scene_named(opened, wanted.similar or "")
    with Bar("Looking at covers") as bar, FilmWorker() as worker:
        read_looks(opened, worker, most=_MOST_LOOKS, told=bar.show)
    like = opened.questions.like(scene_id, _weights(wanted.weigh), wanted.limit or 20)
    print_likeness(opened, like, as_json=wanted.as_json)


def _weights(said: tuple[str, ...]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for each in said:
        try:
            aspect, number = read_weight(each)
        except ValueError:
            there = ", ".join(WEIGHTS)
            raise Problem(f"“{plain(each)}” is no weight. Say one as weapons=2; there are {there}.") from None
        weights[aspect] = number
    return weights


def _print_explanation(opened: Catalog, asked: str) -> None:
    told = opened.questions.explain(asked)
    click.echo(f"Understood: {plain(told.understood) or 'nothing, so everything is found'}")
    for condition in told.conditions:
        click.echo(f"  and {plain(condition)}" if condition is not told.conditions[0] else f"  {plain(condition)}")
    for problem in told.problems:
        click.echo(f"Not understood: {plain(problem)}")
    for meant in _meant(told.suggestions):
        click.echo(meant)
    click.echo(told.way)
    click.echo(f"It finds {opened.questions.count(asked)}.")


def _meant(suggestions: tuple[Suggestion, ...]) -> list[str]:
    return [f"Nothing has “{plain(each.word)}”. Did you mean: {plain(each.query)}" for each in suggestions]


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("scene", type=TEXT)
def link(catalog: Path, scene: str) -> None:
    """Print a link to a fight, which opens the window on it.

    ‘donnybrook LINK’ opens it, on this computer and wherever the catalog lies at the same path.
    """
    with opened_catalog(catalog) as opened:
        click.echo(SceneLink(opened.path, opened.scene(scene_named(opened, scene)).uuid).text)


COMMANDS = (search, link)
