"""Edits: functions of a transaction, one file for each thing that is edited. They know SQL, and no screen."""
