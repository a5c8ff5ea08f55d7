"""Commands on all the fights that a query finds: one group, ``donnybrook bulk CATALOG QUERY …``."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.clocks import read_offset
from donnybrook.catalog.edits import bulk as edits
from donnybrook.catalog.edits.contents import add_weapon_to
from donnybrook.catalog.numbers import counted
from donnybrook.cli.concepts import concept_named
from donnybrook.cli.describing.fields import fields_help
from donnybrook.cli.describing.scene_values import SHARED_FIELDS, read_scene_values
from donnybrook.cli.describing.values import Around
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_TERMS = ("technique", "camera", "theme")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a command is about: the fights of a catalog that a query finds."""

    catalog: Path
    query: str


@click.group(context_settings={"ignore_unknown_options": True})
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("query", type=TEXT)
@click.pass_context
def bulk(context: click.Context, catalog: Path, query: str) -> None:
    """Say something of all fights of CATALOG that answer QUERY.

    It is one edit, which ‘donnybrook undo’ takes back. ‘donnybrook search’ with the same QUERY says which fights it
    will be; '' finds all. A QUERY that is understood in part changes nothing.
    """
    context.obj = _Asked(catalog, query)


@bulk.command()
@click.argument("term", metavar="WEAPON", type=TEXT)
@click.option("--improvised", is_flag=True, help="It was not made as a weapon.")
@click.option("--remove", is_flag=True, help="Remove it, with all that is said of its use, instead.")
@click.pass_obj
def weapon(asked: _Asked, term: str, improvised: bool, remove: bool) -> None:
    """Say that a WEAPON is used in them, by nobody named."""
    with _found(asked) as (opened, scene_ids):
        concept_id = concept_named(opened, term, schemes=("weapon",))
        chosen = _differing(opened, "weapon", concept_id, scene_ids, remove=remove)
        label = _label(opened, concept_id, chosen, remove=remove)
        if remove:
            opened.edit(label, edits.take_weapon_off, chosen, concept_id)
        elif chosen:
            opened.edit(label, add_weapon_to, chosen, concept_id, improvised=improvised)
    _tell(label, chosen, scene_ids)


@bulk.command()
@click.argument("term", type=TEXT)
@click.option("--remove", is_flag=True, help="Take it off instead, also off their beats.")
@click.pass_obj
def term(asked: _Asked, term: str, remove: bool) -> None:
    """Put a TERM on them: a technique, camera term or theme."""
    with _found(asked) as (opened, scene_ids):
        concept_id = concept_named(opened, term, schemes=_TERMS)
        kind = "term" if remove else "term on the whole"
        chosen = _differing(opened, kind, concept_id, scene_ids, remove=remove)
        label = _label(opened, concept_id, chosen, remove=remove)
        edit = edits.take_term_off if remove else edits.put_term_on
        opened.edit(label, edit, chosen, concept_id)
    _tell(label, chosen, scene_ids)


@bulk.command(
    "set",
    context_settings={"ignore_unknown_options": True},
    help=f"Fill in fields of them, all alike. FIELD= alone empties a field.\n\n\b\n{fields_help(SHARED_FIELDS)}",
)
@click.argument("said", nargs=-1, required=True, metavar="FIELD=VALUE...", type=TEXT)
@click.pass_obj
def set_fields(asked: _Asked, said: tuple[str, ...]) -> None:
    with _found(asked) as (opened, scene_ids):
        values = read_scene_values(Around(opened), SHARED_FIELDS, said)
        names = ", ".join(field.help for field in SHARED_FIELDS if field.key in values)
        label = f"Change {names} of {counted(len(scene_ids), 'fight')}"
        changed = opened.edit(label, edits.change_scenes, scene_ids, **values).value
    same = len(scene_ids) - changed
    click.echo(f"{counted(changed, 'fight')} changed{f', {same} as they were' if same else ''}.")


@bulk.command()
@click.argument("term", type=TEXT)
@click.argument("other", type=TEXT)
@click.pass_obj
def replace(asked: _Asked, term: str, other: str) -> None:
    """Say OTHER wherever TERM is said of them: a weapon, technique, camera term or theme.

    Who uses a weapon and how stays as it is.
    """
    with _found(asked) as (opened, scene_ids):
        concept_id = concept_named(opened, term, schemes=("weapon", *_TERMS))
        scheme = opened.vocabulary.concept(concept_id).scheme
        other_id = concept_named(opened, other, schemes=(scheme,))
        is_weapon = scheme == "weapon"
        chosen = opened.read(edits.scenes_with, "weapon" if is_weapon else "term", concept_id, scene_ids)
        words = [opened.vocabulary.concept(each).label for each in (concept_id, other_id)]
        label = f"Replace {words[0]} by {words[1]} in {counted(len(chosen), 'fight')}"
        opened.edit(label, edits.replace_weapon if is_weapon else edits.replace_term, chosen, concept_id, other_id)
    _tell(label, chosen, scene_ids)


@bulk.command(context_settings={"ignore_unknown_options": True})
@click.argument("by", metavar="SECONDS", type=TEXT)
@click.pass_obj
def move(asked: _Asked, by: str) -> None:
    """Move them in time by SECONDS, with all that is in them: 1.5 is later, -1.5 earlier."""
    with _found(asked) as (opened, scene_ids):
        by_us = read_offset(by)
        opened.edit(f"Move {counted(len(scene_ids), 'fight')} in time", edits.move_scenes, scene_ids, by_us)
    click.echo(f"{counted(len(scene_ids), 'fight')} moved.")


@bulk.command()
@click.argument("name", type=TEXT)
@click.pass_obj
def coder(asked: _Asked, name: str) -> None:
    """Say that NAME coded them."""
    with _found(asked) as (opened, scene_ids):
        label = f"Assign {counted(len(scene_ids), 'fight')} to {name.strip()}"
        changed = opened.edit(label, edits.assign_coder, scene_ids, name).value
    same = len(scene_ids) - changed
    click.echo(f"{counted(changed, 'fight')} changed{f', {same} as they were' if same else ''}.")


@bulk.command()
@click.pass_obj
def delete(asked: _Asked) -> None:
    """Put them into the trash, after a backup."""
    with _found(asked) as (opened, scene_ids):
        if len(scene_ids) > 1:
            opened.back_up_before("deleting many")
        opened.edit(f"Delete {counted(len(scene_ids), 'fight')}", edits.trash_scenes, scene_ids)
    click.echo(f"{counted(len(scene_ids), 'fight')} put into the trash.")


@bulk.command()
@click.pass_obj
def undelete(asked: _Asked) -> None:
    """Take them out of the trash; the QUERY must ask in:trash."""
    with _found(asked) as (opened, scene_ids):
        restored = opened.edit(f"Undelete {counted(len(scene_ids), 'fight')}", edits.restore_scenes, scene_ids).value
    click.echo(f"{counted(restored, 'fight')} taken out of the trash.")


@contextmanager
def _found(asked: _Asked) -> Iterator[tuple[Catalog, Sequence[int]]]:
    with opened_catalog(asked.catalog) as opened:
        found = opened.search(asked.query).whole("Nothing was changed.")
        if not found.scene_ids:
            raise Problem("No fight answers that. Nothing was changed.")
        yield opened, found.scene_ids


def _differing(
    catalog: Catalog, kind: str, concept_id: int, scene_ids: Sequence[int], *, remove: bool
) -> Sequence[int]:
    having = set(catalog.read(edits.scenes_with, kind, concept_id, scene_ids))
    return [each for each in scene_ids if (each in having) == remove]


def _label(catalog: Catalog, concept_id: int, chosen: Sequence[int], *, remove: bool) -> str:
    word, count = catalog.vocabulary.concept(concept_id).label, counted(len(chosen), "fight")
    return f"Take {word} off {count}" if remove else f"Tag {word} on {count}"


def _tell(label: str, chosen: Sequence[int], scene_ids: Sequence[int]) -> None:
    rest = len(scene_ids) - len(chosen)
    click.echo(f"{plain(label)}{f', {rest} as they were' if rest else ''}.")


COMMANDS = (bulk,)
