"""The command that cuts fights out of their films."""

import re
from pathlib import Path
from typing import Any

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.search.ordering import ORDERS
from donnybrook.cli.idle_options import refuse_idle
from donnybrook.cli.naming import scene_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.progress import Bar
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.exchange.cutting.cutting import Cutting
from donnybrook.exchange.cutting.forms import FORMS, form_of
from donnybrook.exchange.cutting.picking import in_film_order, pick
from donnybrook.exchange.cutting.telling import told_left_out
from donnybrook.exchange.cutting.wishes import Cut, Wish
from donnybrook.problems import Problem
from donnybrook.records import dataclass
from donnybrook.times import format_seconds, parse_time

_SIZE = re.compile(r"([0-9]{1,5})(?:x([0-9]{1,5}))?")
_LEAST_PX, _MOST_PX = 16, 8192
_ORDERS = [sign + order.name for order in ORDERS for sign in ("", "-")]
_KNOWN = "\n".join(f"    {each.ending:8}{each.summary}" for each in FORMS)
_HELP = f"""Cut fights out of their films into OUT.

The fights are those of --scene, or what --query finds. The ending of OUT's name says what becomes of them:

\b
{_KNOWN}
    a folder, or a name without an ending: a clip of each fight

Clips are cut to the very frame. OUT takes its name only once it is whole; a fight whose film is not there is left out
and named.
"""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was asked on the command line."""

    scene: tuple[str, ...]
    query: str | None
    order: str | None
    copies: bool
    sheet: bool
    titles: bool | None
    size: str | None
    lead_in: str | None
    at: str | None
    spoiler_safe: bool


@click.command(help=_HELP)
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--scene", multiple=True, type=TEXT, help="Cut this fight; several, in the order given.")
@click.option("--query", type=TEXT, help="Cut all that this query finds ('' finds all).")
@click.option(
    "--order", type=click.Choice(_ORDERS), metavar="ORDER", help="Of what --query finds, as ‘donnybrook search’ has it."
)
@click.option("--copy/--exact", "copies", help="Copy the film as it is coded: quick, and from a keyframe on.")
@click.option("--sheet", is_flag=True, help="Make a contact sheet: of each fight a picture, or of one fight twenty.")
@click.option("--titles/--no-titles", default=None, help="Put a title card before each fight of a supercut, or none.")
@click.option("--size", type=TEXT, metavar="WxH", help="Of a supercut; of a loop or a still, only the width: 480.")
@click.option("--lead-in", type=TEXT, metavar="TIME", help="Begin each fight so much earlier.")
@click.option("--at", type=TEXT, metavar="TIME", help="Of a still: which frame of the film.")
@click.option("--spoiler-safe", is_flag=True, help="Call fights by what they are fought with, not by their titles.")
def cut(catalog: Path, out: Path, **said: Any) -> None:
    wanted = _Wanted(**said)
    with opened_catalog(catalog, read_only=True) as opened:
        scene_ids = _asked(opened, wanted)
        _refuse_idle(out, wanted, len(scene_ids))
        picked = pick(
            opened, scene_ids, lead_in_us=_time(wanted.lead_in) or 0, hides=lambda _film_id: wanted.spoiler_safe
        )
    wish = Wish(
        out=out,
        is_sheet=wanted.sheet,
        copies=wanted.copies,
        has_titles=wanted.titles is not False,
        size_px=_size(wanted.size),
        at_us=_time(wanted.at),
        title=wanted.query or "",
    )
    with Bar("Cutting") as bar:
        # The catalog is closed by now, so that this process may be copied.
        done = Cutting(picked, wish, lambda share: bar.show(share, 1.0), forks=True).run()
    for told in (*told_left_out(done.left_out), *done.notes):
        click.echo(f"donnybrook: {plain(told)}", err=True)
    click.echo(_told(done))


def _asked(catalog: Catalog, wanted: _Wanted) -> list[int]:
    if (wanted.query is None) == (not wanted.scene):
        raise click.UsageError("Say which fights: --scene N, or --query Q.")
    if wanted.scene:
        refuse_idle({"--order": wanted.order}, "beside --scene: fights stand in the order they are given in")
        return list(dict.fromkeys(scene_named(catalog, name) for name in wanted.scene))
    found = catalog.search(wanted.query or "", order=wanted.order or "newest").whole("Nothing was written.")
    if not found.scene_ids:
        raise Problem(f"No fight answers “{plain(wanted.query or '')}”, so there is nothing to cut out.")
    return list(found.scene_ids) if wanted.order else in_film_order(catalog, found.scene_ids)


def _refuse_idle(out: Path, wanted: _Wanted, count: int) -> None:
    form, several = form_of(out, is_sheet=wanted.sheet), count > 1
    is_supercut = form.kind == "clip" and several
    if form.kind not in ("still", "loop") and not is_supercut:
        refuse_idle({"--size": wanted.size}, "but for a supercut, a loop or a still")
    if not is_supercut:
        idle = wanted.titles is False and form.kind != "clip"  # of a search that finds one fight, it is no matter
        said = {"--titles": wanted.titles, "--no-titles": idle}
        refuse_idle(said, "but for a supercut, which is a clip of several fights")
    if form.kind != "still":
        refuse_idle({"--at": wanted.at}, "but for a still")
    if form.kind == "still" or (form.kind == "sheet" and several):
        refuse_idle({"--lead-in": wanted.lead_in}, "for a still, or for a contact sheet of several fights")


def _time(text: str | None) -> int | None:
    return None if text is None else parse_time(text)


def _size(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = _SIZE.fullmatch(text.strip().lower())
    wide = int(match[1]) if match else 0
    high = int(match[2] or wide * 9 // 16) if match else 0
    if not (_LEAST_PX <= wide <= _MOST_PX and _LEAST_PX <= high <= _MOST_PX):
        raise Problem(f"“{plain(text)}” is not a size. Write 1280x720, or a width alone: 480.")
    return wide, high


def _told(done: Cut) -> str:
    length = f", {format_seconds(round(done.length_us, -3))} s" if done.length_us else ""
    return f"{plain(str(done.out))} is written: {counted(done.fights, 'fight')}{length}."


COMMANDS = (cut,)
