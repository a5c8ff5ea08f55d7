"""A camera on a flat world; knows nothing of what it looks at."""

from __future__ import annotations

from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A camera on the flat world: the world point shown at the middle of the frame, the magnification, and the roll."""

    x: float = 640.0
    y: float = 360.0
    zoom: float = 1.0
    roll_deg: float = 0.0

    def through(self, depth: float) -> View:
        """The same camera for a layer that moves ``depth`` times as much as the figures do (0 is the far sky)."""
        return View(
            640 + (self.x - 640) * depth, 360 + (self.y - 360) * depth, 1 + (self.zoom - 1) * depth, self.roll_deg
        )
