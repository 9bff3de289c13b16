"""Integrity proofs (FEP-8b32): a signature within a document, so that another server may hand it on and it is still believed.

Cryptosuite eddsa-jcs-2022 (https://www.w3.org/TR/vc-di-eddsa/#eddsa-jcs-2022): Ed25519 over the SHA-256 of what is said of
the proof and of the document without it, both in the canonical form of RFC 8785.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from petitmot.federation.multikeys import base58, read_base58
from petitmot.federation.signatures.material import Signer, SigningKey, Unverified, VerifyingKey
from petitmot.federation.signatures.verifying import FindKey, signer_by

Document = Mapping[str, Any]
SUITE = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "proofPurpose": "assertionMethod"}

TERMS = "https://w3id.org/security/data-integrity/v2"


def prove(document: Document, key: SigningKey, at: datetime) -> dict[str, Any]:
    """Return the document with a proof by an Ed25519 key of its actor, whose terms are added to its context."""
    said = document["@context"]
    contexts = [*said] if isinstance(said, list) else [said]
    document = {**document, "@context": contexts if TERMS in contexts else [*contexts, TERMS]}
    created = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    proof = {"@context": document["@context"], **SUITE, "verificationMethod": key.key_id, "created": created}
    private = cast(Ed25519PrivateKey, key.private())
    return {**document, "proof": {**proof, "proofValue": base58(private.sign(_digests(document, proof)))}}


def proven(document: Document, find_key: FindKey) -> Signer:
    """Return who made the proof of a document, who must be its actor. Raises `Unverified`."""
    proof = document.get("proof")
    if not isinstance(proof, Mapping) or any(proof.get(name) != said for name, said in SUITE.items()):
        raise Unverified("There is no proof of a kind that is read.")
    if "@context" in proof and proof["@context"] != document.get("@context"):
        raise Unverified("The proof speaks of another context.")
    method, value = proof.get("verificationMethod"), proof.get("proofValue")
    if not isinstance(method, str) or not isinstance(value, str):
        raise Unverified("The proof has no key or no value.")
    rest = {name: said for name, said in proof.items() if name != "proofValue"}
    try:
        signature, data = read_base58(value), _digests(document, rest)
    except (ValueError, RecursionError) as error:
        raise Unverified("The proof cannot be read.") from error
    for again in (False, True):
        key = find_key(method, again=again)
        if key is not None and _is_the_actors(key, document) and key.has_made(signature, data, "ed25519"):
            return signer_by(key)
    raise Unverified("The proof does not fit.")


def _is_the_actors(key: VerifyingKey, document: Document) -> bool:
    return key.kind == "ed25519" and key.owner == document.get("actor")


def _digests(document: Document, proof: Document) -> bytes:
    bare = {name: said for name, said in document.items() if name != "proof"}
    return sha256(canonical(proof).encode()).digest() + sha256(canonical(bare).encode()).digest()


def canonical(value: object) -> str:
    """Write JSON in its one canonical form (RFC 8785). Raises ValueError for numbers it has no form for."""
    if isinstance(value, Mapping):
        pairs = sorted(value.items(), key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{_text(name)}:{canonical(said)}" for name, said in pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        return _number(value)
    return _text(value)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """As ECMAScript writes numbers."""
    if not math.isfinite(value):
        raise ValueError("not a number")
    if value == 0:
        return "0"
    if 1e-6 <= abs(value) < 1e21:
        written = format(Decimal(repr(value)), "f")
        return written.rstrip("0").rstrip(".") if "." in written else written
    digits, _e, exponent = repr(value).partition("e")
    return f"{digits}e{int(exponent):+d}"
