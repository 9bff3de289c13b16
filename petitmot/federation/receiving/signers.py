"""Who sent a request: `signer_of`."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from petitmot.federation.knowing.keys import find_key
from petitmot.federation.signatures.material import SignedMessage, Signer
from petitmot.federation.signatures.verifying import verify
from petitmot.kit.refusals import Refusal
from petitmot.moderation.limits import is_refused


class ServerRefused(Refusal):
    """A server that is not received here."""

    code = "server_refused"
    status = 403


def signer_of(request: HttpRequest) -> Signer:
    """Return who signed a request (any method).

    Raises `Unverified` (401) where nobody did or the signature is not good, `ServerRefused` (403), and `TryLater`
    (429) where the key must be fetched and its server does not answer now.
    """
    signer = verify(message_of(request), find_key)
    if is_refused(signer.host):
        raise ServerRefused("This server does not take part here.")
    return signer


def message_of(request: HttpRequest) -> SignedMessage:
    """Return a request as it was signed."""
    query = request.META.get("QUERY_STRING", "")
    headers = {name.lower(): value for name, value in request.headers.items()}
    return SignedMessage(
        method=request.method or "",
        scheme=settings.PETITMOT_SCHEME,  # as it was asked for; a proxy may have ended TLS
        target=request.path + (f"?{query}" if query else ""),
        headers=headers,
        body=request.body,
    )
