"""Plots: what they show, where each part of one stands, and how it gets into a file. Knows no measure and no screen."""
