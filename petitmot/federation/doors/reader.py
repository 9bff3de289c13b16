"""Who asks for a document: nobody in particular, or the person whose signature the request carries.

A signature is looked at only where the answer depends on it: words that are not for all, what followers may read, and
everything where the operator wants signed requests (`authorised_fetch`).
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from petitmot.federation.doors.answering import SignatureWanted
from petitmot.federation.models import Key
from petitmot.federation.receiving.signers import ServerRefused, message_of, signer_of
from petitmot.federation.signatures.material import Signer, Unverified, VerifyingKey
from petitmot.federation.signatures.verifying import verify
from petitmot.kit.compiled import Compiled
from petitmot.moderation.limits import is_refused
from petitmot.people.models import Person


def reader_of(request: HttpRequest) -> Person | None:
    """Return the person who signed the request, where they and their key are known here; None for anybody else.

    Only keys that are kept here count: to read never makes this server ask another one. Whoever follows somebody here,
    or was written to, is known. Refused: `server_refused`.
    """
    if not carries_signature(request):
        return None
    try:
        signer = verify(message_of(request), kept_key)
    except Unverified:
        return None
    return _person(signer)


def let_in(request: HttpRequest) -> Person | None:
    """Ask for a signature where the operator wants one of everybody; return the reader, if they are known here.

    Without the setting nobody is looked at, and None is returned. Refused: `signature_wanted`, `server_refused`;
    raises `TryLater` where the key has to be fetched and its server does not answer now.
    """
    if not settings.PETITMOT_AUTHORISED_FETCH:
        return None
    if not carries_signature(request):
        raise SignatureWanted("")
    try:
        return _person(signer_of(request))
    except Unverified as unverified:
        raise SignatureWanted(unverified.sentence) from unverified


def carries_signature(request: HttpRequest) -> bool:
    return "HTTP_SIGNATURE" in request.META


def kept_key(key_id: str, *, again: bool = False) -> VerifyingKey | None:
    """Return a key that is kept here."""
    found = [] if again else _KEY(key_id=key_id[:600])
    return VerifyingKey(found[0].key_id, found[0].owner, found[0].public) if found else None


def _person(signer: Signer) -> Person | None:
    if is_refused(signer.host):
        raise ServerRefused("")
    return Person.objects.present().filter(uri=signer.actor_uri, server__is_local=False).first()


_KEY = Compiled[Key](lambda key_id: Key.objects.filter(key_id=key_id), key_id=str)
