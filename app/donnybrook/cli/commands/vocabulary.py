"""Commands that shape the vocabulary: one group, ``donnybrook vocabulary CATALOG …``."""

from pathlib import Path
from typing import Literal

import click

from donnybrook.catalog import EntryProblem, TermUses
from donnybrook.catalog.authorities import AUTHORITIES
from donnybrook.catalog.concepts import (
    SCHEMES,
    read_entries,
    read_entry,
    read_picture_size,
    read_uses,
)
from donnybrook.catalog.edits import pictures
from donnybrook.catalog.edits import vocabulary as edits
from donnybrook.catalog.numbers import counted
from donnybrook.cli.concepts import SCHEME, concept_named, entry_lines, tree_lines
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.tables import print_scenes
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.exchange.vocabulary_files import export_vocabulary, import_vocabulary
from donnybrook.media import FilmWorker
from donnybrook.problems import Problem

_FIELDS = ("scope_note", "colour", "hotkey", "made_as", "attack_mode")


@click.group(invoke_without_command=True)
@click.argument("catalog", type=click.Path(path_type=Path))
@click.pass_context
def vocabulary(context: click.Context, catalog: Path) -> None:
    """List and shape the vocabulary of CATALOG.

    It holds weapons, techniques, camera terms, places and themes. A TERM is its word or a synonym; say weapon:TERM
    where terms of two kinds share a word. Every change can be undone.

    Without a command, all terms are listed.
    """
    context.obj = catalog
    if context.invoked_subcommand is None:
        context.invoke(list_terms)


@vocabulary.command("list")
@click.argument("scheme", type=SCHEME, required=False)
@click.option("--tree", is_flag=True, help="Narrower terms stand indented under wider ones.")
@click.option("--used", is_flag=True, help="Only terms that a fight uses.")
@click.pass_obj
def list_terms(catalog: Path, scheme: str | None, tree: bool, used: bool) -> None:
    """List terms with the number of fights that use them."""
    with opened_catalog(catalog) as opened:
        uses = opened.questions.term_uses()
        if tree:
            for each in [scheme] if scheme else SCHEMES:
                for line in tree_lines(opened, each, uses, used_only=used):
                    click.echo(line)
            return
        click.echo("scheme\tterm\tfights\tsynonyms")
        for each in [scheme] if scheme else SCHEMES:
            for term in sorted(opened.vocabulary.concepts(each), key=lambda concept: concept.label.casefold()):
                own = uses.get(term.id, TermUses()).own
                if own or not used:
                    cells = (each, term.label, str(own), "; ".join(term.synonyms))
                    click.echo("\t".join(plain(cell) for cell in cells))


@vocabulary.command()
@click.argument("term", type=TEXT)
@click.pass_obj
def show(catalog: Path, term: str) -> None:
    """Show all that is said of a TERM."""
    with opened_catalog(catalog) as opened:
        concept_id = concept_named(opened, term)
        names = {entry.uuid: entry.label for entry in opened.read(read_entries)}
        uses, picture_px = len(opened.read(read_uses, [concept_id])), opened.read(read_picture_size, concept_id)
        lines = list(entry_lines(opened.read(read_entry, concept_id), names, uses, picture_px))
    for line in lines:
        click.echo(line)


@vocabulary.command()
@click.argument("scheme", type=SCHEME)
@click.argument("label", type=TEXT)
@click.option("--under", type=TEXT, help="The wider term it stands under.")
@click.pass_obj
def add(catalog: Path, scheme: str, label: str, under: str | None) -> None:
    """Add a term LABEL to a SCHEME."""
    with opened_catalog(catalog) as opened:
        broader_id = None if under is None else concept_named(opened, under, schemes=(scheme,))
        opened.edit(f"Add term {label}", edits.add_concept, scheme, label, broader_id=broader_id)
    click.echo(f"{plain(label)} is added.")


@vocabulary.command()
@click.argument("term", type=TEXT)
@click.argument("label", type=TEXT)
@click.pass_obj
def rename(catalog: Path, term: str, label: str) -> None:
    """Call a TERM LABEL; every fight shows it from then on."""
    with opened_catalog(catalog) as opened:
        concept_id = concept_named(opened, term)
        opened.edit(f"Rename {term} to {label}", edits.rename_concept, concept_id, label)
        uses = len(opened.read(read_uses, [concept_id]))
    click.echo(f"{plain(term)} is called {plain(label)} now, in {counted(uses, 'fight')}.")


@vocabulary.command()
@click.argument("term", type=TEXT)
@click.argument("under", type=TEXT, required=False)
@click.pass_obj
def move(catalog: Path, term: str, under: str | None) -> None:
    """Put a TERM UNDER another one; without that, at the top."""
    with opened_catalog(catalog) as opened:
        concept_id = concept_named(opened, term)
        scheme = opened.vocabulary.concept(concept_id).scheme
        broader_id = None if under is None else concept_named(opened, under, schemes=(scheme,))
        opened.edit(f"Move {term}", edits.move_concept, concept_id, broader_id)
    click.echo(f"{plain(term)} stands {f'under {plain(under)}' if under else 'at the top'} now.")


@vocabulary.command()
@click.argument("term", type=TEXT)
@click.argument("into", type=TEXT)
@click.pass_obj
def merge(catalog: Path, term: str, into: str) -> None:
    """Let INTO take the place of TERM: every use and narrower term follows, and its word becomes a synonym."""
    with opened_catalog(catalog) as opened:
        from_id = concept_named(opened, term)
        into_id = concept_named(opened, into, schemes=(opened.vocabulary.concept(from_id).scheme,))
        moved = opened.edit(f"Merge {term} into {into}", edits.merge_concepts, from_id, into_id).value
    click.echo(f"{plain(term)} is {plain(into)} now, in {counted(moved, 'use')}.")


@vocabulary.group()
def synonym() -> None:
    """Add or remove another word for a term."""


@synonym.command("add")
@click.argument("term", type=TEXT)
@click.argument("label", type=TEXT)
@click.option("--language", type=TEXT, default="en", help="Its language, as in fr or pt-BR.", show_default=True)
@click.option("--hidden", is_flag=True, help="For searching alone: a common misspelling.")
@click.pass_obj
def add_synonym(catalog: Path, term: str, label: str, language: str, hidden: bool) -> None:
    """Let a TERM also be found and typed as LABEL."""
    with opened_catalog(catalog) as opened:
        concept_id = concept_named(opened, term)
        kind: Literal["hidden", "alt"] = "hidden" if hidden else "alt"
        opened.edit(f"Add synonym {label}", edits.add_synonym, concept_id, label, language=language, kind=kind)
    click.echo(f"{plain(label)} means {plain(term)} too.")


@synonym.command("remove")
@click.argument("term", type=TEXT)
@click.argument("label", type=TEXT)
@click.option("--language", type=TEXT, help="Only the one of this language.")
@click.pass_obj
def remove_synonym(catalog: Path, term: str, label: str, language: str | None) -> None:
    """Take a synonym off a TERM."""
    with opened_catalog(catalog) as opened:
        concept_id = concept_named(opened, term)
        if not opened.edit(f"Remove synonym {label}", edits.remove_synonym, concept_id, label, language=language).value:
            raise Problem(f"“{plain(label)}” is no synonym of {plain(term)}.")
    click.echo(f"{plain(label)} does not mean {plain(term)} any more.")


@vocabulary.command()
@click.argument("term", type=TEXT)
@click.option("--note", "scope_note", type=TEXT, help="What it means, and what it does not.")
@click.option("--colour", type=TEXT, help="As in #aa3300; '' for none.")
@click.option("--hotkey", type=TEXT, help="The key that tags with it; '' for none.")
@click.option("--made-as", type=TEXT, help="Weapons: what it was made as.")
@click.option("--attack-mode", type=TEXT, help="Weapons: how it works.")
@click.pass_obj
def describe(catalog: Path, /, term: str, **values: str | None) -> None:
    """Say more of a TERM: a note, a colour, a key."""
    said = {name: values[name] for name in _FIELDS if values[name] is not None}
    if not said:
        raise click.UsageError("say at least one of the options", click.get_current_context())
    with opened_catalog(catalog) as opened:
        opened.edit(f"Describe {term}", edits.describe_concept, concept_named(opened, term), **said)
    click.echo(f"{plain(term)} is described.")


@vocabulary.command(
    help="Say under which identifier an AUTHORITY knows a TERM.\n\n\b\n"
    + "\n".join(f"    {each.name:10} {each.title}: {each.example}" for each in AUTHORITIES)
)
@click.argument("term", type=TEXT)
@click.argument("authority", type=TEXT)
@click.argument("value", type=TEXT)
@click.option("--source", type=TEXT, default="", help="Who says so, or how you know.")
@click.option("--relation", type=click.Choice(("closeMatch", "exactMatch", "broadMatch", "narrowMatch")))
@click.option("--remove", is_flag=True, help="Take it off instead.")
@click.pass_obj
def identify(
    catalog: Path, term: str, authority: str, value: str, source: str, relation: str | None, remove: bool
) -> None:
    with opened_catalog(catalog) as opened:
        concept_id = concept_named(opened, term)
        if remove:
            if not opened.edit(f"Remove identifier of {term}", edits.remove_match, concept_id, authority, value).value:
                raise Problem(f"{plain(term)} has no identifier {plain(authority)} {plain(value)}.")
            click.echo(f"{plain(term)} is no longer {plain(authority)} {plain(value)}.")
            return
        given = {"relation": relation or "closeMatch", "source": source}
        opened.edit(f"Identify {term}", edits.add_match, concept_id, authority, value, **given)
    click.echo(f"{plain(term)} is {plain(authority)} {plain(value)}.")


@vocabulary.command()
@click.argument("term", type=TEXT)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--remove", is_flag=True, help="Take the picture away.")
@click.pass_obj
def picture(catalog: Path, term: str, file: Path | None, remove: bool) -> None:
    """Show with a picture FILE (JPEG, PNG, WebP) what a TERM means; it is kept small, inside the catalog."""
    if (file is None) != remove:
        raise click.UsageError("give a FILE, or say --remove", click.get_current_context())
    with opened_catalog(catalog) as opened:
        concept_id = concept_named(opened, term)
        if file is None:
            opened.edit(f"Remove picture of {term}", pictures.unpicture_concept, concept_id)
            click.echo(f"{plain(term)} has no picture now.")
            return
        with FilmWorker() as worker:
            small = worker.picture(file.absolute())
        sized = {"width_px": small.width_px, "height_px": small.height_px}
        opened.edit(f"Picture {term}", pictures.picture_concept, concept_id, jpeg=small.jpeg, **sized)
    click.echo(f"{plain(term)} has a picture of {small.width_px} × {small.height_px} pixels now.")


@vocabulary.command()
@click.argument("term", type=TEXT)
@click.pass_obj
def retire(catalog: Path, term: str) -> None:
    """Offer a TERM no more; the fights that use it keep it."""
    with opened_catalog(catalog) as opened:
        opened.edit(f"Retire {term}", edits.retire_concept, concept_named(opened, term))
    click.echo(f"{plain(term)} is retired.")


@vocabulary.command()
@click.argument("term", type=TEXT)
@click.pass_obj
def delete(catalog: Path, term: str) -> None:
    """Delete a TERM that nothing uses."""
    with opened_catalog(catalog) as opened:
        concept_id = concept_named(opened, term)
        try:
            opened.edit(f"Delete term {term}", edits.delete_concept, concept_id)
        except EntryProblem as problem:
            uses = len(opened.read(read_uses, [concept_id]))
            raise Problem(f"{problem} {counted(uses, 'fight uses', 'fights use')} it.") from problem
    click.echo(f"{plain(term)} is deleted.")


@vocabulary.command()
@click.argument("term", type=TEXT)
@click.option("--exact", is_flag=True, help="Without what is narrower.")
@click.pass_obj
def uses(catalog: Path, term: str, exact: bool) -> None:
    """List the fights that use a TERM, or anything narrower."""
    with opened_catalog(catalog) as opened:
        concept_id = concept_named(opened, term)
        wanted = [concept_id] if exact else opened.vocabulary.with_narrower(concept_id)
        print_scenes(opened.scene_rows(opened.read(read_uses, wanted)))


@vocabulary.command()
@click.argument("out", metavar="OUT.csv|OUT.ttl", type=click.Path(path_type=Path))
@click.option("--scheme", type=SCHEME, help="Only terms of this kind.")
@click.pass_obj
def export(catalog: Path, out: Path, scheme: str | None) -> None:
    """Write the vocabulary to a table (.csv), or as SKOS in Turtle (.ttl)."""
    with opened_catalog(catalog) as opened:
        count = export_vocabulary(opened, out, scheme)
    click.echo(f"{counted(count, 'term')} written to {plain(str(out))}.")


@vocabulary.command("import")
@click.argument("file", metavar="FILE.csv|FILE.ttl", type=click.Path(path_type=Path))
@click.option("--scheme", type=SCHEME, default=None, help="The kind of terms that don't say theirs.")
@click.pass_obj
def import_terms(catalog: Path, file: Path, scheme: str | None) -> None:
    """Take the terms of FILE into the vocabulary.

    A term is the same if it has the same concept_id, or notation, or word. Nothing is taken away, and the whole import
    is one edit that can be undone. What does not fit is left out, and said.
    """
    with opened_catalog(catalog) as opened:
        taken = import_vocabulary(opened, file, scheme or "").value
    for skipped in taken.skipped:
        click.echo(f"donnybrook: {plain(skipped.label) or 'A term'} {plain(skipped.reason)}.", err=True)
    left = f" {counted(len(taken.skipped), 'thing')} left out." if taken.skipped else ""
    click.echo(f"{counted(taken.added, 'term')} added, {taken.changed} changed, {taken.same} as they were.{left}")


COMMANDS = (vocabulary,)
