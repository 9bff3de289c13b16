"""(b) From posting, through HTTP, to visible in a hundred followers' Today with every reaction done."""

from __future__ import annotations

import http.client
import json
import os
import re
import sys
import threading
import time
from typing import Any

from bench.serving import Served

WITHIN = 5.0  # seconds after the last post in which everything that follows must be done


def measure(served: Served, *, seconds: float, writers: int = 4) -> dict[str, Any]:
    """Post for a while with several writers; count what is visible and settled."""
    prepared = json.loads(served.run("bench.posting", "prepare", str(writers)))
    done: list[int] = []
    ready = threading.Barrier(writers + 1)
    threads = [
        threading.Thread(target=_write, args=(served.port, session, ready, seconds, done))
        for session in prepared["sessions"]
    ]
    for thread in threads:
        thread.start()
    ready.wait(60)
    start, used = time.monotonic(), served.cpu_seconds()
    own = time.process_time()
    for thread in threads:
        thread.join()
    took = time.monotonic() - start
    own = time.process_time() - own
    last = time.monotonic()
    settled = False
    while time.monotonic() - last < WITHIN and not settled:
        settled = int(served.run("bench.posting", "waiting")) == 0
    after = time.monotonic() - last
    used = served.cpu_seconds() - used
    visible = int(served.run("bench.posting", "visible", str(prepared["follower"])))
    return {
        "posted": len(done),
        "visible": visible,
        "settled_after_s": round(after, 2),
        "settled": settled,
        "per_second": round(visible / took, 1) if settled else 0.0,
        "cpu_ms": round(used * 1000 / max(1, len(done)), 2),
        "writers_cpu_ms": round(own * 1000 / max(1, len(done)), 2),
    }


def _write(port: int, session: str, ready: threading.Barrier, seconds: float, done: list[int]) -> None:
    """One writer with a connection of their own, as a browser would: a form with its token."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Host": f"localhost:{port}", "Cookie": f"sessionid={session}", "Accept-Language": "fr"}
    connection.request("GET", "/ecrire/", headers=headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    cookie = re.search(r"csrftoken=(\w+)", answer.headers.get("Set-Cookie", ""))
    assert token and cookie, page[:300]
    headers |= {
        "Cookie": f"sessionid={session}; csrftoken={cookie[1]}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"http://localhost:{port}",
    }
    number = 0
    ready.wait(60)
    stop = time.monotonic() + seconds
    while time.monotonic() < stop:
        number += 1
        body = f"csrfmiddlewaretoken={token[1]}&whom=public&language=fr&words=Un+mot+de+plus%2C+le+{number}."
        connection.request("POST", "/ecrire/", body=body, headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status in (302, 303), f"{answer.status}"
        done.append(number)


def prepare(writers: int) -> dict[str, Any]:
    """Make the writers, each followed by the same hundred people."""
    from bench.reading import settle, sign_in
    from petitmot.kit import clock
    from petitmot.people.accounts import Newcomer, make_person, sign_up
    from petitmot.people.models import Follow

    people = [
        sign_up(Newcomer(f"plume{number}@example.com", "une phrase assez longue", f"plume{number}"))[1]
        for number in range(writers)
    ]
    followers = [make_person(f"suit{number}") for number in range(100)]
    Follow.objects.bulk_create(
        [Follow(follower=follower, followed=person, since=clock.now()) for follower in followers for person in people]
    )
    settle()
    return {"sessions": [sign_in(person) for person in people], "follower": followers[99].pk}


def main(arguments: list[str]) -> None:
    """Parts that run inside the data folder, in a process of their own."""
    import django

    django.setup()
    from django.db import transaction

    from petitmot.jobs.models import Job
    from petitmot.reading.candidates import unread_ids

    if arguments[0] == "prepare":
        with transaction.atomic():
            print(json.dumps(prepare(int(arguments[1]))))
    elif arguments[0] == "waiting":
        print(Job.objects.exclude(fact__contains="periodic").filter(given_up_at=None).count())
    elif arguments[0] == "visible":
        print(len(unread_ids(int(arguments[1]), limit=1_000_000)))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "petitmot.site.settings")
    main(sys.argv[1:])
