"""The orders an answer can come in, declared once, and a page of it in one of them. Knows no query language.

By age, a page is read off the index. In any other order all that was found has to be looked at, page for page; how
long that takes grows with it. Relevance is worked out of at most 2,000 hits: more than that are shown newest first.
"""

from dataclasses import dataclass

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.folding import words
from donnybrook.catalog.images import Value
from donnybrook.catalog.query.tree import And, FieldTerm, MatchUp, Or, Phrase, Query, Related, Word
from donnybrook.catalog.search.asking import Asking
from donnybrook.catalog.search.clauses import LIVE, in_trash, term
from donnybrook.catalog.search.tokens import Kind, Mark, summed, token
from donnybrook.catalog.vocabulary import Vocabulary

_FROM = """scene s JOIN version v ON v.id = s.version_id JOIN film f ON f.id = v.film_id
    LEFT JOIN concept p ON p.id = s.location_id"""


@dataclass(frozen=True, slots=True)
class Order:
    """An order by name; ``expression`` is what is sorted by, the small first."""

    name: str
    label: str
    expression: str = ""


ORDERS: tuple[Order, ...] = (
    Order("newest", "newest first"),
    Order("oldest", "oldest first"),
    Order("relevance", "where the words stand, and how rare they are"),
    Order("film", "the film's title", "f.title COLLATE NOCASE"),
    Order("year", "the film's year", "f.year"),
    Order("in", "where in the film", "s.in_us"),
    Order("length", "how long the fight lasts", "s.out_us - s.in_us"),
    Order("rating", "the rating", "nullif(s.rating, '')"),
    Order("title", "the fight's title", "nullif(s.title, '') COLLATE NOCASE"),
    Order("place", "the place", "coalesce(nullif(s.place_name, ''), p.pref_label) COLLATE NOCASE"),
)
_BY_NAME = {order.name: order for order in ORDERS}
MOST_RANKED = 2_000
_MOST_COUNTED = 5_000  # how rare a word is, is counted so far
# Where a word stands, and what that is worth.
_IN_TITLE, _THE_WEAPON, _IN_NAME, _UNDER_IT, _IN_TEXT = 3.0, 3.0, 2.5, 1.5, 1.0


def page(
    reader: Connection, vocabulary: Vocabulary, asking: Asking, order: str, limit: int | None, after: int | None
) -> list[int]:
    """Return the ids of a page in an order of ``ORDERS``, backwards with a ``-`` before its name.

    ``after`` is the last id of the page before. Raises ``LookupError`` if there is no such order.
    """
    backwards, name = order.startswith("-"), order.removeprefix("-")
    if name not in _BY_NAME:
        raise LookupError(f"there is no order {name}")
    if name in ("newest", "oldest"):
        rising = (name == "oldest") != backwards
        return [row[0] for row in reader.execute(*asking.page(limit, after, rising=rising))]
    if name == "relevance":
        return _by_relevance(reader, vocabulary, asking, limit, after)
    return _sorted(reader, asking, _BY_NAME[name], limit, after, backwards=backwards)


def _sorted(
    reader: Connection, asking: Asking, order: Order, limit: int | None, after: int | None, *, backwards: bool
) -> list[int]:
    way, sign = ("DESC", "<") if backwards else ("ASC", ">")
    told, parameters = order.expression, list(asking.parameters)
    condition = ""
    if after is not None:
        row = reader.execute(f"SELECT {told} FROM {_FROM} WHERE s.id = ?", (after,)).fetchone()  # noqa: S608 - declared above
        value = row[0] if row else None
        # What is not known comes last, either way.
        if value is None:
            condition, given = f"WHERE ({told}) IS NULL AND s.id {sign} ?", [after]
        else:
            condition = f"WHERE ({told}) {sign} ? OR (({told}) = ? AND s.id {sign} ?) OR ({told}) IS NULL"
            given = [value, value, after]
        parameters += given
    sql = f"""SELECT s.id FROM ({asking.sql}) hit CROSS JOIN {_FROM.replace("scene s", "scene s ON s.id = hit.id", 1)}
        {condition} ORDER BY ({told}) IS NULL, {told} {way}, s.id {way} LIMIT ?"""  # noqa: S608 - declared above
    return [row[0] for row in reader.execute(sql, (*parameters, -1 if limit is None else limit))]


def _by_relevance(
    reader: Connection, vocabulary: Vocabulary, asking: Asking, limit: int | None, after: int | None
) -> list[int]:
    newest = asking.page(limit, after)
    counted = int(reader.execute(*asking.counted(MOST_RANKED + 1)).fetchone()[0])
    if counted > MOST_RANKED or asking.clause.match is None:
        return [row[0] for row in reader.execute(*newest)]
    scores = {row[0]: 0.0 for row in reader.execute(asking.sql, asking.parameters)}
    for word in dict.fromkeys(_words_of(asking.parsed.tree)):
        for scene_id, worth in _worths(reader, vocabulary, asking, word).items():
            if scene_id in scores:
                scores[scene_id] += worth
    ranked = sorted(scores, key=lambda scene_id: (-scores[scene_id], -scene_id))
    start = ranked.index(after) + 1 if after in scores else 0
    return ranked[start : None if limit is None else start + limit]


def _worths(reader: Connection, vocabulary: Vocabulary, asking: Asking, word: str) -> dict[int, float]:
    """Return what a word is worth to each scene: how rare it is, times the best place it has there.

    This is BM25 (Robertson and Zaragoza 2009) over fields, of which each has a word or has it not: the index keeps no
    counts of a word inside one scene, and no lengths.
    """
    named = sorted(vocabulary.named(word, begun=False))
    places = [
        (_IN_TEXT, [term(word, prefix=True)]),
        (_UNDER_IT, [term(token(Kind.CONCEPT, each)) for each in named]),
        (_IN_NAME, [term(f"{Mark.NAME}{word}", prefix=True)]),
        (_IN_TITLE, [term(summed(Kind.TITLE, word))]),
        (_THE_WEAPON, [term(token(Kind.EXACT, each)) for each in named]),
    ]
    anywhere = " OR ".join(str(clause.match) for _, clauses in places[:2] for clause in clauses)
    sql = f"SELECT count(*) FROM (SELECT 1 FROM find.{LIVE} WHERE {LIVE} MATCH ? LIMIT ?)"  # noqa: S608 - our names
    found = int(reader.execute(_told(asking, sql), (anywhere, _MOST_COUNTED)).fetchone()[0])
    rarity = 1 / (1 + found / 100)
    worths: dict[int, float] = {}
    for worth, clauses in places:
        if clauses:
            expression = " OR ".join(str(clause.match) for clause in clauses)
            both: tuple[Value, ...] = (f"({asking.clause.match}) AND ({expression})",)
            sql = f"SELECT rowid FROM find.{LIVE} WHERE {LIVE} MATCH ?"  # noqa: S608 - our names
            for (scene_id,) in reader.execute(_told(asking, sql), both):
                worths[scene_id] = max(worth * rarity, worths.get(scene_id, 0.0))
    return worths


def _told(asking: Asking, sql: str) -> str:
    return in_trash(sql) if asking.trash else sql


def _words_of(node: Query | None) -> list[str]:
    match node:
        case Word(text=text) | Phrase(text=text) | FieldTerm(value=text):
            return words(text)
        case And(children) | Or(children):
            return [word for child in children for word in _words_of(child)]
        case MatchUp(left=left, right=right) | Related(left=left, right=right):
            return [*_words_of(left), *_words_of(right)]
        case _:
            return []
