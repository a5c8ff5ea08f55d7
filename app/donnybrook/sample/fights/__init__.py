"""The reel's fights, one file each: who moves how, when, and what it sounds like."""
