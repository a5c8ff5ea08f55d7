"""Fights as chapters: each carries its title and its lines, and says when it is. Knows no file format of chapters."""

from collections.abc import Iterable, Iterator

from donnybrook.catalog import Scene
from donnybrook.exchange.foreign import BadItem, ForeignFile, ForeignFilm, ForeignScene
from donnybrook.exchange.scene_reading import strange_scene, told_scene
from donnybrook.exchange.scene_words import scene_lines, title_line
from donnybrook.exchange.spans import span_fields, span_us, timed
from donnybrook.media import Chapter

FILLER = "(no fight)"
"""What the stretches between fights are called, where they have to be named for the fights to keep their ends."""
_MS_US = 1000


def chapters_of(scenes: Iterable[Scene], start_us: int) -> Iterator[Chapter]:
    """Yield a chapter for each fight with a time, in order, and one for each stretch between them.

    They count as a film's file does that begins at ``start_us``. MP4 keeps of a chapter where it begins alone, and
    moves the first one to the film's start: there, a stretch must be a chapter too.
    """
    reached_us = 0
    for scene in timed(scenes):
        in_us, out_us = (time_us + start_us for time_us in span_us(scene))
        if in_us > reached_us:
            yield Chapter(reached_us, in_us, FILLER)
        reached_us = max(reached_us, out_us)
        yield Chapter(in_us, out_us, title_line(scene), "\n".join((scene.uuid, *scene_lines(scene))))


def fights_of(chapters: Iterable[Chapter], film: ForeignFilm, *, is_on_file_clock: bool) -> ForeignFile:
    """Return chapters as fights of a film; a stretch between fights is none. ``ForeignFile`` says which clock it is."""
    numbered = [(number, each) for number, each in enumerate(chapters, 1) if each.title != FILLER or each.told]
    scenes = [_fight(f"chapter {number}", each) for number, each in numbered if each.out_us > each.in_us]
    bad = [
        BadItem(f"chapter {number}", "it ends before it begins, or has no times that can be read")
        for number, each in numbered
        if each.out_us <= each.in_us
    ]
    return ForeignFile(
        films=(film,),
        scenes=tuple(scenes),
        bad=tuple(bad),
        resolution_us=_MS_US,
        is_on_file_clock=is_on_file_clock,
    )


def _fight(where: str, chapter: Chapter) -> ForeignScene:
    fields = span_fields(chapter.in_us, chapter.out_us)
    if not chapter.told:
        return strange_scene(where, [chapter.title], fields)
    uuid, *lines = chapter.told.split("\n")
    return told_scene(where, chapter.title, lines, fields, uuid=uuid)
