"""The search index follows the edits of the window by itself, when the hands rest."""

from platformdirs import user_cache_path
from pytestqt.qtbot import QtBot

from donnybrook.catalog.driver import connect
from donnybrook.catalog.noticing import read_last_edit
from donnybrook.catalog.search.index import index_path
from donnybrook.desktop.app import Program


def test_the_index_is_brought_up_to_an_edit_that_nobody_asks_about(program: Program, qtbot: QtBot) -> None:
    program.after_first_paint()
    assert program.desk is not None
    catalog = program.desk.session.catalog
    place = index_path(user_cache_path("donnybrook", appauthor=False), catalog.uuid, catalog.path)

    def last_seen() -> int:
        connection = connect(place)
        try:
            row = connection.execute("SELECT edit_id FROM seen").fetchone()
            return row[0] if row else 0
        finally:
            connection.close()

    program.desk.show_workplace("tag")
    qtbot.waitUntil(lambda: last_seen() == catalog.read(read_last_edit).id)
    program.desk.session.edit("Add film", lambda tx: tx.insert("film", title="Another"))
    assert last_seen() < catalog.read(read_last_edit).id
    qtbot.waitUntil(lambda: last_seen() == catalog.read(read_last_edit).id)
