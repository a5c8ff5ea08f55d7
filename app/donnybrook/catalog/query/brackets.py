"""Makes the brackets of a query match, so that its parser need not care. Knows tokens alone."""

from donnybrook.catalog.query.faults import QueryFault
from donnybrook.catalog.query.tokens import Token, TokenKind

MAX_DEPTH = 16  # of brackets within brackets


def balance(tokens: list[Token], end: int) -> tuple[list[Token], list[QueryFault]]:
    """Return the tokens with every bracket matched, and what had to be put right.

    A closing bracket too many is left out, a missing one is added at ``end``, and brackets nested deeper than
    ``MAX_DEPTH`` are left out in pairs (what they hold stays).
    """
    kept: list[Token] = []
    faults: list[QueryFault] = []
    opened: list[Token] = []
    for token in tokens:
        if token.kind is TokenKind.OPEN:
            opened.append(token)
        elif token.kind is TokenKind.CLOSE and not opened:
            faults.append(QueryFault(token.start, token.end, "This bracket closes nothing, so it was left out."))
            continue
        is_too_deep = len(opened) > MAX_DEPTH and token.kind in (TokenKind.OPEN, TokenKind.CLOSE)
        if token.kind is TokenKind.CLOSE:
            opened.pop()
        if not is_too_deep:
            kept.append(token)
        elif token.kind is TokenKind.OPEN and len(opened) == MAX_DEPTH + 1:
            faults.append(
                QueryFault(token.start, token.end, f"Brackets go {MAX_DEPTH} deep; the inner ones do nothing.")
            )
    unclosed = "This bracket is not closed, so it reaches to the end."
    faults += [QueryFault(token.start, token.end, unclosed) for token in opened]
    kept += [Token(TokenKind.CLOSE, end, end)] * min(len(opened), MAX_DEPTH)
    return kept, faults
