"""The least that could answer a page: a bare WSGI callable, hand-written sqlite3, plain string formatting, the same bytes.

The page of the house is asked for once; wherever a value of a row stands in it, a place is left open. At each request
the floor reads the same facts with statements of its own, by hand, and fills the places in again.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")([A-Za-z0-9]{64})(")')

SESSION = "SELECT session_data FROM django_session WHERE session_key = ? AND expire_date > datetime('now')"
ACTING = """
    SELECT a.id, a.language, a.time_zone, p.id, p.name, p.display_name FROM people_account a
    JOIN people_actsfor f ON f.account_id = a.id JOIN people_person p ON p.id = f.person_id WHERE a.email = ?
"""
UNREAD = """
    SELECT p.id FROM people_follow f
    JOIN reading_readmark k ON k.reader_id = f.follower_id AND k.author_id = f.followed_id
    JOIN posts_post p ON p.author_id = f.followed_id AND p.id > k.up_to
    WHERE f.follower_id = ? AND p.arrival = 0
      AND NOT EXISTS (SELECT 1 FROM reading_readpost r WHERE r.reader_id = f.follower_id AND r.post_id = p.id)
    ORDER BY p.id LIMIT 21
"""
OF_AUTHOR = "SELECT id FROM posts_post WHERE author_id = ? ORDER BY id DESC LIMIT 21"
OF_THREAD = "SELECT id FROM posts_post WHERE thread = (SELECT thread FROM posts_post WHERE id = ?) ORDER BY id"
WORDS = """
    SELECT p.id, p.html, p.published, p.visibility, p.warning, a.name, a.display_name, a.portrait
    FROM posts_post p JOIN people_person a ON a.id = p.author_id WHERE p.id IN (%s) ORDER BY p.id
"""
LIKES = "SELECT f.post_id, p.display_name FROM posts_favourite f JOIN people_person p ON p.id = f.person_id WHERE f.post_id IN (%s)"
REQUESTS = """
    SELECT r.id, r.words, r.score, r.reasons, r.asked_at, p.name, p.display_name FROM people_contactrequest r
    JOIN people_person p ON p.id = r.asker_id WHERE r.asked_id = ? AND r.closed_at IS NULL ORDER BY r.score DESC
"""


class Floor:
    """One page, answered with nothing but sqlite3 and `%`."""

    def __init__(
        self, database: str, session: str, email: str, page: str, read: Callable[[Any, int], list[Any]]
    ) -> None:
        self.connection = sqlite3.connect(database, check_same_thread=False)
        self.connection.execute("PRAGMA cache_size=-16000")
        self.session, self.email, self.read = session, email, read
        self.template = self._open_places(page)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        body = self.page().encode()
        start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
        return [body]

    def page(self) -> str:
        """Read the facts and fill the page."""
        self.connection.execute(SESSION, (self.session,)).fetchone()
        acting = self.connection.execute(ACTING, (self.email,)).fetchone()
        values = {f"v{n}": value for n, value in enumerate(_flat(self.read(self.connection, acting[3])))}
        return self.template % (values | {"token": secrets.token_hex(32)})

    def _open_places(self, page: str) -> str:
        """Leave a place open for the token and for every value of a row that stands in the page, in their order."""
        acting = self.connection.execute(ACTING, (self.email,)).fetchone()
        page = TOKEN.sub(r"\g<1>%(token)s\g<3>", page.replace("%", "%%"))
        at = 0
        for n, value in enumerate(_flat(self.read(self.connection, acting[3]))):
            said = value.replace("%", "%%")
            found = page.find(said, at)
            if found < 0:
                raise ValueError(f"{value!r} does not stand in the page after {page[max(0, at - 200) : at]!r}")
            page = f"{page[:found]}%(v{n})s{page[found + len(said) :]}"
            at = found + len(f"%(v{n})s")
        return page


def _flat(rows: list[Any]) -> list[str]:
    return [str(value) for row in rows for value in row]


def words_of(ids_statement: str, about: int | None = None) -> Callable[[Any, int], list[Any]]:
    """Return what reads a list of posts: their ids, then their words and authors, then who likes them."""

    def read(connection: Any, me: int) -> list[Any]:
        ids = [row[0] for row in connection.execute(ids_statement, (about or me,))][:20]
        marks = ",".join("?" * len(ids))
        rows = {row[0]: row for row in connection.execute(WORDS % marks, ids)}
        connection.execute(LIKES % marks, ids).fetchall()
        return [(rows[id_][0], rows[id_][1]) for id_ in ids if id_ in rows]

    return read


def requests(connection: Any, me: int) -> list[Any]:
    """Read the desk's requests."""
    return [(row[0],) for row in connection.execute(REQUESTS, (me,))]
