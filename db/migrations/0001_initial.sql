-- The first shape of a Donnybrook catalog (NAME.fights).
-- Times (*_us) are whole microseconds on the version's own clock; zero is the container's start. An out point is exclusive.
-- Every row a person can change has a UUID (version 7; seeded concepts version 5), and every such change is in `change`.
-- '' stands for "not said" in text columns; NULL for "not said" in numbers and references.
-- No reference cascades: a row that is deleted or emptied behind the journal's back could never come back.

CREATE TABLE catalog (                       -- one row: which catalog this is
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    uuid       TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE coder (                         -- who entered it
    id   INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- ---------------------------------------------------------------- films (FIAF: Work, Manifestation, Item)

CREATE TABLE film (
    id      INTEGER PRIMARY KEY,
    uuid    TEXT NOT NULL UNIQUE,
    title   TEXT NOT NULL,
    year    INTEGER,
    country TEXT NOT NULL DEFAULT '',
    note    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX film_title_order ON film (title);

CREATE TABLE film_title (                    -- alternative titles
    id       INTEGER PRIMARY KEY,
    uuid     TEXT NOT NULL UNIQUE,
    film_id  INTEGER NOT NULL REFERENCES film,
    title    TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX film_title_film ON film_title (film_id);

CREATE TABLE film_identifier (               -- imdb, wikidata, eidr, isan …
    id      INTEGER PRIMARY KEY,
    uuid    TEXT NOT NULL UNIQUE,
    film_id INTEGER NOT NULL REFERENCES film,
    scheme  TEXT NOT NULL,
    value   TEXT NOT NULL
) STRICT;
CREATE INDEX film_identifier_film ON film_identifier (film_id);

CREATE TABLE version (                       -- theatrical, director's cut, PAL disc …; its clock is what scenes are timed on
    id      INTEGER PRIMARY KEY,
    uuid    TEXT NOT NULL UNIQUE,
    film_id INTEGER NOT NULL REFERENCES film,
    label   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX version_film ON version (film_id);

CREATE TABLE media_file (
    id              INTEGER PRIMARY KEY,
    uuid            TEXT NOT NULL UNIQUE,
    version_id      INTEGER NOT NULL REFERENCES version,
    path            BLOB NOT NULL,           -- the bytes the file system uses
    path_text       TEXT NOT NULL,           -- the same for reading
    size_bytes      INTEGER,
    mtime_ns        INTEGER,
    fingerprint     TEXT NOT NULL DEFAULT '',
    sha256          TEXT NOT NULL DEFAULT '',
    verified_at     TEXT,
    rate_num        INTEGER,
    rate_den        INTEGER,
    variable_rate   INTEGER NOT NULL DEFAULT 0 CHECK (variable_rate IN (0, 1)),
    start_us        INTEGER,                 -- the container's own start, on its absolute clock
    duration_us     INTEGER,
    width_px        INTEGER,                 -- as displayed: upright, square pixels
    height_px       INTEGER,
    container       TEXT NOT NULL DEFAULT '',
    video_codec     TEXT NOT NULL DEFAULT '',
    audio_codec     TEXT NOT NULL DEFAULT '',
    offset_us       INTEGER NOT NULL DEFAULT 0,  -- file time = offset + version time * speed_num / speed_den
    speed_num       INTEGER NOT NULL DEFAULT 1 CHECK (speed_num > 0),
    speed_den       INTEGER NOT NULL DEFAULT 1 CHECK (speed_den > 0),
    CHECK ((rate_num IS NULL) = (rate_den IS NULL) AND coalesce(rate_den, 1) > 0)
) STRICT;
CREATE INDEX media_file_version ON media_file (version_id);
CREATE INDEX media_file_fingerprint ON media_file (fingerprint);

CREATE TABLE shot (                          -- between two cuts, as a detector read them
    id               INTEGER PRIMARY KEY,
    uuid             TEXT NOT NULL UNIQUE,
    media_file_id    INTEGER NOT NULL REFERENCES media_file,
    in_us            INTEGER NOT NULL,
    out_us           INTEGER NOT NULL,
    transition       TEXT NOT NULL DEFAULT 'cut',  -- how it begins: start, cut, fade, dissolve
    score            REAL,
    detector         TEXT NOT NULL,
    detector_version TEXT NOT NULL,
    CHECK (out_us > in_us)
) STRICT;
CREATE INDEX shot_time ON shot (media_file_id, in_us);

-- ---------------------------------------------------------------- people

CREATE TABLE person (
    id   INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE character (
    id      INTEGER PRIMARY KEY,
    uuid    TEXT NOT NULL UNIQUE,
    film_id INTEGER NOT NULL REFERENCES film,
    name    TEXT NOT NULL
) STRICT;
CREATE INDEX character_film ON character (film_id);

CREATE TABLE portrayal (                     -- performer, stunt double, voice
    id           INTEGER PRIMARY KEY,
    uuid         TEXT NOT NULL UNIQUE,
    character_id INTEGER NOT NULL REFERENCES character,
    person_id    INTEGER NOT NULL REFERENCES person,
    role         TEXT NOT NULL DEFAULT 'performer'
) STRICT;
CREATE INDEX portrayal_character ON portrayal (character_id);
CREATE INDEX portrayal_person ON portrayal (person_id);

-- ---------------------------------------------------------------- vocabulary (SKOS-shaped)

CREATE TABLE concept (
    id          INTEGER PRIMARY KEY,
    uuid        TEXT NOT NULL UNIQUE,
    scheme      TEXT NOT NULL CHECK (scheme IN ('weapon', 'technique', 'camera', 'location', 'theme')),
    notation    TEXT NOT NULL,
    pref_label  TEXT NOT NULL,
    broader_id  INTEGER REFERENCES concept,
    scope_note  TEXT NOT NULL DEFAULT '',
    made_as     TEXT NOT NULL DEFAULT '',    -- weapons: weapon, tool, household, sport, vehicle, environment, body
    attack_mode TEXT NOT NULL DEFAULT '',    -- weapons: edge, point, blunt, projectile, incendiary, fluid …
    colour      TEXT NOT NULL DEFAULT '',
    hotkey      TEXT NOT NULL DEFAULT '',
    picture     TEXT REFERENCES picture (sha256),  -- what it looks like
    retired_at  TEXT,
    replaced_by_id INTEGER REFERENCES concept,
    CHECK (broader_id <> id)
) STRICT;
CREATE INDEX concept_broader ON concept (broader_id);
CREATE INDEX concept_notation ON concept (scheme, notation);  -- not unique: two people may add the same word apart

CREATE TABLE concept_label (                 -- synonyms, by language
    id         INTEGER PRIMARY KEY,
    uuid       TEXT NOT NULL UNIQUE,
    concept_id INTEGER NOT NULL REFERENCES concept,
    label      TEXT NOT NULL,
    language   TEXT NOT NULL DEFAULT 'en',
    kind       TEXT NOT NULL DEFAULT 'alt' CHECK (kind IN ('alt', 'hidden'))
) STRICT;
CREATE INDEX concept_label_concept ON concept_label (concept_id);

CREATE TABLE concept_match (                 -- the same thing elsewhere: Wikidata, AAT, AdA …
    id         INTEGER PRIMARY KEY,
    uuid       TEXT NOT NULL UNIQUE,
    concept_id INTEGER NOT NULL REFERENCES concept,
    authority  TEXT NOT NULL,
    value      TEXT NOT NULL,
    relation   TEXT NOT NULL DEFAULT 'closeMatch',
    source     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX concept_match_concept ON concept_match (concept_id);

CREATE TABLE code (                          -- the closed lists: outcome, acquired, ended, certainty …
    list     TEXT NOT NULL,
    position INTEGER NOT NULL,
    code     TEXT NOT NULL,
    label    TEXT NOT NULL,
    PRIMARY KEY (list, code)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- scenes

CREATE TABLE scene (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: the search index and the paging go by it
    uuid        TEXT NOT NULL UNIQUE,
    version_id  INTEGER NOT NULL REFERENCES version,
    title       TEXT NOT NULL DEFAULT '',
    in_us       INTEGER,
    out_us      INTEGER,
    location_id INTEGER REFERENCES concept,
    place_name  TEXT NOT NULL DEFAULT '',
    interior    TEXT NOT NULL DEFAULT '',
    time_of_day TEXT NOT NULL DEFAULT '',
    note        TEXT NOT NULL DEFAULT '',
    status      TEXT NOT NULL DEFAULT 'draft',
    certainty   TEXT NOT NULL DEFAULT 'certain',
    layer       TEXT NOT NULL DEFAULT 'main',
    coder_id    INTEGER REFERENCES coder,
    created_at  TEXT NOT NULL,
    deleted_at  TEXT,
    CHECK (out_us IS NULL OR (in_us IS NOT NULL AND out_us > in_us))
) STRICT;
CREATE INDEX scene_time ON scene (version_id, in_us);
CREATE INDEX scene_location ON scene (location_id);

CREATE TABLE side (
    id       INTEGER PRIMARY KEY,
    uuid     TEXT NOT NULL UNIQUE,
    scene_id INTEGER NOT NULL REFERENCES scene,
    position INTEGER NOT NULL DEFAULT 0,
    label    TEXT NOT NULL DEFAULT '',
    role     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX side_scene ON side (scene_id);

CREATE TABLE beat (
    id                 INTEGER PRIMARY KEY,
    uuid               TEXT NOT NULL UNIQUE,
    scene_id           INTEGER NOT NULL REFERENCES scene,
    position           INTEGER NOT NULL DEFAULT 0,
    in_us              INTEGER,
    out_us             INTEGER,
    label              TEXT NOT NULL DEFAULT '',
    note               TEXT NOT NULL DEFAULT '',
    upper_hand_side_id INTEGER REFERENCES side,
    CHECK (out_us IS NULL OR (in_us IS NOT NULL AND out_us > in_us))
) STRICT;
CREATE INDEX beat_scene ON beat (scene_id, in_us);

CREATE TABLE combatant (                     -- a character, or a plain label, in one scene
    id           INTEGER PRIMARY KEY,
    uuid         TEXT NOT NULL UNIQUE,
    scene_id     INTEGER NOT NULL REFERENCES scene,
    position     INTEGER NOT NULL DEFAULT 0,
    side_id      INTEGER REFERENCES side,
    character_id INTEGER REFERENCES character,
    label        TEXT NOT NULL,
    headcount    INTEGER CHECK (headcount > 0),     -- NULL: many, not counted
    outcome      TEXT NOT NULL DEFAULT '',
    note         TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX combatant_scene ON combatant (scene_id);
CREATE INDEX combatant_character ON combatant (character_id);

CREATE TABLE wielding (                      -- a combatant uses a weapon
    id           INTEGER PRIMARY KEY,
    uuid         TEXT NOT NULL UNIQUE,
    scene_id     INTEGER NOT NULL REFERENCES scene,
    position     INTEGER NOT NULL DEFAULT 0,
    beat_id      INTEGER REFERENCES beat,
    combatant_id INTEGER REFERENCES combatant,
    weapon_id    INTEGER NOT NULL REFERENCES concept,
    from_us      INTEGER,
    to_us        INTEGER,
    acquired     TEXT NOT NULL DEFAULT '',
    ended        TEXT NOT NULL DEFAULT '',
    manner       TEXT NOT NULL DEFAULT '',
    improvised   INTEGER NOT NULL DEFAULT 0 CHECK (improvised IN (0, 1)),
    certainty    TEXT NOT NULL DEFAULT 'certain',
    previous_id  INTEGER REFERENCES wielding,  -- the same object, in the hands it was in before
    CHECK (to_us IS NULL OR (from_us IS NOT NULL AND to_us > from_us))
) STRICT;
CREATE INDEX wielding_weapon ON wielding (weapon_id, scene_id);
CREATE INDEX wielding_scene ON wielding (scene_id);
CREATE INDEX wielding_combatant ON wielding (combatant_id);
CREATE INDEX wielding_beat ON wielding (beat_id);
CREATE INDEX wielding_previous ON wielding (previous_id);

CREATE TABLE wielding_target (
    id           INTEGER PRIMARY KEY,
    uuid         TEXT NOT NULL UNIQUE,
    wielding_id  INTEGER NOT NULL REFERENCES wielding,
    combatant_id INTEGER NOT NULL REFERENCES combatant
) STRICT;
CREATE INDEX wielding_target_wielding ON wielding_target (wielding_id);
CREATE INDEX wielding_target_combatant ON wielding_target (combatant_id);

CREATE TABLE scene_term (                    -- a technique, camera term or theme on a scene or a beat, by whom
    id           INTEGER PRIMARY KEY,
    uuid         TEXT NOT NULL UNIQUE,
    scene_id     INTEGER NOT NULL REFERENCES scene,
    beat_id      INTEGER REFERENCES beat,
    concept_id   INTEGER NOT NULL REFERENCES concept,
    combatant_id INTEGER REFERENCES combatant
) STRICT;
CREATE INDEX scene_term_scene ON scene_term (scene_id);
CREATE INDEX scene_term_concept ON scene_term (concept_id, scene_id);
CREATE INDEX scene_term_beat ON scene_term (beat_id);
CREATE INDEX scene_term_combatant ON scene_term (combatant_id);

-- ---------------------------------------------------------------- pictures

CREATE TABLE picture (                       -- immutable, named by its content; JPEG, at most 320 px wide
    sha256    TEXT PRIMARY KEY,
    width_px  INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    jpeg      BLOB NOT NULL
) STRICT;

CREATE TABLE thumbnail (                     -- which picture shows which scene
    id            INTEGER PRIMARY KEY,
    uuid          TEXT NOT NULL UNIQUE,
    scene_id      INTEGER NOT NULL REFERENCES scene,
    media_file_id INTEGER REFERENCES media_file,
    time_us       INTEGER NOT NULL,          -- the frame's own time in the film file
    picture       TEXT NOT NULL REFERENCES picture (sha256),
    is_cover      INTEGER NOT NULL DEFAULT 0 CHECK (is_cover IN (0, 1)),
    chosen        INTEGER NOT NULL DEFAULT 0 CHECK (chosen IN (0, 1))  -- 1: set by hand, never replaced by itself
) STRICT;
CREATE INDEX thumbnail_scene ON thumbnail (scene_id, is_cover);
CREATE INDEX thumbnail_picture ON thumbnail (picture);
CREATE INDEX thumbnail_media_file ON thumbnail (media_file_id);

CREATE TABLE saved_query (
    id       INTEGER PRIMARY KEY,
    uuid     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    query    TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

-- ---------------------------------------------------------------- the journal: append-only

CREATE TABLE edit (                          -- one transaction a person made
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid     TEXT NOT NULL UNIQUE,
    label    TEXT NOT NULL,                  -- what it did, in words: 'Tag ice skates'
    made_at  TEXT NOT NULL,                  -- UTC, ISO 8601; always later than that of every edit known by then
    coder_id INTEGER REFERENCES coder,
    kind     TEXT NOT NULL DEFAULT 'edit' CHECK (kind IN ('edit', 'merge', 'undo', 'redo', 'auto')),  -- auto: by the program, in the wake of an edit
    of_uuid  TEXT,                           -- undo, redo: the edit it takes back or does again
    merge_id INTEGER REFERENCES edit,        -- the merge that brought this edit here from another copy
    CHECK ((kind IN ('undo', 'redo')) = (of_uuid IS NOT NULL))
) STRICT;
CREATE INDEX edit_of ON edit (of_uuid);
CREATE INDEX edit_made ON edit (made_at);
CREATE INDEX edit_merge ON edit (merge_id);

CREATE TABLE change (                        -- one row it changed: the columns that changed, before and after;
                                             -- references inside these images are UUIDs
    id         INTEGER PRIMARY KEY,
    edit_id    INTEGER NOT NULL REFERENCES edit,
    table_name TEXT NOT NULL,
    row_uuid   TEXT NOT NULL,
    scene_uuid TEXT,                         -- the scene it belongs to, if it does
    scene_id   INTEGER,                      -- the same, as this file numbers it: scene ids are never used twice
    before     TEXT CHECK (before IS NULL OR json_valid(before)),  -- NULL: the row was added, and `after` is all of it
    after      TEXT CHECK (after IS NULL OR json_valid(after))     -- NULL: the row was deleted, and `before` is all of it
) STRICT;
CREATE INDEX change_edit ON change (edit_id);
CREATE INDEX change_row ON change (row_uuid);
CREATE INDEX change_scene ON change (scene_uuid);

CREATE TABLE conflict (                      -- two copies gave one value two readings; both stand here until someone settles it
    id          INTEGER PRIMARY KEY,
    uuid        TEXT NOT NULL UNIQUE,
    table_name  TEXT NOT NULL,
    row_uuid    TEXT NOT NULL,
    scene_uuid  TEXT,
    column_name TEXT NOT NULL,               -- '' when one copy deleted what the other changed
    kept        TEXT NOT NULL CHECK (json_valid(kept)),
    other       TEXT NOT NULL CHECK (json_valid(other)),
    kept_by     TEXT NOT NULL DEFAULT '',    -- the coder who entered the value that stands
    other_by    TEXT NOT NULL DEFAULT '',
    settled_at  TEXT
) STRICT;
CREATE INDEX conflict_row ON conflict (row_uuid);
