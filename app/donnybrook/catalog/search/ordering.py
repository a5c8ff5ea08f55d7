"""The orders an answer can come in, declared once, and a page of it in one of them. Knows no query language.

By age, a page is read off the index. In any other order all that was found has to be looked at, page for page; how
long that takes grows with it. Relevance is worked out of at most 2,000 hits: more than that are shown newest first.
"""

import json
import math
from array import array
from collections.abc import Sequence

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.folding import words
from donnybrook.catalog.images import Value
from donnybrook.catalog.query.tree import And, FieldTerm, MatchUp, Or, Phrase, Query, Related, Word
from donnybrook.catalog.search.asking import Asking
from donnybrook.catalog.search.clauses import LIVE, in_trash
from donnybrook.catalog.search.matching import Term
from donnybrook.catalog.search.tokens import EVERY, Kind, Mark, summed, token
from donnybrook.catalog.vocabulary import Vocabulary
from donnybrook.records import dataclass

_FROM = """scene s JOIN version v ON v.id = s.version_id JOIN film f ON f.id = v.film_id
    LEFT JOIN concept p ON p.id = s.location_id"""

_FIRST_WEAPON = """SELECT c.pref_label FROM wielding w JOIN concept c ON c.id = w.weapon_id
    WHERE w.scene_id = s.id ORDER BY w.position, w.id LIMIT 1"""
_FIRST_PERSON = "SELECT b.label FROM combatant b WHERE b.scene_id = s.id ORDER BY b.position, b.id LIMIT 1"
_FIRST_TERM = """SELECT c.pref_label FROM scene_term t JOIN concept c ON c.id = t.concept_id
    WHERE t.scene_id = s.id ORDER BY t.id LIMIT 1"""
_PIECE = 200_000  # characters of ids that are made numbers at once, in a moment that nobody notices


@dataclass(frozen=True, slots=True)
class Order:
    """An order by name; ``expression`` is what is sorted by, the small first."""

    name: str
    label: str
    expression: str = ""


def _listed(field: str) -> str:
    """Return what sorts by the place of a code in its closed list."""
    return f"(SELECT o.position FROM code o WHERE o.list = '{field}' AND o.code = s.{field})"  # noqa: S608 - our names


ORDERS: tuple[Order, ...] = (
    Order("newest", "newest first"),
    Order("oldest", "oldest first"),
    Order("relevance", "where the words stand, and how rare they are"),
    Order("film", "the film's title", "f.title COLLATE NOCASE"),
    Order("year", "the film's year", "f.year"),
    Order("in", "where in the film", "s.in_us"),
    Order("out", "where in the film it ends", "s.out_us"),
    Order("length", "how long the fight lasts", "s.out_us - s.in_us"),
    Order("rating", "the rating", "nullif(s.rating, '')"),
    Order("title", "the fight's title", "nullif(s.title, '') COLLATE NOCASE"),
    Order("place", "the place", "coalesce(nullif(s.place_name, ''), p.pref_label) COLLATE NOCASE"),
    Order("weapon", "the first weapon", f"({_FIRST_WEAPON}) COLLATE NOCASE"),
    Order("person", "the first of those who fight", f"({_FIRST_PERSON}) COLLATE NOCASE"),
    Order("term", "the first technique or camera term", f"({_FIRST_TERM}) COLLATE NOCASE"),
    Order("note", "the note", "nullif(s.note, '') COLLATE NOCASE"),
    Order("status", "how far it is described", _listed("status")),
    Order("certainty", "how certain it is", _listed("certainty")),
    Order("interior", "inside or outside", "nullif(s.interior, '')"),
    Order("time", "the time of day", "nullif(s.time_of_day, '')"),
    Order("layer", "the layer", "nullif(s.layer, '') COLLATE NOCASE"),
    Order("coder", "who entered it", "(SELECT k.name FROM coder k WHERE k.id = s.coder_id) COLLATE NOCASE"),
)
_BY_NAME = {order.name: order for order in ORDERS}
MOST_RANKED = 2_000
_MOST_FETCHED = 10_000  # scenes of one term that are gone through for what was found; a commoner one ranks nothing
_COMMON = 0.1  # a word in a larger share of the scenes ranks nothing
# Where a word stands beside in a text, and what that is worth.
_IN_TITLE, _THE_WEAPON, _IN_NAME, _UNDER_IT = 2.0, 2.0, 1.5, 0.5


def page(
    reader: Connection, vocabulary: Vocabulary, asking: Asking, order: str, limit: int | None, after: int | None
) -> list[int]:
    """Return the ids of a page in an order of ``ORDERS``, backwards with a ``-`` before its name.

    ``after`` is the last id of the page before. Raises ``LookupError`` if there is no such order.
    """
    name, backwards = _read(order)
    if name == "relevance":
        return _by_relevance(reader, vocabulary, asking, limit, after, backwards=backwards)
    return [row[0] for row in reader.execute(*_page_sql(reader, asking, order, limit, after))]


def all_of(reader: Connection, vocabulary: Vocabulary, asking: Asking, order: str) -> array[int]:
    """Return the ids of all that is found, in an order, eight bytes each: also of a million.

    SQLite puts them together in one go, in which other threads run on. Raises ``LookupError`` as ``page`` does.
    """
    name, backwards = _read(order)
    if name == "relevance":
        return array("q", _by_relevance(reader, vocabulary, asking, None, None, backwards=backwards))
    sql, parameters = _page_sql(reader, asking, order, None, None)
    text = reader.execute(f"SELECT group_concat(id) FROM ({sql})", parameters).fetchone()[0] or ""  # noqa: S608 - our own SQL
    ids = array("q")
    start = 0
    while start < len(text):
        end = text.find(",", start + _PIECE)
        end = len(text) if end < 0 else end
        ids.extend(map(int, text[start:end].split(",")))
        start = end + 1
    return ids


def _read(order: str) -> tuple[str, bool]:
    """Return an order's name, and whether it is turned round."""
    name = order.removeprefix("-")
    if name not in _BY_NAME:
        raise LookupError(f"there is no order {name}")
    return name, order.startswith("-")


def _page_sql(
    reader: Connection, asking: Asking, order: str, limit: int | None, after: int | None
) -> tuple[str, tuple[Value, ...]]:
    name, backwards = _read(order)
    if name in ("newest", "oldest"):
        return asking.page(limit, after, rising=(name == "oldest") != backwards)
    return _sorted_sql(reader, asking, _BY_NAME[name], limit, after, backwards=backwards)


def _sorted_sql(
    reader: Connection, asking: Asking, order: Order, limit: int | None, after: int | None, *, backwards: bool
) -> tuple[str, tuple[Value, ...]]:
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
    sql = f"""SELECT s.id AS id FROM ({asking.sql}) hit
        CROSS JOIN {_FROM.replace("scene s", "scene s ON s.id = hit.id", 1)}
        {condition} ORDER BY ({told}) IS NULL, {told} {way}, s.id {way} LIMIT ?"""  # noqa: S608 - declared above
    return sql, (*parameters, -1 if limit is None else limit)


def _by_relevance(
    reader: Connection,
    vocabulary: Vocabulary,
    asking: Asking,
    limit: int | None,
    after: int | None,
    *,
    backwards: bool,
) -> list[int]:
    found = reader.execute(f"{asking.sql} LIMIT ?", (*asking.parameters, MOST_RANKED + 1)).fetchall()
    if len(found) > MOST_RANKED:
        return [row[0] for row in reader.execute(*asking.page(limit, after, rising=backwards))]
    scores = {row[0]: 0.0 for row in found}
    among, scenes = json.dumps(list(scores)), max(1, _spread(reader, EVERY))
    for word in dict.fromkeys(_words_of(asking.parsed.tree)):
        concepts = sorted(vocabulary.named(word))
        spread = _spread(reader, word, *(token(Kind.CONCEPT, each) for each in concepts))
        if spread > max(MOST_RANKED, _COMMON * scenes):  # it tells no scene from another
            continue
        rarity = math.log(1 + (scenes - spread + 0.5) / (spread + 0.5))
        for scene_id, worth in _worths(reader, word, concepts, among, trash=asking.trash).items():
            scores[scene_id] += worth * rarity
    ranked = sorted(scores, key=lambda scene_id: (scores[scene_id], scene_id), reverse=not backwards)
    start = ranked.index(after) + 1 if after in scores else 0
    return ranked[start : None if limit is None else start + limit]


def _worths(reader: Connection, word: str, concepts: Sequence[int], among: str, *, trash: bool) -> dict[int, float]:
    """Return what the best place of a word in a scene is worth, for those hits in which it is not just in a text.

    Times how rare the word is, this is BM25 (Robertson and Zaragoza 2009) over fields, of which each has a word or has
    it not: the index keeps no counts of a word inside one scene, and no lengths.
    """
    concept_tokens = [token(Kind.CONCEPT, each) for each in concepts]
    exact_tokens = [token(Kind.EXACT, each) for each in concepts]
    title = summed(Kind.TITLE, word)
    places = (
        (_UNDER_IT, concept_tokens, concept_tokens),
        # Words of names are not listed by themselves: no more scenes have one so than have it at all.
        (_IN_NAME, [f"{Mark.NAME}{word}"], [word]),
        (_IN_TITLE, [title], [title]),
        (_THE_WEAPON, exact_tokens, exact_tokens),
    )
    worths: dict[int, float] = {}
    for worth, tokens, listed in places:
        if not tokens or _spread(reader, *listed) > _MOST_FETCHED:
            continue
        expression = " OR ".join(str(Term(each)) for each in tokens)
        # The +: the hits are looked for among what is fetched, and not one by one in the index.
        sql = f"SELECT rowid FROM find.{LIVE} WHERE {LIVE} MATCH ? AND +rowid {AMONG}"  # noqa: S608 - our names
        there = reader.execute(in_trash(sql) if trash else sql, (expression, among))
        worths.update((row[0], worth) for row in there)
    return worths


def _spread(reader: Connection, *terms: str) -> int:
    """Return how many scenes have terms of the index, all together."""
    sql = f"SELECT coalesce(sum(scenes), 0) FROM find.word WHERE text {AMONG}"  # noqa: S608 - ours
    return int(reader.execute(sql, (json.dumps(terms),)).fetchone()[0])


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
