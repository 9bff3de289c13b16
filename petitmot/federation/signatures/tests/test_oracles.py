"""Libraries of other people sign what we verify, and verify what we sign."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier, HTTPSignatureKeyResolver, algorithms
from httpsig.sign import HeaderSigner
from httpsig.verify import HeaderVerifier

from petitmot.federation.signatures.digests import content_digest, digest
from petitmot.federation.signatures.material import SignedMessage
from petitmot.federation.signatures.signing import sign
from petitmot.federation.signatures.tests.keys import ED25519, MURIEL, RSA, TestKey
from petitmot.federation.signatures.verifying import verify
from petitmot.kit import clock

URL = "https://ici.example/ap/people/12/inbox?a=1"
TARGET = "/ap/people/12/inbox?a=1"
BODY = b'{"type": "Create"}'
TYPE = {"Content-Type": "application/activity+json"}
DATE = "%a, %d %b %Y %H:%M:%S GMT"


def find(key: TestKey) -> Any:
    return lambda key_id, again=False: key.verifying if key_id == key.key_id else None


def small(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


class Keys(HTTPSignatureKeyResolver):
    def __init__(self, key: TestKey) -> None:
        self.key = key

    def resolve_public_key(self, key_id: str) -> Any:
        assert key_id == self.key.key_id
        return self.key.private().public_key()

    def resolve_private_key(self, key_id: str) -> Any:
        return self.key.private()


BOTH = pytest.mark.parametrize(
    ("key", "algorithm"),
    [(RSA, algorithms.RSA_V1_5_SHA256), (ED25519, algorithms.ED25519)],
    ids=["rsa", "ed25519"],
)


@BOTH
def test_http_message_signatures_verifies_what_we_sign(key, algorithm):
    headers = TYPE | sign("POST", URL, TYPE, BODY, key, "rfc9421")
    message = SimpleNamespace(method="POST", url=URL, headers=headers, body=BODY)
    (result,) = HTTPMessageVerifier(signature_algorithm=algorithm, key_resolver=Keys(key)).verify(message)
    assert result.parameters["keyid"] == key.key_id
    assert '"content-digest"' in result.covered_components


@BOTH
def test_we_verify_what_http_message_signatures_signs(key, algorithm):
    headers = {**TYPE, "Host": "ici.example", "Content-Digest": content_digest(BODY)}
    message = SimpleNamespace(method="POST", url=URL, headers=headers, body=BODY)
    HTTPMessageSigner(signature_algorithm=algorithm, key_resolver=Keys(key)).sign(
        message,
        key_id=key.key_id,
        covered_component_ids=("@method", "@authority", "@path", "@query", "content-type", "content-digest"),
        created=clock.now(),
        use_existing_digest=True,
    )
    signer = verify(SignedMessage("POST", "https", TARGET, small(headers), BODY), find(key))
    assert (signer.actor_uri, signer.host, signer.key_id) == (MURIEL, "ailleurs.example", key.key_id)


def test_httpsig_verifies_what_we_sign():
    headers = TYPE | sign("POST", URL, TYPE, BODY, RSA, "cavage")
    verifier = HeaderVerifier(
        headers,
        RSA.public_pem,
        required_headers=["(request-target)", "host", "date", "digest"],
        method="POST",
        path=TARGET,
        sign_header="Signature",
    )
    assert verifier.verify()


def test_we_verify_what_httpsig_signs():
    names = ["(request-target)", "host", "date", "digest", "content-type"]
    headers = {**TYPE, "Host": "ici.example", "Date": clock.now().strftime(DATE), "Digest": digest(BODY)}
    signer = HeaderSigner(RSA.key_id, RSA.pkcs8, algorithm="rsa-sha256", headers=names, sign_header="signature")
    signed = signer.sign(headers, method="POST", path=TARGET)
    message = SignedMessage("POST", "https", TARGET, small(dict(signed)), BODY)
    assert verify(message, find(RSA)).actor_uri == MURIEL
