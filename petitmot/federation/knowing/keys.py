"""Keys of others, by their name: kept, or fetched with the document of the actor who names them."""

from __future__ import annotations

from datetime import timedelta
from threading import BoundedSemaphore

from petitmot.federation import addresses
from petitmot.federation.budgets import Budget
from petitmot.federation.fetching import fetch_document
from petitmot.federation.knowing.persons import learn
from petitmot.federation.models import Key
from petitmot.federation.signatures.material import VerifyingKey, host_of
from petitmot.federation.translation.shapes import uri as usable_uri
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.refusals import Refusal, TryLater

AGAIN_AFTER = timedelta(minutes=1)  # a key that does not fit is asked for once a minute at most
SECONDS = 5.0  # whoever knocks waits meanwhile
_places = BoundedSemaphore(2)  # of the threads that answer: others go on answering


def find_key(key_id: str, *, again: bool = False) -> VerifyingKey | None:
    """Return the key of this name; `again`: asked of its server anew, unless that was done this minute.

    None where there is none, or none that its owner's document names. Raises `TryLater` where its server does not
    answer now, or too many such questions are under way.
    """
    if not usable_uri(key_id) or addresses.is_of_here(key_id):
        return None
    known = _kept(key_id)
    if known is not None and (not again or known.made_at > clock.now() - AGAIN_AFTER):
        return _as_material(known)
    if known is None and again:
        return None  # it was asked for a moment ago
    if not _places.acquire(timeout=SECONDS):
        raise TryLater("Too many keys are being fetched.", wait=10)
    try:
        _learn_owner(key_id)
    except Refusal:
        return None
    finally:
        _places.release()
    found = _kept(key_id)
    return _as_material(found) if found else None


def kept_key(key_id: str, *, again: bool = False) -> VerifyingKey | None:
    """Return a key that is kept here, without asking anybody: for those who only read."""
    known = None if again else _kept(key_id[:600])
    return _as_material(known) if known else None


def _learn_owner(key_id: str) -> None:
    """Fetch the actor a key belongs to. The address of a key may be its actor's with a `#`, or one of its own."""
    budget = Budget(fetches=4, seconds=SECONDS)
    document = fetch_document(key_id, budget=budget)
    owner = usable_uri(document.get("owner")) or usable_uri(document.get("controller"))
    if owner and owner != usable_uri(document) and host_of(owner) == host_of(key_id):
        document = fetch_document(owner, budget=budget)
    learn(document)


def _kept(key_id: str) -> Key | None:
    return next(iter(_KEY(key_id=key_id)), None)


def _as_material(key: Key) -> VerifyingKey:
    return VerifyingKey(key.key_id, key.owner, key.public)


_KEY = Compiled[Key](lambda key_id: Key.objects.filter(key_id=key_id), key_id=str)
