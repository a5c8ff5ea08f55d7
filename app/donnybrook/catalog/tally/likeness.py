"""Which scenes are like one: by what they hold, how long they are, and how their covers look; each with its reasons.

An aspect that is held (weapons, place …) is compared as a bag of values: what few scenes hold counts most, and a class
in common counts where the weapon itself differs (the cosine of the two bags, each value weighted by its inverse
document frequency; Spärck Jones 1972). Lengths are alike by their ratio. Knows no SQL.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from donnybrook.catalog.alike import Likeness, Reason
from donnybrook.catalog.search.tokens import Kind
from donnybrook.catalog.tally.bits import Places, said_of, size_of
from donnybrook.catalog.tally.values import Column, Numbers, SceneValues
from donnybrook.catalog.vocabulary import Vocabulary

type Scores = NDArray[np.float32]

_SCHEMES = {"weapons": "weapon", "place": "location", "techniques": "technique", "camera": "camera"}
_ASPECTS = (*_SCHEMES, "sides")
_COMMON = 0.5  # what a larger share of scenes holds says nothing of any
_UNLIKE = 32  # a mean difference of two looks that makes them unlike
_WORN = 50  # once one of so many scenes was changed, how rare values are is worked out again


class Profiles:
    """What is compared of all scenes: how rare values are, and how much each scene holds of each aspect.

    After an edit the scenes it touched are worked out anew, as rare as values were when all was.
    """

    def __init__(self, values: SceneValues, vocabulary: Vocabulary) -> None:
        self._values, self._vocabulary = values, vocabulary
        self._looks: NDArray[np.uint8] | None = None
        self._renewed = 0
        self._aspects: list[str] = []
        self._rarity: Scores = np.zeros(0, np.float32)
        self._take_columns()
        scenes = len(values.scene_ids)
        self._norms = {aspect: np.zeros(scenes, np.float32) for aspect in _ASPECTS}
        weights = self._weights()
        for number, said in values.common_rows():
            if self._aspects[number] and self._rarity[number]:
                self._norms[self._aspects[number]] += said * self._rarity[number] ** 2
        for start, rows in values.stretches():
            for aspect, weight in weights.items():
                self._norms[aspect][start : start + len(rows)] += weight[rows].sum(axis=1)
        for place, number in values.arrays.rest.tolist():
            for aspect, weight in weights.items():
                self._norms[aspect][place] += weight[number]
        for norm in self._norms.values():
            np.sqrt(norm, out=norm)

    @property
    def is_worn(self) -> bool:
        """Whether so many scenes were changed that all is to be worked out anew."""
        return _WORN * self._renewed > len(self._values.scene_ids)

    def renew(self, vocabulary: Vocabulary, scene_ids: Numbers) -> None:
        """Take in what some scenes hold by now; others stay where they stood."""
        self._vocabulary = vocabulary
        self._renewed += len(scene_ids)
        if self.is_worn:
            return
        self._take_columns()
        more = len(self._values.scene_ids) - len(self._norms["sides"])
        self._norms = {aspect: np.pad(norm, (0, more)) for aspect, norm in self._norms.items()}
        for place in self._values.places(scene_ids).tolist():
            held = self._values.held(place)
            for aspect, norm in self._norms.items():
                of_it = [number for number in held.tolist() if self._aspects[number] == aspect]
                norm[place] = np.sqrt((self._rarity[of_it] ** 2).sum())

    def take_looks(self, looks: NDArray[np.uint8] | None) -> None:
        """Compare covers too, by their looks: by scene, of shape (scenes, n), all 0 where unknown."""
        self._looks = looks

    def like(self, scene_id: int, weights: Mapping[str, float], limit: int) -> list[Likeness]:
        """Return the scenes most like one, best first; none for a scene that is not here."""
        places = self._values.places(np.array([scene_id], np.int64))
        if not len(places):
            return []
        place = int(places[0])
        held = self._values.held(place)
        found = self._in_common([each for each in _ASPECTS if weights.get(each, 0) > 0], held, place)
        more: tuple[tuple[str, Callable[[int], Scores | None]], ...] = (
            ("length", self._by_length),
            ("look", self._by_look),
        )
        found |= {name: scores for name, by in more if weights.get(name, 0) > 0 and (scores := by(place)) is not None}
        found = {aspect: scores for aspect, scores in found.items() if scores.any()}
        total = sum(weights[aspect] for aspect in found)
        if not total:
            return []
        score = np.zeros(len(self._values.scene_ids), np.float32)
        for aspect, scores in found.items():
            score += np.float32(weights[aspect] / total) * scores
        score[place] = 0
        best = self._best(score, limit)
        return [self._told(int(at), float(score[at]), found, weights, total, held) for at in best]

    def _best(self, score: Scores, limit: int) -> Places:
        """Return the places of the highest scores, the highest first, the newest first among equals."""
        if limit < 1:
            return np.zeros(0, np.int64)
        least = np.partition(score, -limit)[-limit] if limit < len(score) else 0
        best = np.flatnonzero(score >= least) if least > 0 else np.flatnonzero(score)
        return best[np.lexsort((-best, -score[best]))][:limit]

    def _told(
        self, at: int, score: float, found: dict[str, Scores], weights: Mapping[str, float], total: float,
        held: Numbers,
    ) -> Likeness:  # fmt: skip
        shared = np.intersect1d(held, self._values.held(at))
        reasons = [
            Reason(aspect, float(scores[at]), float(scores[at]) * weights[aspect] / total, self._shared(aspect, shared))
            for aspect, scores in found.items()
            if scores[at] > 0
        ]
        reasons.sort(key=lambda reason: -reason.share)
        return Likeness(int(self._values.scene_ids[at]), score, tuple(reasons))

    def _shared(self, aspect: str, shared: Numbers) -> tuple[int, ...]:
        if aspect not in _SCHEMES:
            return ()
        columns = sorted(
            (each for each in shared if self._aspects[each] == aspect), key=lambda each: -self._rarity[each]
        )
        ids = [self._values.columns[each].number for each in columns]
        above = {up.id for each in ids for up in self._vocabulary.ancestors(each)}
        return tuple(each for each in ids if each not in above)

    def _take_columns(self) -> None:
        """Say of which aspect each column is, and how rare; of one that was there already nothing is said anew."""
        known, columns = len(self._aspects), self._values.columns
        if known == len(columns):
            return
        self._aspects += [self._aspect_of(column) for column in columns[known:]]
        scenes = size_of(self._values.alive)
        counts = self._values.counts(self._values.alive)[known:]
        rarity = np.log(max(1, scenes) / np.maximum(counts, 1)).astype(np.float32)
        rarity[counts > _COMMON * scenes] = 0
        if scenes < 4:  # nothing is rare among so few
            rarity = np.ones_like(rarity)
        self._rarity = np.concatenate((self._rarity, rarity))

    def _aspect_of(self, column: Column) -> str:
        if column.kind in (Kind.COUNT, Kind.AGAINST):
            return "sides"
        if column.kind is not Kind.CONCEPT or not self._vocabulary.knows(column.number):
            return ""
        scheme = self._vocabulary.concept(column.number).scheme
        return next((aspect for aspect, name in _SCHEMES.items() if name == scheme), "")

    def _weights(self) -> dict[str, Scores]:
        """Return by aspect what each number of the table adds to the square of a norm."""
        squares = self._rarity**2
        return {
            name: np.concatenate(([0], np.where([each == name for each in self._aspects], squares, 0))).astype(
                np.float32
            )
            for name in _ASPECTS
        }

    def _in_common(self, aspects: list[str], held: Numbers, place: int) -> dict[str, Scores]:
        found: dict[str, Scores] = {}
        for number in held.tolist():
            aspect, weight = self._aspects[number], self._rarity[number] ** 2
            if aspect not in aspects or not weight:
                continue
            scores = found.setdefault(aspect, np.zeros(len(self._values.scene_ids), np.float32))
            bits = self._values.holding(self._values.columns[number])
            if bits is not None:
                scores += said_of(bits, len(scores)) * weight
            else:
                scores[self._values.holders(number)] += weight
        for aspect, scores in found.items():
            norms = self._norms[aspect]
            np.divide(scores, norms * norms[place], out=scores, where=scores > 0)
        return found

    def _by_length(self, place: int) -> Scores | None:
        lengths = self._values.arrays.lengths_us
        if lengths[place] <= 0:
            return None
        ratio = np.maximum(lengths, 0).astype(np.float32) / np.float32(lengths[place])
        alike: Scores = np.minimum(ratio, 1 / np.maximum(ratio, np.finfo(np.float32).tiny))
        return alike

    def _by_look(self, place: int) -> Scores | None:
        if self._looks is None or not self._looks[place].any():
            return None
        has = self._looks.any(axis=1)
        apart = np.abs(self._looks.astype(np.int16) - self._looks[place]).mean(axis=1, dtype=np.float32)
        return np.where(has, np.maximum(0, 1 - apart / _UNLIKE), 0).astype(np.float32)
