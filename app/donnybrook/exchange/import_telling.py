"""Tells in sentences what an import would do, or did. Knows no terminal and no screen."""

from collections.abc import Iterator, Sequence

from donnybrook.catalog.english import joined
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.sheets.taking import TakenRows
from donnybrook.exchange.import_films import PlannedFilm
from donnybrook.exchange.import_plan import ImportPlan
from donnybrook.exchange.import_words import UnknownWord

_FILMS_TOLD = 5
_COLUMNS_TOLD = 12


def fights_sentence(plan: ImportPlan, *, done: bool) -> str:
    """Return how many fights go to which film."""
    goes = "imported" if done else "to import"
    told = [f"{counted(film.scene_count, 'fight')} into {film_words(film)}" for film in plan.films if film.scene_count]
    if len(told) > _FILMS_TOLD:
        new = sum(film.film_id is None for film in plan.films if film.scene_count)
        told = [f"{counted(plan.scene_count, 'fight')} into {counted(len(told), 'film')}, {new:,} of them new,"]
    there = f"{counted(plan.there_already, 'fight')} there already" if plan.there_already else ""
    if not told:
        return f"Nothing {goes}: {there or 'no fight can be taken'}."
    return f"{joined(told)} {goes}{f'; {there}' if there else ''}."


def whole_sentence(taken: TakenRows, *, done: bool) -> str:
    """Return what comes of what was exported whole."""
    there = f"; {counted(taken.same, 'row')} there already" if taken.same else ""
    other = f"; {counted(taken.other, 'row')} here with other values, left as they are" if taken.other else ""
    goes = "imported" if done else "to import"
    return f"{counted(taken.scenes, 'fight')}, {counted(taken.added, 'row')} in all {goes}{there}{other}."


def film_words(film: PlannedFilm) -> str:
    """Return a film's title, its year, and whether it is new."""
    year = f" ({film.year})" if film.year is not None else ""
    return f"{film.title}{year}{', a new film' if film.film_id is None else ''}"


def words_sentence(plan: ImportPlan) -> str:
    """Return what becomes of the words that no term goes by; '' if there are none."""
    if not plan.unknown:
        return ""
    count = counted(len(plan.unknown), "word")
    one = len(plan.unknown) == 1
    if plan.new_words:
        return f"{count} {'becomes a new term' if one else 'become new terms'}."
    return f"{count} {'is' if one else 'are'} not in the vocabulary, and {'stays' if one else 'stay'} in the note."


def word_words(word: UnknownWord) -> str:
    """Return one unknown word, how often it comes, and what is near it."""
    times = f", {word.count} times" if word.count > 1 else ""
    near = f"; near it: {', '.join(word.near)}" if word.near else ""
    return f"{word.label} ({word.scheme}{times}{near})"


def unread_sentence(columns: Sequence[str]) -> str:
    """Return which columns of a table nothing is taken from; '' if there are none."""
    if not columns:
        return ""
    named = ", ".join(f"“{name}”" for name in columns[:_COLUMNS_TOLD])
    more = f" and {len(columns) - _COLUMNS_TOLD:,} more" if len(columns) > _COLUMNS_TOLD else ""
    return f"Not read: {counted(len(columns), 'column')}, {named}{more}."


def left_out(plan: ImportPlan) -> Iterator[str]:
    """Yield a sentence for each thing that is left out."""
    for each in plan.bad:
        yield f"Left out, {each.where}: {each.reason}."
    if plan.more_bad:
        yield f"Left out besides: {plan.more_bad:,} more."


def nothing_sentence(plan: ImportPlan) -> str:
    """Return why nothing of a file can be taken."""
    if not plan.bad:
        return f"There is no fight in {plan.name}. Nothing was imported."
    first = plan.bad[0]
    more = f" So it is with {plan.bad_count - 1:,} more." if plan.bad_count > 1 else ""
    return (
        f"There is nothing in {plan.name} that can be taken. {first.where}: {first.reason}.{more} Nothing was imported."
    )
