"""Rows as the journal's text: many written at once read as the same rows one by one."""

import json

from hypothesis import given
from hypothesis import strategies as st

from donnybrook.catalog.image_texts import by_columns, bytes_again, write_images

_values = (
    st.none() | st.integers() | st.floats(allow_nan=False) | st.text() | st.sampled_from(["", "100%", "%s", 0, 1.0])
)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(_values, min_size=width, max_size=width), min_size=1)))
def test_rows_written_together_read_as_they_are(rows: list[list[str | int | float | None]]) -> None:
    names = ["uuid", "50 %", 'ä"b', "note"][: len(rows[0])]
    read = [json.loads(text) for text in write_images(by_columns(names, rows), (), len(rows))]
    assert [list(image.values()) for image in read] == rows
    assert all(list(image) == names for image in read)


@given(st.lists(st.binary(), min_size=1, max_size=3))
def test_bytes_stay_exact(paths: list[bytes]) -> None:
    texts = write_images({"path": paths, "speed_num": (1,)}, {"path"}, len(paths))
    assert [bytes_again(json.loads(text)["path"]) for text in texts] == paths
    assert all(json.loads(text)["speed_num"] == 1 for text in texts)


def test_the_text_is_what_any_other_encoder_writes() -> None:
    image = {"note": "a\n\u00fc\u2028\x07", "in_us": -5, "score": 0.1, "beat_id": None}
    (text,) = write_images({name: (value,) for name, value in image.items()}, (), 1)
    assert text == json.dumps(image, ensure_ascii=False, separators=(",", ":"))
