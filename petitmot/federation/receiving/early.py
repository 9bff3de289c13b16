"""What came before what it answers: an Undo that overtook its Follow is remembered for a while."""

from __future__ import annotations

from datetime import timedelta

from petitmot.federation.models import SeenActivity
from petitmot.federation.signatures.material import Signer
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled

A_WHILE = timedelta(hours=1)
KINDS = ("Follow", "Like", "EmojiReact", "Announce", "Block", "Offer")


def remember_undo(signer: Signer, kind: str, object_uri: str) -> None:
    """Remember that this was taken back before it came."""
    if kind in KINDS and object_uri:
        SeenActivity.objects.update_or_create(uri=_name(signer, kind, object_uri), defaults={"at": clock.now()})


def was_undone(signer: Signer, kind: str, object_uri: str) -> bool:
    """Whether this was taken back before it came; asked once, it is forgotten."""
    name = _name(signer, kind, object_uri)
    if not _SEEN(uri=name):
        return False
    return bool(SeenActivity.objects.filter(uri=name, at__gt=clock.now() - A_WHILE).delete()[0])


def remember_deletion(uri: str) -> None:
    """Remember that words were taken back which are not here; `work.forget_old` forgets it after some days."""
    SeenActivity.objects.update_or_create(uri=f"deleted {uri}", defaults={"at": clock.now()})


def was_deleted(uri: str) -> bool:
    """Whether words were taken back before they came."""
    return bool(_SEEN(uri=f"deleted {uri}"))


def _name(signer: Signer, kind: str, object_uri: str) -> str:
    return f"undone {kind} {signer.actor_uri[:300]} {object_uri[:300]}"


_SEEN = Compiled[int](lambda uri: SeenActivity.objects.filter(uri=uri).values_list("pk", flat=True), uri=str)
