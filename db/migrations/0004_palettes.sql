-- Palettes: which term each digit of the keyboard marks with, for one film or for the whole catalog.
-- A column for each digit, so that two people who fill different digits of one palette on two copies do not collide.
CREATE TABLE palette (
    id       INTEGER PRIMARY KEY,
    uuid     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    film_id  INTEGER REFERENCES film,        -- NULL: for all films
    key_1    INTEGER REFERENCES concept,
    key_2    INTEGER REFERENCES concept,
    key_3    INTEGER REFERENCES concept,
    key_4    INTEGER REFERENCES concept,
    key_5    INTEGER REFERENCES concept,
    key_6    INTEGER REFERENCES concept,
    key_7    INTEGER REFERENCES concept,
    key_8    INTEGER REFERENCES concept,
    key_9    INTEGER REFERENCES concept,
    key_0    INTEGER REFERENCES concept
) STRICT;
CREATE INDEX palette_film ON palette (film_id);
