"""What is known of the time of a version of a film, and foreign times put back on its frames. Knows no format."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from donnybrook.catalog import Catalog, MediaFile, Scene
from donnybrook.exchange.foreign import ForeignFile, ForeignScene
from donnybrook.records import dataclass
from donnybrook.times import snap_to_frame


@dataclass(frozen=True, slots=True)
class FilmClock:
    """A version's constant frame rate, where it ends, and what its file calls the time at which the version begins.

    A file whose timestamps begin later than zero has a ``file_start_us``; only what is written into the file, or read
    from it by others, counts so.
    """

    rate: Fraction | None = None
    end_us: int | None = None
    file_start_us: int = 0

    @classmethod
    def of(cls, files: Sequence[MediaFile]) -> "FilmClock":
        """Return what the files of one version tell."""
        rates = {each.version_rate for each in files if each.rate and not each.variable_rate}
        ends = [each.version_end_us for each in files if each.version_end_us]
        start_us = next((each.start_us or 0 for each in files), 0)
        return cls(rates.pop() if len(rates) == 1 else None, max(ends, default=None), start_us)

    @classmethod
    def of_scene(cls, catalog: Catalog, scene: Scene) -> "FilmClock":
        """Return what the files tell of the version that a scene is on."""
        return cls.of([each for each in catalog.media_files(scene.film_id) if each.version_id == scene.version_id])

    def placed(self, scene: ForeignScene, file: ForeignFile) -> ForeignScene:
        """Return a scene of a file on this clock, each time on the frame it was rounded from.

        A time that is near no frame stays.
        """
        offset_us = self.file_start_us if file.is_on_file_clock else 0
        return _moved(scene, lambda time_us: self._near_frame(time_us - offset_us, file.resolution_us))

    def _near_frame(self, time_us: int, resolution_us: int) -> int:
        if self.rate is None or resolution_us <= 1 or time_us < 0:
            return time_us
        frame_us = snap_to_frame(time_us, self.rate)
        return frame_us if abs(frame_us - time_us) <= (resolution_us + 1) // 2 else time_us


def _moved(scene: ForeignScene, moved: Callable[[int], int]) -> ForeignScene:
    def at(time_us: int | None) -> int | None:
        return None if time_us is None else moved(time_us)

    fields = replace(scene.fields, in_us=at(scene.fields.in_us), out_us=at(scene.fields.out_us))
    beats = tuple(replace(each, in_us=at(each.in_us), out_us=at(each.out_us)) for each in scene.beats)
    uses = tuple(replace(each, from_us=at(each.from_us), to_us=at(each.to_us)) for each in scene.uses)
    return replace(scene, fields=fields, beats=beats, uses=uses)
