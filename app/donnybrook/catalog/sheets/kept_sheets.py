"""The tidy sheets of who enters and what they keep: coders, searches, collections, palettes, pictures. Runs nothing."""

from donnybrook.catalog.palettes import DIGITS
from donnybrook.catalog.sheets.columns import Sheet, identity, own, reference, text, told

CODERS = Sheet(
    name="coders",
    table="coder",
    one="person who entered fights",
    source="coder t",
    within="t.id IN (SELECT s.coder_id FROM scene s WHERE {scenes})",
    order="t.name, t.uuid",
    columns=(identity("coder_id", "The coder's own identity."), text("name", "The coder's name.")),
)
PICTURES = Sheet(
    name="pictures",
    table="picture",
    one="picture, a JPEG in the folder pictures",
    source="picture t",
    within="""(t.sha256 IN (SELECT h.picture FROM thumbnail h JOIN scene s ON s.id = h.scene_id WHERE {scenes})
        OR t.sha256 IN (SELECT picture FROM concept WHERE picture IS NOT NULL))""",
    order="t.sha256",
    columns=(
        own("picture", "text", "The SHA-256 of its bytes, which is the name of its file.", stores="sha256"),
        own("width_px", "integer", "Its width."),
        own("height_px", "integer", "Its height."),
    ),
)
SEARCHES = Sheet(
    name="saved_searches",
    table="saved_query",
    one="search that was kept",
    source="saved_query t",
    within="",
    whole_only=True,
    order="t.id",
    columns=(
        identity("search_id", "The search's own identity."),
        text("name", "What it is called."),
        text("query", "The query."),
        own("position", "integer", "Its place among the others."),
    ),
)
COLLECTIONS = Sheet(
    name="collections",
    table="collection",
    one="collection of fights",
    source="collection t",
    within="",
    whole_only=True,
    order="t.id",
    columns=(
        identity("collection_id", "The collection's own identity."),
        text("name", "What it is called."),
        text("note", "What is said of it."),
        own("position", "integer", "Its place among the others."),
    ),
)
COLLECTED = Sheet(
    name="collection_scenes",
    table="collection_scene",
    one="fight in a collection",
    source="""scene s CROSS JOIN collection_scene t ON t.scene_id = s.id
        LEFT JOIN collection b ON b.id = t.collection_id""",
    whole_only=True,
    columns=(
        identity("collection_scene_id", "The row's own identity."),
        reference("collection_id", "collection", "The collection, as in collections.", sql="b.uuid"),
        told("collection", "b.name", "What the collection is called."),
        reference("scene_id", "scene", "The fight, as in scenes.", sql="s.uuid"),
        own("position", "number", "Its place in the collection, the smallest first."),
    ),
)
PALETTES = Sheet(
    name="palettes",
    table="palette",
    one="palette: which term each digit marks with",
    source="palette t",
    within="",
    whole_only=True,
    order="t.id",
    columns=(
        identity("palette_id", "The palette's own identity."),
        text("name", "What it is called."),
        reference("film_id", "film", "The film it is for; empty: for all films."),
        *(reference(f"key_{digit}", "concept", f"What {digit} marks with, as in vocabulary.") for digit in DIGITS),
    ),
)
