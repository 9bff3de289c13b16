"""(d) The client API: home, notices, a person's words, a post, its thread, oneself; each against its floor in the same run.

The floor is a bare WSGI callable that finds the token and reads the rows of the page with hand-written sqlite3, then
returns the same bytes. Over HTTP the same house is served by `bench.api_http`.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.calling import Figures, call, times
from bench.filling import END, House, fill
from petitmot.attentions.models import Notice
from petitmot.client_api import tokens
from petitmot.client_api.entities import status_body
from petitmot.client_api.models import Application
from petitmot.client_api.tokens import digest_of
from petitmot.kit import clock
from petitmot.people.models import Account, ActsFor, Follow, Person
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Post
from petitmot.posts.publishing import publish
from petitmot.site.held_accounts import seed

FOLLOWED, FOLLOWERS = 20, 19
ROUNDS = 5  # of each address and its floor, in turns; the one that cost least counts, for what runs beside only adds
TOKEN = """
    SELECT t.id, t.scopes, t.person_id, a.id, p.name, s.domain FROM client_api_token t
    JOIN people_account a ON a.id = t.account_id JOIN people_person p ON p.id = t.person_id
    JOIN people_server s ON s.id = p.server_id WHERE t.digest = ?
"""
HOME = """
    SELECT p.id FROM posts_post p WHERE p.author_id IN (SELECT followed_id FROM people_follow WHERE follower_id = ?)
    ORDER BY p.id DESC LIMIT 20
"""
OF_AUTHOR = "SELECT id FROM posts_post WHERE author_id = ? ORDER BY id DESC LIMIT 30"
OF_THREAD = "SELECT id FROM posts_post WHERE thread = (SELECT thread FROM posts_post WHERE id = ?) ORDER BY id"
ONE = "SELECT ?"
NOTICES = "SELECT post_id FROM attentions_notice WHERE person_id = ? ORDER BY id DESC LIMIT 40"
WORDS = """
    SELECT p.id, p.html, p.published, p.visibility, p.warning, a.name, a.display_name, a.portrait
    FROM posts_post p JOIN people_person a ON a.id = p.author_id WHERE p.id IN (%s) ORDER BY p.id
"""


class Floor:
    """One address, answered with nothing but sqlite3 and the bytes as they were."""

    def __init__(self, secret: str, body: bytes, ids: str, about: int) -> None:
        self.connection = sqlite3.connect(str(settings.DATABASES["default"]["NAME"]), check_same_thread=False)
        self.connection.execute("PRAGMA cache_size=-16000")
        self.digest, self.body, self.ids, self.about = digest_of(secret), body, ids, about

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        ask = self.connection.execute
        ask(TOKEN, (self.digest,)).fetchone()
        if self.ids:
            ids = [row[0] for row in ask(self.ids, (self.about,))]
            ask(WORDS % ",".join("?" * len(ids)), ids).fetchall()
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(self.body)))])
        return [self.body]


def measure(posts: int, number: int) -> dict[str, Any]:
    """Fill a house and time the addresses, one request at a time through WSGI; with "house" what HTTP needs to know of it."""
    from petitmot.site.wsgi import application

    house = fill(posts, FOLLOWED)
    thread, told = _thread(house), _told(house)
    secret = _token(house.reader)
    author = house.authors[0]
    pages = {
        "home": ("/api/v1/timelines/home", HOME, house.reader.pk),
        "notifications": ("/api/v1/notifications", NOTICES, house.reader.pk),
        "statuses": (f"/api/v1/accounts/{author.pk}/statuses?limit=30", OF_AUTHOR, author.pk),
        "status": (f"/api/v1/statuses/{told.pk}", ONE, told.pk),
        "context": (f"/api/v1/statuses/{thread.pk}/context", OF_THREAD, thread.pk),
        "relationships": (f"/api/v1/accounts/relationships?id[]={author.pk}", "", 0),
        "verify": ("/api/v1/accounts/verify_credentials", "", 0),
        "instance": ("/api/v2/instance", "", 0),
    }
    bearer = f"Bearer {secret}"
    found: dict[str, Any] = {}
    for name, (path, ids, about) in pages.items():
        status, body = call(application, path, "", bearer)
        assert status.startswith("200"), f"{path}: {status}"
        with CaptureQueriesContext(connection) as captured:
            _status, body = call(application, path, "", bearer)
        queries = len(captured)  # now: the next request empties the list
        floor = Floor(secret, body, ids, about)
        rounds = [
            (times(application, path, "", number, queries, bearer), times(floor, path, "", number * 2, 0, bearer))
            for _ in range(ROUNDS)
        ]
        ours, least = (min(figures, key=lambda each: each.cpu) for figures in zip(*rounds, strict=True))
        found[name] = {"ours": ours.row(), "floor": least.row(), "ratio": round(ours.cpu / max(least.cpu, 0.001), 2)}
    found["walk"] = {"ours": _walk(application, bearer, posts).row()}
    found["house"] = _for_http(posts, house, secret, thread, told) | {
        "paths": {name: path for name, (path, _ids, _about) in pages.items()}
    }
    return found


def _for_http(posts: int, house: House, secret: str, thread: Post, told: Post) -> dict[str, Any]:
    """Return the tokens and ids that requests are made of; nineteen people follow four who write."""
    people = seed(4 + FOLLOWERS, prefix="plume")["accounts"]
    writers, followers = people[:4], people[4:]
    now = clock.now()
    Follow.objects.bulk_create(
        Follow(follower_id=int(follower["id"]), followed_id=int(writer["id"]), since=now)
        for follower in followers
        for writer in writers
    )
    author = house.authors[0]
    account = Account.objects.create(email="voix0@example.com", made_at=now, confirmed_at=now, approved_at=now)
    ActsFor.objects.create(account=account, person=author)
    return {
        "posts": posts,
        "secret": secret,
        "author": author.pk,
        "author_secret": _token(author),
        "thread": thread.pk,
        "answer": thread.replies.order_by("pk").values_list("pk", flat=True)[0],
        "told": told.pk,
        "writers": [each["access_token"] for each in writers],
        "followers": [each["access_token"] for each in followers],
    }


def _walk(application: Any, bearer: str, posts: int) -> Figures:
    """Home from the newest word back, in pages of 40, each read for the first time."""
    status_body.forget()
    pages, before, spent, size = 0, "", time.process_time(), 0
    while pages * 40 < min(posts, 20_000):
        status, body = call(application, f"/api/v1/timelines/home?limit=40{before}", "", bearer)
        assert status.startswith("200")
        if body == b"[]":
            break
        oldest = min(int(row["id"]) for row in json.loads(body))
        before, pages, size = f"&max_id={oldest}", pages + 1, len(body)
    cpu = (time.process_time() - spent) * 1000 / max(pages, 1)
    return Figures(p50=cpu, p99=cpu, cpu=cpu, per_second=1000 / cpu, bytes=size, queries=pages)


def _token(person: Person) -> str:
    name = f"banc{person.pk}"
    application = Application.objects.create(name="Banc", client_id=name, secret_hash="", made_at=clock.now())
    account = Account.objects.get(persons=person)
    return tokens.make(application, ["read", "write"], account=account, person=person)[1]


def _thread(house: House) -> Post:
    """A post with nineteen answers."""
    first = publish(house.authors[1], typed("Qui vient samedi au concert ?"), To())
    for author in (house.authors * 2)[2:21]:
        publish(author, typed("Moi, avec deux chaises et un thermos."), To(), answers=first)
    return first


def _told(house: House) -> Post:
    """A post of the reader's, which forty people speak of."""
    post = publish(house.reader, typed("Le premier jour de brume."), To())
    rows = [
        Notice(person=house.reader, kind="liked", actor=author, post=post, about=post.pk + n, at=END)
        for n in range(3)
        for author in house.authors
    ]
    Notice.objects.bulk_create(rows)
    assert Follow.objects.filter(follower=house.reader).count() == FOLLOWED
    return post
