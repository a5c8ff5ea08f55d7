"""The ingest room: joins what a film file says to what a catalog knows. Knows no screen and no file format."""
