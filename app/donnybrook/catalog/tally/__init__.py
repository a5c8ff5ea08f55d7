"""Counts and compares what scenes hold, by numpy over arrays held in memory. Imported when first asked for."""
