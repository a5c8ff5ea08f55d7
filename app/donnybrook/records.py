"""What makes a class a record: the dataclass of the standard library, whose methods wait until one is called.

The standard one writes each class's methods as text and compiles it at once: a millisecond a class, and there are four
hundred, of which a command or a window's first paint needs some thirty. Knows no record.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Never

__all__ = ["dataclass"]

_WAITING = ("__init__", "__repr__", "__eq__", "__hash__")

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass[T](*, slots: bool, frozen: bool = False, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
        """Return what makes a class a dataclass; of a frozen one, each method is compiled when it is first called."""
        if not frozen:
            return dataclasses.dataclass(slots=slots, kw_only=kw_only)
        return lambda bare: _record(bare, slots=slots, kw_only=kw_only)


def _record[T](bare: type[T], *, slots: bool, kw_only: bool) -> type[T]:
    if hasattr(bare, "__post_init__"):
        raise TypeError(f"{bare.__name__}: a record has no __post_init__, which would not be called")
    waiting = [name for name in _WAITING if name not in vars(bare)]
    record = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(bare)
    for name in waiting:
        setattr(record, name, _waiting(record, name))
    for name, method in _FROZEN.items():
        setattr(record, name, method)
    return record


def _waiting(record: type, name: str) -> Callable[..., Any]:
    def method(self: object, *given: object, **named: object) -> Any:
        compiled = _compiled(record, name)
        setattr(record, name, compiled)
        return compiled(self, *given, **named)

    return method


def _compiled(record: type, name: str) -> Callable[..., Any]:
    """Take a method off a frozen dataclass of the same fields."""
    fields = [(each.name, each.type, each) for each in dataclasses.fields(record)]
    is_equality = name in ("__eq__", "__hash__")
    twin = dataclasses.make_dataclass(
        record.__name__,
        fields,
        init=name == "__init__",
        repr=name == "__repr__",
        eq=is_equality,
        frozen=True,
        namespace={"__doc__": record.__doc__},
    )
    method: Callable[..., Any] = vars(twin)[name]
    return method


def _refuse(record: object, name: str, *_: object) -> Never:
    raise dataclasses.FrozenInstanceError(f"{type(record).__name__}.{name} can't be changed: it is a record")


def _state(record: Any) -> list[object]:
    return [getattr(record, each.name) for each in dataclasses.fields(record)]


def _restore(record: Any, state: list[object]) -> None:
    for each, value in zip(dataclasses.fields(record), state, strict=True):
        object.__setattr__(record, each.name, value)


_FROZEN = {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _restore}
