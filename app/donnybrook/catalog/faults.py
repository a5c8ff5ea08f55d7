"""What to tell a person when SQLite gives up on a catalog: one sentence for each fault of the world. Knows no table."""

from collections.abc import Iterator
from contextlib import contextmanager

from donnybrook.catalog.driver import UNREADABLE
from donnybrook.catalog.problems import CatalogProblem, Gone

_CORRUPT = 11
_HELD = (5, 6)
_INTERRUPTED = 9
_FULL = 13
# SQLite's primary result codes (sqlite.org/rescode.html), as far as the world is to blame for them.
_SENTENCES = {
    5: "{name} is held by another program, so this was not done. Nothing was changed; try again in a moment.",
    6: "{name} is held by another part of this program. Nothing was changed; try again in a moment.",
    8: "{name} can't be written where it is. Copy it to a folder you may write to, and open the copy.",
    10: "The disk under {name} failed ({fault}). What was saved before is kept; open the catalog again and see whether"
    " the last thing you did is there before you do it once more.",
    11: "{name} is damaged ({fault}). Nothing was changed in it. ‘donnybrook check’ says what is wrong, and"
    " ‘donnybrook restore’ goes back to a backup.",
    13: "The disk is full, so this was not saved; everything before it is. Make room, and do it again.",
    14: "{name} can't be opened any more ({fault}). What was saved before is kept; see that its folder is still there.",
    26: "{name} is not a Donnybrook catalog. It was left as it is; if it was one, ‘donnybrook restore’ goes back to a"
    " backup.",
}


def explain(fault: BaseException, name: str) -> str | None:
    """Say in a sentence what went wrong with the catalog called ``name``.

    ``None`` if the fault is no fault of the world, and so the program's own.
    """
    if not isinstance(fault, UNREADABLE):
        return None
    code = _CORRUPT if isinstance(fault, UnicodeDecodeError) else getattr(fault, "sqlite_errorcode", None)
    sentence = _SENTENCES.get(code & 0xFF) if isinstance(code, int) else None
    return sentence.format(name=name, fault=fault) if sentence else None


def is_damage(fault: BaseException) -> bool:
    """Whether SQLite found the file itself to be wrong, and not something around it."""
    code = getattr(fault, "sqlite_errorcode", None)
    garbled = isinstance(fault, UnicodeDecodeError)  # a message that quotes the file
    return garbled or (isinstance(code, int) and code & 0xFF == _CORRUPT) or "malformed" in str(fault)


def is_held(fault: BaseException) -> bool:
    """Whether another program or window holds the file."""
    code = getattr(fault, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in _HELD


def is_full(fault: BaseException) -> bool:
    """Whether there was no room on the disk."""
    return _is(fault, _FULL)


def is_interrupted(fault: BaseException) -> bool:
    """Whether it was asked to end what it did."""
    return _is(fault, _INTERRUPTED)


def _is(fault: BaseException, primary: int) -> bool:
    code = getattr(fault, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF == primary


@contextmanager
def told(name: str) -> Iterator[None]:
    """Raise ``CatalogProblem`` in place of a fault of the world, ``Gone`` where a row refers to none."""
    try:
        yield
    except UNREADABLE as fault:
        if "FOREIGN KEY" in str(fault):
            raise Gone("what it refers to is not there") from fault
        sentence = explain(fault, name)
        if sentence is None:
            raise
        raise CatalogProblem(sentence) from fault
