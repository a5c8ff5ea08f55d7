"""Stores what was entered in a form, whose field then has no fault any more but the one that this entry has."""

from collections.abc import Callable
from typing import Concatenate

from donnybrook.catalog import Catalog, Edited, EntryProblem, Gone, Transaction
from donnybrook.desktop.entry import Entry, Place, caption_of
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.session import Session
from donnybrook.problems import Problem


def enter[**P, T](
    session: Session,
    at: Place,
    words: str,
    edit: Callable[Concatenate[Transaction, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> Entry[T]:
    """Run an edit under a name for the journal, as ``Session.enter`` does; what it is refused for is shown."""
    at.show_problem("")
    return session.enter(at, words, edit, *args, **kwargs)


def add[**P, T](
    session: Session,
    at: Place,
    words: str,
    edit: Callable[Concatenate[Transaction, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> Entry[T]:
    """Do so as ``Session.add`` does, with what a line adds: it is empty then, and the same again is one more."""
    at.show_problem("")
    return session.add(at, words, edit, *args, **kwargs)


def enter_in_sheet[**P, T](
    session: Session,
    at: Place,
    words: str,
    edit: Callable[Concatenate[Transaction, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> Entry[T]:
    """Do as ``enter`` in a sheet, which stands over the banner: all that it is refused for is shown at its place.

    That is what is gone, too, and what the world refuses.
    """

    def work(catalog: Catalog) -> Edited[T]:
        try:
            return catalog.edit(words, edit, *args, **kwargs)
        except Gone as gone:
            sentence = translate("Sheet", "What it was about is not there any more, so nothing was changed.")
            raise EntryProblem("", sentence) from gone
        except Problem as problem:
            raise EntryProblem("", str(problem)) from problem

    at.show_problem("")
    return session.make(at, caption_of(at, words, *args, **kwargs), work, (words, edit, args, kwargs))
