"""The steps of the schema: numbered without a gap, and never changed once a catalog may have taken them."""

import hashlib

from donnybrook.catalog.migrations import migrations, newest_version

# A catalog made before a change to one of these would no longer have the shape the program expects. Add a step instead.
_TAKEN = {
    "0001_initial.sql": "97f0e39d2dac6d592a3e4dc5956aa1bd1628a8a6295ab1db7dbbd747f4d02abf",
    "0002_keeping.sql": "6c22b29f7d280f4338bb009d4350af11be2ddb27d54fcb5996592b9e28e21da1",
    "0003_shot_spans.sql": "ae5917d5c354c962aaadbb9de75b78e44cbab28c41999771b53a5aad662802ce",
    "0004_palettes.sql": "8a127b41fd5389f7b88974210b59e9241dca630724e0435d635dbf4e2669d680",
}


def test_a_step_that_catalogs_have_taken_never_changes() -> None:
    for step in migrations():
        if step.path.name in _TAKEN:
            assert hashlib.sha256(step.path.read_bytes()).hexdigest() == _TAKEN[step.path.name], step.path.name
    assert set(_TAKEN) <= {step.path.name for step in migrations()}


def test_steps_are_numbered_from_one_without_a_gap() -> None:
    assert [step.number for step in migrations()] == list(range(1, newest_version() + 1))
