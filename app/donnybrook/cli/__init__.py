"""The command line: words on a terminal. Knows the rooms below it, and no window."""
