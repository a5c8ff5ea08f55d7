"""Makes a foreign fight out of a row of somebody's table. Knows no file, and no catalog."""

import re
from collections.abc import Mapping
from fractions import Fraction

from donnybrook.catalog import CombatantDraft, SceneFields
from donnybrook.catalog.strangers.values import is_uuid
from donnybrook.exchange.foreign import ForeignFilm, ForeignScene, ForeignTerm, ForeignUse
from donnybrook.exchange.table_columns import TARGETS
from donnybrook.records import dataclass
from donnybrook.times import TimeProblem, parse_time

_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_LIST = re.compile(r"\s*[;|\n,]\s*")
_YEAR = re.compile(r"([0-9]{4})(?:\.0)?")
_TERMS = {"techniques": "technique", "camera": "camera", "themes": "theme"}
_NAMES = frozenset(TARGETS) & frozenset(SceneFields.__dataclass_fields__)


class BadRow(ValueError):
    """A row that is no fight; the text says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row's values by the names of our columns; what is not said is not in it."""

    line: int
    said: Mapping[str, str]

    @property
    def film(self) -> ForeignFilm:
        """The film it speaks of; raises ``BadRow`` for a year that is none."""
        year = self.said.get("year", "").strip()
        match = _YEAR.fullmatch(year)
        if year and not match:
            raise BadRow(f"the year “{year[:40]}” is none")
        return ForeignFilm(title=self.said.get("film", "").strip(), year=int(match[1]) if match else None)

    def scene(self, film: int, rate: Fraction | None) -> ForeignScene:
        """Return the fight; ``rate`` is what timecodes count by. Raises ``BadRow`` for a time that is none."""
        if not any(value.strip() for name, value in self.said.items() if name not in ("film", "year")):
            raise BadRow("nothing is said of a fight")
        in_us, out_us = self._times(rate)
        combatants = _texts(self.said.get("combatants", ""), _SEVERAL)
        uses = tuple(self._uses(combatants))
        fields = {name: self.said[name] for name in _NAMES if self.said.get(name)}
        uuid = self.said.get("scene_id", "").strip()
        return ForeignScene(
            where=f"line {self.line:,}",
            uuid=uuid if is_uuid(uuid) else "",
            film=film,
            fields=SceneFields(in_us=in_us, out_us=out_us, **fields),  # type: ignore[arg-type]
            location=self.said.get("location", "").strip(),
            combatants=tuple(CombatantDraft(label=label) for label in combatants),
            uses=uses,
            terms=tuple(
                ForeignTerm(label=label, schemes=(scheme,))
                for name, scheme in _TERMS.items()
                for label in _texts(self.said.get(name, ""), _LIST)
            ),
        )

    def _times(self, rate: Fraction | None) -> tuple[int | None, int | None]:
        in_us, out_us = self._time("in", rate), self._time("out", rate)
        length_us = self._time("duration", rate)
        if out_us is None and in_us is not None and length_us:
            out_us = in_us + length_us
        return in_us, out_us

    def _time(self, name: str, rate: Fraction | None) -> int | None:
        text = self.said.get(name, "").strip()
        if not text:
            return None
        try:
            return parse_time(text, rate)
        except TimeProblem as problem:
            raise BadRow(f"{name}: {str(problem).rstrip('.')}") from problem

    def _uses(self, combatants: list[str]) -> list[ForeignUse]:
        """Return who uses what; who is not among the combatants yet becomes one."""
        uses = []
        for said in _texts(self.said.get("uses", ""), _SEVERAL):
            who, _, weapon = said.rpartition(": ")
            if who and who not in combatants:
                combatants.append(who)
            uses.append(_use(weapon, combatants.index(who) if who else None))
        improvised = set(_texts(self.said.get("improvised_weapons", ""), _LIST))
        known = {use.weapon for use in uses}
        for weapon in _texts(self.said.get("weapons", ""), _LIST):
            use = _use(weapon, None, improvised=weapon in improvised)
            if use.weapon not in known:
                uses.append(use)
        return uses


def _use(text: str, who: int | None, *, improvised: bool = False) -> ForeignUse:
    return ForeignUse(weapon=text.removesuffix("!").strip(), who=who, improvised=improvised or text.endswith("!"))


def _texts(cell: str, between: re.Pattern[str]) -> list[str]:
    return list(dict.fromkeys(part for part in between.split(cell.strip()) if part))
