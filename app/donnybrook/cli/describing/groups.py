"""Makes the command group of a kind of part: list, add, set, remove. Knows no kind by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.cli.describing.entering import (
    around_film,
    around_scene,
    chosen,
    part_doubts,
    part_lines,
    read_changed,
    read_new,
    remove_all,
    title_of,
)
from donnybrook.cli.describing.fields import fields_help
from donnybrook.cli.describing.kinds import PartKind
from donnybrook.cli.describing.values import Around
from donnybrook.cli.naming import film_named, scene_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.records import dataclass

_TYPED = {"ignore_unknown_options": True}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the parts are that a command is about: a catalog, and what was typed for the fight or the film."""

    catalog: Path
    name: str


@dataclass(frozen=True, slots=True)
class _Opened:
    """The same, opened; ``row_id`` is the fight's or the film's."""

    catalog: Catalog
    kind: PartKind
    row_id: int

    @contextmanager
    def around(self) -> Iterator[Around]:
        """Give what is around the parts, as it is now."""
        look = around_scene if self.kind.of == "SCENE" else around_film
        with look(self.catalog, self.row_id) as found:
            yield found

    def tell(self, only: int | None = None) -> None:
        """Print the parts, or one."""
        with self.around() as found:
            for line in part_lines(found, self.kind, only):
                click.echo(line)
            for doubt in part_doubts(found, self.kind, only):
                click.echo(f"donnybrook: {doubt}", err=True)


@contextmanager
def _opened(place: Place, kind: PartKind) -> Iterator[_Opened]:
    with opened_catalog(place.catalog) as catalog:
        named = scene_named(catalog, place.name) if kind.of == "SCENE" else film_named(catalog, place.name).id
        yield _Opened(catalog, kind, named)


def group_of(kind: PartKind) -> click.Group:
    """Return the command group of a kind of part."""
    group = _group(kind)
    for command in (_add(kind), _set(kind), _remove(kind)):
        group.add_command(command)
    return group


def _group(kind: PartKind) -> click.Group:
    of = "fight" if kind.of == "SCENE" else kind.of

    @click.group(
        kind.name,
        invoke_without_command=True,
        help=f"""List and change the {kind.summary}.

        Without a command, those of the {of} are listed, as they would be typed. A {kind.name} goes by its number
        there, or by its {kind.first} where no other is called so.""",
    )
    @click.argument("catalog", type=click.Path(path_type=Path))
    @click.argument("name", metavar=kind.of, type=TEXT)
    @click.pass_context
    def group(context: click.Context, catalog: Path, name: str) -> None:
        context.obj = place = Place(catalog, name)
        if context.invoked_subcommand is None:
            with _opened(place, kind) as there:
                there.tell()

    return group


def _add(kind: PartKind) -> click.Command:
    said = f"Add a {kind.name}. A first word without = is its {kind.first}.\n\n{_fields(kind)}"

    @click.command("add", help=said, context_settings=_TYPED)
    @click.argument("said", nargs=-1, metavar=f"[{kind.first.upper()}] FIELD=VALUE...", type=TEXT)
    @click.pass_obj
    def add(place: Place, said: tuple[str, ...]) -> None:
        with _opened(place, kind) as there:
            with there.around() as found:
                values = read_new(found, kind, said)
                name = title_of(found, kind, values)
            edited = there.catalog.edit(f"Add {kind.name} {name}".rstrip(), kind.add, there.row_id, values)
            if not edited.changes:
                click.echo("That was said already.")
            there.tell(edited.value)

    return add


def _set(kind: PartKind) -> click.Command:
    said = f"Change a {kind.name}. FIELD= alone empties a field.\n\n{_fields(kind)}"

    @click.command("set", help=said, context_settings=_TYPED)
    @click.argument("which", metavar="WHICH", type=TEXT)
    @click.argument("said", nargs=-1, required=True, metavar="FIELD=VALUE...", type=TEXT)
    @click.pass_obj
    def change(place: Place, which: str, said: tuple[str, ...]) -> None:
        with _opened(place, kind) as there:
            with there.around() as found:
                ((part, record),) = chosen(found, kind, [which])
                values = read_changed(found, kind, record, said)
            edited = there.catalog.edit(f"Change {kind.name} {part.name}", kind.change, part.id, values)
            if not edited.changes:
                click.echo("That was so already.")
            there.tell(edited.value)

    return change


def _remove(kind: PartKind) -> click.Command:
    @click.command("remove", help=f"Remove a {kind.name}, or several: {kind.removing}.")
    @click.argument("which", nargs=-1, required=True, metavar="WHICH...", type=TEXT)
    @click.pass_obj
    def remove(place: Place, which: tuple[str, ...]) -> None:
        with _opened(place, kind) as there:
            with there.around() as found:
                parts = [part for part, _record in chosen(found, kind, which)]
            label = f"Remove {kind.name} {', '.join(part.name for part in parts)}"
            there.catalog.edit(label, remove_all, kind, [part.id for part in parts])
        for part in parts:
            click.echo(f"{kind.name.capitalize()} {plain(part.title)} is removed.")

    return remove


def _fields(kind: PartKind) -> str:
    return f"\b\n{fields_help(kind.fields)}"
