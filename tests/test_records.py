"""Records behave as the standard library's frozen dataclasses do, and are made in a fraction of their time."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from time import process_time

import pytest

from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Blow:
    """A record of every kind of field."""

    by: str
    at_us: int = 0
    hits: list[str] = field(default_factory=list, compare=False)
    told: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A record that is given by name alone, and says itself how it is written."""

    number: int

    def __repr__(self) -> str:
        return f"round {self.number}"


def test_a_record_takes_its_fields_in_order_or_by_name_with_what_they_are_by_default() -> None:
    assert Blow("Eve", 5) == Blow(at_us=5, by="Eve", hits=["not compared"])
    assert (Blow("Eve").at_us, Blow("Eve").hits, Blow("Eve").told) == (0, [], "")
    assert Blow("Eve").hits is not Blow("Eve").hits
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'by'"):
        Blow()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Round(1)  # type: ignore[call-arg]


def test_a_record_can_be_compared_hashed_and_matched() -> None:
    assert Blow("Eve") != Blow("rival")
    assert Blow("Eve") != object()
    assert len({Blow("Eve"), Blow("Eve"), Blow("rival")}) == 2
    match Blow("Eve", 7):
        case Blow(by, at_us):
            assert (by, at_us) == ("Eve", 7)


def test_a_record_says_its_fields_or_what_it_says_itself() -> None:
    assert repr(Blow("Eve", told="hidden")) == "Blow(by='Eve', at_us=0, hits=[])"
    assert repr(Round(number=2)) == "round 2"


def test_a_record_can_not_be_changed_but_replaced_and_taken_apart() -> None:
    blow = Blow("Eve")
    with pytest.raises(FrozenInstanceError):
        blow.by = "rival"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del blow.by
    with pytest.raises(FrozenInstanceError):
        blow.weight = 3  # type: ignore[attr-defined]
    assert replace(blow, by="rival") == Blow("rival")
    assert asdict(blow) == {"by": "Eve", "at_us": 0, "hits": [], "told": ""}
    assert [each.name for each in fields(Blow)] == ["by", "at_us", "hits", "told"]


def test_a_record_can_be_copied_and_handed_to_another_process() -> None:
    blow = Blow("Eve", 5, ["rival"])
    assert copy.deepcopy(blow) == blow
    assert pickle.loads(pickle.dumps(blow)).hits == ["rival"]


def test_what_is_not_frozen_is_a_dataclass_as_ever() -> None:
    @dataclass(slots=True)
    class Count:
        """How many."""

        hits: int = 0

    count = Count()
    count.hits += 1
    assert count == Count(1)


def test_a_record_is_made_in_half_the_time_of_a_frozen_dataclass() -> None:
    def bare() -> type:
        return type("Bare", (), {"__doc__": "Bare.", "__annotations__": {f"field_{each}": int for each in range(6)}})

    def took_s(decorator: object) -> float:
        began_s = process_time()
        for _ in range(60):
            decorator(bare())  # type: ignore[operator]
        return process_time() - began_s

    ours = dataclass(frozen=True, slots=True)
    theirs = dataclasses.dataclass(frozen=True, slots=True)
    assert min(took_s(ours) for _ in range(3)) < 0.5 * min(took_s(theirs) for _ in range(3))


def test_what_would_not_be_called_is_refused() -> None:
    with pytest.raises(TypeError, match="Checked: a record has no __post_init__"):

        @dataclass(frozen=True, slots=True)
        class Checked:
            by: str

            def __post_init__(self) -> None:
                raise AssertionError
