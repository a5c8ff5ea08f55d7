"""The cache gives no place away in which a picture lies that may be on the screen."""

from donnybrook.media.facts import SOUND_BYTES
from donnybrook.media.picture_cache import Picture, PictureCache


def cache_of(count: int) -> PictureCache:
    return PictureCache(SOUND_BYTES + count * 4 * 16 * 9, 16, 9)


def taken(cache: PictureCache, time_us: int, kept_us: set[int]) -> Picture:
    (place,) = cache.places(1, kept_us)
    return cache.put(Picture(time_us, 16, 9, place, memoryview(b"")))


def test_a_frame_decoded_once_more_leaves_the_picture_that_is_there() -> None:
    cache = cache_of(4)
    shown = taken(cache, 0, set())
    assert taken(cache, 0, {0}) is shown
    others = {taken(cache, number, {0}).place for number in range(1, 20)}
    assert shown.place not in others
    assert cache.shown_at(0) is shown


def test_what_was_used_longest_ago_gives_way_first() -> None:
    cache = cache_of(4)
    for number in range(4):
        taken(cache, number, set())
    cache.link(0, 1)
    assert cache.before(1) is not None
    taken(cache, 4, set())
    assert [cache.before(1) is not None, cache._pictures.keys()] == [True, {2, 3, 0, 4}]
