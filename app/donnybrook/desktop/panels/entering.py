"""Stores what was entered in a form, whose field then has no fault any more but the one that this entry has."""

from collections.abc import Callable
from typing import Concatenate

from donnybrook.catalog import Transaction
from donnybrook.desktop.entry import Entry, Place
from donnybrook.desktop.session import Session


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
