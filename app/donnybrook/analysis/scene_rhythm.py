"""The rhythm a scene is cut in, from the shots that were read in its film's file. Knows no screen."""

from donnybrook.analysis.shot_lengths import Rhythm, Span, rhythm
from donnybrook.catalog import Catalog, Scene
from donnybrook.catalog.shots import read_shots


def rhythm_of_scene(catalog: Catalog, scene: Scene) -> Rhythm | None:
    """Return how a scene is cut, on its version's clock.

    None where it has no in and out, or no file of its version was read for shots.
    """
    in_us, out_us = scene.fields.in_us, scene.fields.out_us
    if in_us is None or out_us is None:
        return None
    for file in catalog.media_files(scene.film_id):
        if file.version_id != scene.version_id:
            continue
        found = catalog.read(read_shots, file.id, in_us=file.ends_us(in_us), out_us=file.ends_us(out_us))
        if found is not None:
            clock = file.clock
            spans = [Span(clock.to_version(shot.in_us), clock.to_version(shot.out_us)) for shot in found.shots]
            return rhythm(spans, in_us, out_us)
    return None
