"""What happens in a house beside the browser, by the verbs that pages call. Run as a process: see `hand.py`."""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

PASSWORD = "une phrase assez longue"
DEEDS: dict[str, Callable[..., Any]] = {}


def deed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let the hand do this."""
    DEEDS[function.__name__] = function
    return function


def _person(name: str) -> Any:
    from petitmot.people.models import Person

    return Person.objects.here().get(name=name)


@deed
def person(name: str, called: str = "", role: str = "member", **described: Any) -> dict[str, Any]:
    """Let somebody sign up, confirm their address, say who they are and come in once. `session` is their cookie."""
    from allauth.account.models import EmailAddress
    from django.test import Client

    from petitmot.people import accounts, profiles, server_texts

    newcomer = accounts.Newcomer(
        email=f"{name}@example.com",
        password=PASSWORD,
        name=name,
        called=called or name.capitalize(),
        terms=server_texts.version_of("terms"),
    )
    account, made = accounts.sign_up(newcomer, role=role)
    EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=True)
    accounts.confirm_email(account)
    if described:
        profiles.describe(made, **described)
    client = Client()
    client.force_login(account, backend="petitmot.people.backend.Backend")
    return {
        "id": made.pk,
        "name": name,
        "called": made.called,
        "email": account.email,
        "session": client.cookies["sessionid"].value,
    }


@deed
def follow(who: str, whom: str) -> None:
    from petitmot.people import follows

    follows.follow(_person(who), _person(whom))


@deed
def ask(who: str, whom: str, words: str) -> int:
    from petitmot.people import contacts

    return int(contacts.ask(_person(who), _person(whom), words=words).pk)


@deed
def connect(who: str, whom: str, words: str, answer: str = "") -> int:
    """Make two people contacts, as a request and its acceptance do."""
    from petitmot.people import contacts

    request = contacts.ask(_person(who), _person(whom), words=words)
    contacts.accept(request, _person(whom), words=answer)
    return int(request.pk)


@deed
def says(who: str, words: str, to: str = "public", people: tuple[str, ...] = (), answers: int = 0) -> int:
    """Publish words and return their id."""
    from petitmot.posts.audiences import To
    from petitmot.posts.content import typed
    from petitmot.posts.models import Post, Visibility
    from petitmot.posts.publishing import publish

    whom = To(Visibility(to), people=tuple(map(_person, people)))
    answered = Post.objects.get(pk=answers) if answers else None
    return int(publish(_person(who), typed(words), whom, answers=answered).pk)


@deed
def introduce(who: str, one: str, other: str, words: str) -> int:
    from petitmot.people import introductions

    return int(introductions.introduce(_person(who), _person(one), _person(other), words=words).pk)


@deed
def let_two_minutes_pass() -> None:
    """What can be undone for two minutes leaves now: the rows are moved, the clock is not."""
    from petitmot.jobs.models import Job
    from petitmot.kit import clock
    from petitmot.people.models import Gesture

    Gesture.objects.update(leaves_at=clock.now())
    Job.objects.filter(fact__endswith=":GestureDue").update(due=clock.now())
    settle()


@deed
def settle(seconds: float = 20) -> None:
    """Wait until the server has done every job that is due."""
    from petitmot.jobs.models import Job
    from petitmot.kit import clock

    until = time.monotonic() + seconds
    while waiting := list(Job.objects.filter(due__lte=clock.now())[:5]):
        given_up = [job for job in waiting if job.given_up_at]
        if given_up or time.monotonic() > until:
            raise RuntimeError("\n".join(f"{job}: {job.last_error}" for job in given_up or waiting))
        time.sleep(0.02)


@deed
def unread_of(who: str) -> list[int]:
    """The ids that Today still holds for somebody, as the database says."""
    from petitmot.reading import today

    return [int(id_) for id_ in today.page(_person(who)).ids]


PLAYERS = "muriel delphine nils odile pacome quentin rose simon tilda ursule"


@deed
def fill_the_house() -> str:
    """Let a small community live here (see `filling.py`); return the e-mail of the one whose table is full."""
    from tests.browser.filling import fill

    helene = person("helene", "Hélène Marchand", welcome_line="Dites-moi par quel mot vous êtes arrivé jusqu’ici.")
    person("lea", "Léa Prigent", role="operator")
    for name in PLAYERS.split():
        person(name, f"{name.capitalize()} Aubry", bio="J’aime les rivières et les gens qui les longent.")
    person("wanda", "Wanda Kessel", welcome_line="Parlez-moi de ce que vous réparez.")
    fill({name: _person(name) for name in ("helene", *PLAYERS.split())})
    settle(60)
    return str(helene["email"])


@deed
def pages_for(name: str, demonstration: bool = False) -> dict[str, Any]:
    """Add what the walk through every page needs, and tell its examples; `emails` are those who sign in."""
    from demo import PASSWORD as OF_ALL
    from petitmot.people.models import Account
    from tests.browser.examples import examples
    from tests.browser.filling import furnish

    me = _person(name)
    newcomer = person(f"nouvelle_{int(time.time())}", "Prune Vasseur")
    added = furnish(me, _person(newcomer["name"]))
    settle(60)
    newcomer = person(f"arrivee_{int(time.time())}", "Yaël Simonin")
    found = examples(me) | added | {"newcomer": newcomer["name"]}
    emails = {"me": Account.objects.get(persons=me).email, "keeper": found["keeper"], "newcomer": newcomer["email"]}
    theirs = OF_ALL if demonstration else PASSWORD
    return found | {"emails": emails, "passwords": {"me": theirs, "keeper": theirs, "newcomer": PASSWORD}}


def main() -> None:
    """Answer each line with a line."""
    from petitmot.site import cli

    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints must not stand between the lines
    cli.begin()
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            answer = {"value": DEEDS[name](**arguments)}
        except Exception:  # noqa: BLE001  # told to the test that asked
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
