-- What a published catalog holds: a copy for reading, with words in place of codes and numbers, and views over it.
-- Times are seconds on the film's own clock. Coders, places of files, the trash and the journal are not in it.

CREATE TABLE film (
    id     INTEGER PRIMARY KEY,
    title  TEXT NOT NULL,
    year   INTEGER,
    country TEXT,
    also   TEXT                              -- other titles
) STRICT;

CREATE TABLE term (                          -- the vocabulary: weapons, techniques, camera terms, places, themes
    id       INTEGER PRIMARY KEY,
    label    TEXT NOT NULL,
    scheme   TEXT NOT NULL,
    broader  INTEGER REFERENCES term (id),
    also     TEXT,                           -- synonyms
    note     TEXT
) STRICT;
CREATE INDEX term_broader ON term (broader);
CREATE INDEX term_label ON term (label COLLATE NOCASE);

CREATE TABLE term_above (                    -- each term, with itself and all that is above it
    term  INTEGER NOT NULL REFERENCES term (id),
    above INTEGER NOT NULL REFERENCES term (id),
    PRIMARY KEY (term, above)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_above_above ON term_above (above, term);

CREATE TABLE fight (
    id          INTEGER PRIMARY KEY,
    title       TEXT NOT NULL,
    film        INTEGER NOT NULL REFERENCES film (id),
    version     TEXT,
    in_s        REAL,
    out_s       REAL,
    place       INTEGER REFERENCES term (id),
    place_name  TEXT,
    interior    TEXT,
    time_of_day TEXT,
    note        TEXT,
    status      TEXT,
    certainty   TEXT,
    rating      INTEGER,
    layer       TEXT,
    scene_id    TEXT NOT NULL                -- the same wherever the catalog goes
) STRICT;
CREATE INDEX fight_film ON fight (film);
CREATE INDEX fight_place ON fight (place);

CREATE TABLE combatant (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    fight      INTEGER NOT NULL REFERENCES fight (id),
    side       TEXT,
    character  TEXT,
    played_by  TEXT,
    headcount  INTEGER,                      -- empty: many, not counted
    outcome    TEXT,
    note       TEXT
) STRICT;
CREATE INDEX combatant_fight ON combatant (fight);

CREATE TABLE beat (
    id         INTEGER PRIMARY KEY,
    label      TEXT,
    fight      INTEGER NOT NULL REFERENCES fight (id),
    in_s       REAL,
    out_s      REAL,
    note       TEXT,
    upper_hand TEXT
) STRICT;
CREATE INDEX beat_fight ON beat (fight);

CREATE TABLE wielding (                      -- one combatant using one weapon
    id         INTEGER PRIMARY KEY,
    fight      INTEGER NOT NULL REFERENCES fight (id),
    combatant  INTEGER REFERENCES combatant (id),
    weapon     INTEGER NOT NULL REFERENCES term (id),
    beat       INTEGER REFERENCES beat (id),
    improvised INTEGER NOT NULL,
    acquired   TEXT,
    ended      TEXT,
    manner     TEXT,
    from_s     REAL,
    to_s       REAL,
    certainty  TEXT,
    previous   INTEGER REFERENCES wielding (id)  -- the same object, in the hands it was in before
) STRICT;
CREATE INDEX wielding_fight ON wielding (fight);
CREATE INDEX wielding_weapon ON wielding (weapon);
CREATE INDEX wielding_combatant ON wielding (combatant);
CREATE INDEX wielding_previous ON wielding (previous);

CREATE TABLE aim (                           -- whom a wielding is against
    wielding INTEGER NOT NULL REFERENCES wielding (id),
    target   INTEGER NOT NULL REFERENCES combatant (id),
    PRIMARY KEY (wielding, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX aim_target ON aim (target);

CREATE TABLE fight_term (                    -- a technique, camera term or theme of a fight, or of a beat
    id        INTEGER PRIMARY KEY,
    fight     INTEGER NOT NULL REFERENCES fight (id),
    term      INTEGER NOT NULL REFERENCES term (id),
    beat      INTEGER REFERENCES beat (id),
    combatant INTEGER REFERENCES combatant (id)
) STRICT;
CREATE INDEX fight_term_fight ON fight_term (fight);
CREATE INDEX fight_term_term ON fight_term (term);

CREATE VIEW fights AS
SELECT fight.id, film.title AS film, film.year, fight.title, fight.in_s, fight.out_s,
    round(fight.out_s - fight.in_s, 6) AS length_s, place.label AS place, fight.place_name,
    (SELECT group_concat(label, '; ') FROM (SELECT DISTINCT w.label FROM wielding u JOIN term w ON w.id = u.weapon
        WHERE u.fight = fight.id)) AS weapons,
    (SELECT group_concat(name, '; ') FROM combatant c WHERE c.fight = fight.id) AS combatants, fight.note
FROM fight JOIN film ON film.id = fight.film LEFT JOIN term place ON place.id = fight.place;

CREATE VIEW uses AS
SELECT wielding.id, film.title AS film, film.year, fight.title AS fight, fight.id AS fight_id, who.name AS who,
    weapon.label AS weapon, wielding.improvised,
    (SELECT group_concat(c.name, '; ') FROM aim a JOIN combatant c ON c.id = a.target WHERE a.wielding = wielding.id)
        AS against,
    wielding.acquired, wielding.ended, wielding.manner, wielding.from_s, wielding.to_s
FROM wielding JOIN fight ON fight.id = wielding.fight JOIN film ON film.id = fight.film
JOIN term weapon ON weapon.id = wielding.weapon LEFT JOIN combatant who ON who.id = wielding.combatant;

-- Two uses meet if their combatants stand on different sides, or one aims at the other: each pair of them once.
CREATE VIEW meetings AS
SELECT one.fight, one.id AS one, other.id AS other, one.weapon AS one_weapon, other.weapon AS other_weapon
FROM wielding one JOIN wielding other ON other.fight = one.fight AND other.id > one.id
JOIN combatant mine ON mine.id = one.combatant JOIN combatant theirs ON theirs.id = other.combatant
WHERE mine.id <> theirs.id AND (mine.side <> theirs.side
    OR EXISTS (SELECT 1 FROM aim WHERE wielding = one.id AND target = theirs.id)
    OR EXISTS (SELECT 1 FROM aim WHERE wielding = other.id AND target = mine.id));
