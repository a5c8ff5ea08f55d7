"""Edits of films, their versions and their files."""

import os
from pathlib import Path

from donnybrook.catalog.clocks import OWN, FileClock, checked
from donnybrook.catalog.door import Transaction
from donnybrook.catalog.film_identifiers import checked_identifier
from donnybrook.catalog.identity import derived_uuid
from donnybrook.catalog.images import Value
from donnybrook.catalog.problems import EntryProblem
from donnybrook.catalog.records import MediaFacts

EARLIEST_YEAR, LATEST_YEAR = 1870, 2200


def add_film(
    tx: Transaction, /, title: str, *, year: int | None = None, alternative_titles: tuple[str, ...] = (), note: str = ""
) -> int:
    """Add a film with its first version and return the film's id; raises ``EntryProblem`` for an empty title."""
    if not title.strip():
        raise EntryProblem("title", "A film needs a title.")
    film_id = tx.insert("film", title=title.strip(), year=year, note=note)
    tx.insert("version", film_id=film_id)
    for other in alternative_titles:
        tx.insert("film_title", film_id=film_id, title=other)
    return film_id


def change_film(tx: Transaction, /, film_id: int, **values: Value) -> bool:
    """Change a film's ``title``, ``year``, ``country`` or ``note``.

    Raises ``EntryProblem`` for an empty title, or a year without films.
    """
    year = values.get("year")
    if year is not None and not EARLIEST_YEAR <= int(str(year)) <= LATEST_YEAR:
        raise EntryProblem("year", f"A film's year lies between {EARLIEST_YEAR} and {LATEST_YEAR}.")
    if "title" in values:
        values["title"] = str(values["title"]).strip()
        if not values["title"]:
            raise EntryProblem("title", "A film needs a title.")
    return tx.update("film", film_id, **values)


def add_film_title(tx: Transaction, /, film_id: int, title: str, *, language: str = "") -> int:
    """Add another title of a film, once, and return the row's id; raises ``EntryProblem`` for an empty one."""
    if not title.strip():
        raise EntryProblem("title", "Another title can't be empty.")
    found = tx.value("SELECT id FROM film_title WHERE film_id = ? AND title = ?", (film_id, title.strip()))
    if found is not None:
        return int(str(found))
    return tx.insert("film_title", film_id=film_id, title=title.strip(), language=language)


def remove_film_title(tx: Transaction, /, film_id: int, title: str) -> bool:
    """Take another title off a film; returns whether it was there."""
    found = tx.rows("SELECT id FROM film_title WHERE film_id = ? AND title = ?", (film_id, title))
    tx.delete_many("film_title", [row[0] for row in found])
    return bool(found)


def identify_film(tx: Transaction, /, film_id: int, scheme: str, value: str) -> int:
    """Say under which identifier a film is known elsewhere, once, and return the row's id.

    The identifier may be given as an address that holds it. Raises ``EntryProblem`` where it is none of that scheme.
    """
    scheme, value = checked_identifier(scheme, value)
    sql = "SELECT id FROM film_identifier WHERE film_id = ? AND scheme = ? AND value = ?"
    found = tx.value(sql, (film_id, scheme, value))
    if found is not None:
        return int(str(found))
    return tx.insert("film_identifier", film_id=film_id, scheme=scheme, value=value)


def remove_film_identifier(tx: Transaction, /, film_id: int, scheme: str, value: str) -> bool:
    """Take an identifier off a film; returns whether it was there."""
    sql = "SELECT id FROM film_identifier WHERE film_id = ? AND scheme = ? AND value = ?"
    found = tx.rows(sql, (film_id, scheme, value))
    tx.delete_many("film_identifier", [row[0] for row in found])
    return bool(found)


def first_version(tx: Transaction, /, film_id: int) -> int:
    """Return the id of the version a film was added with; raises ``Gone`` if there is no such film.

    A film that came back through a merge of an older program may be without one, and gets one here.
    """
    found = tx.value("SELECT id FROM version WHERE film_id = ? ORDER BY id LIMIT 1", (film_id,))
    if found is not None:
        return int(str(found))
    # Named by its film, so that two copies give it the same one.
    return tx.insert("version", uuid=derived_uuid("version", tx.images.uuid_of("film", film_id)), film_id=film_id)


def attach_file(
    tx: Transaction,
    /,
    film_id: int,
    facts: MediaFacts,
    *,
    version_id: int | None = None,
    clock: FileClock = OWN,
) -> int:
    """Attach a film file to a version of a film (its first, if none is given) and return the media file's id.

    Raises:
        EntryProblem: the clock's speed or offset is one that no film needs.
    """
    version_id = first_version(tx, film_id) if version_id is None else version_id
    return tx.insert("media_file", version_id=version_id, **_columns(facts), **clock_columns(clock))


def update_file(tx: Transaction, /, media_file_id: int, facts: MediaFacts) -> None:
    """Put down what a new look at a film file said; a SHA-256 of other bytes is no longer true of it."""
    known = tx.value("SELECT fingerprint FROM media_file WHERE id = ?", (media_file_id,))
    digest = {"sha256": "", "verified_at": None} if known and known != facts.fingerprint else {}
    tx.update("media_file", media_file_id, **_columns(facts), **digest)


def readable(path: Path | str) -> str:
    """Return a path for reading: bytes that are no UTF-8 show as a mark."""
    return os.fsencode(path).decode("utf-8", "replace")


def clock_columns(clock: FileClock) -> dict[str, Value]:
    """Return a clock as it is stored; raises ``EntryProblem`` for one that no film needs."""
    stretch = checked(clock).stretch
    return {"offset_us": clock.offset_us, "speed_num": stretch.numerator, "speed_den": stretch.denominator}


def _columns(facts: MediaFacts) -> dict[str, Value]:
    return {
        "path": os.fsencode(facts.path),
        "path_text": readable(facts.path),
        "size_bytes": facts.size_bytes,
        "mtime_ns": facts.mtime_ns,
        "fingerprint": facts.fingerprint,
        "rate_num": facts.rate.numerator if facts.rate else None,
        "rate_den": facts.rate.denominator if facts.rate else None,
        "variable_rate": int(facts.variable_rate),
        "start_us": facts.start_us,
        "duration_us": facts.duration_us,
        "width_px": facts.width_px,
        "height_px": facts.height_px,
        "container": facts.container,
        "video_codec": facts.video_codec,
        "audio_codec": facts.audio_codec,
    }
