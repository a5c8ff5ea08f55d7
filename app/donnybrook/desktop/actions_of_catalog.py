"""What can be done with the catalog, its films and its edits: menus File and Edit. Rows of ``actions``."""

from donnybrook.desktop.action import Action
from donnybrook.desktop.marked_words import N_

ACTIONS: tuple[Action, ...] = (
    Action(
        "catalog.new", N_("New catalog…"), ("Ctrl+N",), "File", icon="file-plus-2", help=N_("start an empty catalog")
    ),
    Action(
        "catalog.open", N_("Open catalog…"), ("Ctrl+Shift+O",), "File", icon="folder-open", help=N_("open a catalog")
    ),
    Action(
        "catalog.sample", N_("Open the sample"), (), "File", help=N_("look at the film the program draws for itself")
    ),
    Action("films.add", N_("Add films…"), ("Ctrl+O",), "File", icon="film", help=N_("add film files"), section="in"),
    Action(
        "films.add_folder",
        N_("Add a folder of films…"),
        ("Ctrl+Alt+O",),
        "File",
        icon="folder-open",
        help=N_("add all films in a folder, at once"),
        section="in",
    ),
    Action(
        "films.find_again",
        N_("Find films again…"),
        (),
        "File",
        help=N_("those that are not where they were"),
        section="in",
    ),
    Action(
        "films.versions", N_("Attach another version…"), (), "File", help=N_("another file of the film"), section="in"
    ),
    Action("films.verify", N_("Verify films…"), (), "File", help=N_("that each has the bytes it had"), section="in"),
    Action(
        "films.work", N_("Work on films…"), ("Ctrl+J",), "File", help=N_("what is being done with them"), section="in"
    ),
    Action(
        "import.file",
        N_("Import…"),
        ("Ctrl+Alt+I",),
        "File",
        help=N_("take the fights of another program's file"),
        section="out",
    ),
    Action(
        "export.fights",
        N_("Export…"),
        ("Ctrl+E",),
        "File",
        icon="download",
        help=N_("fights as tables, for research, spreadsheets, other programs"),
        section="out",
    ),
    Action(
        "cut.out",
        N_("Cut out…"),
        ("Ctrl+Shift+E",),
        "File",
        icon="scissors",
        help=N_("of the film: the fight, or those that are selected"),
        section="out",
    ),
    Action(
        "export.publish",
        N_("Publish…"),
        (),
        "File",
        icon="upload",
        help=N_("as web pages, or for Datasette"),
        section="out",
    ),
    Action(
        "catalog.merge",
        N_("Merge another catalog…"),
        (),
        "File",
        help=N_("bring its films and fights here"),
        section="both",
    ),
    Action(
        "catalog.compare", N_("Compare coders…"), (), "File", icon="users", help=N_("how far two agree"), section="both"
    ),
    Action(
        "catalog.conflicts",
        N_("Conflicts…"),
        (),
        "File",
        help=N_("settle what two copies changed apart"),
        section="both",
    ),
    Action(
        "catalog.backups",
        N_("Backups…"),
        (),
        "File",
        icon="history",
        help=N_("make one, go back to one"),
        section="keep",
    ),
    Action(
        "catalog.check",
        N_("Check catalog…"),
        (),
        "File",
        icon="check",
        help=N_("look for anything wrong"),
        section="keep",
    ),
    Action(
        "app.quit", N_("Quit"), ("Ctrl+Q",), "File", help=N_("close the program; everything is saved"), section="end"
    ),
    Action(
        "edit.undo",
        N_("Undo"),
        ("Ctrl+Z",),
        "Edit",
        icon="undo-2",
        help=N_("take back the last edit, also of days ago"),
    ),
    Action(
        "edit.redo", N_("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit", icon="redo-2", help=N_("do again what was undone")
    ),
    Action(
        "edit.history",
        N_("History…"),
        ("H",),
        "Edit",
        icon="history",
        help=N_("who changed what in the fight, and when"),
    ),
    Action(
        "edit.film",
        N_("Film details…"),
        ("Shift+D",),
        "Edit",
        icon="clapperboard",
        help=N_("titles, year, identifiers"),
    ),
    Action(
        "edit.seen",
        N_("I have seen the film"),
        ("W",),
        "Edit",
        icon="eye",
        help=N_("or not; then nothing of it is hidden"),
    ),
    Action("edit.trash", N_("Trash…"), (), "Edit", icon="trash-2", help=N_("what was deleted, to be put back")),
    Action("edit.vocabulary", N_("Vocabulary…"), ("Ctrl+Shift+V",), "Edit", icon="tags", help=N_("shape the terms")),
    Action(
        "find.delete",
        N_("Delete fight"),
        ("Delete",),
        "Edit",
        "find",
        "trash-2",
        N_("put the fight in the trash"),
        "one",
    ),
    Action(
        "find.copy_times",
        N_("Copy in and out"),
        ("Ctrl+Shift+C",),
        "Edit",
        "find",
        "copy",
        N_("copy the times of the fight"),
        "one",
    ),
    Action("find.copy_link", N_("Copy a link"), ("Ctrl+Shift+L",), "Edit", "find", "copy", N_("to the fight"), "one"),
    Action(
        "find.cover",
        N_("Picture from this frame"),
        ("C",),
        "Edit",
        "find",
        "image",
        N_("of the fight that is played"),
        "one",
    ),
    Action(
        "find.another_cover",
        N_("Another picture"),
        ("Shift+C",),
        "Edit",
        "find",
        "",
        N_("the next good one of it"),
        "one",
    ),
    Action(
        "find.select_all",
        N_("Select all"),
        ("Ctrl+A",),
        "Edit",
        "find",
        "",
        N_("all fights found, to change at once"),
        "one",
    ),
)
