"""What an import would do, as the lines of a sheet. Knows no widget."""

from collections.abc import Iterator

from donnybrook.catalog.numbers import counted
from donnybrook.catalog.sheets.taking import RowsRefused
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.scene_text import times_line
from donnybrook.exchange.foreign import ForeignScene
from donnybrook.exchange.import_plan import ImportPlan
from donnybrook.exchange.import_telling import film_words
from donnybrook.exchange.import_words import UnknownWord

_SHOWN = 300


def import_rows(plan: ImportPlan) -> list[SheetRow]:
    """Return a line for each thing that is left out, each unknown word, and each fight that would come."""
    return [*_bad(plan), *_words(plan), *_fights(plan)]


def refused_rows(refused: RowsRefused) -> list[SheetRow]:
    """Return a line for each row that stands against an import of what was exported whole."""
    side, said = translate("ImportRows", "can't be"), translate("ImportRows", "{table}, line {line:,}: {reason}")
    shown = [
        SheetRow(said.format(table=each.table, line=each.line, reason=each.reason), side=side, token="loss")
        for each in refused.bad
    ]
    return [*shown, *_more(refused.count - len(shown))]


def _bad(plan: ImportPlan) -> Iterator[SheetRow]:
    side = translate("ImportRows", "left out")
    for each in plan.bad[:_SHOWN]:
        yield SheetRow(f"{each.where}: {each.reason}", side=side, token="loss")
    yield from _more(plan.bad_count - len(plan.bad[:_SHOWN]), side)


def _words(plan: ImportPlan) -> Iterator[SheetRow]:
    new, stays = translate("ImportRows", "new {scheme}"), translate("ImportRows", "stays in the note")
    becomes = new if plan.new_words else stays
    for word in plan.unknown[:_SHOWN]:
        near = _near(word)
        times = f"{counted(word.count, 'time')}; " if word.count > 1 else ""
        yield SheetRow(f"“{word.label}”", times + near, becomes.format(scheme=word.scheme), "ember")
    yield from _more(len(plan.unknown) - _SHOWN, translate("ImportRows", "unknown"))


def _near(word: UnknownWord) -> str:
    if word.near:
        return translate("ImportRows", "near it: {words}").format(words=", ".join(word.near))
    return translate("ImportRows", "no {scheme} is near it").format(scheme=word.scheme)


def _fights(plan: ImportPlan) -> Iterator[SheetRow]:
    for scene in plan.scenes[:_SHOWN]:
        said = (times_line(scene.fields.in_us, scene.fields.out_us), *_said(scene))
        title = scene.fields.title or scene.fields.note or translate("ImportRows", "A fight without a title")
        yield SheetRow(
            " ".join(title.split())[:200], " · ".join(filter(None, said)), film_words(plan.films[scene.film])
        )
    yield from _more(plan.scene_count - len(plan.scenes[:_SHOWN]))


def _more(count: int, side: str = "") -> Iterator[SheetRow]:
    if count > 0:
        yield SheetRow(translate("ImportRows", "and {count:,} more").format(count=count), side=side)


def _said(scene: ForeignScene) -> Iterator[str]:
    yield ", ".join(dict.fromkeys(each.label for each in scene.combatants))
    words = (*(use.weapon for use in scene.uses), *(term.label for term in scene.terms))
    yield ", ".join(dict.fromkeys(words))
