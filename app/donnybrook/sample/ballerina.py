"""*Ballerina* (2025), catalogued from memory: facts that a published review gives, no film file and no times."""

from __future__ import annotations

from donnybrook.sample.entries import Entry, Fighter, Stretch, Term, Use

TITLE = "Ballerina"
ALTERNATIVE_TITLES = ("From the World of John Wick: Ballerina",)
YEAR = 2025
NOTE = "Distributed by Lionsgate. Set between the third and the fourth John Wick film. Catalogued from memory."
CAST = (  # character, performer
    ("Eve Macarro", "Ana de Armas"),
    ("John Wick", "Keanu Reeves"),
    ("The Director", "Anjelica Huston"),
    ("The Chancellor", "Gabriel Byrne"),
    ("Winston", "Ian McShane"),
    ("Charon", "Lance Reddick"),
)

_EVE = Fighter(label="Eve Macarro", side=0, character="Eve Macarro", performer="Ana de Armas")
_FLAMES, _HOSE = "flame against flame", "hose against flame"

SCENES: tuple[Entry, ...] = (
    Entry(
        title="Home invasion",
        note="Opens the film; Eve's parents are killed.",
        location="dwelling",
        place_name="private house",
        sides=("the Macarro family", "the cult"),
        fighters=(
            Fighter(label="Eve Macarro's parents", side=0, headcount=2, outcome="killed"),
            Fighter(label="platoon of killers", side=1, headcount=None),
        ),
    ),
    Entry(
        title="Academy sparring",
        note="She loses bout after bout to bigger men until told to fight like a girl; then she wins, "
        "and kicks the fallen man.",
        location="dance studio",
        place_name="ballet academy",
        sides=("Eve", "trainees"),
        fighters=(_EVE, Fighter(label="male sparring partner", side=1)),
        uses=(Use(weapon="unarmed", who="Eve Macarro", against=("male sparring partner",), acquired="part of body"),),
        terms=(Term(scheme="technique", label="groin kick", who="Eve Macarro"),),
    ),
    Entry(
        title="On the giant's back",
        sides=("Eve", "opponents"),
        fighters=(_EVE, Fighter(label="huge man", side=1)),
        uses=(Use(weapon="unarmed", who="Eve Macarro", against=("huge man",), acquired="part of body"),),
        terms=(
            Term(scheme="technique", label="strangle", who="Eve Macarro"),
            Term(scheme="technique", label="eye gouge", who="Eve Macarro"),
        ),
    ),
    Entry(
        title="Ice skates",
        sides=("Eve", "assailants"),
        fighters=(_EVE, Fighter(label="heavily armed assailants", side=1, headcount=None)),
        uses=(
            Use(
                weapon="ice skates",
                who="Eve Macarro",
                against=("heavily armed assailants",),
                manner="a pair tied together by the long laces",
                improvised=True,
            ),
            Use(weapon="firearm", who="heavily armed assailants", against=("Eve Macarro",), certainty="inferred"),
        ),
    ),
    Entry(
        title="Flamethrower against flamethrower, then fire hose",
        location="village",
        place_name="village in Austria",
        sides=("Eve", "the cult"),
        fighters=(_EVE, Fighter(label="towering villain", side=1)),
        beats=(Stretch(label=_FLAMES), Stretch(label=_HOSE)),
        uses=(
            Use(weapon="flamethrower", who="Eve Macarro", against=("towering villain",), beat=_FLAMES, ended="lost"),
            Use(weapon="flamethrower", who="towering villain", against=("Eve Macarro",), beat=_FLAMES),
            Use(
                weapon="fire hose",
                who="Eve Macarro",
                against=("towering villain",),
                beat=_HOSE,
                acquired="found",
                improvised=True,
            ),
            Use(weapon="flamethrower", who="towering villain", against=("Eve Macarro",), beat=_HOSE, follows=1),
        ),
        terms=(Term(scheme="camera", label="overhead shot"),),
    ),
    Entry(
        title="Against the whole village",
        note="In the snow.",
        location="village",
        place_name="village in Austria",
        sides=("Eve", "the village"),
        fighters=(_EVE, Fighter(label="armed villagers in cosy sweaters", side=1, headcount=None)),
    ),
)
