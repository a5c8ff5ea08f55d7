"""The measures, one file each. Each knows arrays and the vocabulary, and no screen, no file and no SQL."""
