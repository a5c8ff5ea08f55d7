"""The tidy sheets of the vocabulary: terms, their other words, the same things elsewhere. Runs nothing."""

from donnybrook.catalog.sheets.columns import Sheet, identity, own, reference, text, told

# What each term stands under, and the class it belongs to: the term right below the top of its kind.
PATHS = """WITH RECURSIVE path (id, path, class, depth, is_top) AS (
    SELECT id, pref_label, pref_label, 0, notation = scheme FROM concept WHERE broader_id IS NULL
    UNION ALL SELECT c.id, path.path || ' > ' || c.pref_label, iif(path.is_top, c.pref_label, path.class),
        path.depth + 1, 0
    FROM path JOIN concept c ON c.broader_id = path.id WHERE path.depth < 100)"""
_OF_CONCEPT = (
    reference("concept_id", "concept", "The term, as in vocabulary.", sql="c.uuid"),
    told("concept", "c.pref_label", "The term."),
)

VOCABULARY = Sheet(
    name="vocabulary",
    table="concept",
    one="term of the vocabulary",
    before=PATHS,
    source="""concept t LEFT JOIN concept b ON b.id = t.broader_id LEFT JOIN concept y ON y.id = t.replaced_by_id
        LEFT JOIN path p ON p.id = t.id""",
    within="",
    order="t.id",
    columns=(
        identity("concept_id", "The term's own identity."),
        own("scheme", "code", "What kind of term it is: weapon, technique, camera, location, theme."),
        own("code", "text", "The term's code.", stores="notation"),
        own("label", "text", "The term, in words.", stores="pref_label"),
        reference("broader_id", "concept", "The term it stands under.", sql="b.uuid"),
        told("broader", "b.pref_label", "The term it stands under, in words."),
        told("class", "p.class", "The term right below the top that it stands under."),
        told("path", "p.path", "The term under all that is broader, the broadest first."),
        told(
            "synonyms",
            "(SELECT {joined} FROM (SELECT label AS item FROM concept_label WHERE concept_id = t.id ORDER BY id))",
            "Other words for it.",
            "list",
        ),
        text("scope_note", "What is meant by it."),
        own("made_as", "code", "Of a weapon: what it was made as."),
        own("attack_mode", "code", "Of a weapon: how it does harm."),
        text("colour", "The colour it is shown in."),
        text("hotkey", "The key it is marked with."),
        text("picture", "What it looks like: the SHA-256 of a file in the folder pictures."),
        own("retired_at", "moment", "Since when it is offered no more, UTC."),
        reference("replaced_by_id", "concept", "The term to use in its place.", sql="y.uuid"),
    ),
)
LABELS = Sheet(
    name="vocabulary_labels",
    table="concept_label",
    one="other word for a term",
    source="concept_label t JOIN concept c ON c.id = t.concept_id",
    within="",
    order="t.id",
    columns=(
        identity("label_id", "The row's own identity."),
        *_OF_CONCEPT,
        text("label", "The other word."),
        own("language", "code", "Its language."),
        own("kind", "code", "alt, or hidden for a word that only searches know."),
    ),
)
MATCHES = Sheet(
    name="vocabulary_matches",
    table="concept_match",
    one="the same thing in an authority's list",
    source="concept_match t JOIN concept c ON c.id = t.concept_id",
    within="",
    order="t.id",
    columns=(
        identity("match_id", "The row's own identity."),
        *_OF_CONCEPT,
        text("authority", "Whose list it is."),
        text("value", "What it is called there."),
        text("relation", "How near it is, in the words of SKOS."),
        text("source", "Where that is said."),
    ),
)
