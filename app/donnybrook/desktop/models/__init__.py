"""Qt models over a catalog."""
