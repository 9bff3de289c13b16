"""Integrity proofs (FEP-8b32), against the test vector of the FEP and of RFC 8785."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from petitmot.federation.multikeys import pem_of, read_base58
from petitmot.federation.signatures.material import Unverified, VerifyingKey
from petitmot.federation.signatures.proofs import canonical, prove, proven

# https://codeberg.org/fediverse/fep/src/branch/main/fep/8b32/fep-8b32.feature
SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
VALUE = "z42ffGu6AUKPCFcFPiabmUvnGLPJzC7e4DGWC52NUasSSH37UMa9c58tdgVszUcZfytxa4fQ5TYHaJENCxUDe9SdL"
ALICE = "https://server.example/users/alice"
AT = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)
DOCUMENT = {
    "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v2"],
    "id": "https://server.example/activities/1",
    "type": "Create",
    "actor": ALICE,
    "object": {
        "id": "https://server.example/objects/1",
        "type": "Note",
        "attributedTo": ALICE,
        "content": "Hello world",
        "location": {"type": "Place", "longitude": -71.184902, "latitude": 25.273962},
    },
}


@dataclass(frozen=True)
class Secret:
    key_id: str = f"{ALICE}#ed25519-key"

    def private(self):
        return Ed25519PrivateKey.from_private_bytes(read_base58(SECRET)[2:])


def find(key_id, *, again=False):
    return VerifyingKey(key_id, ALICE, pem_of(PUBLIC)) if key_id == f"{ALICE}#ed25519-key" else None


def test_the_vector_of_the_fep_is_made_and_believed():
    made = prove(DOCUMENT, Secret(), AT)
    assert made["proof"]["proofValue"] == VALUE
    assert proven(made, find).actor_uri == ALICE
    assert proven(json.loads(json.dumps(made)), find).host == "server.example"


def changed(**more):
    made = json.loads(json.dumps(prove(DOCUMENT, Secret(), AT)))
    return {**made, **more}


def with_proof(**more):
    made = changed()
    return {**made, "proof": {**made["proof"], **more}}


@pytest.mark.parametrize(
    "document",
    [
        DOCUMENT,
        changed(object={"type": "Note", "content": "Autre chose"}),
        changed(more="quelque chose de plus"),
        changed(actor="https://server.example/users/bob"),
        changed(**{"@context": ["https://www.w3.org/ns/activitystreams"]}),
        changed(proof=[]),
        changed(proof="z"),
        with_proof(cryptosuite="eddsa-rdfc-2022"),
        with_proof(proofPurpose="authentication"),
        with_proof(created="2024-02-24T23:36:38Z"),
        with_proof(verificationMethod="https://server.example/users/alice#other"),
        with_proof(verificationMethod=7),
        with_proof(proofValue=VALUE[:-1]),
        with_proof(proofValue="0OIl"),
        with_proof(proofValue="z" + "1" * 5_000),
        changed(number=float("inf")),
        changed(text="\ud800"),
    ],
)
def test_nothing_else_is_believed(document):
    with pytest.raises(Unverified):
        proven(document, find)


def test_a_key_of_somebody_else_proves_nothing():
    def of_bob(key_id, *, again=False):
        return VerifyingKey(key_id, "https://server.example/users/bob", pem_of(PUBLIC))

    with pytest.raises(Unverified):
        proven(changed(), of_bob)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        # RFC 8785, 3.2.2 and appendix B
        (333333333.33333329, "333333333.3333333"),
        (1e30, "1e+30"),
        (4.50, "4.5"),
        (2e-3, "0.002"),
        (1e-27, "1e-27"),
        (0.000001, "0.000001"),
        (1.5e-7, "1.5e-7"),
        (1e21, "1e+21"),
        (295147905179352830000.0, "295147905179352830000"),
        (-0.0, "0"),
        (1.0, "1"),
        ('€$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ({"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5}, '{"\\r":2,"1":4,"€":1,"😀":5,"\ufb33":3}'),
        ([None, True, False], "[null,true,false]"),
    ],
)
def test_there_is_one_canonical_form(value, written):
    assert canonical(value) == written
