"""The full-text index of each database: FTS5 beside the table on SQLite, a GIN index on PostgreSQL.

Made by a migration. SQLite keeps it true by triggers, so that no way of writing or deleting a row goes round it.
"""

from __future__ import annotations

from typing import Any

SQLITE = [
    "CREATE VIRTUAL TABLE reading_search USING fts5(text, content='reading_posttext', content_rowid='post_id', "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "CREATE TRIGGER reading_search_in AFTER INSERT ON reading_posttext BEGIN "
    "INSERT INTO reading_search(rowid, text) VALUES (new.post_id, new.text); END",
    "CREATE TRIGGER reading_search_out AFTER DELETE ON reading_posttext BEGIN "
    "INSERT INTO reading_search(reading_search, rowid, text) VALUES ('delete', old.post_id, old.text); END",
    "CREATE TRIGGER reading_search_new AFTER UPDATE ON reading_posttext BEGIN "
    "INSERT INTO reading_search(reading_search, rowid, text) VALUES ('delete', old.post_id, old.text); "
    "INSERT INTO reading_search(rowid, text) VALUES (new.post_id, new.text); END",
]
POSTGRESQL = ["CREATE INDEX reading_search ON reading_posttext USING gin (to_tsvector('simple', text))"]

MATCH = {
    "sqlite": "post_id IN (SELECT rowid FROM reading_search WHERE reading_search MATCH %s)",
    "postgresql": "to_tsvector('simple', text) @@ to_tsquery('simple', %s)",
}


def make(apps: Any, schema_editor: Any) -> None:
    """Make the index of whichever database this is: the forward step of the migration."""
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def question(vendor: str, words: list[str]) -> str:
    """Return what is asked of the index: all the words, the last one perhaps unfinished. `words` hold letters only."""
    if vendor == "sqlite":
        return " ".join(f'"{word}"' for word in words) + "*"
    return " & ".join(words) + ":*"
