"""The people of the federation's bench, written into the data folder of a server that runs: python -m bench.federation.people WHAT ..."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any


def deliveries(port: str, hosts: str, inboxes: str) -> dict[str, Any]:
    """An author with followers: `hosts` servers (127.0.1.N) of `inboxes` people each, no shared inbox."""
    author = _author("auteure")
    _followers(author, [f"127.0.1.{number + 1}:{port}" for number in range(int(hosts))], int(inboxes))
    return {"author": author.pk}


def dead(hosts: str, *authors: str) -> dict[str, Any]:
    """Followers on servers where nobody listens, for each author."""
    from petitmot.people.models import Person

    for author in Person.objects.filter(pk__in=[int(one) for one in authors]):
        _followers(author, [f"127.0.2.{number + 1}:9" for number in range(int(hosts))], 1)
    return {"dead": int(hosts)}


def say(author: str, number: str) -> dict[str, Any]:
    """Publish words, one transaction each, as pages do."""
    from petitmot.people.models import Person
    from petitmot.posts.content import typed
    from petitmot.posts.publishing import publish

    who = Person.objects.select_related("server").get(pk=int(author))
    for index in range(int(number)):
        publish(who, typed(f"Un mot de plus, le {index}, pour tous ceux qui suivent de loin."))
    return {"said": int(number)}


def waiting() -> dict[str, Any]:
    """What is not done yet: deliveries to servers that are not silent, and jobs."""
    from petitmot.federation.models import Delivery, Peer
    from petitmot.jobs.models import Job

    silent = Peer.objects.filter(failures__gt=0).values("pk")
    return {
        "deliveries": Delivery.objects.filter(given_up_at=None).exclude(server__in=silent).count(),
        "jobs": Job.objects.exclude(fact="periodic").filter(given_up_at=None).count(),
        "silent": Peer.objects.filter(failures__gt=0).count(),
    }


def readers(port: str, hosts: str, key: str) -> dict[str, Any]:
    """A reader here who follows one author on each of `hosts` servers, whose keys are known."""
    from petitmot.federation.models import Key
    from petitmot.kit import clock
    from petitmot.people.models import Follow

    reader = _author("lectrice")
    public = Path(key).read_text()
    for number in range(int(hosts)):
        who = _somebody(f"127.0.1.{number + 1}:{port}", "voix")
        Follow.objects.create(follower=reader, followed=who, since=clock.now())
        Key.objects.create(
            key_id=f"{who.uri}#main-key", owner=who.uri, person=who, kind="rsa", public=public, made_at=clock.now()
        )
    return {"reader": reader.pk, "inbox": f"{reader.uri}/inbox", "uri": reader.uri}


def visible(reader: str) -> dict[str, Any]:
    """How many posts stand unread in a reader's Today."""
    from petitmot.reading.candidates import unread_ids

    return {"visible": len(unread_ids(int(reader), limit=1_000_000))}


def watch(reader: str, number: str, seconds: str) -> dict[str, Any]:
    """Look until so many posts stand unread in a reader's Today; tell how many do, and when the last of them came."""
    from petitmot.reading.candidates import unread_ids

    print("watching", flush=True)
    end, seen, at = time.time() + float(seconds), 0, 0.0
    while seen < int(number) and time.time() < end:
        time.sleep(0.05)
        now = len(unread_ids(int(reader), limit=1_000_000))
        if now > seen:
            seen, at = now, time.time()
    return {"visible": seen, "at": at}


def _author(name: str) -> Any:
    from petitmot.people.accounts import make_person
    from petitmot.people.models import Person

    return Person.objects.filter(name=name, server__is_local=True).first() or make_person(name)


def _somebody(host: str, name: str) -> Any:
    from petitmot.federation.models import Actor
    from petitmot.kit import clock
    from petitmot.kit.ids import random_id_at
    from petitmot.people.models import Person, Server

    now = clock.now()
    server, _new = Server.objects.get_or_create(domain=host, defaults={"first_seen": now})
    uri = f"http://{host}/users/{name}"
    known = Person.objects.filter(uri=uri).first()
    if known is None:
        known = Person.objects.create(id=random_id_at(now), server=server, name=name, uri=uri, joined_at=now)
        Actor.objects.create(person=known, inbox=f"{uri}/inbox", fetched_at=now)
    return known


def _followers(author: Any, hosts: list[str], inboxes: int) -> None:
    from petitmot.kit import clock
    from petitmot.people.models import Follow

    for host in hosts:
        for number in range(inboxes):
            Follow.objects.get_or_create(
                follower=_somebody(host, f"ami{number}"), followed=author, defaults={"since": clock.now()}
            )


def main(what: str, arguments: list[str]) -> None:
    import django

    django.setup()
    from django.db import transaction

    parts = {part.__name__: part for part in (deliveries, dead, say, waiting, readers, visible, watch)}
    if what in ("deliveries", "dead", "readers"):
        with transaction.atomic():
            print(json.dumps(parts[what](*arguments)))
    else:
        print(json.dumps(parts[what](*arguments)))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "petitmot.site.settings")
    main(sys.argv[1], sys.argv[2:])
