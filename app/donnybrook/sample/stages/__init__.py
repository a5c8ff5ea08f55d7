"""Where the reel's fights happen: painted sets, seen through a camera."""
