"""What the databases make of documents, kept by themselves: whatever writes a row of `forum_document` writes the index.

SQLite: an FTS5 table over the folded columns, whose words are parted by spaces and nothing else. PostgreSQL: a tsvector put
together from the same words, title first, with an index. A later migration that has SQLite make the table `forum_document`
anew (as changing a column does) drops its triggers with the old one, and has to run `make_index` again.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE forum_search USING fts5(
        folded_title, folded_text, facets,
        content='forum_document', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'",
        prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER forum_document_added AFTER INSERT ON forum_document BEGIN
        INSERT INTO forum_search (rowid, folded_title, folded_text, facets)
        VALUES (new.id, new.folded_title, new.folded_text, new.facets);
    END
    """,
    """
    CREATE TRIGGER forum_document_removed AFTER DELETE ON forum_document BEGIN
        INSERT INTO forum_search (forum_search, rowid, folded_title, folded_text, facets)
        VALUES ('delete', old.id, old.folded_title, old.folded_text, old.facets);
    END
    """,
    """
    CREATE TRIGGER forum_document_changed AFTER UPDATE OF folded_title, folded_text, facets ON forum_document BEGIN
        INSERT INTO forum_search (forum_search, rowid, folded_title, folded_text, facets)
        VALUES ('delete', old.id, old.folded_title, old.folded_text, old.facets);
        INSERT INTO forum_search (rowid, folded_title, folded_text, facets)
        VALUES (new.id, new.folded_title, new.folded_text, new.facets);
    END
    """,
    "INSERT INTO forum_search (forum_search) VALUES ('rebuild')",
]

# Positions end at 16383; between title and text one is left out, so that no phrase reaches from one into the other.
POSTGRES = [
    "ALTER TABLE forum_document ADD COLUMN vector tsvector",
    """
    CREATE FUNCTION forum_document_vector() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        title text[] := string_to_array(NEW.folded_title, ' ');
        further integer := coalesce(array_length(title, 1), 0) + 1;
    BEGIN
        NEW.vector := concat_ws(' ',
            (SELECT string_agg(quote_literal(word) || ':' || least(place, 16383) || 'A', ' ')
             FROM unnest(title) WITH ORDINALITY AS words (word, place) WHERE word <> ''),
            (SELECT string_agg(quote_literal(word) || ':' || least(place + further, 16383) || 'B', ' ')
             FROM unnest(string_to_array(NEW.folded_text, ' ')) WITH ORDINALITY AS words (word, place)
             WHERE word <> ''),
            (SELECT string_agg(quote_literal(word), ' ')
             FROM unnest(string_to_array(NEW.facets, ' ')) AS words (word) WHERE word <> '')
        )::tsvector;
        RETURN NEW;
    END
    $$
    """,
    """
    CREATE TRIGGER forum_document_vector BEFORE INSERT OR UPDATE OF folded_title, folded_text, facets
    ON forum_document FOR EACH ROW EXECUTE FUNCTION forum_document_vector()
    """,
    "UPDATE forum_document SET facets = facets",
    "CREATE INDEX forum_document_vector ON forum_document USING gin (vector)",
]

SQLITE_BACK = [
    "DROP TRIGGER forum_document_added",
    "DROP TRIGGER forum_document_removed",
    "DROP TRIGGER forum_document_changed",
    "DROP TABLE forum_search",
]
POSTGRES_BACK = [
    "DROP TRIGGER forum_document_vector ON forum_document",
    "DROP FUNCTION forum_document_vector",
    "ALTER TABLE forum_document DROP COLUMN vector",
]


def make_index(apps, schema_editor):
    _run(schema_editor, SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES)


def drop_index(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRES_BACK)


def _run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ("forum", "0004_a_forum_that_people_stay_in"),
    ]

    operations = [migrations.RunPython(make_index, drop_index)]
