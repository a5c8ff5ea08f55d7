"""Search: the index that is kept beside a catalog, and how a query becomes SQL."""
