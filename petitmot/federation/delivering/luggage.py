"""What a delivery takes along: the body, the author's key, and sometimes a word about their followers."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from petitmot.federation import keys
from petitmot.federation.addresses import followers
from petitmot.federation.delivering import ledger, synchronising
from petitmot.federation.delivering.attempting import Sign
from petitmot.federation.delivering.ledger import Waiting
from petitmot.federation.signatures.material import SigningKey
from petitmot.federation.signatures.signing import Scheme, sign
from petitmot.people.models import Person

MOST_KEYS, MOST_BODIES, MOST_SPOKEN_OF = 2_000, 256, 20_000
HOUR = 3600.0

# (method, url, headers, body, key, scheme) -> headers, as `signatures.signing.sign`
Signing = Callable[[str, str, Mapping[str, str], bytes, SigningKey, Scheme], Mapping[str, str]]


@dataclass(frozen=True)
class Piece:
    """All that is needed to send one delivery, without a question to the database."""

    body: bytes
    sign: Sign
    headers: Mapping[str, str]


class Luggage:
    """Packed by the thread that asks the database, opened by those that post. A body is held once, while needed."""

    def __init__(self, signing: Signing = sign) -> None:
        self._signing = signing
        self._pieces: dict[int, Piece] = {}  # by delivery
        self._bodies: dict[int, bytes] = {}  # the last ones, for the servers that come next
        self._authors: dict[int, tuple[Person | None, SigningKey]] = {}
        self._spoken_of: dict[tuple[int, int], float] = {}  # (author, server) -> time.monotonic()

    def pack(self, server: int, rows: Sequence[Waiting]) -> None:
        """Bring together what these deliveries need."""
        bodies, authors = self._bodies_of(rows), self._authors_of(rows)
        for row in rows:
            (person, key), body = authors[row.author], bodies[row.activity]
            self._pieces[row.id] = Piece(body, partial(_sign, self._signing, key), self._besides(person, server, body))

    def piece(self, row: Waiting) -> Piece:
        """Return what was packed for a delivery."""
        return self._pieces[row.id]

    def unpack(self, rows: Sequence[Waiting]) -> None:
        """Throw away what a turn needed."""
        for row in rows:
            self._pieces.pop(row.id, None)

    def _bodies_of(self, rows: Sequence[Waiting]) -> Mapping[int, bytes]:
        missing = {row.activity for row in rows} - self._bodies.keys()
        if missing:
            if len(self._bodies) > MOST_BODIES:
                self._bodies = {row.activity: self._bodies[row.activity] for row in rows if row.activity not in missing}
            self._bodies.update(ledger.bodies(sorted(missing)))
        return self._bodies

    def _authors_of(self, rows: Sequence[Waiting]) -> Mapping[int, tuple[Person | None, SigningKey]]:
        missing = {row.author for row in rows} - self._authors.keys()
        if missing:
            if len(self._authors) > MOST_KEYS:
                self._authors, missing = {}, {row.author for row in rows}
            for person in Person.objects.filter(pk__in=missing):
                self._authors[person.pk] = person, keys.signing_key(person)
            if 0 in missing:
                self._authors[0] = None, keys.instance_actor()
        return self._authors

    def _besides(self, person: Person | None, server: int, body: bytes) -> Mapping[str, str]:
        """With the first words for followers in an hour each server hears which of them it should know (FEP-8fcf)."""
        if person is None:
            return {}
        moment, pair = time.monotonic(), (person.pk, server)
        last = self._spoken_of.get(pair)
        if (last is not None and moment - last < HOUR) or f'"{followers(person)}"'.encode() not in body:
            return {}
        if len(self._spoken_of) > MOST_SPOKEN_OF:
            self._spoken_of.clear()
        self._spoken_of[pair] = moment
        return {synchronising.HEADER: synchronising.header(person, server)}


def _sign(
    signing: Signing, key: SigningKey, url: str, headers: Mapping[str, str], body: bytes, scheme: Scheme
) -> Mapping[str, str]:
    return signing("POST", url, headers, body, key, scheme)
