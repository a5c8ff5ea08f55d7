"""What went wrong, in sentences a person can act on; the one base of every error the program tells rather than logs."""


class Problem(Exception):
    """A fault of the input or of the world (file gone, disk full, locked), told in full sentences.

    The text says what happened, what is safe, and what to do. The command line prints it and exits with 1; the window
    shows it in a banner. Faults of the program itself are never a ``Problem``.
    """
