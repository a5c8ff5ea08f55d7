"""Edits: functions of a transaction, one file for each thing that is edited. They know SQL, and no screen.

They are run through the one door: ``catalog.edit("Change fight", scenes.change_scene, scene_id, title="Duel")``.
"""
