"""What others send: a catalog file that may be of any shape, damaged, or hostile, is copied, read and taken over.

Nothing in the file is run, and not a byte of it is changed.
"""

from donnybrook.catalog.strangers.taking import Taken, read_copy

__all__ = ["Taken", "read_copy"]
