"""HTTP Message Signatures: https://www.rfc-editor.org/rfc/rfc9421, as FEP-844e and Mastodon use them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from petitmot.federation.signatures.dates import check_created
from petitmot.federation.signatures.digests import check_content_digest
from petitmot.federation.signatures.material import Algorithm, SignedMessage, Unverified, VerifyingKey
from petitmot.federation.signatures.structured import InnerList, byte_sequences, inner_lists

MOST_SIGNATURES = 3
MOST_COMPONENTS = 30
_ALGORITHMS: dict[str, Algorithm] = {
    "rsa-v1_5-sha256": "rsa-sha256",
    "rsa-pss-sha512": "rsa-pss-sha512",
    "ed25519": "ed25519",
}


@dataclass(frozen=True)
class Claim:
    """What one signature says of itself."""

    key_id: str
    signature: bytes
    data: bytes
    algorithm: str

    def holds_for(self, key: VerifyingKey) -> bool:
        """Whether this key made it; without a named algorithm the kind of the key decides."""
        usual: Algorithm = "ed25519" if key.kind == "ed25519" else "rsa-sha256"
        algorithm = _ALGORITHMS[self.algorithm] if self.algorithm else usual
        return key.has_made(self.signature, self.data, algorithm)


def claims_of(message: SignedMessage) -> list[Claim]:
    """Read the claims (three at most), and check all that needs no key. Raises `Unverified` where none is usable."""
    signatures = byte_sequences(message.headers.get("signature", ""))
    inputs = inner_lists(message.headers.get("signature-input", ""))
    usable = [label for label in inputs if label in signatures][:MOST_SIGNATURES]
    if not usable:
        raise Unverified("The request is not signed.")
    claims, why = [], Unverified("The request is not signed.")
    for label in usable:
        try:
            claims.append(_claim(message, inputs[label], signatures[label]))
        except Unverified as unusable:
            why = unusable
    if not claims:
        raise why
    return claims


def signature_base(message: SignedMessage, said: InnerList) -> bytes:
    """Return the lines that are signed (section 2.5). Raises `Unverified` for components that are not there."""
    return "\n".join([*_lines(message, said), f'"@signature-params": {said.text}']).encode()


def _claim(message: SignedMessage, said: InnerList, signature: bytes) -> Claim:
    _refuse_thin_cover(message, [name for name, _parameters in said.items])
    key_id, created, expires = (said.parameters.get(name) for name in ("keyid", "created", "expires"))
    if not isinstance(key_id, str) or not key_id:
        raise Unverified("The signature has no keyid.")
    if not _is_number(created) or (expires is not None and not _is_number(expires)):
        raise Unverified("The signature does not say when it was made (created).")
    check_created(int(created or 0), None if expires is None else int(expires))
    algorithm = said.parameters.get("alg", "")
    if algorithm and algorithm not in _ALGORITHMS:
        raise Unverified(f"The algorithm {str(algorithm)[:40]} is not accepted.")
    if message.body:
        check_content_digest(message.headers, message.body)
    return Claim(key_id, signature, signature_base(message, said), str(algorithm))


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _refuse_thin_cover(message: SignedMessage, names: list[str]) -> None:
    """Method, address and body must be covered, or the signature could be used for something else."""
    covered = set(names)
    if len(names) > MOST_COMPONENTS:
        raise Unverified("The signature covers too many components.")
    needed = {"@method", *(["content-digest"] if message.body else [])}
    if "@target-uri" not in covered:
        needed.add("@authority")
        if "@request-target" not in covered:
            needed |= {"@path", *(["@query"] if "?" in message.target else [])}
    if missing := sorted(needed - covered):
        raise Unverified(f"The signature must cover {', '.join(missing)}.")


def _lines(message: SignedMessage, said: InnerList) -> Iterator[str]:
    seen = set()
    for name, parameters in said.items:
        if parameters or name in seen or name != name.lower():
            raise Unverified(f"The component {name[:60]} stands there twice, or in a form that is not understood.")
        seen.add(name)
        yield f'"{name}": {_value(message, name)}'


def _value(message: SignedMessage, name: str) -> str:
    if not name.startswith("@"):
        if name not in message.headers:
            raise Unverified(f"The signature covers the header {name[:60]}, which is not there.")
        return message.headers[name].strip()
    derived = {
        "@method": message.method.upper(),
        "@target-uri": f"{message.scheme}://{message.headers.get('host', '').strip().lower()}{message.target}",
        "@authority": message.authority,
        "@scheme": message.scheme,
        "@request-target": message.target,
        "@path": message.path or "/",
        "@query": message.query,
    }
    if name not in derived:
        raise Unverified(f"The component {name[:60]} is not understood.")
    return derived[name]
