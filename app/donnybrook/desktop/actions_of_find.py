"""What can be done in Find: its menu, and what it plays. Rows of ``actions``."""

from donnybrook.desktop.action import Action
from donnybrook.desktop.marked_words import N_

ACTIONS: tuple[Action, ...] = (
    Action("find.focus", N_("Search"), ("Ctrl+F",), "Find", icon="search", help=N_("go to the search box")),
    Action("find.clear", N_("Show everything"), ("Ctrl+Backspace",), "Find", "find", "x", N_("empty the search box")),
    Action(
        "find.match_ups", N_("Match-ups…"), ("X",), "Find", "find", "swords", N_("which weapons meet which, how often")
    ),
    Action(
        "find.like",
        N_("More like this…"),
        ("M",),
        "Find",
        "find",
        "layout-grid",
        N_("fights that are like it, and why"),
    ),
    Action(
        "find.supercut", N_("Supercut of all hits…"), ("Shift+X",), "Find", "find", "scissors", N_("all in one film")
    ),
    Action("find.meant", N_("What was meant"), ("Alt+Return",), "Find", "find", "", N_("where a search finds nothing")),
    Action(
        "find.wall", N_("As a wall"), ("Alt+1",), "Find", "find", "layout-grid", N_("pictures side by side"), "views"
    ),
    Action(
        "find.table",
        N_("As a table"),
        ("Alt+2",),
        "Find",
        "find",
        "table",
        N_("columns of choice, sorted by any"),
        "views",
    ),
    Action(
        "find.films", N_("By film"), ("Alt+3",), "Find", "find", "clapperboard", N_("how many fights of each"), "views"
    ),
    Action(
        "find.places", N_("By place"), ("Alt+4",), "Find", "find", "map-pin", N_("the places in their tree"), "views"
    ),
    Action(
        "find.save",
        N_("Keep this search…"),
        ("Ctrl+S",),
        "Find",
        "find",
        "star",
        N_("under a name, at the left"),
        "keep",
    ),
    Action("find.forget", N_("Keep it no longer"), (), "Find", "find", "", N_("the kept search that is asked"), "keep"),
    Action("find.collect", N_("Put in a collection…"), ("A",), "Find", "find", "bookmark", N_("the fight"), "keep"),
    Action(
        "find.leave_out",
        N_("Take out of the collection"),
        ("Shift+Delete",),
        "Find",
        "find",
        "",
        N_("the fight"),
        "keep",
    ),
    Action(
        "find.earlier", N_("Earlier in the collection"), ("Ctrl+Shift+Left",), "Find", "find", "", N_("by one"), "keep"
    ),
    Action(
        "find.later", N_("Later in the collection"), ("Ctrl+Shift+Right",), "Find", "find", "", N_("by one"), "keep"
    ),
    *(
        Action(
            f"find.rate_{each}",
            N_("Rate {}") if each else N_("No rating"),
            (str(each),),
            "Find",
            "find",
            "star",
            N_("how good the fight is"),
            "rate",
            of="★" * each,
        )
        for each in range(6)
    ),
    Action("find.tag", N_("Open in Tag"), ("T",), "Find", "find", "tag", N_("open the fight where it is tagged"), "go"),
    Action(
        "find.play",
        N_("Play fight"),
        ("Return", "Enter"),
        "Play",
        "find",
        "play",
        N_("play the fight from its in point"),
    ),
    Action(
        "find.play_all",
        N_("Play all hits"),
        ("Shift+Return",),
        "Play",
        "find",
        "",
        N_("one after another, from this one on"),
    ),
    Action(
        "find.preview",
        N_("Large picture"),
        ("Space",),
        "Play",
        "find",
        "eye",
        N_("see the fight large, or the wall again"),
    ),
    Action("find.back", N_("Back to the wall"), ("Escape",), "Play", "find", "", N_("stop, and show the wall")),
    Action(
        "play.loop",
        N_("Loop the fight"),
        ("L",),
        "Play",
        "find",
        "repeat",
        N_("play it over and over"),
        "how",
        checkable=True,
    ),
    Action(
        "find.alone",
        N_("Fight alone"),
        ("F",),
        "Play",
        "find",
        "film",
        N_("on the whole screen; Escape: all again"),
        "screen",
    ),
)
