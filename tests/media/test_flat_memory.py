"""However long a film is, reading it through takes no more memory: the decoding process's own peak, as the system says.

A film of hours is one short clip, copied behind itself again and again without coding it anew.
"""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from donnybrook.media import FilmSurvey, FilmWorker

WIDE_PX, HIGH_PX, HERTZ = 160, 90, 8_000
CLIP_S = 30
MOST_MORE_MIB = 50
_STATUS = Path("/proc")

pytestmark = pytest.mark.skipif(not (_STATUS / "self" / "status").exists(), reason="this system does not say it so")


def _clip(path: Path, rate: int) -> Path:
    """Draw shots of three seconds with a moving camera, and noise for sound."""
    chance = np.random.default_rng(3)
    with av.open(str(path), "w") as out:
        video, sound = out.add_stream("libx264", rate=rate), out.add_stream("aac", rate=HERTZ, layout="mono")
        assert isinstance(video, VideoStream)
        assert isinstance(sound, AudioStream)
        video.width, video.height, video.pix_fmt, video.gop_size = WIDE_PX, HIGH_PX, "yuv420p", 2 * rate
        video.options = {"preset": "ultrafast", "threads": "1"}
        ground = np.zeros((0, 0), np.uint8)
        for number in range(CLIP_S * rate):
            if number % (3 * rate) == 0:
                ground = chance.integers(20, 230, (HIGH_PX, 2 * WIDE_PX), np.uint8)
            picture = np.full((HIGH_PX * 3 // 2, WIDE_PX), 128, np.uint8)
            picture[:HIGH_PX] = ground[:, number % (3 * rate) :][:, :WIDE_PX]
            frame = av.VideoFrame.from_ndarray(picture, format="yuv420p")
            frame.pts = number
            out.mux(video.encode(frame))
        for start in range(0, (CLIP_S - 1) * HERTZ, 1_000):  # its last packet reaches a little farther
            noise = av.AudioFrame.from_ndarray(chance.normal(0, 0.2, (1, 1_000)).astype(np.float32), "fltp", "mono")
            noise.sample_rate, noise.time_base, noise.pts = HERTZ, Fraction(1, HERTZ), start
            out.mux(sound.encode(noise))
        out.mux(video.encode(None))
        out.mux(sound.encode(None))
    return path


def _repeated(clip: Path, path: Path, minutes: int) -> Path:
    with av.open(str(clip)) as read, av.open(str(path), "w") as out:
        streams = {
            each.index: out.add_stream_from_template(each) for each in (read.streams.video[0], read.streams.audio[0])
        }
        for turn in range(minutes * 60 // CLIP_S):
            read.seek(0)
            for packet in read.demux():
                if packet.dts is None or packet.pts is None:
                    continue
                shift = int(turn * CLIP_S / packet.time_base)
                packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                packet.stream = streams[packet.stream.index]
                out.mux(packet)
    return path


def _memory_mib(process_id: int, name: str) -> float:
    lines = (_STATUS / str(process_id) / "status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def _surveyed(path: Path) -> tuple[FilmSurvey, float, list[float]]:
    """Return a film's survey, the peak of the memory it took, and the memory at each hundredth of the film."""
    course: list[float] = []
    with FilmWorker() as worker:

        def note(share: float) -> None:
            if share * 100 >= len(course) and worker.process_id is not None:
                course.append(_memory_mib(worker.process_id, "VmRSS"))

        survey = worker.survey(path, told=note)
        assert worker.process_id is not None
        return survey, _memory_mib(worker.process_id, "VmHWM"), course


def test_twenty_minutes_take_no_more_memory_than_two(tmp_path: Path) -> None:
    clip = _clip(tmp_path / "clip.mkv", rate=6)
    short, short_mib, _ = _surveyed(_repeated(clip, tmp_path / "short.mkv", 2))
    long, long_mib, _ = _surveyed(_repeated(clip, tmp_path / "long.mkv", 20))
    assert len(long.frame_times) == 10 * len(short.frame_times) == 7_200
    assert len(long.shots) > 350
    assert long_mib < 1.1 * short_mib


@pytest.mark.soak
def test_three_hours_take_what_their_times_and_pictures_do_and_no_more(tmp_path: Path) -> None:
    clip = _clip(tmp_path / "clip.mkv", rate=24)
    _, short_mib, _ = _surveyed(_repeated(clip, tmp_path / "short.mkv", 2))
    long, long_mib, course = _surveyed(_repeated(clip, tmp_path / "long.mkv", 180))
    assert len(long.frame_times) == 3 * 3600 * 24
    # A frame's times are kept until the end; whatever else there is of a frame is let go of.
    assert long_mib < short_mib + MOST_MORE_MIB
    assert max(course) < course[0] + MOST_MORE_MIB
