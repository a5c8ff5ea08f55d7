"""Stores what was entered in a form: a fault of the entry is shown at its field, one of the world in the banner."""

from collections.abc import Callable
from typing import Concatenate, Protocol

from donnybrook.catalog import EntryProblem, Transaction
from donnybrook.desktop.session import Session
from donnybrook.problems import Problem


class ShowsProblem(Protocol):
    """A place where a sentence about an entry can be shown; "" takes it away."""

    def show_problem(self, sentence: str) -> None:
        """Show a sentence at the field."""


def enter[**P, T](
    session: Session,
    at: ShowsProblem,
    words: str,
    edit: Callable[Concatenate[Transaction, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T | None:
    """Run an edit under a name for the journal; returns its value.

    ``None`` stands for an edit that was refused; the refusal has been shown.
    """
    at.show_problem("")
    try:
        return session.edit(words, edit, *args, **kwargs)
    except EntryProblem as problem:
        at.show_problem(str(problem))
    except Problem as problem:
        session.tell(problem)
    return None
