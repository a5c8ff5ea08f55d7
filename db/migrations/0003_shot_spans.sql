-- How long a shot takes to begin: from when until when it fades in or is dissolved to. Both NULL: it begins at once.
ALTER TABLE shot ADD COLUMN since_us INTEGER;
ALTER TABLE shot ADD COLUMN until_us INTEGER CHECK ((since_us IS NULL) = (until_us IS NULL) AND coalesce(since_us <= until_us, 1));
