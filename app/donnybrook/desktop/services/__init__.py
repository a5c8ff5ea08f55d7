"""Threads and devices behind the window: films, thumbnails, playback."""
