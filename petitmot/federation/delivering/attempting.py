"""One attempt: sign, post, and where the signature was refused, once more with the other scheme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC
from email.utils import format_datetime

from petitmot import __version__
from petitmot.federation.delivering.outcomes import Answer, Kind, Learned, Outcome, outcome_of
from petitmot.federation.delivering.wire import NoSuchInbox, Post, Unreachable
from petitmot.federation.signatures.signing import Scheme
from petitmot.kit import clock
from petitmot.kit.addresses import origin

SCHEMES: tuple[Scheme, ...] = ("cavage", "rfc9421")  # the first is what most of the fediverse reads
TYPE = "application/activity+json"

Sign = Callable[[str, Mapping[str, str], bytes, Scheme], Mapping[str, str]]  # (url, headers, body, scheme) -> headers


def attempt(
    inbox: str, body: bytes, *, sign: Sign, post: Post, scheme: Learned, attempts: int, more: Mapping[str, str] = {}
) -> Outcome:
    """Post an activity to an inbox. `scheme` is what worked there before ("": nothing known)."""
    first = scheme or SCHEMES[0]
    try:
        answer = _send(inbox, body, sign, post, first, more)
        if answer.status in (401, 403) or (answer.status == 400 and not scheme):
            other = SCHEMES[1] if first == SCHEMES[0] else SCHEMES[0]
            again = _send(inbox, body, sign, post, other, more)
            if 200 <= again.status < 300:
                return outcome_of(again, other, attempts)
        return outcome_of(answer, first, attempts)
    except NoSuchInbox as error:
        return Outcome(Kind.NEVER, str(error))
    except Unreachable as error:
        return Outcome(Kind.SILENT, str(error))


def _send(inbox: str, body: bytes, sign: Sign, post: Post, scheme: Scheme, more: Mapping[str, str]) -> Answer:
    headers = {
        "Date": format_datetime(clock.now().astimezone(UTC), usegmt=True),
        "Content-Type": TYPE,
        "User-Agent": f"Petitmot/{__version__} (+{origin()})",
        "Accept": TYPE,
        **more,
    }
    return post(inbox, {**headers, **sign(inbox, headers, body, scheme)}, body)
