"""Measures over a catalog: what its records come to. Knows no screen and no file."""
