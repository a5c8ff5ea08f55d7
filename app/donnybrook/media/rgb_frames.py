"""Makes pictures of red, green and blue into frames that a video encoder takes; knows no film and no encoder."""

import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

_EXACT = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.BITEXACT | Interpolation.FULL_CHR_H_INP


class RgbFrames:
    """Frames of one size: 4:2:0, of BT.709 colours and limited range; the same picture gives the same frame."""

    def __init__(self, width_px: int, height_px: int) -> None:
        self._reformatter = VideoReformatter()
        self._source = VideoFrame(width_px, height_px, "rgb24")

    def frame(self, rgb: npt.NDArray[np.uint8]) -> VideoFrame:
        """Return the frame of a picture: (height, width, 3) RGB, 8 bits."""
        self._copy_in(rgb)
        return self._reformatter.reformat(
            self._source,
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=_EXACT,
            threads=1,
        )

    def _copy_in(self, rgb: npt.NDArray[np.uint8]) -> None:
        plane = self._source.planes[0]
        rows = np.frombuffer(plane, np.uint8).reshape(self._source.height, plane.line_size)
        rows[:, : rgb.shape[1] * 3] = rgb.reshape(len(rgb), -1)
