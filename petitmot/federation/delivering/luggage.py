"""What a delivery takes along: the body, the author's key, and sometimes a word about their followers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from petitmot.federation import keys
from petitmot.federation.delivering import ledger
from petitmot.federation.delivering.attempting import Sign
from petitmot.federation.delivering.ledger import Waiting
from petitmot.federation.signatures.material import SigningKey
from petitmot.federation.signatures.signing import Scheme, sign
from petitmot.people.models import Person

MOST_KEYS = 2_000

# (method, url, headers, body, key, scheme) -> headers, as `signatures.signing.sign`
Signing = Callable[[str, str, Mapping[str, str], bytes, SigningKey, Scheme], Mapping[str, str]]


@dataclass(frozen=True)
class Piece:
    """All that is needed to send one delivery, without a question to the database."""

    body: bytes
    sign: Sign
    headers: Mapping[str, str]


class Luggage:
    """Packed by the thread that asks the database, opened by those that post; bodies are held once, while needed."""

    def __init__(self, signing: Signing = sign) -> None:
        self._signing = signing
        self._lock = threading.Lock()
        self._bodies: dict[int, bytes] = {}
        self._needed: dict[int, int] = {}  # activity -> deliveries that need its body
        self._keys: dict[int, SigningKey] = {}

    def pack(self, server: int, rows: Sequence[Waiting]) -> None:
        """Bring together what these deliveries need."""
        missing = {row.activity for row in rows} - self._bodies.keys()
        found = ledger.bodies(sorted(missing)) if missing else {}
        authors = {row.author for row in rows} - self._keys.keys()
        if len(self._keys) > MOST_KEYS:
            self._keys = {}
        for person in Person.objects.filter(pk__in=authors) if authors else ():
            self._keys[person.pk] = keys.signing_key(person)
        with self._lock:
            self._bodies.update(found)
            for row in rows:
                self._needed[row.activity] = self._needed.get(row.activity, 0) + 1

    def piece(self, server: int, row: Waiting) -> Piece:
        """Return what was packed for a delivery."""
        return Piece(self._bodies[row.activity], partial(_sign, self._signing, self._keys[row.author]), {})

    def unpack(self, rows: Sequence[Waiting]) -> None:
        """Throw away what no turn needs any more."""
        with self._lock:
            for row in rows:
                self._needed[row.activity] -= 1
                if not self._needed[row.activity]:
                    del self._needed[row.activity]
                    self._bodies.pop(row.activity, None)


def _sign(
    signing: Signing, key: SigningKey, url: str, headers: Mapping[str, str], body: bytes, scheme: Scheme
) -> Mapping[str, str]:
    return signing("POST", url, headers, body, key, scheme)
