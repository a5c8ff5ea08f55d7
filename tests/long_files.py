"""The files of tests that take longest, to begin with: of two processes neither is to be left with one at the end.

The first draws the sample, for all.
"""

LONG = (
    "sample/test_sample_catalog.py",
    "desktop/test_tag_workplace.py",
    "faults/test_failing_disks.py",
    "faults/test_kills_of_works.py",
    "catalog/test_merging_property.py",
    "faults/test_mutated_catalogs.py",
    "faults/test_kills_while_editing.py",
    "desktop/test_sample_session.py",
    "desktop/test_exact_marks.py",
    "media/test_exactness.py",
    "desktop/test_film_jobs.py",
    "desktop/test_held_marks.py",
    "desktop/test_player.py",
    "cli/test_cutting_out.py",
    "ingest/test_versions.py",
    "desktop/test_going.py",
    "desktop/test_sliding.py",
    "desktop/test_keyboard_alone.py",
    "faults/test_mutated_films.py",
    "faults/test_power_cuts.py",
    "catalog/test_catalog_machine.py",
    "exchange/test_cutting.py",
)
