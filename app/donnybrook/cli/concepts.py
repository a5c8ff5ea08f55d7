"""Terms of the vocabulary on the command line: found by what a person typed, shown as lines. Knows no command."""

from collections.abc import Iterator, Mapping

import click

from donnybrook.catalog import Catalog, Concept, TermUses
from donnybrook.catalog.authorities import uri_of
from donnybrook.catalog.concepts import SCHEMES, ConceptEntry
from donnybrook.catalog.numbers import counted
from donnybrook.cli.text import plain
from donnybrook.problems import Problem

SCHEME = click.Choice(SCHEMES, case_sensitive=False)


def concept_named(catalog: Catalog, name: str, *, schemes: tuple[str, ...] = SCHEMES) -> int:
    """Return the id of the term of that word, notation or UUID; ``weapon:NAME`` asks of weapons alone.

    Raises ``Problem`` if none goes by it, or terms of several kinds do.
    """
    before, _, after = name.partition(":")
    if before in schemes and after:
        return concept_named(catalog, after, schemes=(before,))
    found = _found(catalog, name, schemes)
    if len(found) > 1:
        listed = ", ".join(f"{each.scheme}:{plain(each.label)}" for each in found)
        raise Problem(f"“{plain(name)}” is the word of {len(found)} terms. Say which: {listed}.")
    if found:
        return found[0].id
    near = [label for each in schemes for label in catalog.vocabulary.near(each, name, 3)]
    meant = f" Near it: {', '.join(plain(label) for label in near[:5])}." if near else ""
    raise Problem(f"The vocabulary has no {_kind(schemes)} “{plain(name)}”.{meant}")


def _kind(schemes: tuple[str, ...]) -> str:
    return schemes[0].replace("camera", "camera term") if len(schemes) == 1 else "term"


def _found(catalog: Catalog, name: str, schemes: tuple[str, ...]) -> list[Concept]:
    vocabulary = catalog.vocabulary
    ids = [vocabulary.lookup(scheme, name) for scheme in schemes]
    found = [vocabulary.concept(each) for each in ids if each is not None]
    if found:
        return found
    named = (each for scheme in schemes for each in vocabulary.all_concepts(scheme))
    wanted = name.casefold()  # also of what is retired, which nothing else finds
    return [
        each
        for each in named
        if wanted in (each.uuid, each.notation, each.label.casefold(), *(word.casefold() for word in each.synonyms))
    ]


def tree_lines(catalog: Catalog, scheme: str, uses: Mapping[int, TermUses], *, used_only: bool) -> Iterator[str]:
    """Yield the terms of a scheme as an indented tree, each with how often it is used, narrower terms included."""
    vocabulary = catalog.vocabulary
    offered = {each.id for each in vocabulary.concepts(scheme)}

    def below(parent_id: int | None, depth: int) -> Iterator[str]:
        terms = vocabulary.concepts(scheme) if parent_id is None else vocabulary.narrower(parent_id)
        tops = [each for each in terms if parent_id is not None or each.broader_id not in offered]
        for each in sorted(tops, key=lambda concept: concept.label.casefold()):
            found = uses.get(each.id)
            if used_only and not found:
                continue
            yield f"{'  ' * depth}{plain(each.label)}" + (f"  ({_own_and_all(found)})" if found else "")
            yield from below(each.id, depth + 1)

    return below(None, 0)


def _own_and_all(uses: TermUses) -> str:
    return f"{uses.own}" if uses.own == uses.total else f"{uses.own}, {uses.total} with narrower"


def entry_lines(
    entry: ConceptEntry, names: dict[str, str], uses: int, picture_px: tuple[int, int] | None
) -> Iterator[str]:
    """Yield all that is said of a term; ``names`` gives the words of other terms by their UUIDs."""
    yield f"{plain(entry.label)} ({entry.scheme}{', retired' if entry.retired else ''})"
    if entry.replaced_by:
        yield f"Replaced by: {plain(names.get(entry.replaced_by, entry.replaced_by))}"
    if entry.broader:
        yield f"Stands under: {plain(names.get(entry.broader, entry.broader))}"
    for kind, title in (("alt", "Synonyms"), ("hidden", "Found also as")):
        words = [
            plain(each.label) + (f" [{plain(each.language)}]" if each.language != "en" else "")
            for each in entry.labels
            if each.kind == kind
        ]
        if words:
            yield f"{title}: {', '.join(words)}"
    for title, value in (
        ("Note", entry.scope_note),
        ("Made as", entry.made_as),
        ("Works by", entry.attack_mode),
        ("Colour", entry.colour),
        ("Key", entry.hotkey),
    ):
        if value:
            yield f"{title}: {plain(value)}"
    for match in entry.matches:
        uri = uri_of(match.authority, match.value)
        yield f"{match.authority}: {plain(match.value)}" + (f" <{plain(uri)}>" if uri and uri != match.value else "")
    if picture_px:
        yield f"Picture: {picture_px[0]} × {picture_px[1]} pixels"
    yield f"Used in {counted(uses, 'fight')}."
    yield f"notation {plain(entry.notation)}, {entry.uuid}"
