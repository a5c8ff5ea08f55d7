"""Finds actions by what a person calls them: names, words of the same meaning, words nearly so. Knows no widget."""

from collections.abc import Sequence
from difflib import get_close_matches

from donnybrook.desktop.action import Action

OTHER_WORDS = {  # what people call them elsewhere
    "catalog.new": "create database project",
    "catalog.open": "load database project",
    "films.add": "import video movie media",
    "films.add_folder": "import videos movies directory",
    "films.find_again": "relink missing moved",
    "films.verify": "check fixity checksum sha",
    "films.work": "jobs queue tasks progress",
    "export.fights": "save spreadsheet excel table csv json",
    "cut.out": "export clip trim gif screenshot frame video",
    "find.supercut": "export compilation montage video clips",
    "export.publish": "website html gallery share web datasette",
    "catalog.compare": "agreement kappa alpha reliability layers",
    "catalog.merge": "combine join import",
    "catalog.backups": "restore save copy",
    "app.quit": "exit close",
    "edit.undo": "take back revert",
    "edit.redo": "repeat again",
    "edit.history": "log changes journal",
    "edit.trash": "deleted bin restore",
    "edit.vocabulary": "thesaurus keywords tags weapons",
    "find.delete": "remove erase scene",
    "find.cover": "thumbnail poster",
    "find.focus": "find query look",
    "play.loop": "repeat cycle",
    "tag.new_scene": "add create scene clip",
    "tag.line": "quick one-line entry command",
    "tag.note": "comment text choreography",
    "tag.in": "start begin set point",
    "tag.out": "end stop set point",
    "tag.hold": "mark press range",
    "tag.beat": "start begin sub event moment",
    "tag.beat_out": "end stop event",
    "tag.palette": "hotkeys shortcuts digits labels number keys",
    "tag.cover": "thumbnail poster",
    "tag.delete": "remove erase scene",
    "tag.split": "cut divide razor blade in two",
    "tag.merge_next": "join combine unite glue",
    "tag.duplicate": "copy clone",
    "tag.slide": "offset shift sync align retime",
    "tag.attach": "relink video movie",
    "tag.play": "start stop",
    "tag.backward": "reverse rewind",
    "tag.slower": "speed rate slow motion",
    "play.louder": "volume sound",
    "play.softer": "volume sound quieter",
    "play.mute": "volume sound silence off",
    "tag.alone": "full screen fullscreen cinema",
    "tag.previous_edge": "beat jump",
    "tag.next_edge": "beat jump",
    "tag.faster": "speed rate quicker",
    "tag.go_time": "jump seek position timecode",
    "tag.loop": "repeat cycle",
    "tag.frame_back": "step previous",
    "tag.frame_on": "step next",
    "tag.previous_cut": "shot edit back",
    "tag.next_cut": "shot edit on",
    "look.light": "theme colours day",
    "look.dark": "theme colours night",
    "view.fullscreen": "maximise window whole",
    "help.palette": "commands search menu",
    "help.keys": "shortcuts hotkeys keyboard bindings rebind",
    "help.about": "version licence",
}
_NEAR = 0.75
NEARLY = 3
"""The rank of what holds words that are nearly those that were typed."""
_SHORTEST = 4  # shorter words are near to too much


def rank(row: Action, wanted: str, keys: Sequence[str] = ()) -> int | None:
    """Say how well an action fits what was typed: the less, the better; ``None``: not at all.

    0: its name begins so, or it is its key; 1: a word of its name does; 2: its name, its help or words that mean the
    same hold all the words; 3: they hold words that are nearly these.
    """
    name, words = row.name.casefold(), " ".join(wanted.casefold().split())
    if name.startswith(words) or words in [key.casefold() for key in keys]:
        return 0
    if f" {words}" in name:
        return 1
    said = f"{name} {row.meaning} {row.menu} {OTHER_WORDS.get(row.id, '')}".casefold()
    if all(word in said for word in words.split()):
        return 2
    known = said.replace("…", "").replace(",", " ").split()
    return NEARLY if all(word in said or _is_near(word, known) for word in words.split()) else None


def _is_near(word: str, known: Sequence[str]) -> bool:
    return len(word) >= _SHORTEST and bool(get_close_matches(word, known, 1, _NEAR))
