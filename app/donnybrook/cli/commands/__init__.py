"""The commands, one file a group: each module here has ``COMMANDS``, and to add a command, put one file here."""
