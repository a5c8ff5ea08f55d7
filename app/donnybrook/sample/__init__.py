"""The sample room: a film the program draws for itself, its truth, and its catalog; for trying, showing and testing."""
