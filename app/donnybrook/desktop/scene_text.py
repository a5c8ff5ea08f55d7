"""The words a scene is shown by: its name, its times, what it is made of. Knows no widget and no layout."""

import re

from donnybrook.analysis.shot_lengths import Rhythm
from donnybrook.catalog import Beat, Catalog, Scene, SceneField, SceneRow, Vocabulary
from donnybrook.catalog.english import reaches_beyond
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.scene_words import stretch_line
from donnybrook.desktop.marked_words import N_, translate, translated
from donnybrook.times import SECOND_US, format_clock

MEMORY = N_("— · from memory")
_YEAR_AT_END = re.compile(r"^(?P<title>.*\S)[\s,(]+(?P<year>(?:18|19|20)\d\d)\)?$")


def name_of(row: SceneRow) -> str:
    """Return a scene's title, or where it has none, what is fought with, or where."""
    if row.title:
        return row.title
    if row.weapons:
        return ", ".join(use.label for use in row.weapons[:3])
    return row.place_name or row.location or translate("SceneText", "Untitled fight")


def outside_words(beat: Beat, scene: Scene) -> str:
    """Return a sentence on a beat that begins before its fight or goes on after it; '' for one that lies inside."""
    fight = scene.fields.in_us, scene.fields.out_us
    return reaches_beyond((beat.in_us, beat.out_us), fight, stretch_line(*fight))


def chosen_words(catalog: Catalog, field: SceneField, value: object) -> str:
    """Return the words of what is chosen for a field of a fight; '' for one that is typed, or where nothing is said."""
    if field.kind == "concept" and isinstance(value, int):
        return catalog.vocabulary.concept(value).label
    if field.kind == "code":
        return next((code.label for code in catalog.codes(field.source) if code.code == value), "")
    return ""


def film_line(title: str, year: int | None) -> str:
    """Return ``Sintel · 2010``."""
    return f"{title} · {year}" if year else title


def read_film_line(text: str) -> tuple[str, int | None]:
    """Return the title and, if it stands at the end, the year of what was typed for a film."""
    match = _YEAR_AT_END.match(text)
    return (match["title"], int(match["year"])) if match else (text, None)


def badge(in_us: int | None, out_us: int | None) -> str:
    """Return when a fight starts, and how long it lasts, as a card shows it: ``0:16 · 1.0 s``."""
    if in_us is None:
        return translated(MEMORY)
    return short_clock(in_us) if out_us is None else f"{short_clock(in_us)} · {length(out_us - in_us)}"


def times_line(in_us: int | None, out_us: int | None) -> str:
    """Return the exact times: ``0:00:16.500 – 0:00:17.500``."""
    if in_us is None:
        return translate("SceneText", "from memory, no times")
    return f"{format_clock(in_us)} – {format_clock(out_us) if out_us is not None else '?'}"


def rhythm_line(cut: Rhythm | None) -> str:
    """Return how a fight is cut, in one line: ``12 shots · 1.4 s on average · 41 cuts a minute · quickens``."""
    if cut is None:
        return ""
    if cut.shots == 1:  # as long as the fight, beside whose length it stands
        return translate("SceneText", "one shot of {length}").format(length=length(cut.average_us))
    average = f"{cut.average_us / SECOND_US:.1f} s"
    words = [
        translate("SceneText", "{count:,} shots").format(count=cut.shots),
        translate("SceneText", "{length} on average").format(length=average),
        translate("SceneText", "{count:.0f} cuts a minute").format(count=cut.cuts_per_minute),
    ]
    return " · ".join([*words, cut.tells_of_trend] if cut.tells_of_trend else words)


def short_clock(time_us: int) -> str:
    """Return ``M:SS``, or ``H:MM:SS`` from an hour on; what is left of the second is dropped."""
    minutes, second = divmod(time_us // SECOND_US, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02d}:{second:02d}" if hour else f"{minute}:{second:02d}"


def length(duration_us: int) -> str:
    """Return a duration: ``1.0 s`` under a minute, else ``1:07``."""
    if duration_us < 60 * SECOND_US:
        tenths = duration_us * 10 // SECOND_US
        return f"{tenths // 10}.{tenths % 10} s"
    return short_clock(duration_us)


def count_line(fights: int, films: int) -> str:
    """Return ``8 fights in 2 films``."""
    if not fights:
        return translate("SceneText", "no fights")
    words = translate("SceneText", "{fights} in {films}")
    return words.format(fights=counted(fights, "fight"), films=counted(films, "film"))


def place_path(scene: Scene, vocabulary: Vocabulary) -> str:
    """Return where a scene takes place, from wide to narrow: ``mountain › snow ridge``."""
    words: list[str] = []
    if scene.fields.location_id is not None:
        above = vocabulary.ancestors(scene.fields.location_id)
        # The top concepts of places are mere classes; the nearest above says enough.
        words = [concept.label for concept in above[:1] if concept.broader_id is not None]
        words.append(scene.location)
    if scene.fields.place_name:
        words.append(scene.fields.place_name)
    return " › ".join(words)


def stars(rating: str) -> str:
    """Return a rating as stars, '' for none."""
    return "★" * int(rating) if rating.isdigit() and len(rating) == 1 else rating
