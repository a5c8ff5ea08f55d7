"""The exchange room: one file a format, each a reader or a writer of what a catalog holds. Knows no screen."""
