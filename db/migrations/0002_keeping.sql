-- What a person keeps of what they found: how good a fight is, and collections, ordered by hand.
ALTER TABLE scene ADD COLUMN rating TEXT NOT NULL DEFAULT '';

INSERT OR IGNORE INTO code (list, position, code, label) VALUES
    ('rating', 0, '1', 'poor'),
    ('rating', 1, '2', 'fair'),
    ('rating', 2, '3', 'good'),
    ('rating', 3, '4', 'very good'),
    ('rating', 4, '5', 'outstanding');

CREATE TABLE collection (
    id       INTEGER PRIMARY KEY,
    uuid     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    note     TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE collection_scene (
    id            INTEGER PRIMARY KEY,
    uuid          TEXT NOT NULL UNIQUE,
    collection_id INTEGER NOT NULL REFERENCES collection,
    scene_id      INTEGER NOT NULL REFERENCES scene,
    position      REAL NOT NULL DEFAULT 0  -- the smallest first; between two others, a number between theirs
) STRICT;

CREATE INDEX collection_scene_order ON collection_scene (collection_id, position);
CREATE INDEX collection_scene_scene ON collection_scene (scene_id);
