"""Who asks for a document: nobody in particular, or the person whose signature the request carries.

A signature is looked at only where the answer depends on it: words that are not for all, what followers may read, and
everything where the operator wants signed requests (`authorised_fetch`).
"""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest

from petitmot.federation.doors.answering import SignatureWanted
from petitmot.federation.models import Key
from petitmot.federation.signatures.material import SignedMessage, Signer, Unverified, VerifyingKey
from petitmot.federation.signatures.verifying import verify
from petitmot.kit.refusals import NotAllowed
from petitmot.people.models import Person, Server


def reader_of(request: HttpRequest) -> Person | None:
    """Return the person who signed the request, where they are known here and present; None for anybody else.

    Refused: `not_allowed` to servers that are refused here.
    """
    signer = signer_of(request) if carries_signature(request) else None
    if signer is None:
        return None
    if Server.objects.filter(domain=signer.host, refused_at__isnull=False).exists():
        raise NotAllowed("", code="server_refused")
    return Person.objects.present().filter(uri=signer.actor_uri, server__is_local=False).first()


def let_in(request: HttpRequest) -> Person | None:
    """Ask for a signature where the operator wants one of everybody; return the reader, if any.

    Without the setting nobody is looked at, and None is returned. Refused: `signature_wanted`, and as `reader_of`.
    """
    if not settings.PETITMOT_AUTHORISED_FETCH:
        return None
    if not carries_signature(request) or signer_of(request) is None:
        raise SignatureWanted("")
    return reader_of(request)


def signer_of(request: HttpRequest) -> Signer | None:
    """Return who signed a request for a document; None where nobody did, or where it does not hold.

    Only keys that are known here count: to read never makes this server ask another one. Whoever follows somebody
    here, or was written to, is known.
    """
    raw = request.META.get("petitmot.raw_path") or quote(request.META["PATH_INFO"], safe="/@:").encode()
    query = request.META.get("QUERY_STRING", "")
    message = SignedMessage(
        request.method or "GET",
        settings.PETITMOT_SCHEME,
        raw.decode("latin-1") + (f"?{query}" if query else ""),
        {name.lower(): value for name, value in request.headers.items()},
    )
    try:
        return verify(message, known_key)
    except Unverified:
        return None


def known_key(key_id: str, *, again: bool = False) -> VerifyingKey | None:
    """Return a key that was kept here."""
    key = None if again else Key.objects.filter(key_id=key_id[:600]).first()
    return VerifyingKey(key.key_id, key.owner, key.public) if key else None


def carries_signature(request: HttpRequest) -> bool:
    return "HTTP_SIGNATURE" in request.META
