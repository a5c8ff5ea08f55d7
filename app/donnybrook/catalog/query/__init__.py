"""The query language: text to a tree. SQL is made from the tree elsewhere."""

from donnybrook.catalog.query.grammar import MAX_LENGTH, ParsedQuery, QueryFault, Span, parse_query
from donnybrook.catalog.query.printing import print_query

__all__ = ["MAX_LENGTH", "ParsedQuery", "QueryFault", "Span", "parse_query", "print_query"]
