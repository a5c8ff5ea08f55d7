"""Puts a typed time back on the frame it was read from. Knows no scene."""

from donnybrook.catalog import MediaFile
from donnybrook.media import FilmProblem, FilmWorker
from donnybrook.times import CLOCK_TOLERANCE_US


def mark_meant(worker: FilmWorker, media_file: MediaFile, time_us: int) -> int:
    """Return the time of the frame that a clock showed, rounded to the millisecond; any other time as it is.

    Times are on the version's clock, as a player shows them. A time past the film's last frame stays as it is too: an
    out point may lie there.
    """
    try:
        latest_us = media_file.clock.to_file(time_us + CLOCK_TOLERANCE_US)
        frame_us = media_file.clock.to_version(worker.frame(media_file.path, latest_us, max_width_px=16).time_us)
    except FilmProblem as problem:
        if problem.reason == "no_frame":
            return time_us
        raise
    return frame_us if abs(frame_us - time_us) <= CLOCK_TOLERANCE_US else time_us
