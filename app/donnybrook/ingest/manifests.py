"""Compares a manifest's digests with the files it lists and with a catalog's films. Knows no form of manifest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from donnybrook.catalog import Catalog, MediaFile
from donnybrook.catalog.door import now_text
from donnybrook.catalog.edits.films import readable
from donnybrook.catalog.edits.media_files import note_digest
from donnybrook.ingest.fixity import Fixity
from donnybrook.ingest.folders import find_films
from donnybrook.media import FilmProblem, sha256_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that a manifest lists, and the digest it should have."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What comparing came to; ``NEW`` is a film beside the manifest that it does not list."""

    path: Path
    film_id: int | None  # None: no film of the catalog
    fixity: Fixity
    sha256: str
    sentence: str = ""


def check_manifest(
    catalog: Catalog, folder: Path, listed: Sequence[Listed], told: Callable[[int], None] | None = None
) -> list[Checked]:
    """Compare the files a manifest lists, in ``folder``, with its digests; ``told`` hears how many are done.

    A file of the catalog that is as the manifest says gets its SHA-256 put down, if it had none. Raises
    ``CatalogProblem`` if the catalog can't be written.
    """
    files = {file.path.resolve(): file for file in catalog.media_files()}
    checked = []
    for number, line in enumerate(listed, 1):
        checked.append(_check(catalog, files.get(line.path.resolve()), line))
        if told is not None:
            told(number)
    known = {line.path.resolve() for line in listed}
    for found in find_films([folder]).films:
        if found.path.resolve() not in known:
            file = files.get(found.path.resolve())
            sentence = "The manifest does not list it."
            checked.append(Checked(found.path, file.film_id if file else None, Fixity.NEW, "", sentence))
    return checked


def _check(catalog: Catalog, file: MediaFile | None, line: Listed) -> Checked:
    film_id = file.film_id if file else None
    try:
        digest = sha256_of(line.path)
    except FilmProblem as problem:
        fixity = Fixity.MISSING if problem.reason == "missing" else Fixity.CHANGED
        return Checked(line.path, film_id, fixity, "", str(problem))
    if digest != line.sha256:
        return Checked(line.path, film_id, Fixity.CHANGED, digest, "Its bytes are not those the manifest says.")
    if file is not None and file.sha256 in ("", digest):
        catalog.follow_up(f"Verify {readable(file.path.name)}", note_digest, file.id, digest, now_text())
    elif file is not None:
        sentence = "It is as the manifest says, but the catalog knew it with other bytes."
        return Checked(line.path, film_id, Fixity.CHANGED, digest, sentence)
    return Checked(line.path, film_id, Fixity.OK, digest, "" if file else "It is no film of this catalog.")
