"""Reads a tagging line into records, saying where and why it can't. Knows no vocabulary.

line     := [in ["-" out]] side { "vs" side } ["@" location] { "#" term } ['"' note ['"']]     signs in any order
side     := who ":" weapons ["x" N] | weapons "by" who ["x" N] | weapons ["x" N] | who ["x" N]
weapons  := weapon ["!"] { "," weapon ["!"] }          who := name ["x" N] { "&" name ["x" N] }
"""

import re
from fractions import Fraction

from donnybrook.catalog.tagging.line import LineFault, ParsedLine, SideLine, Slot, TaggingLine, WordAt
from donnybrook.catalog.tagging.pieces import Piece, pieces_of
from donnybrook.catalog.tagging.sides import read_side
from donnybrook.times import TimeProblem, parse_time

MAX_LENGTH = 2000  # characters; what follows is not read
_TIME = r"[0-9]+(?:[:;][0-9]{1,4})*(?:[.,][0-9]+)?s?"
_TIMES = re.compile(rf"\s*(?P<in>{_TIME})(?:\s*[-–—]\s*(?P<out>{_TIME})?)?(?=\s|$)")


def parse_line(text: str, *, rate: Fraction | None = None) -> ParsedLine:
    """Return what a tagging line says, with the problems found on the way; never raises.

    ``rate`` is the film's frame rate in frames per second; only times that count frames (``1:02:03:12``) need it.
    """
    return _Reader(rate).read(text)


class _Reader:
    """Gathers the parts of one line."""

    def __init__(self, rate: Fraction | None) -> None:
        self._rate = rate
        self._faults: list[LineFault] = []
        self._slots: list[Slot] = []
        self._sides: list[SideLine] = []
        self._locations: list[WordAt] = []
        self._terms: list[WordAt] = []
        self._notes: list[str] = []

    def read(self, text: str) -> ParsedLine:
        read = text[:MAX_LENGTH]
        in_us, out_us, after_times = self._times(read)
        pieces = list(pieces_of(read, after_times))
        self._take_sides([piece for piece in pieces if piece.kind == "side"])
        for piece in pieces:
            self._take(piece)
        if len(text) > MAX_LENGTH:
            self._fault(MAX_LENGTH, len(text), f"Only the first {MAX_LENGTH} characters are read.")
        location = self._locations[0] if self._locations else None
        line = TaggingLine(in_us, out_us, tuple(self._sides), location, tuple(self._terms), " ".join(self._notes))
        faults = tuple(sorted(self._faults, key=lambda fault: fault.start))
        return ParsedLine(line, faults, tuple(sorted(self._slots, key=lambda slot: (slot.start, slot.end))))

    def _fault(self, start: int, end: int, sentence: str) -> None:
        self._faults.append(LineFault(start, end, sentence))

    def _times(self, text: str) -> tuple[int | None, int | None, int]:
        match = _TIMES.match(text)
        if not match:
            return None, None, 0
        in_us, out_us = self._time(match, "in"), self._time(match, "out")
        if in_us is not None and out_us is not None and out_us <= in_us:
            self._fault(match.start("in"), match.end("out"), "The out point must come after the in point.")
            out_us = None
        return in_us, None if in_us is None else out_us, match.end()

    def _time(self, match: re.Match[str], name: str) -> int | None:
        if match[name] is None:
            return None
        self._slots.append(Slot("time", match[name], *match.span(name)))
        try:
            return parse_time(match[name], self._rate)
        except TimeProblem as problem:
            self._fault(*match.span(name), str(problem))
            return None

    def _take_sides(self, pieces: list[Piece]) -> None:
        if len(pieces) > 1 and pieces[1].sign and not pieces[0].text:
            self._fault(pieces[1].sign_start, pieces[1].sign_start + len(pieces[1].sign), "Nothing stands before “vs”.")
        for place, piece in enumerate(pieces):
            if place and not piece.sign:
                if piece.text:
                    self._fault(piece.start, piece.end, "After a note, only “vs”, @ or # can follow.")
                continue
            reading = read_side(piece)
            self._faults += reading.faults
            self._slots += reading.slots
            if piece.text:
                self._sides.append(reading.side)
            elif piece.sign:
                self._fault(piece.sign_start, piece.sign_start + len(piece.sign), f"Nothing follows “{piece.sign}”.")

    def _take(self, piece: Piece) -> None:
        if piece.kind == "note":
            self._take_note(piece)
        elif piece.kind in ("location", "term"):
            self._take_word(piece)

    def _take_note(self, piece: Piece) -> None:
        self._slots.append(Slot("note", piece.text, piece.start, piece.end))
        if piece.text:
            self._notes.append(piece.text)

    def _take_word(self, piece: Piece) -> None:
        self._slots.append(Slot("location" if piece.kind == "location" else "term", piece.text, piece.start, piece.end))
        word = WordAt(piece.text, piece.start, piece.end)
        if not piece.text:
            self._fault(piece.sign_start, piece.sign_start + 1, f"Nothing follows “{piece.sign}”.")
        elif piece.kind == "term":
            self._terms.append(word)
        elif self._locations:
            self._fault(piece.sign_start, piece.end, "A scene has one location, so this one was left out.")
        else:
            self._locations.append(word)
