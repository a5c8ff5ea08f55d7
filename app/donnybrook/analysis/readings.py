"""Two readings of the same films, side by side: which scenes of each stand on one clock. Knows no measure.

A reading is what one coder entered: a layer of a catalog, or a catalog as a whole.
"""

from collections.abc import Iterator
from pathlib import Path

from donnybrook.catalog import Catalog, Film, Scene
from donnybrook.catalog.folding import fold
from donnybrook.catalog.reading import read_layers, read_versions
from donnybrook.problems import Problem
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A catalog, and the layer that counts; None for all of them.

    ``called`` is what the catalog is called beside another; '' where both readings are of it.
    """

    catalog: Catalog
    layer: str | None = None
    called: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        if self.layer is None:
            return self.called
        return f"{self.layer} in {self.called}" if self.called else self.layer


@dataclass(frozen=True, slots=True)
class SharedVersion:
    """A version of a film that both readings hold scenes of; ``end_us`` is where it ends, as far as that is known."""

    film: str
    ones: tuple[Scene, ...]
    others: tuple[Scene, ...]
    end_us: int


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What can be compared, and the films that only one reading holds scenes of."""

    shared: tuple[SharedVersion, ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """The scenes of one version in one reading, and all the keys the version may be known by elsewhere."""

    film: str
    keys: tuple[tuple[str, ...], ...]
    scenes: tuple[Scene, ...]
    end_us: int


def readings_of(one: Catalog, other: Catalog | None, layers: tuple[str, ...]) -> tuple[Reading, Reading]:
    """Return the two readings that are meant: of two catalogs, or of two layers of one.

    Raises:
        Problem: it can't be told which two are meant.
    """
    if other is not None:
        layer, others = layers or (None, None)
        if layer == others and one.path.samefile(other.path):
            raise Problem(f"Two readings are compared, and both are {one.path.name} itself. Name another catalog.")
        called, others_called = _called_apart(one.path, other.path)
        return _checked(Reading(one, layer, called)), _checked(Reading(other, others, others_called))
    if not layers:
        layers = tuple(one.read(read_layers))
        if len(layers) == 1:
            raise Problem(
                f"Two readings are compared, and {one.path.name} has only one layer, “{layers[0]}”. Name a"
                " second catalog, or give the fights of one coder a layer of their own."
            )
        if len(layers) != 2:
            there = ", ".join(f"“{each}”" for each in layers) or "none"
            raise Problem(f"Two readings are compared, and {one.path.name} has these layers: {there}. Name two.")
    return _checked(Reading(one, layers[0])), _checked(Reading(one, layers[1]))


def _called_apart(one: Path, other: Path) -> tuple[str, str]:
    """Return what two files are called: their names, with as many folders before them as it takes to tell them."""
    for depth in range(1, max(len(one.parts), len(other.parts))):
        called = (_last_parts(one, depth), _last_parts(other, depth))
        if called[0].casefold() != called[1].casefold():
            return called
    return one.stem, other.stem


def _last_parts(path: Path, depth: int) -> str:
    return "/".join(path.with_suffix("").parts[-depth:])


def _checked(reading: Reading) -> Reading:
    if reading.layer is not None and reading.layer not in (there := reading.catalog.read(read_layers)):
        known = ", ".join(f"“{each}”" for each in there) or "none"
        raise Problem(
            f"{reading.catalog.path.name} has no fights in a layer “{reading.layer}”. Its layers are: {known}."
        )
    return reading


def side_by_side(one: Reading, other: Reading) -> SideBySide:
    """Put the scenes of two readings side by side, version by version.

    Versions of two catalogs are the same if they, or their films, have the same UUID or an identifier in common, or
    the films have the same title and year.
    """
    ones, others = list(_held(one)), list(_held(other))
    left = list(others)
    shared: list[SharedVersion] = []
    only_one: list[str] = []
    for mine in ones:
        theirs = next((each for key in mine.keys for each in left if key in each.keys), None)
        if theirs is None:
            only_one.append(mine.film)
            continue
        left.remove(theirs)
        shared.append(SharedVersion(mine.film, mine.scenes, theirs.scenes, max(mine.end_us, theirs.end_us)))
    return SideBySide(tuple(shared), tuple(only_one), tuple(each.film for each in left))


def _held(reading: Reading) -> Iterator[_Held]:
    catalog = reading.catalog
    by_version: dict[int, list[Scene]] = {}
    for scene in catalog.scenes():
        if reading.layer is None or scene.fields.layer == reading.layer:
            by_version.setdefault(scene.version_id, []).append(scene)
    for film in catalog.films():
        for place, version in enumerate(catalog.read(read_versions, film.id)):
            scenes = by_version.get(version.id)
            if scenes:
                files = [
                    each.version_end_us or 0 for each in catalog.media_files(film.id) if each.version_id == version.id
                ]
                ends = [scene.fields.out_us or 0 for scene in scenes]
                named = version.label or str(place)
                name = f"{film.title}, {version.name}" if version.name else film.title
                yield _Held(name, (("version", version.uuid), *_keys(film, named)), tuple(scenes), max(files + ends))


def _keys(film: Film, version: str) -> Iterator[tuple[str, ...]]:
    named = fold(version)
    yield "film", film.uuid, named
    for identifier in film.identifiers:
        yield "identifier", identifier.scheme, fold(identifier.value), named
    yield "title", fold(film.title), str(film.year or ""), named
