"""The parts of the window, one small file each."""
