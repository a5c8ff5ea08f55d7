"""Every action of the program, one row each: menus, keys, the palette and the keys sheet are made of this table.

To add an action: a row here, and an entry in the table by which its workplace (or the window) says what it does.
Knows no widget.
"""

from dataclasses import dataclass
from typing import Literal

type Workplace = Literal["any", "find", "tag", "statistics"]

MENUS: tuple[str, ...] = ("File", "Edit", "Find", "Tag", "Marks", "Statistics", "Play", "View", "Help")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do.

    ``keys`` are key sequences as Qt writes them (``Ctrl+K``), the first being the one shown. Single letters stay out of
    the way of text fields by themselves. ``workplace`` says where it is at hand; keys are unique inside each.
    A line is drawn in the menu where ``section`` changes. One that is ``held`` goes on until its key comes up again.
    """

    id: str
    label: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    workplace: Workplace = "any"
    icon: str = ""
    help: str = ""
    section: str = ""
    checkable: bool = False
    held: bool = False


ACTIONS: tuple[Action, ...] = (
    Action("catalog.new", "New catalog…", ("Ctrl+N",), "File", icon="file-plus-2", help="start an empty catalog"),
    Action("catalog.open", "Open catalog…", ("Ctrl+Shift+O",), "File", icon="folder-open", help="open a catalog"),
    Action("catalog.sample", "Open the sample", (), "File", help="look at the film the program draws for itself"),
    Action("films.add", "Add films…", ("Ctrl+O",), "File", icon="film", help="add film files", section="in"),
    Action(
        "films.add_folder",
        "Add a folder of films…",
        ("Ctrl+Alt+O",),
        "File",
        icon="folder-open",
        help="add all films in a folder, at once",
        section="in",
    ),
    Action(
        "films.find_again", "Find films again…", (), "File", help="those that are not where they were", section="in"
    ),
    Action("films.versions", "Attach another version…", (), "File", help="another file of the film", section="in"),
    Action("films.verify", "Verify films…", (), "File", help="that each has the bytes it had", section="in"),
    Action("films.work", "Work on films…", ("Ctrl+J",), "File", help="what is being done with them", section="in"),
    Action(
        "import.file",
        "Import…",
        ("Ctrl+Alt+I",),
        "File",
        help="take the fights of another program's file",
        section="out",
    ),
    Action(
        "export.fights",
        "Export…",
        ("Ctrl+E",),
        "File",
        icon="download",
        help="fights as tables, for research, spreadsheets, other programs",
        section="out",
    ),
    Action(
        "cut.out",
        "Cut out…",
        ("Ctrl+Shift+E",),
        "File",
        icon="scissors",
        help="of the film: the fight, or those that are selected",
        section="out",
    ),
    Action(
        "export.publish", "Publish…", (), "File", icon="upload", help="as web pages, or for Datasette", section="out"
    ),
    Action(
        "catalog.merge", "Merge another catalog…", (), "File", help="bring its films and fights here", section="both"
    ),
    Action("catalog.compare", "Compare coders…", (), "File", icon="users", help="how far two agree", section="both"),
    Action("catalog.conflicts", "Conflicts…", (), "File", help="settle what two copies changed apart", section="both"),
    Action("catalog.backups", "Backups…", (), "File", icon="history", help="make one, go back to one", section="keep"),
    Action("catalog.check", "Check catalog…", (), "File", icon="check", help="look for anything wrong", section="keep"),
    Action("app.quit", "Quit", ("Ctrl+Q",), "File", help="close the program; everything is saved", section="end"),
    Action("edit.undo", "Undo", ("Ctrl+Z",), "Edit", icon="undo-2", help="take back the last edit, also of days ago"),
    Action("edit.redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit", icon="redo-2", help="do again what was undone"),
    Action("edit.history", "History…", ("H",), "Edit", icon="history", help="who changed what in the fight, and when"),
    Action("edit.film", "Film details…", ("Shift+D",), "Edit", icon="clapperboard", help="titles, year, identifiers"),
    Action(
        "edit.seen", "I have seen the film", ("W",), "Edit", icon="eye", help="or not; then nothing of it is hidden"
    ),
    Action("edit.trash", "Trash…", (), "Edit", icon="trash-2", help="what was deleted, to be put back"),
    Action("edit.vocabulary", "Vocabulary…", ("Ctrl+Shift+V",), "Edit", icon="tags", help="shape the terms"),
    Action("find.delete", "Delete fight", ("Delete",), "Edit", "find", "trash-2", "put the fight in the trash", "one"),
    Action(
        "find.copy_times",
        "Copy in and out",
        ("Ctrl+Shift+C",),
        "Edit",
        "find",
        "copy",
        "copy the times of the fight",
        "one",
    ),
    Action("find.copy_link", "Copy a link", ("Ctrl+Shift+L",), "Edit", "find", "copy", "to the fight", "one"),
    Action(
        "find.cover", "Picture from this frame", ("C",), "Edit", "find", "image", "of the fight that is played", "one"
    ),
    Action("find.another_cover", "Another picture", ("Shift+C",), "Edit", "find", "", "the next good one of it", "one"),
    Action(
        "find.select_all", "Select all", ("Ctrl+A",), "Edit", "find", "", "all fights found, to change at once", "one"
    ),
    Action("find.focus", "Search", ("Ctrl+F",), "Find", icon="search", help="go to the search box"),
    Action("find.clear", "Show everything", ("Ctrl+Backspace",), "Find", "find", "x", "empty the search box"),
    Action("find.match_ups", "Match-ups…", ("X",), "Find", "find", "swords", "which weapons meet which, how often"),
    Action("find.like", "More like this…", ("M",), "Find", "find", "layout-grid", "fights that are like it, and why"),
    Action("find.supercut", "Supercut of all hits…", ("Shift+X",), "Find", "find", "scissors", "all in one film"),
    Action("find.meant", "What was meant", ("Alt+Return",), "Find", "find", "", "where a search finds nothing"),
    Action("find.wall", "As a wall", ("Alt+1",), "Find", "find", "layout-grid", "pictures side by side", "views"),
    Action(
        "find.table", "As a table", ("Alt+2",), "Find", "find", "table", "columns of choice, sorted by any", "views"
    ),
    Action("find.films", "By film", ("Alt+3",), "Find", "find", "clapperboard", "how many fights of each", "views"),
    Action("find.places", "By place", ("Alt+4",), "Find", "find", "map-pin", "the places in their tree", "views"),
    Action("find.save", "Keep this search…", ("Ctrl+S",), "Find", "find", "star", "under a name, at the left", "keep"),
    Action("find.forget", "Keep it no longer", (), "Find", "find", "", "the kept search that is asked", "keep"),
    Action("find.collect", "Put in a collection…", ("A",), "Find", "find", "bookmark", "the fight", "keep"),
    Action("find.leave_out", "Take out of the collection", ("Shift+Delete",), "Find", "find", "", "the fight", "keep"),
    Action("find.earlier", "Earlier in the collection", ("Ctrl+Shift+Left",), "Find", "find", "", "by one", "keep"),
    Action("find.later", "Later in the collection", ("Ctrl+Shift+Right",), "Find", "find", "", "by one", "keep"),
    *(
        Action(
            f"find.rate_{each}",
            f"Rate {'★' * each}" if each else "No rating",
            (str(each),),
            "Find",
            "find",
            "star",
            "how good the fight is",
            "rate",
        )
        for each in range(6)
    ),
    Action("find.tag", "Open in Tag", ("T",), "Find", "find", "tag", "open the fight where it is tagged", "go"),
    Action("find.play", "Play fight", ("Return", "Enter"), "Play", "find", "play", "play the fight from its in point"),
    Action(
        "find.play_all", "Play all hits", ("Shift+Return",), "Play", "find", "", "one after another, from this one on"
    ),
    Action(
        "find.preview", "Large picture", ("Space",), "Play", "find", "eye", "see the fight large, or the wall again"
    ),
    Action("find.back", "Back to the wall", ("Escape",), "Play", "find", "", "stop, and show the wall"),
    Action(
        "play.loop", "Loop the fight", ("L",), "Play", "find", "repeat", "play it over and over", "how", checkable=True
    ),
    Action(
        "find.alone", "Fight alone", ("F",), "Play", "find", "film", "on the whole screen; Escape: all again", "screen"
    ),
    Action("tag.new_scene", "New fight from the marks", ("Return", "Enter"), "Tag", "tag", "plus", "make it, at once"),
    Action("tag.line", "Tag line", ("/",), "Tag", "tag", "tags", "say a whole fight in one line"),
    Action("tag.describe", "Describe the fight", ("D",), "Tag", "tag", "pencil", "go to its fields; Tab goes on"),
    Action("tag.note", "Note", ("N",), "Tag", "tag", "sticky-note", "write about the choreography"),
    Action("tag.back", "Back to the film", ("Escape",), "Tag", "tag", "", "leave a field; again: select no fight"),
    Action("tag.in", "Mark in", ("I",), "Marks", "tag", "flag", "a fight begins with this frame", "marks"),
    Action("tag.out", "Mark out", ("O",), "Marks", "tag", "", "this is the first frame after the fight", "marks"),
    Action("tag.in_earlier", "Mark in, 3 s back", ("Shift+I",), "Marks", "tag", "", "it began 3 s ago", "marks"),
    Action("tag.in_at_cut", "Mark in at the cut", ("{",), "Marks", "tag", "", "with which this shot begins", "marks"),
    Action("tag.out_at_cut", "Mark out at the cut", ("}",), "Marks", "tag", "", "with which this shot begins", "marks"),
    Action(
        "tag.hold",
        "Fight while held",
        ("M",),
        "Marks",
        "tag",
        "",
        "make it, as long as the key is down",
        "marks",
        held=True,
    ),
    Action(
        "tag.scene_in",
        "Move the in point here",
        ("Alt+I",),
        "Marks",
        "tag",
        "",
        "of the fight, or of its beat or use that is open",
        "moves",
    ),
    Action(
        "tag.scene_out",
        "Move the out point here",
        ("Alt+O",),
        "Marks",
        "tag",
        "",
        "of the fight, or of its beat or use that is open",
        "moves",
    ),
    Action(
        "tag.move_here",
        "Move the whole here",
        ("Alt+M",),
        "Marks",
        "tag",
        "",
        "the fight (all in it goes along), or its beat or use that is open, begins with this frame",
        "moves",
    ),
    Action(
        "tag.beat",
        "Beat from here",
        ("B",),
        "Marks",
        "tag",
        "",
        "of the fight; held: as long as the key is down",
        "beats",
        held=True,
    ),
    Action(
        "tag.slide",
        "Slide all: it begins here",
        ("Ctrl+Shift+I",),
        "Marks",
        "tag",
        "",
        "the fights timed from memory go with the selected one",
        "moves",
    ),
    Action("tag.beat_out", "Beat over here", ("Shift+B",), "Marks", "tag", "", "the first frame after it", "beats"),
    *(
        Action(
            f"tag.digit_{digit}",
            f"Mark with {digit}",
            (digit,),
            "Marks",
            "tag",
            "",
            "what stands there in the palette, from here; held: as long as the key is down",
            "digits",
            held=True,
        )
        for digit in "1234567890"
    ),
    Action("tag.palette", "Palette…", ("P",), "Marks", "tag", "tags", "which term each digit marks with", "palettes"),
    Action("tag.next_palette", "Next palette", ("Shift+P",), "Marks", "tag", "", "take the next in hand", "palettes"),
    Action("tag.cover", "Picture from this frame", ("C",), "Tag", "tag", "image", "show the fight by it", "fights"),
    Action("tag.another_cover", "Another picture", ("Shift+C",), "Tag", "tag", "", "the next good one of it", "fights"),
    Action("tag.next_scene", "Next fight", ("Ctrl+Down",), "Tag", "tag", "", "select the next fight", "fights"),
    Action("tag.previous_scene", "Previous fight", ("Ctrl+Up",), "Tag", "tag", "", "select the one before", "fights"),
    Action(
        "tag.select_all", "Select all fights", ("Ctrl+A",), "Tag", "tag", "", "to change them all at once", "fights"
    ),
    Action(
        "tag.select_next", "Select the next fight too", ("Ctrl+Shift+Down",), "Tag", "tag", "", "and so on", "fights"
    ),
    Action(
        "tag.select_previous",
        "Select the fight before too",
        ("Ctrl+Shift+Up",),
        "Tag",
        "tag",
        "",
        "and so on",
        "fights",
    ),
    Action("tag.delete", "Delete fight", ("Delete",), "Tag", "tag", "trash-2", "put it in the trash", "fights"),
    Action("tag.split", "Split the fight here", ("S",), "Tag", "tag", "", "another begins with this frame", "cutting"),
    Action("tag.merge_next", "Merge with the next fight", ("Ctrl+M",), "Tag", "tag", "", "one of both", "cutting"),
    Action("tag.duplicate", "Duplicate the fight", ("Ctrl+D",), "Tag", "tag", "copy", "the same again", "cutting"),
    Action(
        "tag.remove_film", "Remove film…", ("Shift+Delete",), "Tag", "tag", "", "take it out of the catalog", "film"
    ),
    Action("tag.attach", "Attach its file…", (), "Tag", "tag", "", "to a film catalogued from memory", "film"),
    Action("tag.memory_film", "New film from memory", (), "Tag", "tag", "pencil", "catalogue without a file", "film"),
    Action("tag.play", "Play or pause", ("Space",), "Play", "tag", "play", "play, or stop at this very frame"),
    Action("tag.forward", "Play, faster", ("L",), "Play", "tag", "", "play forward; again: 2×, then 4×"),
    Action("tag.pause", "Pause", ("K",), "Play", "tag", "pause", "stop at this very frame"),
    Action("tag.backward", "Play backward", ("J",), "Play", "tag", "", "without sound; again: 2×, 4×"),
    Action("tag.slower", "Slower", ("Ctrl+Shift+Left",), "Play", "tag", "", "down to a quarter of the speed", "rate"),
    Action("tag.faster", "Faster", ("Ctrl+Shift+Right",), "Play", "tag", "", "up to four times the speed", "rate"),
    Action("tag.loop", "Loop in to out", ("Ctrl+L",), "Play", "tag", "repeat", "play it over and over", "rate"),
    Action(
        "tag.lead_in", "Lead-in of the loop", ("Ctrl+Shift+L",), "Play", "tag", "", "none, ½ s, 1 s, 2 s, 3 s", "rate"
    ),
    Action("play.louder", "Louder", ("Shift+Up",), "Play", icon="volume-2", help="the film's sound", section="sound"),
    Action("play.softer", "Softer", ("Shift+Down",), "Play", help="the film's sound", section="sound"),
    Action("play.mute", "Mute", ("Shift+M",), "Play", icon="volume-x", help="or as loud as before", section="sound"),
    Action("tag.frame_back", "One frame back", ("Left",), "Play", "tag", "step-back", "to the frame before", "go"),
    Action("tag.frame_on", "One frame on", ("Right",), "Play", "tag", "step-forward", "to the next frame", "go"),
    Action("tag.second_back", "One second back", ("Shift+Left",), "Play", "tag", "", "a second back", "go"),
    Action("tag.second_on", "One second on", ("Shift+Right",), "Play", "tag", "", "a second on", "go"),
    Action("tag.previous_cut", "Previous cut", ("[",), "Play", "tag", "", "to the first frame of this shot", "go"),
    Action("tag.next_cut", "Next cut", ("]",), "Play", "tag", "", "to the first frame of the next shot", "go"),
    Action("tag.previous_edge", "Previous edge of a beat", (",",), "Play", "tag", "", "where one begins or ends", "go"),
    Action("tag.next_edge", "Next edge of a beat", (".",), "Play", "tag", "", "where one begins or ends", "go"),
    Action("tag.go_in", "Go to the in point", ("Home",), "Play", "tag", "skip-back", "the very frame marked", "go"),
    Action("tag.go_out", "Go to the out point", ("End",), "Play", "tag", "skip-forward", "the very frame marked", "go"),
    Action(
        "statistics.among",
        "Among which fights",
        ("/",),
        "Statistics",
        "statistics",
        "search",
        "go to the line for a search",
    ),
    Action("statistics.all", "Among all fights", ("Ctrl+Backspace",), "Statistics", "statistics", "x", "of all films"),
    Action(
        "statistics.stop",
        "Stop measuring",
        ("Escape",),
        "Statistics",
        "statistics",
        "",
        "and show what was there before",
    ),
    Action(
        "statistics.export",
        "Export plot or table…",
        ("E",),
        "Statistics",
        "statistics",
        "download",
        "as SVG, PNG, PDF, CSV or JSON",
        "out",
    ),
    Action("tag.zoom_in", "Timeline closer", ("Ctrl+=", "Ctrl++"), "View", "tag", "zoom-in", "at the playhead", "time"),
    Action("tag.zoom_scene", "Timeline to the fight", ("Z",), "View", "tag", "", "as close as shows it well", "time"),
    Action("tag.zoom_whole", "Timeline of the whole film", ("Shift+Z",), "View", "tag", "", "from end to end", "time"),
    Action("tag.page_back", "Timeline a page back", ("PgUp",), "View", "tag", "", "see what was before", "time"),
    Action("tag.page_on", "Timeline a page on", ("PgDown",), "View", "tag", "", "see what comes next", "time"),
    Action("tag.lanes_up", "Lanes above", ("Shift+PgUp",), "View", "tag", "", "of the timeline", "time"),
    Action("tag.lanes_down", "Lanes below", ("Shift+PgDown",), "View", "tag", "", "of the timeline", "time"),
    Action("tag.zoom_out", "Timeline wider", ("Ctrl+-",), "View", "tag", "zoom-out", "at the playhead", "time"),
    Action("view.find", "Find", ("Ctrl+1", "F2"), "View", icon="search", help="the wall of fights"),
    Action("view.tag", "Tag", ("Ctrl+2", "F3"), "View", icon="tags", help="mark and describe fights"),
    Action("view.statistics", "Statistics", ("Ctrl+3", "F4"), "View", icon="table", help="what the fights come to"),
    Action(
        "view.facets", "Facets", ("F7",), "View", "find", "list", "show or hide the left side", "panels", checkable=True
    ),
    Action(
        "view.detail",
        "Details",
        ("F8",),
        "View",
        "find",
        "info",
        "show or hide the right side",
        "panels",
        checkable=True,
    ),
    Action(
        "view.spoilers",
        "Spoiler-safe",
        ("V",),
        "View",
        icon="eye-off",
        help="in Find, hide titles, notes and pictures of films not seen",
        section="spoilers",
        checkable=True,
    ),
    Action(
        "look.system",
        "Appearance: as the system",
        (),
        "View",
        help="dark or light as the system is",
        section="a",
        checkable=True,
    ),
    Action(
        "look.light", "Appearance: light", (), "View", icon="sun", help="the light look", section="a", checkable=True
    ),
    Action("look.dark", "Appearance: dark", (), "View", icon="moon", help="the dark look", section="a", checkable=True),
    Action(
        "tag.alone", "Film alone", ("F",), "View", "tag", "film", "on the whole screen; Escape: all again", "screen"
    ),
    Action("view.fullscreen", "Full screen", ("F11",), "View", help="the window alone on the screen", section="screen"),
    Action("help.palette", "Every action…", ("Ctrl+K",), "Help", icon="keyboard", help="any action by its name"),
    Action("help.keys", "Keys…", ("F1", "?"), "Help", icon="keyboard", help="see them, change them"),
    Action("help.language", "Search language", ("Shift+F1",), "Help", help="what the search box understands"),
    Action("help.about", "About Donnybrook", (), "Help", icon="info", help="versions and licence", section="about"),
)


def at_hand(workplace: Workplace) -> list[Action]:
    """Return the actions of a workplace, with those that are at hand everywhere."""
    return [action for action in ACTIONS if action.workplace in ("any", workplace)]
