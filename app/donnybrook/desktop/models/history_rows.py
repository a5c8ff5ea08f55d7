"""The history of a fight as lines of a sheet: a changed value is a line, and so is a part that came or went whole."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from donnybrook.catalog.history import PastValue
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.wording import ToldValue
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.records import dataclass

_TOKENS = {"added": "saved", "removed": "loss", "changed": ""}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line, and the value that can be brought back by it; ``None`` where a whole part came or went."""

    row: SheetRow
    past: PastValue | None
    field: str


def history_lines(told: Sequence[ToldValue]) -> list[HistoryLine]:
    """Return the lines for past values in words, in the order given."""
    lines: list[HistoryLine] = []
    for key, group in groupby(told, key=lambda each: (each.past.edit_id, each.past.row_uuid, each.past.row_was)):
        values = list(group)
        lines += [_changed(each) for each in values] if key[2] == "changed" else [_came_or_went(values)]
    return lines


def hidden_lines(told: Sequence[ToldValue]) -> list[HistoryLine]:
    """Return the lines where what is told would give a film away: that something was edited, by whom and when."""
    lines: list[HistoryLine] = []
    for _, group in groupby(told, key=lambda each: each.past.edit_id):
        values = list(group)
        many = counted(len(values), "value")
        title = translate("HistoryRows", "{values} entered or changed").format(values=many)
        hidden = translate("HistoryRows", "hidden until the film is seen")
        lines.append(HistoryLine(SheetRow(title, hidden, _side(values[0])), None, ""))
    return lines


def moment(made_at: str) -> str:
    """Return when something was done as a person's own clock and calendar say it: ``2026-03-01 14:05:09``."""
    return datetime.fromisoformat(made_at).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def quoted(text: str) -> str:
    """Return a value as sentences show it."""
    return f"“{text}”" if text else translate("HistoryRows", "nothing")


def _changed(told: ToldValue) -> HistoryLine:
    of = translate("HistoryRows", "{field} of {row}").format(field=told.field, row=told.row)
    title = of if told.row else told.field
    row = SheetRow(title, f"{quoted(told.before)} → {quoted(told.after)}", _side(told))
    return HistoryLine(row, told.past, told.field)


def _came_or_went(values: Sequence[ToldValue]) -> HistoryLine:
    first = values[0]
    was = first.past.row_was
    said = "; ".join(f"{each.field} {quoted(each.after or each.before)}" for each in values)
    title = f"{was.capitalize()} {first.row or 'fight'}"
    return HistoryLine(SheetRow(title, said, _side(first), _TOKENS[was]), None, first.field)


def _side(told: ToldValue) -> str:
    return " · ".join(part for part in (told.past.coder, moment(told.past.made_at)) if part)
