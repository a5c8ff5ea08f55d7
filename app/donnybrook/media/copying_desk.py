"""Answers requests for stretches that are copied as they are, in the decoding process; loads no decoding of pictures.

Most of what copying ten seconds takes would be loading what draws pictures: so it has a desk of its own.
"""

from pathlib import Path

from donnybrook.media.copying import Copier
from donnybrook.media.facts import Clip
from donnybrook.media.wire import Alive, Answer, Request


class CopyingDesk:
    """Answers ``wire.COPIES``; a film is opened for each, and closed after it."""

    def __init__(self, alive: Alive) -> None:
        """Call ``alive`` during long work."""
        self._alive = alive

    def answer(self, request: Request) -> Answer:
        """Copy what is asked for.

        Raises:
            FilmProblem: it can't be copied, or not so.
        """
        copier = Copier(Path(request.path), request.time_us, request.until_us, self._alive)
        try:
            return answer_of(copier.write(Path(request.out), request.ending))
        finally:
            copier.close()


def answer_of(clip: Clip) -> Answer:
    """Return what is said of a clip that was written."""
    return Answer(
        "done",
        duration_us=clip.length_us,
        count=clip.frame_count,
        time_us=clip.early_us,
        text="\n".join(clip.without),
    )
