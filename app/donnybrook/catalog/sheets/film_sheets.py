"""The tidy sheets of films: titles, numbers elsewhere, versions, files, shots, who plays whom. Runs nothing."""

from donnybrook.catalog.sheets.columns import Sheet, SheetColumn, coded, identity, own, reference, text, told

_OF_FILMS = "f.id IN ({films})"
_OF_FILM = (
    reference("film_id", "film", "The film, as in films.", sql="f.uuid"),
    told("film", "f.title", "The film's title."),
)
_OF_FILE = (
    "media_file m ON m.id = t.media_file_id JOIN version v ON v.id = m.version_id JOIN film f ON f.id = v.film_id"
)


def _of_film(name: str, table: str, one: str, *columns: SheetColumn) -> Sheet:
    return Sheet(
        name=name,
        table=table,
        one=one,
        source=f"{table} t JOIN film f ON f.id = t.film_id",
        within=_OF_FILMS,
        order="t.id",
        columns=columns,
    )


FILMS = Sheet(
    name="films",
    table="film",
    one="film",
    source="film t",
    within="t.id IN ({films})",
    order="t.id",
    columns=(
        identity("film_id", "The film's own identity."),
        text("title", "The film's title."),
        own("year", "integer", "The film's year."),
        text("country", "The film's country."),
        text("note", "What else there is to say of it."),
    ),
)
TITLES = _of_film(
    "film_titles",
    "film_title",
    "other title of a film",
    identity("film_title_id", "The row's own identity."),
    *_OF_FILM,
    text("title", "The other title."),
    own("language", "code", "Its language."),
)
IDENTIFIERS = _of_film(
    "film_identifiers",
    "film_identifier",
    "number that a film goes by elsewhere",
    identity("film_identifier_id", "The row's own identity."),
    *_OF_FILM,
    own("scheme", "code", "Where it goes by it, such as imdb."),
    text("value", "What it goes by there."),
)
VERSIONS = _of_film(
    "versions",
    "version",
    "version of a film, on whose clock fights are timed",
    identity("version_id", "The version's own identity."),
    *_OF_FILM,
    text("label", "What the version is called."),
)
MEDIA_FILES = Sheet(
    name="media_files",
    table="media_file",
    one="film file",
    source="media_file t JOIN version v ON v.id = t.version_id JOIN film f ON f.id = v.film_id",
    within=_OF_FILMS,
    order="t.id",
    columns=(
        identity("media_file_id", "The file's own identity."),
        reference("version_id", "version", "The version it holds, as in versions.", sql="v.uuid"),
        told("film", "f.title", "The film's title."),
        own("path", "text", "Where it lies.", stores="path_text"),
        own("size_bytes", "integer", "How many bytes it has."),
        own("mtime_ns", "integer", "When it was changed last, in nanoseconds since 1970."),
        text("fingerprint", "A quick fingerprint of its bytes."),
        text("sha256", "The SHA-256 of its bytes."),
        own("rate_num", "integer", "Its frames per second are rate_num / rate_den."),
        own("rate_den", "integer", "See rate_num."),
        own("variable_rate", "boolean", "TRUE if its frames do not come at a steady rate."),
        own("start_s", "seconds", "The container's own start, in seconds.", stores="start_us"),
        own("duration_s", "seconds", "How long it is.", stores="duration_us"),
        own("width_px", "integer", "Its width as displayed."),
        own("height_px", "integer", "Its height as displayed."),
        text("container", "The container's format."),
        text("video_codec", "The codec of the picture."),
        text("audio_codec", "The codec of the sound."),
        own("offset_s", "seconds", "Its time is offset_s + time * speed_num / speed_den.", stores="offset_us"),
        own("speed_num", "integer", "See offset_s."),
        own("speed_den", "integer", "See offset_s."),
        SheetColumn(
            name="path_bytes",
            kind="bytes",
            sql="CASE WHEN CAST(t.path AS TEXT) = t.path_text THEN NULL ELSE t.path END",
            description="The bytes of a path that is no text, in hexadecimal digits.",
            stores="path",
        ),
    ),
)
SHOTS = Sheet(
    name="shots",
    table="shot",
    one="shot of a film file, between two cuts",
    source=f"shot t JOIN {_OF_FILE}",
    within=_OF_FILMS,
    order="t.media_file_id, t.id",
    columns=(
        reference("media_file_id", "media_file", "The film file, as in media_files.", sql="m.uuid"),
        told("film", "f.title", "The film's title."),
        own("in_s", "seconds", "When the shot begins, in seconds of the file.", stores="in_us"),
        own("out_s", "seconds", "When it ends.", stores="out_us"),
        told("duration_s", "t.out_us - t.in_us", "out_s - in_s.", "seconds"),
        own("transition", "code", "How it begins: start, cut, fade, dissolve."),
        own("score", "number", "How sure the detector is, 0 to 1."),
        own("since_s", "seconds", "Since when it fades in or is dissolved to.", stores="since_us"),
        own("until_s", "seconds", "Until when it does.", stores="until_us"),
        text("detector", "What found it."),
        text("detector_version", "Which version of that."),
    ),
)
PEOPLE = Sheet(
    name="people",
    table="person",
    one="person who plays in films",
    source="person t",
    within="""EXISTS (SELECT 1 FROM portrayal r JOIN character h ON h.id = r.character_id
        WHERE r.person_id = t.id AND h.film_id IN ({films}))""",
    order="t.id",
    columns=(identity("person_id", "The person's own identity."), text("name", "The person's name.")),
)
CHARACTERS = _of_film(
    "characters",
    "character",
    "character of a film",
    identity("character_id", "The character's own identity."),
    *_OF_FILM,
    text("name", "The character's name."),
)
PORTRAYALS = Sheet(
    name="portrayals",
    table="portrayal",
    one="person playing a character",
    source="""portrayal t JOIN character h ON h.id = t.character_id JOIN film f ON f.id = h.film_id
        JOIN person o ON o.id = t.person_id""",
    within=_OF_FILMS,
    order="t.id",
    columns=(
        identity("portrayal_id", "The row's own identity."),
        told("film_id", "f.uuid", "The film, as in films.", "id"),
        reference("character_id", "character", "The character, as in characters.", sql="h.uuid"),
        told("character", "h.name", "The character's name."),
        reference("person_id", "person", "The person, as in people.", sql="o.uuid"),
        told("person", "o.name", "The person's name."),
        *coded("role", "portrayal_role", "As what they play."),
    ),
)
