"""To find out who signed a request: `verify`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from petitmot.federation.signatures import cavage, rfc9421
from petitmot.federation.signatures.material import SignedMessage, Signer, Unverified, VerifyingKey, host_of


class FindKey(Protocol):
    """How the key of a name is found: what is known of it, or, `again`, asked of its server anew. None: there is none.

    Whoever finds keys answers for their owner: the owner's own document names the key.
    """

    def __call__(self, key_id: str, *, again: bool = False) -> VerifyingKey | None: ...


def verify(message: SignedMessage, find_key: FindKey) -> Signer:
    """Return who signed the request; with RFC 9421 where it has a `Signature-Input`, else as draft-cavage says.

    Where the known key does not fit, it is asked for again, once: keys change. Raises `Unverified`.
    """
    claims: Sequence[cavage.Claim | rfc9421.Claim]
    claims = rfc9421.claims_of(message) if "signature-input" in message.headers else [cavage.claim_of(message)]
    found = {claim.key_id: find_key(claim.key_id) for claim in claims}
    for claim in claims:
        key = found[claim.key_id]
        if key is not None and claim.holds_for(key):
            return signer_by(key)
    for claim in claims:
        before = found[claim.key_id]
        key = find_key(claim.key_id, again=True)
        if key is not None and (before is None or key.pem != before.pem) and claim.holds_for(key):
            return signer_by(key)
    if not any(found.values()):
        raise Unverified(f"The key {claims[0].key_id[:200]} cannot be found.")
    raise Unverified("The signature does not fit the key.")


def signer_by(key: VerifyingKey) -> Signer:
    """Return whose key it is: a key on one host says nothing of an actor on another. Raises `Unverified`."""
    host = host_of(key.owner)
    if not host or host != host_of(key.key_id):
        raise Unverified("The key does not live where its owner does.")
    return Signer(key.owner, host, key.key_id)
