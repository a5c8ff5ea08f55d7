"""Donnybrook, the fight-scene catalog."""
