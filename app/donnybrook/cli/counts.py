"""Prints what was counted and compared among fights: facets, match-ups, fights alike. Knows no query."""

import json
from collections.abc import Iterator

import click

from donnybrook.catalog import Catalog, ConceptCount, Facets, NameCount, SceneRow, Vocabulary
from donnybrook.catalog.alike import Likeness, Reason
from donnybrook.catalog.tally.matrix import Matrix
from donnybrook.cli.text import clock, film_text, plain

_FACETS = {
    "weapon": "weapons", "place": "places", "who": "people", "film": "films", "technique": "techniques",
    "camera": "camera", "decade": "decades", "certainty": "certainty", "layer": "layers", "coder": "coders",
    "status": "status", "rating": "ratings",
}  # fmt: skip


def print_facets(facets: Facets, vocabulary: Vocabulary, *, as_json: bool) -> None:
    """Print how many fights go by each value, the most frequent first."""
    rows = list(_facet_rows(facets, vocabulary))
    if as_json:
        whole: dict[str, list[dict[str, str | int]]] = {}
        for facet, name, fights in rows:
            whole.setdefault(facet, []).append({"name": name, "fights": fights})
        click.echo(json.dumps({"fights": facets.total, "facets": whole}, ensure_ascii=False, indent=1))
        return
    click.echo("facet\tname\tfights")
    for facet, name, fights in rows:
        click.echo(f"{facet}\t{plain(name)}\t{fights}")


def _facet_rows(facets: Facets, vocabulary: Vocabulary) -> Iterator[tuple[str, str, int]]:
    if facets.improvised:
        yield "improvised", "improvised", facets.improvised
    for facet, field in _FACETS.items():
        counts: tuple[ConceptCount | NameCount, ...] = getattr(facets, field)
        for each in counts:
            name = each.name if isinstance(each, NameCount) else vocabulary.concept(each.concept_id).label
            yield facet, name, each.scenes


def print_matrix(matrix: Matrix, vocabulary: Vocabulary, *, as_json: bool) -> None:
    """Print which weapons meet which, the most frequent first; as JSON the whole table."""
    rows, columns = ([vocabulary.concept(each).label for each in ids] for ids in (matrix.rows, matrix.columns))
    if as_json:
        click.echo(json.dumps({"rows": rows, "columns": columns, "fights": matrix.scenes}, ensure_ascii=False))
        return
    is_even = matrix.rows == matrix.columns
    cells = [
        (fights, rows[row], columns[column])
        for row, line in enumerate(matrix.scenes)
        for column, fights in enumerate(line)
        if fights and (column >= row or not is_even)
    ]
    click.echo("weapon\tagainst\tfights")
    for fights, weapon, against in sorted(cells, key=lambda cell: (-cell[0], cell[1:])):
        click.echo(f"{plain(weapon)}\t{plain(against)}\t{fights}")


def print_likeness(catalog: Catalog, like: list[Likeness], *, as_json: bool) -> None:
    """Print fights that are like one, how much, and why."""
    rows = {row.id: row for row in catalog.scene_rows([each.scene_id for each in like])}
    if as_json:
        told = [_likeness_json(each, rows[each.scene_id], catalog.vocabulary) for each in like]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    click.echo("scene_id\tfilm\tin\ttitle\tlike\twhy")
    for each in like:
        row = rows[each.scene_id]
        why = "; ".join(_reason(reason, catalog.vocabulary) for reason in each.reasons)
        film = film_text(row.film_title, row.film_year)
        cells = (row.uuid, film, clock(row.in_us), row.title, f"{each.score:.0%}", why)
        click.echo("\t".join(plain(cell) for cell in cells))


def _reason(reason: Reason, vocabulary: Vocabulary) -> str:
    shared = ", ".join(vocabulary.concept(each).label for each in reason.concept_ids)
    return f"{reason.aspect} {reason.likeness:.0%}" + (f" ({shared})" if shared else "")


def _likeness_json(each: Likeness, row: SceneRow, vocabulary: Vocabulary) -> dict[str, object]:
    reasons = [
        {
            "aspect": reason.aspect,
            "likeness": round(reason.likeness, 4),
            "share": round(reason.share, 4),
            "shared": [vocabulary.concept(concept_id).label for concept_id in reason.concept_ids],
        }
        for reason in each.reasons
    ]
    return {
        "scene_id": row.uuid,
        "film": row.film_title,
        "title": row.title,
        "like": round(each.score, 4),
        "why": reasons,
    }
