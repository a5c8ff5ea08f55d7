"""The reel's players: how their bodies hang together, what they wear, what they hold."""
