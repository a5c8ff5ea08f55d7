"""The arithmetic of a timeline: times to pixels and back, zoom, ruler ticks. Knows no widget."""

from donnybrook.records import dataclass

_STEPS_US = (
    1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
    1_000_000, 2_000_000, 5_000_000, 10_000_000, 15_000_000, 30_000_000, 60_000_000, 120_000_000, 300_000_000,
    600_000_000, 900_000_000, 1_800_000_000, 3_600_000_000,
)  # fmt: skip
_CLOSEST_US = 200_000


@dataclass(frozen=True, slots=True)
class Scale:
    """What is seen: from ``start_us``, ``length_us`` long, ``width_px`` wide, out of a film of ``whole_us``."""

    start_us: float
    length_us: float
    width_px: float
    whole_us: float

    def x(self, time_us: float) -> float:
        """Return where a time stands, in pixels from the left."""
        return (time_us - self.start_us) / self.length_us * self.width_px

    @property
    def pixel_us(self) -> float:
        """How much time a pixel shows."""
        return self.length_us / self.width_px

    def time_at(self, x_px: float) -> float:
        """Return the time at a place, also before the film and after it."""
        return self.start_us + x_px / self.width_px * self.length_us

    def time(self, x_px: float) -> int:
        """Return the time at a place, inside the film."""
        return round(min(self.whole_us, max(0.0, self.time_at(x_px))))

    def zoomed(self, factor: float, x_px: float) -> "Scale":
        """Return the scale a factor closer (above 1) or wider, with the time under ``x_px`` staying there."""
        length = min(self.whole_us, max(min(_CLOSEST_US, self.whole_us), self.length_us / factor))
        under = self.start_us + x_px / self.width_px * self.length_us
        return self._from(under - x_px / self.width_px * length, length)

    def moved_to(self, start_us: float) -> "Scale":
        """Return the scale seen from another start."""
        return self._from(start_us, self.length_us)

    def resized(self, width_px: float) -> "Scale":
        """Return the same stretch at another width."""
        return Scale(self.start_us, self.length_us, max(1.0, width_px), self.whole_us)

    def _from(self, start_us: float, length_us: float) -> "Scale":
        return Scale(max(0.0, min(start_us, self.whole_us - length_us)), length_us, self.width_px, self.whole_us)

    def tick_us(self, least_px: float) -> int:
        """Return the step between two labelled ticks that leaves at least so many pixels between them."""
        least_us = least_px / self.width_px * self.length_us
        return next((step for step in _STEPS_US if step >= least_us), _STEPS_US[-1])


def whole(duration_us: int, width_px: float) -> Scale:
    """Return the scale that shows a whole film."""
    length = float(max(1, duration_us))
    return Scale(0.0, length, max(1.0, width_px), length)


def tick_text(time_us: int, step_us: int) -> str:
    """Return a tick's label, as exact as the step needs: ``0:16.5``, ``1:02:00``."""
    tenths = {1_000: 3, 2_000: 3, 5_000: 3, 10_000: 2, 20_000: 2, 50_000: 2}.get(
        step_us, 1 if step_us < 1_000_000 else 0
    )
    second, rest = divmod(time_us, 1_000_000)
    minute, second = divmod(second, 60)
    hour, minute = divmod(minute, 60)
    head = f"{hour}:{minute:02d}:{second:02d}" if hour else f"{minute}:{second:02d}"
    return f"{head}.{rest:06d}"[: len(head) + 1 + tenths] if tenths else head
