"""A decoded frame and its place in time; knows no file and no decoder."""

from av.video.frame import VideoFrame

from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class ShownFrame:
    """A decoded picture, when it is shown, and for how long where that is known."""

    picture: VideoFrame
    time_us: int
    duration_us: int | None
