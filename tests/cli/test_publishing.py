"""`gallery` and `publish`."""

from pathlib import Path

from cli.terminal import Terminal


def test_a_gallery_is_written_of_what_a_query_finds(terminal: Terminal, film_catalog: Path, tmp_path: Path) -> None:
    terminal.done("tag", film_catalog, "1", "0:01-0:02 Eve: flamethrower vs villain: flamethrower")
    terminal.done("tag", film_catalog, "1", "0:02-0:03 ice skates! by Eve")
    said = terminal.done("gallery", film_catalog, tmp_path / "pages", "--query", "skates", "--title", "On ice")
    assert said.out == f"1 fight with 1 picture written to {tmp_path / 'pages' / 'index.html'}. Open it in a browser.\n"
    page = (tmp_path / "pages" / "index.html").read_text()
    assert "<title>On ice</title>" in page
    assert '"hides":false' in (tmp_path / "pages" / "data" / "index.js").read_text()
    terminal.done("gallery", film_catalog, tmp_path / "pages", "--spoiler-safe")
    assert '"hides":true' in (tmp_path / "pages" / "data" / "index.js").read_text()


def test_a_query_that_is_half_understood_publishes_nothing(
    terminal: Terminal, film_catalog: Path, tmp_path: Path
) -> None:
    for command in ("gallery", "publish"):
        assert "Nothing was written" in terminal.refused(command, film_catalog, tmp_path / "x", "--query", "dur:>soon")
    assert not (tmp_path / "x").exists()


def test_a_database_is_published_and_how_to_serve_it_is_said(
    terminal: Terminal, film_catalog: Path, tmp_path: Path
) -> None:
    terminal.done("tag", film_catalog, "1", "katana")
    said = terminal.done("publish", film_catalog, tmp_path / "data")
    assert said.lines == [
        f"1 fight written to {tmp_path / 'data'}.",
        "Serve it from there: datasette serve --immutable fights.db --metadata metadata.json",
    ]
    assert "left alone" not in said.out
    (tmp_path / "data" / "notes.txt").touch()
    assert "no part of a published catalog" in terminal.refused("publish", film_catalog, tmp_path / "data")
