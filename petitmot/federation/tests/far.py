"""People on servers that answer as a test wishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from petitmot.federation.delivering.luggage import Luggage
from petitmot.federation.delivering.outcomes import Answer
from petitmot.federation.delivering.wire import Unreachable
from petitmot.federation.models import Actor
from petitmot.kit import clock
from petitmot.kit.ids import random_id_at
from petitmot.people.models import Person, Server


def somebody(name: str, host: str, *, shared: bool = True) -> Person:
    """Make a person of elsewhere, with an inbox of their own, and a shared one if their server has that."""
    server, _new = Server.objects.get_or_create(domain=host, defaults={"first_seen": clock.now()})
    person = Person.objects.create(
        id=random_id_at(clock.now()),
        server=server,
        name=name,
        uri=f"https://{host}/users/{name}",
        display_name=name.capitalize(),
        joined_at=clock.now(),
    )
    Actor.objects.create(
        person=person,
        inbox=f"https://{host}/users/{name}/inbox",
        shared_inbox=f"https://{host}/inbox" if shared else "",
    )
    return person


class Far:
    """A world that notes what it is sent. `says[host]` is a status, an `Answer`, a function of the headers, or None:
    nobody answers."""

    def __init__(self) -> None:
        self.got: list[tuple[str, bytes]] = []
        self.asked: list[str] = []
        self.says: dict[str, object] = {}

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        self.asked.append(url)
        host = url.split("/")[2]
        said = self.says.get(host, 202)
        if callable(said):
            said = said(headers)
        if said is None:
            raise Unreachable("nobody there")
        answer = said if isinstance(said, Answer) else Answer(int(said))  # type: ignore[call-overload]
        if answer.status < 300:
            self.got.append((url, body))
        return answer

    def bodies(self, host: str) -> list[bytes]:
        return [body for url, body in self.got if url.split("/")[2] == host]


def plain_luggage() -> Luggage:
    """Signatures that only say which scheme they would be of."""
    return Luggage(signing=_says_scheme)


def _says_scheme(_method: str, _url: str, _headers: object, _body: bytes, _key: object, scheme: str) -> dict[str, str]:
    return {"X-Scheme": scheme}


only: Callable[[str], Callable[[Mapping[str, str]], int]] = lambda scheme: (  # noqa: E731
    lambda headers: 202 if headers["X-Scheme"] == scheme else 401
)
