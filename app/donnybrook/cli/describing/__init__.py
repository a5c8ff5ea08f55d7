"""What is said of fights and films, as FIELD=VALUE: read, told, and entered. Knows no command by name."""
