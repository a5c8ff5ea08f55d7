"""Measures over a catalog, and their pictures. Nothing is in it yet; the arrows that lead to it are drawn."""
