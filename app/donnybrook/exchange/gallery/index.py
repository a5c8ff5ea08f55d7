"""What the page must know of all fights to list, search and count them. Knows no file and no details of a fight."""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from donnybrook.catalog import Character, Concept, Film, Scene, SceneRow, Vocabulary
from donnybrook.catalog.fight_sentences import term_token
from donnybrook.exchange.gallery.scripts import Json

_NAME_LETTERS = 32  # of a picture's SHA-256: more than enough to tell pictures apart
_LISTS = ("films", "weapons", "places", "people", "cast", "terms")
_NAME = re.compile(r"[0-9a-f]{64}")


def picture_place(name: str) -> str:
    """Return where in the gallery a picture lies, by its name; a name made to lead elsewhere leads nowhere."""
    safe = name if _NAME.fullmatch(name) else sha256(name.encode("utf-8", "replace")).hexdigest()
    return f"{safe[:2]}/{safe[2:_NAME_LETTERS]}.jpg"


class Index:
    """Takes fights one by one, and gives whatever they name a number, in the order in which it comes."""

    def __init__(self, vocabulary: Vocabulary, films: Iterable[Film]) -> None:
        self._vocabulary = vocabulary
        self._films = {film.id: film for film in films}
        self._numbers: dict[tuple[str, int | str], int] = {}
        self._lists: dict[str, list[Json]] = {name: [] for name in _LISTS}
        self._fights: list[Json] = []

    def add(
        self,
        scene: Scene,
        row: SceneRow,
        meetings: Iterable[tuple[int, int]],
        cast: Mapping[int, Character],
        file: int,
    ) -> None:
        """Add a fight; ``meetings`` are the weapons that met in it, both ways round, ``file`` holds its details."""
        fields = scene.fields
        told: dict[str, Json] = {
            "id": scene.uuid,
            "file": file,
            "film": self._film(scene.film_id),
            "title": fields.title,
            "in": fields.in_us,
            "out": fields.out_us,
            "place": None if fields.location_id is None else self._concept("places", fields.location_id),
            "at": fields.place_name,
            "weapons": [[self._concept("weapons", each.concept_id), int(each.improvised)] for each in row.weapons],
            "people": [*dict.fromkeys(self._name("people", each.label) for each in scene.combatants)],
            "cast": [*dict.fromkeys(self._name("cast", each) for each in _played(scene, cast))],
            "terms": [*dict.fromkeys(self._concept("terms", each.concept_id) for each in scene.terms)],
            "meets": [
                [self._concept("weapons", one), self._concept("weapons", other)]
                for one, other in sorted(set(meetings))
                if one <= other
            ],
            "cover": picture_place(row.cover) if row.cover else "",
            "rating": int(fields.rating) if fields.rating.isdecimal() else None,
            "note": fields.note,
        }
        self._fights.append({key: value for key, value in told.items() if value not in (None, "", [])})

    def told(self) -> dict[str, Json]:
        """Return all of it: the fights, and what their numbers stand for."""
        return {**{name: list(told) for name, told in self._lists.items()}, "fights": list(self._fights)}

    def _number(self, of: str, key: int | str, made: dict[str, Json]) -> int:
        self._numbers[of, key] = len(self._lists[of])
        self._lists[of].append({name: value for name, value in made.items() if value not in (None, "", [])})
        return self._numbers[of, key]

    def _film(self, film_id: int) -> int:
        if ("films", film_id) in self._numbers:
            return self._numbers["films", film_id]
        film = self._films[film_id]
        return self._number(
            "films", film_id, {"name": film.title, "year": film.year, "also": [*film.alternative_titles]}
        )

    def _name(self, of: str, name: str) -> int:
        found = self._numbers.get((of, name))
        return self._number(of, name, {"name": name}) if found is None else found

    def _concept(self, of: str, concept_id: int) -> int:
        """Return the number of a concept; what is above it has one too, but for terms, which are listed flat."""
        above = [] if of == "terms" else self._vocabulary.ancestors(concept_id)
        number: int | None = None
        for concept in (*reversed(above), self._vocabulary.concept(concept_id)):
            found = self._numbers.get((of, concept.id))
            number = self._number(of, concept.id, self._told_of(of, concept, number)) if found is None else found
        return number or 0

    def _told_of(self, of: str, concept: Concept, above: int | None) -> dict[str, Json]:
        token = {"weapons": self._vocabulary.family(concept.id), "terms": term_token(concept)}.get(of, "")
        return {"name": concept.label, "class": token, "above": above, "also": [*concept.synonyms]}


def _played(scene: Scene, cast: Mapping[int, Character]) -> Iterator[str]:
    """Yield the names of the characters that fight, and of those who play them."""
    for combatant in scene.combatants:
        character = cast.get(combatant.character_id or 0)
        if character:
            yield character.name
            yield from (each.name for each in character.performers)
