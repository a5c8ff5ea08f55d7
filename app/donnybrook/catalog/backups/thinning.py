"""Which backups may go: up to twenty stay of the last hour, day, week, and of all before. Knows no file."""

from collections.abc import Sequence
from datetime import datetime, timedelta

MOST_OF_EACH = 20
_SPANS = (timedelta(hours=1), timedelta(days=1), timedelta(weeks=1))


def superfluous(moments: Sequence[datetime], now: datetime) -> list[int]:
    """Return the places in ``moments`` (in any order) whose backups may go; never that of the newest.

    Where a span has too many, those go first whose going leaves the smallest gap.
    """
    order = sorted(range(len(moments)), key=lambda place: moments[place])
    spans: dict[int, list[int]] = {}
    for place in order:
        age = now - moments[place]
        spans.setdefault(sum(age > span for span in _SPANS), []).append(place)
    newest = order[-1] if order else None
    gone: list[int] = []
    for members in spans.values():
        while len(members) > MOST_OF_EACH:
            inner = [at for at in range(1, len(members)) if members[at] != newest]
            at = min(inner, key=lambda at: _gap(members, moments, at))
            gone.append(members.pop(at))
    return sorted(gone)


def _gap(members: Sequence[int], moments: Sequence[datetime], at: int) -> timedelta:
    after = members[min(at + 1, len(members) - 1)]
    return moments[after] - moments[members[at - 1]]
