"""Small words of the command line: names fit for a terminal, films, times, stretches. Knows no command."""

from donnybrook.times import SECOND_US, format_clock, format_seconds


def plain(text: str) -> str:
    """Return text fit for one line of a terminal: control characters, which could act there, become spaces."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def film_text(title: str, year: int | None) -> str:
    """Return a film's title with its year."""
    return f"{plain(title)} ({year})" if year is not None else plain(title)


def clock(time_us: int | None) -> str:
    """Return a time as a clock, nothing for one that was not said."""
    return "" if time_us is None else format_clock(time_us)


def stretch(in_us: int | None, out_us: int | None) -> str:
    """Return in words when a fight is fought."""
    if in_us is None:
        return "from memory, without times"
    if out_us is None:
        return f"from {format_clock(in_us)} on"
    long_ms = (out_us - in_us + 500) // 1000
    return f"{format_clock(in_us)} to {format_clock(out_us)} ({format_seconds(long_ms * 1000)} s)"


def exact_clock(time_us: int) -> str:
    """Return ``H:MM:SS.mmm``, with as many more digits as it takes to be typed back exactly."""
    minutes, second_us = divmod(time_us, 60 * SECOND_US)
    seconds = f"{second_us // SECOND_US:02d}.{second_us % SECOND_US:06d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds.rstrip('0'):0<6}"
