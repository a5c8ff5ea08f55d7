"""Merging: two copies of a catalog, or two catalogs, become one. Nothing typed is lost, and order does not matter."""
