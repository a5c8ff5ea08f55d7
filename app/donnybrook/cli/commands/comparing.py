"""The command that compares what two coders entered."""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from donnybrook.catalog.numbers import counted
from donnybrook.cli.idle_options import refuse_idle
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.times import SECOND_US, format_seconds

if TYPE_CHECKING:  # numpy waits until something is compared
    from donnybrook.analysis.agreement import Agreement, Estimate
    from donnybrook.analysis.coder_comparison import Comparison
    from donnybrook.analysis.disagreements import Disagreement
    from donnybrook.analysis.pairs import Differences

type Json = str | int | float | bool | list["Json"] | dict[str, "Json"] | None

_HEADER = ("variable", "of", "units", "agree", "kappa", "kappa_low", "kappa_high", "alpha", "alpha_low", "alpha_high")


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("other", type=click.Path(path_type=Path), required=False)
@click.option("--layers", nargs=2, type=TEXT, metavar="ONE OTHER", help="The layer of each that counts.")
@click.option(
    "--least-overlap",
    type=click.FloatRange(0.01, 1),
    default=0.5,
    show_default=True,
    help="Two fights are one if they share so much of the time they cover.",
)
@click.option(
    "--tolerance", type=click.FloatRange(0), default=0.5, show_default=True, help="Seconds an edge may be off."
)
@click.option("--each", is_flag=True, help="Tell of each weapon and term, too.")
@click.option("--disagreements", "wants_list", is_flag=True, help="List what they do not agree on, instead.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: all of it.")
def compare(
    catalog: Path,
    other: Path | None,
    layers: tuple[str, str] | None,
    least_overlap: float,
    tolerance: float,
    each: bool,
    wants_list: bool,
    as_json: bool,
) -> None:
    """Compare two layers of CATALOG, or CATALOG and OTHER.

    Each is what one coder entered. Fights are matched by time. Then it tells how far their bounds lie apart, and how
    far both agree on each thing they say: percent agreement, Cohen's kappa and Krippendorff's alpha, with 95 %
    intervals. Nothing is changed.
    """
    if as_json:
        refuse_idle({"--each": each, "--disagreements": wants_list}, "beside --json, which tells all of it")
    if wants_list:
        refuse_idle({"--each": each}, "beside --disagreements, which lists each as it is")
    from donnybrook.analysis.coder_comparison import compare as compare_readings
    from donnybrook.analysis.disagreements import disagreements
    from donnybrook.analysis.readings import readings_of

    with ExitStack() as stack:
        one = stack.enter_context(opened_catalog(catalog))
        another = stack.enter_context(opened_catalog(other)) if other else None
        compared = compare_readings(*readings_of(one, another, layers or ()), least_overlap)
    differing = disagreements(compared, int(Fraction(str(tolerance)) * SECOND_US))
    if as_json:
        click.echo(json.dumps(_as_json(compared, differing), ensure_ascii=False, indent=1))
        return
    lines = _listed(compared, differing) if wants_list else (*_told(compared, len(differing)), *_table(compared, each))
    for line in lines:
        click.echo(line)


def _told(compared: "Comparison", differing: int) -> Iterator[str]:
    one, other = (plain(name) for name in compared.names)
    yield f"{one} and {other}: {counted(len(compared.films), 'film')} that both coded."
    for name, films in zip((one, other), compared.only_films, strict=True):
        if films:
            yield f"Only {name} coded {', '.join(map(plain, films))}."
    lone_one, lone_other = (sum(each.is_one is is_one for each in compared.lone) for is_one in (True, False))
    found = f"{counted(len(compared.pairs), 'fight')} of both; only {one}: {lone_one}, only {other}: {lone_other}"
    yield f"{found}; without times: {compared.untimed[0]}, {compared.untimed[1]}."
    if compared.mean_overlap is not None:
        yield f"Matched fights overlap by {compared.mean_overlap:.3f} on average."
        yield f"In: {_apart(compared.in_, other)}"
        yield f"Out: {_apart(compared.out, other)}"
    beats = compared.beats
    if beats.pairs or beats.lone:
        alone = [sum(each.is_one is is_one for each in beats.lone) for is_one in (True, False)]
        said = f"{counted(len(beats.pairs), 'beat')} of both; only {one}: {alone[0]}, only {other}: {alone[1]}"
        yield f"{said}; without times: {beats.untimed[0]}, {beats.untimed[1]}."
    if beats.pairs:
        yield f"In of beats: {_apart(beats.in_, other)}"
        yield f"Out of beats: {_apart(beats.out, other)}"
    yield f"{counted(differing, 'disagreement')}; --disagreements lists them."


def _apart(apart: "Differences", other: str) -> str:
    absolute = f"{_seconds(apart.mean_absolute_us)} s apart on average"
    ends = f"{_seconds(apart.median_absolute_us)} s in the middle, {_seconds(apart.most_us)} s at most"
    return f"{absolute}, {ends}; {_when(apart.mean_us or 0, other)}."


def _when(later_us: float, other: str) -> str:
    told = _seconds(abs(later_us))
    if told == _seconds(0):
        return f"{other} is neither earlier nor later"
    return f"{other} is {told} s {'later' if later_us > 0 else 'earlier'}"


def _seconds(time_us: float | None) -> str:
    return "" if time_us is None else f"{time_us / SECOND_US:.3f}"


def _table(compared: "Comparison", each: bool) -> Iterator[str]:
    yield "\t".join(_HEADER)
    yield _row("Fight or not, by the second", "", compared.slices)
    for variable in compared.variables:
        if each or not variable.of:
            yield _row(variable.name, variable.of, variable.agreement)


def _row(name: str, of: str, agreed: "Agreement") -> str:
    estimates = [value for each in (agreed.kappa, agreed.alpha) for value in (each.value, each.low, each.high)]
    figures = ["" if value is None else f"{value:.3f}" for value in (agreed.share, *estimates)]
    return "\t".join((name, plain(of), str(agreed.units), *figures))


def _listed(compared: "Comparison", differing: "Sequence[Disagreement]") -> Iterator[str]:
    yield "\t".join(("film", "at_s", "what", *map(plain, compared.names)))
    for each in differing:
        cells = (each.film, format_seconds(each.at_us), each.what, each.ones or "–", each.others or "–")
        yield "\t".join(map(plain, cells))


def _as_json(compared: "Comparison", differing: "Sequence[Disagreement]") -> Json:
    return {
        "readings": [*compared.names],
        "films": [*compared.films],
        "only_films": [[*films] for films in compared.only_films],
        "fights": {
            "matched": [
                {
                    "film": pair.film,
                    "scene_ids": [pair.one.uuid, pair.other.uuid],
                    "overlap": pair.overlap,
                }
                for pair in compared.pairs
            ],
            "only": [
                {"film": each.film, "scene_id": each.scene.uuid, "of": compared.names[0 if each.is_one else 1]}
                for each in compared.lone
            ],
            "without_times": [*compared.untimed],
            "mean_overlap": compared.mean_overlap,
        },
        "in": _edge(compared.in_),
        "out": _edge(compared.out),
        "beats": _beats(compared),
        "slices": _figures(compared.slices),
        "variables": [
            {"name": each.name, "of": each.of or None, **_figures(each.agreement)} for each in compared.variables
        ],
        "disagreements": [
            {
                "film": each.film,
                "at_s": each.at_us / SECOND_US,
                "what": each.what,
                "values": [each.ones or None, each.others or None],
                "scene_ids": [scene.uuid if scene else None for scene in (each.one, each.other)],
            }
            for each in differing
        ],
    }


def _beats(compared: "Comparison") -> dict[str, Json]:
    beats = compared.beats
    return {
        "matched": len(beats.pairs),
        "only": [sum(each.is_one is is_one for each in beats.lone) for is_one in (True, False)],
        "without_times": [*beats.untimed],
        "in": _edge(beats.in_, "beats"),
        "out": _edge(beats.out, "beats"),
    }


def _edge(apart: "Differences", what: str = "fights") -> dict[str, Json]:
    told: dict[str, float | None] = {
        "mean_s": apart.mean_us,
        "mean_absolute_s": apart.mean_absolute_us,
        "median_absolute_s": apart.median_absolute_us,
        "most_s": apart.most_us,
    }
    return {what: apart.count, **{name: None if us is None else us / SECOND_US for name, us in told.items()}}


def _figures(agreed: "Agreement") -> dict[str, Json]:
    return {
        "units": agreed.units,
        "agree": agreed.share,
        "kappa": _estimate(agreed.kappa),
        "alpha": _estimate(agreed.alpha),
    }


def _estimate(told: "Estimate") -> Json:
    return None if told.value is None else {"value": told.value, "low": told.low, "high": told.high}


COMMANDS = (compare,)
