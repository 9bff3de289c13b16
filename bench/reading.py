"""(a) Today, a person's page, the desk and a thread, each against its floor, in one process and one run."""

from __future__ import annotations

import resource
import time
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.signals import request_started
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

from bench.calling import Application, Figures, call, times
from bench.filling import House, fill
from bench.floor import OF_AUTHOR, OF_THREAD, UNREAD, Floor, requests, words_of
from petitmot.look import environment
from petitmot.people import contacts
from petitmot.people.models import Account, Person
from petitmot.people.sessions import SessionStore
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Post
from petitmot.posts.publishing import publish
from petitmot.web import fragments, skeletons

ROUNDS = 20
ASKING = "Votre billet sur la brume m’a rappelé l’étang de mon grand-père, et la barque numéro {}."


def measure(follows: int, posts: int, number: int) -> dict[str, Any]:
    """Fill a house and time its pages; return the rows of the table."""
    from petitmot.site.wsgi import application

    start = time.monotonic()
    house = fill(posts, follows)
    filled = time.monotonic() - start
    thread = _thread(house)
    _requests(house)
    settle()
    session = sign_in(house.reader)
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={'a1' * 16}"  # as a browser has
    author = house.authors[0]
    pages = {
        "today": ("/", words_of(UNREAD)),
        "person": (f"/@{author.name}", words_of(OF_AUTHOR, author.pk)),
        "thread": (f"/@{thread.author.name}/{thread.pk}", words_of(OF_THREAD, thread.pk)),
        "desk": ("/demandes/", requests),
    }
    found: dict[str, Any] = {"filled_in_s": round(filled, 1)}
    asked = {name: _questions(application, path, cookie) for name, (path, _read) in pages.items()}
    request_started.disconnect(reset_queries)  # counting puts it back; a server runs without it (`site/apps.py`)
    for name, (path, read) in pages.items():
        _status, body = call(application, path, cookie)
        floor = Floor(str(settings.DATABASES["default"]["NAME"]), session, "lectrice@example.com", body.decode(), read)
        assert len(floor.page().encode()) == len(body), f"{name}: the floor answers other bytes"
        ours, least = _in_turns(application, floor, path, cookie, number)
        first = times(_forgetful(application), path, cookie, 10, 0)
        ratio = round(ours.cpu / max(least.cpu, 0.001), 2)
        ours = replace(ours, queries=asked[name])
        found[name] = {"ours": ours.row(), "first": first.row(), "floor": least.row(), "ratio": ratio}
    found["memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return found


def _questions(application: Application, path: str, cookie: str) -> int:
    """Return how many questions a page asks whose parts are kept."""
    call(application, path, cookie)
    with CaptureQueriesContext(connection) as captured:
        call(application, path, cookie)
    return len(captured)


def _in_turns(page: Application, floor: Application, path: str, cookie: str, number: int) -> tuple[Figures, Figures]:
    """Time a page and its floor in turns, and return the round of each that cost least: what runs beside only adds.

    The 99th percentile is that of the worst round of the page.
    """
    rounds = [
        (times(page, path, cookie, number // ROUNDS, 0), times(floor, path, cookie, 2 * number // ROUNDS, 0))
        for _round in range(ROUNDS)
    ]
    ours = min((page for page, _floor in rounds), key=lambda figures: figures.cpu)
    least = min((floor for _page, floor in rounds), key=lambda figures: figures.cpu)
    return replace(ours, p99=max(page.p99 for page, _floor in rounds)), least


def _forgetful(application: Application) -> Application:
    """Return the same application, which has kept no piece and no skeleton when it is asked: a reader's first visit."""

    def asked(environ: dict[str, Any], start: Any) -> Any:
        fragments._piece.cache_clear()
        skeletons._kept.clear()
        environment._KEPT.clear()
        return application(environ, start)

    return asked


def sign_in(person: Person) -> str:
    """Make a session as signing in does; return its key."""
    account = Account.objects.get(persons=person)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def settle() -> None:
    from petitmot.jobs.inline import run_due

    run_due()


def _thread(house: House) -> Post:
    """A post with nineteen answers."""
    first = publish(house.authors[1], typed("Qui vient samedi au concert ?"), To())
    for author in (house.authors * 2)[2:21]:
        publish(author, typed("Moi, avec deux chaises et un thermos."), To(), answers=first)
    return first


def _requests(house: House) -> None:
    """Twelve people ask the reader to connect."""
    from petitmot.people.accounts import make_person

    for number in range(12):
        contacts.ask(
            make_person(f"voisine{number}", called=f"Voisine {number}"), house.reader, words=ASKING.format(number)
        )
