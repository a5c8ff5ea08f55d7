"""Says why a foreign fight can't be taken. Knows no format, and writes nothing."""

from collections.abc import Iterator

from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.codes import CODE_LISTS
from donnybrook.exchange.film_clocks import FilmClock
from donnybrook.exchange.foreign import ForeignScene
from donnybrook.times import LONGEST_US, SECOND_US, format_clock


class SceneChecks:
    """Holds fights to what a catalog takes."""

    def __init__(self, catalog: Catalog) -> None:
        self._codes = {source: [code.code for code in catalog.codes(source)] for source in set(CODE_LISTS.values())}

    def fault(self, scene: ForeignScene, clock: FilmClock) -> str:
        """Return why a fight can't be taken, as the end of a sentence; '' for one that can."""
        return next(self._faults(scene, clock), "")

    def _faults(self, scene: ForeignScene, clock: FilmClock) -> Iterator[str]:
        fields = scene.fields
        yield from _time_faults("it", fields.in_us, fields.out_us)
        yield from _end_faults(fields.in_us, fields.out_us, clock.end_us)
        for beat in scene.beats:
            yield from _time_faults("a beat", beat.in_us, beat.out_us)
        for use in scene.uses:
            yield from _time_faults("the use of a weapon", use.from_us, use.to_us)
        yield from self._code_faults(scene)

    def _code_faults(self, scene: ForeignScene) -> Iterator[str]:
        coded = [
            *(("scene", column, getattr(scene.fields, column)) for table, column in CODE_LISTS if table == "scene"),
            *(("combatant", "outcome", each.outcome) for each in scene.combatants),
            *(
                ("wielding", column, getattr(each, column))
                for each in scene.uses
                for column in ("acquired", "ended", "certainty")
            ),
        ]
        for table, column, value in coded:
            source = CODE_LISTS[table, column]
            if value and value not in self._codes[source]:
                known = ", ".join(self._codes[source])
                yield f"“{value[:60]}” is not in the list of {source.replace('_', ' ')}: {known}"


def _time_faults(what: str, in_us: int | None, out_us: int | None) -> Iterator[str]:
    for time_us in (in_us, out_us):
        if time_us is not None and not 0 <= time_us <= LONGEST_US:
            yield f"{what} has a time before the film's start, or later than any film is long"
    if out_us is not None and in_us is None:
        yield f"{what} has an out point and no in point"
    elif out_us is not None and in_us is not None and out_us <= in_us:
        yield f"{what} ends before it begins, or at once"


def _end_faults(in_us: int | None, out_us: int | None, end_us: int | None) -> Iterator[str]:
    last_us = max((each for each in (in_us, out_us) if each is not None), default=0)
    if end_us and last_us > end_us + SECOND_US:
        yield f"it reaches to {format_clock(last_us)}, and the film ends at {format_clock(end_us)}"
