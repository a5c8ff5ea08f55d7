"""Values of a table as text: for people, for CSV, for JSON. Knows no measure."""

from donnybrook.analysis.measure import Column, Value
from donnybrook.times import SECOND_US, format_seconds

_MINUTE_S, _HOUR_S = 60, 3600


def shown(value: Value, kind: str) -> str:
    """Return a value as people read it: ``1:02:03``, ``12.5 s``, ``34 %``, ``1,234``; nothing for None."""
    match kind:
        case _ if value is None:
            return ""
        case "time" if isinstance(value, int):
            return shown_time(value)
        case "share" if isinstance(value, int | float):
            return f"{value:.1%}".replace("%", " %")
        case "count" if isinstance(value, int):
            return f"{value:,}"
        case "figure" if isinstance(value, int | float):
            return f"{value:,.2f}"
    return str(value)


def shown_time(length_us: int) -> str:
    """Return a length: seconds with a decimal below a minute, else minutes or hours on the clock."""
    if length_us < _MINUTE_S * SECOND_US:
        return f"{length_us / SECOND_US:.1f} s"
    minutes, seconds = divmod(round(length_us / SECOND_US), _MINUTE_S)
    if minutes < _MINUTE_S:
        return f"{minutes}:{seconds:02d}"
    return f"{minutes // _MINUTE_S}:{minutes % _MINUTE_S:02d}:{seconds:02d}"


def header(column: Column) -> str:
    """Return the name of a column in a file: lower case, words joined by ``_``, with its unit."""
    return "_".join(column.name.lower().replace("-", " ").split()) + ("_s" if column.kind == "time" else "")


def figure(value: Value, kind: str) -> Value:
    """Return a value as files hold it: lengths as seconds, exactly; other numbers to six decimals."""
    if kind == "time" and isinstance(value, int):
        return float(format_seconds(value))
    return round(value, 6) if isinstance(value, float) else value


def cell_text(value: Value, kind: str) -> str:
    """Return a value as it stands in CSV, nothing for None: no number has a decimal that says nothing."""
    if kind == "time" and isinstance(value, int):
        return format_seconds(value)
    if isinstance(value, float):
        return f"{round(value, 6) + 0:.6f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)
