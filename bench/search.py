"""Times searching, counting and comparing at 10 k, 100 k or 1 M scenes, beside how others go about it; one run.

The peers stand in a database of their own, made from the same catalog: a text table with the full-text index that
``sqlite-utils enable-fts`` makes, asked as its ``table.search`` asks; LIKE on the same columns; a closure table of the
weapons, and ``GROUP BY``. All figures are CPU of this thread in milliseconds, with the wall beside; ratios are of CPU.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import quantiles

from donnybrook.catalog import Catalog
from donnybrook.catalog.driver import Connection, connect
from donnybrook.catalog.folding import words
from donnybrook.catalog.questions import FACETS_FIRST
from make_catalog import FOLDER, search_catalog

PAGE = 50
PATIENCE_S = 60.0  # a peer is asked no longer than that, in the order all are asked


class Clock:
    """CPU and wall of many questions, in milliseconds."""

    def __init__(self) -> None:
        self.cpu: list[float] = []
        self.wall: list[float] = []

    def time[T](self, question: Callable[[], T]) -> T:
        """Ask once, and note what it took."""
        cpu, wall = time.thread_time(), time.perf_counter()
        answer = question()
        self.cpu.append((time.thread_time() - cpu) * 1000)
        self.wall.append((time.perf_counter() - wall) * 1000)
        return answer

    def at(self, percent: int) -> float:
        """Return a percentile of the CPU."""
        return self.cpu[0] if len(self.cpu) == 1 else quantiles(self.cpu, n=100, method="inclusive")[percent - 1]

    def first(self, other: "Clock") -> "Clock":
        """Return the figures of as many questions as another had the patience for."""
        clock = Clock()
        clock.cpu, clock.wall = self.cpu[: len(other.cpu)], self.wall[: len(other.wall)]
        return clock

    def told(self) -> str:
        """Return the figures in one line."""
        p50, p90, p99 = (self.at(percent) for percent in (50, 90, 99))
        wall = quantiles(self.wall, n=100, method="inclusive")[98] if len(self.wall) > 1 else self.wall[0]
        return f"n={len(self.cpu)} p50 {p50:.2f} p90 {p90:.2f} p99 {p99:.2f} (wall p99 {wall:.1f})"


def timed(questions: Sequence[Callable[[], object]]) -> Clock:
    """Ask all, or as many as patience allows."""
    clock, began = Clock(), time.perf_counter()
    for question in questions:
        clock.time(question)
        if time.perf_counter() - began > PATIENCE_S:
            break
    return clock


def main() -> int:
    """Run all, print a line each, and return 1 if a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scenes", type=int, default=1_000_000)
    parser.add_argument("--no-peers", action="store_true", help="leave out what stands beside it")
    given = parser.parse_args()
    path = search_catalog(given.scenes)
    cache = FOLDER / f"cache-{given.scenes}"
    with Catalog.open(path, cache_folder=cache) as catalog:
        seconds = Clock()
        seconds.time(lambda: catalog.search("x", limit=1))
        print(f"     load {os.getloadavg()[0]:.1f}; index ready after {seconds.cpu[0] / 1000:.1f} s of CPU", flush=True)
        bench = Bench(catalog, cache, None if given.no_peers else peer(path, given.scenes))
        return bench.run(sum(file.stat().st_size for file in cache.rglob("*.search*")) / given.scenes)


class Bench:
    """The lines of the table, each beside its peer."""

    def __init__(self, catalog: Catalog, cache: Path, peers: Connection | None) -> None:
        self._catalog, self._cache, self._peers = catalog, cache, peers
        self._missed = 0
        self._queries = list(queries(catalog, random.Random(7)))

    def run(self, index_bytes: float) -> int:
        """Measure, and return 1 if a figure is missed."""
        self._say("search index, bytes a scene", index_bytes, 350)
        for line in (self._keystrokes, self._filters, self._relevance, self._facets, self._inside, self._like):
            line()
        return 1 if self._missed else 0

    def _say(self, name: str, got: float, wanted: float, *, more: bool = False, note: str = "") -> None:
        reached = got >= wanted if more else got <= wanted
        self._missed += not reached
        print(
            f"{'ok  ' if reached else 'MISS'} {name}: {got:.2f} (wanted {'>=' if more else '<='} {wanted}) {note}",
            flush=True,
        )

    def _keystrokes(self) -> None:
        prefixes = list(dict.fromkeys(q[:n] for q in self._queries for n in range(1, len(q) + 1)))
        clock = timed([lambda q=q: self._catalog.search(q, limit=PAGE) for q in prefixes])  # type: ignore[misc]
        self._say("keystroke to first page, p50", clock.at(50), 0.5, note=clock.told())
        self._say("keystroke to first page, p99", clock.at(99), 10)
        if self._peers is None:
            return
        some = random.Random(3).sample(prefixes, len(prefixes))
        for name, sql, told in (("sqlite-utils search", SEARCH, _as_searched), ("LIKE", LIKE, _as_like)):
            asked = [q for q in some if words(q)]
            peer_clock = timed([lambda q=q: self._peers.execute(sql, told(q)).fetchall() for q in asked])  # type: ignore[misc]
            times = peer_clock.at(99) / clock.at(99)
            self._say(f"p99 against {name}, times faster", times, 100, more=True, note=peer_clock.told())

    def _filters(self) -> None:
        chance = random.Random(5)
        classes = [
            each for each in self._catalog.vocabulary.concepts("weapon") if self._catalog.vocabulary.narrower(each.id)
        ]
        places = self._catalog.vocabulary.concepts("location")
        texts = [word for q in self._queries for word in words(q) if len(word) > 2]
        asked = [(chance.choice(classes), chance.choice(places), chance.choice(texts)) for _ in range(200)]
        told = [f'weapon:"{w.label}" at:"{p.label}" {text} ' for w, p, text in asked]
        clock = timed([lambda q=q: self._catalog.search(q, limit=PAGE) for q in told])  # type: ignore[misc]
        print(f"     class + place + text: {clock.told()}", flush=True)
        if self._peers is not None:
            values = [(w.id, p.id, f'"{text}"', PAGE) for w, p, text in asked]
            other = timed([lambda v=v: self._peers.execute(CLOSURE, v).fetchall() for v in values])  # type: ignore[misc]
            self._say(
                "class + place + text, times faster than closure SQL, p99",
                other.at(99) / clock.at(99),
                20,
                more=True,
                note=other.told(),
            )
        first, hundredth = Clock(), Clock()
        for query in ("sword", "weapon:blade", "the", "fire", "-gun"):
            page = first.time(lambda q=query: self._catalog.search(q, limit=PAGE))  # type: ignore[misc]
            for _ in range(98):
                if page.scene_ids:
                    page = self._catalog.search(query, limit=PAGE, after=page.scene_ids[-1])
            if page.scene_ids:
                last = page.scene_ids[-1]
                hundredth.time(lambda q=query, k=last: self._catalog.search(q, limit=PAGE, after=k))  # type: ignore[misc]
        self._say("page 100 by key, of page 1", sum(hundredth.cpu) / sum(first.cpu), 2)

    def _relevance(self) -> None:
        clock = timed([lambda q=q: self._catalog.search(q, order="relevance", limit=PAGE) for q in self._queries])  # type: ignore[misc]
        self._say("by relevance, first page, p99", clock.at(99), 20, note=clock.told())

    def _facets(self) -> None:
        held, kept = Clock(), Clock()
        for old in self._cache.rglob("*.values"):
            old.unlink()
        held.time(lambda: self._catalog.questions.facets("zzzz"))
        with Catalog.open(self._catalog.path, cache_folder=self._cache) as again:
            again.search("x", limit=1)
            kept.time(lambda: again.questions.facets("zzzz"))
        size = sum(file.stat().st_size for file in self._cache.rglob("*.values")) / self._catalog.scene_count()
        hits = sorted(self._catalog.questions.count(q) for q in self._queries)
        found = f"the queries find {hits[50]:,} (p50), {hits[90]:,} (p90), {hits[-1]:,} (most)"
        print(f"     {found}", flush=True)
        print(f"     arrays of {size:.0f} bytes a scene read in {held.cpu[0] / 1000:.1f} s of CPU, once;", flush=True)
        print(f"     from their file in {kept.cpu[0] / 1000:.2f} s", flush=True)
        capped = timed([lambda q=q: self._catalog.questions.facets(q, FACETS_FIRST) for q in self._queries])  # type: ignore[misc]
        exact = timed([lambda q=q: self._catalog.questions.facets(q) for q in self._queries])  # type: ignore[misc]
        self._say("facets, the newest 5,000, p90", capped.at(90), 10, note=capped.told())
        self._say("facets, exact, p90", exact.at(90), 30, note=exact.told())
        if self._peers is None:
            return
        asked = [_as_searched(q)["query"] for q in self._queries if words(q)]
        other = timed([lambda q=q: [self._peers.execute(sql, (q,)).fetchall() for sql in GROUPED] for q in asked])  # type: ignore[misc]
        self._say(
            "facets capped, times faster than GROUP BY, p90",
            other.at(90) / capped.first(other).at(90),
            50,
            more=True,
            note=other.told(),
        )
        self._say(
            "facets exact, times faster than GROUP BY, p90", other.at(90) / exact.first(other).at(90), 5, more=True
        )

    def _inside(self) -> None:
        chance = random.Random(9)
        labels = [each.label for each in self._catalog.vocabulary.concepts("weapon")][1:]
        pairs = [(chance.choice(labels), chance.choice(labels)) for _ in range(120)]
        pairs += [("blade", "firearm"), ("sword", "sword"), ("flamethrower", "fire hose"), ("weapon", "weapon")]
        for name, form, wanted in (
            ("match-up", 'weapon:"{}" vs weapon:"{}"', 25),
            ("match-up, attacker first", 'weapon:"{}" > weapon:"{}"', 25),
            ("transition", 'loses:"{}" then:"{}"', 50),
        ):
            asked = [form.format(*pair) for pair in pairs]
            clock = timed([lambda q=q: self._catalog.search(q, limit=PAGE) for q in asked])  # type: ignore[misc]
            self._say(f"{name}, p99", clock.at(99), wanted, note=clock.told())

    def _like(self) -> None:
        chance = random.Random(11)
        ids = [chance.randrange(1, self._catalog.scene_count()) for _ in range(60)]
        held = Clock()
        held.time(lambda: self._catalog.questions.like(ids[0]))
        clock = timed([lambda n=n: self._catalog.questions.like(n) for n in ids])  # type: ignore[misc]
        self._say(
            "more like this, p99",
            clock.at(99),
            150,
            note=f"{clock.told()}; profiles made in {held.cpu[0] / 1000:.1f} s",
        )


def queries(catalog: Catalog, chance: random.Random) -> Iterator[str]:
    """Yield 100 queries as people type them: one or two weapons, places, people, words of notes, in short names."""
    weapons, places = (
        [each.label for each in catalog.vocabulary.concepts(scheme) if len(words(each.label)) < 3]
        for scheme in ("weapon", "location")
    )
    some = chance.sample(range(1, catalog.scene_count()), 60)
    people = [each.label for scene in catalog.scenes(some) for each in scene.combatants]
    notes = [word for scene in catalog.scenes(some) for word in scene.fields.note.split()]
    kinds: tuple[Callable[[], str], ...] = (
        lambda: chance.choice(weapons),
        lambda: f"{chance.choice(weapons)} {chance.choice(places)}",
        lambda: chance.choice(people),
        lambda: f"{chance.choice(notes)} {chance.choice(notes)}",
        lambda: f"{chance.choice(people).split()[0]} {chance.choice(weapons)}",
        lambda: f'weapon:"{chance.choice(weapons)}"',
        lambda: f"by:{chance.choice(people).split()[0]}",
        lambda: f"{chance.choice(weapons)} {chance.choice(notes)}",
        lambda: chance.choice(places),
        lambda: f"improvised {chance.choice(notes)}",
    )
    for number in range(100):
        yield kinds[number % len(kinds)]()


# ------------------------------------------------------------------ the peers

SEARCH = """
    WITH original AS (SELECT rowid, * FROM scene_text)
    SELECT original.* FROM original JOIN scene_text_fts ON original.rowid = scene_text_fts.rowid
    WHERE scene_text_fts MATCH :query ORDER BY scene_text_fts.rank LIMIT 50
"""
LIKE = """SELECT * FROM scene_text
    WHERE title LIKE :t OR note LIKE :t OR weapons LIKE :t OR people LIKE :t OR place LIKE :t
    ORDER BY id DESC LIMIT 50"""
CLOSURE = """SELECT s.id FROM scene_text s JOIN scene_text_fts f ON f.rowid = s.id
    WHERE s.id IN (
        SELECT w.scene_id FROM scene_weapon w JOIN closure c ON c.descendant = w.weapon_id WHERE c.ancestor = ?)
    AND s.place_id IN (SELECT descendant FROM closure WHERE ancestor = ?)
    AND scene_text_fts MATCH ? ORDER BY s.id DESC LIMIT ?"""
_HITS = "SELECT rowid FROM scene_text_fts WHERE scene_text_fts MATCH ?"
_COUNTS = (
    """SELECT c.ancestor, count(DISTINCT w.scene_id) FROM scene_weapon w JOIN closure c ON c.descendant = w.weapon_id
        WHERE w.scene_id IN (HITS) GROUP BY c.ancestor""",
    "SELECT place_id, count(*) FROM scene_text WHERE id IN (HITS) GROUP BY place_id",
    "SELECT film_id, count(*) FROM scene_text WHERE id IN (HITS) GROUP BY film_id",
)
GROUPED = tuple(sql.replace("HITS", _HITS) for sql in _COUNTS)


def _as_searched(query: str) -> dict[str, str]:
    return {"query": " ".join(f'"{word}"*' for word in words(query))}


def _as_like(query: str) -> dict[str, str]:
    return {"t": f"%{query}%"}


def peer(catalog: Path, scenes: int) -> Connection:
    """Return the peers' database, made if it is not there."""
    path = FOLDER / f"peer-{scenes}.db"
    if not path.exists():
        part = path.with_suffix(".making")
        part.unlink(missing_ok=True)
        made = connect(part, mode="rwc")
        made.execute("PRAGMA journal_mode = OFF")
        made.execute("PRAGMA synchronous = OFF")
        made.execute("ATTACH ? AS catalog", (str(catalog),))
        made.executescript(_PEER)
        made.close()
        part.rename(path)
    return connect(path)


_PEER = """
    CREATE TABLE scene_text (id INTEGER PRIMARY KEY, film_id INTEGER, place_id INTEGER, title TEXT, note TEXT,
        weapons TEXT, people TEXT, place TEXT);
    INSERT INTO scene_text SELECT s.id, v.film_id, s.location_id, s.title, s.note,
        (SELECT group_concat(c.pref_label, '; ') FROM catalog.wielding w JOIN catalog.concept c ON c.id = w.weapon_id
            WHERE w.scene_id = s.id),
        (SELECT group_concat(label, '; ') FROM catalog.combatant b WHERE b.scene_id = s.id),
        (SELECT pref_label FROM catalog.concept c WHERE c.id = s.location_id)
        FROM catalog.scene s JOIN catalog.version v ON v.id = s.version_id;
    CREATE INDEX scene_text_place ON scene_text (place_id);
    CREATE INDEX scene_text_film ON scene_text (film_id);
    CREATE VIRTUAL TABLE scene_text_fts USING fts5(title, note, weapons, people, place, content='scene_text');
    INSERT INTO scene_text_fts (scene_text_fts) VALUES ('rebuild');
    CREATE TABLE scene_weapon (weapon_id INTEGER, scene_id INTEGER, PRIMARY KEY (weapon_id, scene_id)) WITHOUT ROWID;
    INSERT OR IGNORE INTO scene_weapon SELECT weapon_id, scene_id FROM catalog.wielding;
    CREATE INDEX scene_weapon_scene ON scene_weapon (scene_id);
    CREATE TABLE closure (ancestor INTEGER, descendant INTEGER, PRIMARY KEY (ancestor, descendant)) WITHOUT ROWID;
    INSERT INTO closure WITH RECURSIVE above (ancestor, descendant) AS (
        SELECT id, id FROM catalog.concept UNION
        SELECT c.broader_id, a.descendant FROM above a JOIN catalog.concept c ON c.id = a.ancestor
        WHERE c.broader_id IS NOT NULL) SELECT ancestor, descendant FROM above;
    ANALYZE;
"""

if __name__ == "__main__":
    sys.exit(main())
