"""The chapters that a film file holds, as it names them; decodes nothing, and knows no fight."""

from fractions import Fraction

from donnybrook.media.facts import TOLD_KEY, Chapter
from donnybrook.media.opening import OpenFilm
from donnybrook.times import LONGEST_US, SECOND_US

_MOST = 5000  # no film has so many; a damaged one may say so
_LONGEST_TEXT = 100_000


def read_chapters(film: OpenFilm) -> list[Chapter]:
    """Return a film's chapters in the order they begin; one that lies nowhere is left out."""
    found = []
    for each in film.container.chapters()[:_MOST]:
        base = each["time_base"]
        if base.numerator > 0 and base.denominator > 0:
            step = Fraction(base.numerator, base.denominator)
            in_us, out_us = (_us(ticks, step) - film.start_us for ticks in (each["start"], each["end"]))
            said = {name.upper(): value[:_LONGEST_TEXT] for name, value in each["metadata"].items()}
            found.append(Chapter(in_us, out_us, said.get("TITLE", ""), said.get(TOLD_KEY, "")))
    there = [each for each in found if each.in_us > -LONGEST_US and each.out_us < LONGEST_US]
    return sorted(there, key=lambda each: (each.in_us, each.out_us))


def _us(ticks: int, base: Fraction) -> int:
    return (2 * ticks * base.numerator * SECOND_US + base.denominator) // (2 * base.denominator)
