"""The files of tests that take longest, to begin with: of two processes neither is to be left with one at the end.

The first draws the sample, for all: those right behind it do without.
"""

LONG = (
    "sample/test_sample_catalog.py",
    "desktop/test_tag_workplace.py",
    "faults/test_failing_system_calls.py",
    "catalog/test_tally_hits.py",
    "media/test_clipping.py",
    "faults/test_failing_disks.py",
    "media/test_exactness.py",
    "ingest/test_versions.py",
    "media/test_shots.py",
    "exchange/test_cutting.py",
    "exchange/test_round_trips.py",
    "ingest/test_cluster.py",
    "sample/test_reel.py",
    "media/test_frames.py",
    "media/test_covers.py",
    "desktop/test_sample_session.py",
    "desktop/test_going.py",
    "desktop/test_entries.py",
    "cli/test_cutting_out.py",
    "desktop/test_describing.py",
    "exchange/test_hostile_imports.py",
    "faults/test_kills_of_works.py",
    "media/test_flat_memory.py",
    "exchange/test_table_sets.py",
    "catalog/test_tally.py",
    "desktop/test_player.py",
    "desktop/test_film_jobs.py",
    "faults/test_mutated_films.py",
    "exchange/test_csv_reading.py",
    "catalog/test_merging_property.py",
    "desktop/test_held_marks.py",
    "desktop/test_exact_marks.py",
)
