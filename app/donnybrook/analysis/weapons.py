"""Weapons as measures name them: their labels, their classes, the classes' colours. Knows no fight."""

import numpy as np

from donnybrook.catalog import Vocabulary
from donnybrook.catalog.query.building import term_of
from donnybrook.catalog.tally.matrix import class_places, weapon_classes
from donnybrook.catalog.tally.values import Numbers

_CLASSLESS = "of no class"


class Classes:
    """The classes directly under all weapons, and which of them each weapon is of."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.ids = weapon_classes(vocabulary)
        self._vocabulary = vocabulary
        self._places = class_places(vocabulary, self.ids)

    def places(self, weapons: Numbers) -> Numbers:
        """Return the place of each weapon's class among ``ids``, or −1 for one that is of none."""
        return np.asarray(self._places[weapons])

    def label(self, place: int) -> str:
        """Return the name of a class."""
        return _CLASSLESS if place < 0 else self._vocabulary.concept(self.ids[place]).label

    def label_of(self, weapon: int) -> str:
        """Return the name of a weapon's class."""
        return self.label(int(self._places[weapon]))

    def ink(self, place: int) -> str:
        """Return the colour of a class."""
        return "other" if place < 0 else self._vocabulary.family(self.ids[place])

    def term(self, place: int) -> str:
        """Return the term of a query that asks for weapons of a class; '' for those of none."""
        return "" if place < 0 else term_of("weapon", self.label(place))


def exact_term(vocabulary: Vocabulary, weapon: int) -> str:
    """Return the term of a query that asks for one weapon, and nothing under it."""
    return term_of("weapon", vocabulary.concept(weapon).label, "=")


def distinct_pairs(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Return each pair of numbers that stand at the same place in two arrays, once, in rising order."""
    if not len(one):
        return one, other
    width = int(other.max()) + 1
    once = np.unique(one * width + other)
    return once // width, once % width
