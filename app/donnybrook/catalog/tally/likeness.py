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
from donnybrook.catalog.tally.values import Column, Numbers, SceneValues
from donnybrook.catalog.vocabulary import Vocabulary

type Scores = NDArray[np.float32]

_SCHEMES = {"weapons": "weapon", "place": "location", "techniques": "technique", "camera": "camera"}
_COMMON = 0.5  # what a larger share of scenes holds says nothing of any
_UNLIKE = 32  # a mean difference of two looks that makes them unlike


class Profiles:
    """What is compared of all scenes; made anew when they change."""

    def __init__(self, values: SceneValues, vocabulary: Vocabulary, lengths_us: Numbers) -> None:
        """``lengths_us`` by scene, −1 where unknown."""
        self._values, self._vocabulary = values, vocabulary
        self._looks: NDArray[np.uint8] | None = None
        self._aspects = [self._aspect_of(column) for column in values.columns]
        count = values.counts(np.arange(len(values.scene_ids)))
        scenes = max(1, len(values.scene_ids))
        rarity = np.log(scenes / np.maximum(count, 1)).astype(np.float32)
        rarity[count > _COMMON * scenes] = 0
        if scenes < 4:  # nothing is rare among so few
            rarity = np.ones_like(rarity)
        self._rarity: Scores = rarity
        self._first = np.concatenate(([0], np.cumsum(count)))
        self._holders = np.empty(self._first[-1], np.int32)  # those of column n from ``_first[n]`` on
        self._norms = {aspect: np.zeros(len(values.scene_ids), np.float32) for aspect in (*_SCHEMES, "sides")}
        self._read_holders()
        self._lengths: Scores = np.log(np.maximum(lengths_us, 1)).astype(np.float32)
        self._is_long = lengths_us > 0

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
        found = {aspect: self._in_common(aspect, held, place) for aspect in self._norms if weights.get(aspect, 0) > 0}
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
        score[place] = -1
        limit = min(limit, len(score) - 1)
        best = np.argpartition(-score, limit)[:limit] if limit else np.zeros(0, np.int64)
        best = best[np.lexsort((-self._values.scene_ids[best], -score[best]))]
        return [self._told(int(at), float(score[at]), found, weights, total, held) for at in best if score[at] > 0]

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

    def _aspect_of(self, column: Column) -> str:
        if column.kind in (Kind.COUNT, Kind.AGAINST):
            return "sides"
        if column.kind is not Kind.CONCEPT or not self._vocabulary.knows(column.number):
            return ""
        scheme = self._vocabulary.concept(column.number).scheme
        return next((aspect for aspect, name in _SCHEMES.items() if name == scheme), "")

    def _read_holders(self) -> None:
        weights = {name: np.where([each == name for each in self._aspects], self._rarity**2, 0) for name in self._norms}
        free = self._first[:-1].copy()
        for places, columns in self._values.pairs(np.arange(len(self._values.scene_ids))):
            if not len(places):
                continue
            order = np.argsort(columns, kind="stable")
            ordered, count = columns[order], np.bincount(columns, minlength=len(free))
            begins = np.cumsum(count) - count
            self._holders[free[ordered] + np.arange(len(order)) - begins[ordered]] = places[order]
            free += count
            low, high = places[0], places[-1] + 1
            for aspect, weight in weights.items():
                self._norms[aspect][low:high] += np.bincount(places - low, weight[columns])
        for norm in self._norms.values():
            np.sqrt(norm, out=norm)

    def _in_common(self, aspect: str, held: Numbers, place: int) -> Scores:
        scores = np.zeros(len(self._values.scene_ids), np.float32)
        for column in held:
            if self._aspects[column] == aspect and self._rarity[column] > 0:
                scores[self._holders[self._first[column] : self._first[column + 1]]] += self._rarity[column] ** 2
        norms = self._norms[aspect]
        np.divide(scores, norms * norms[place], out=scores, where=scores > 0)
        return scores

    def _by_length(self, place: int) -> Scores | None:
        if not self._is_long[place]:
            return None
        return np.where(self._is_long, np.exp(-np.abs(self._lengths - self._lengths[place])), np.float32(0))

    def _by_look(self, place: int) -> Scores | None:
        if self._looks is None or not self._looks[place].any():
            return None
        has = self._looks.any(axis=1)
        apart = np.abs(self._looks.astype(np.int16) - self._looks[place]).mean(axis=1, dtype=np.float32)
        return np.where(has, np.maximum(0, 1 - apart / _UNLIKE), 0).astype(np.float32)
