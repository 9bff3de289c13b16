"""The test vectors of RFC 9421 (sections 4.3, B.2.6 and B.4), with its own keys (B.1)."""

from __future__ import annotations

import pytest

from petitmot.federation.signatures import rfc9421
from petitmot.federation.signatures.digests import check_content_digest
from petitmot.federation.signatures.material import SignedMessage, VerifyingKey
from petitmot.federation.signatures.structured import byte_sequences, inner_lists
from petitmot.federation.signatures.tests.keys import ED25519, RSA

REQUEST = {
    "host": "example.com",
    "date": "Tue, 20 Apr 2021 02:07:55 GMT",
    "content-type": "application/json",
    "content-digest": "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
    "content-length": "18",
}
BODY = b'{"hello": "world"}'
B26_INPUT = (
    'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length")'
    ';created=1618884473;keyid="test-key-ed25519"'
)
B26 = "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:"
PROXY_INPUT = (
    'proxy_sig=("@method" "@authority" "@path" "content-digest" "content-type" "content-length" "forwarded")'
    ';created=1618884480;keyid="test-key-rsa";alg="rsa-v1_5-sha256";expires=1618884540'
)
PROXY = (
    "proxy_sig=:S6ZzPXSdAMOPjN/6KXfXWNO/f7V6cHm7BXYUh3YD/fRad4BCaRZxP+JH+8XY1I6+8Cy+CM5g92iHgxtRPz+MjniOaYmdkDcnL9cCpX"
    "JleXsOckpURl49GwiyUpZ10KHgOEe11sx3G2gxI8S0jnxQB+Pu68U9vVcasqOWAEObtNKKZd8tSFu7LB5YAv0RAGhB8tmpv7sFnIm9y+7X5kXQ"
    "fi8NMaZaA8i2ZHwpBdg7a6CMfwnnrtflzvZdXAsD3LH2TwevU+/PBPv0B6NMNk93wUs/vfJvye+YuI87HU38lZHowtznbLVdp770I6VHR6WfgS9dd"
    "zirrswsE1w5o0LV/g==:"
)
B4_INPUT = 'transform=("@method" "@path" "@authority" "accept");created=1618884473;keyid="test-key-ed25519"'
B4 = "transform=:ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn0s5JZ1eRGS0A+vyYP9t/LXlh5QMFFQ6cpLt2m0pmj3NDA==:"


def holds(message: SignedMessage, said: str, made: str, key: VerifyingKey) -> bool:
    """Whether the vector's signature stands under the base we make; the window of time is not asked here."""
    ((label, input_),) = inner_lists(said).items()
    algorithm = str(input_.parameters.get("alg", ""))
    data = rfc9421.signature_base(message, input_)
    return rfc9421.Claim("k", byte_sequences(made)[label], data, algorithm).holds_for(key)


def test_the_ed25519_request_of_b_2_6_is_verified():
    message = SignedMessage("POST", "https", "/foo?param=Value&Pet=dog", REQUEST, BODY)
    assert holds(message, B26_INPUT, B26, ED25519.verifying)
    assert not holds(SignedMessage("PUT", "https", "/foo", REQUEST, BODY), B26_INPUT, B26, ED25519.verifying)


def test_the_signature_base_of_b_2_6_is_the_one_of_the_rfc():
    message = SignedMessage("POST", "https", "/foo?param=Value&Pet=dog", REQUEST, BODY)
    base = rfc9421.signature_base(message, inner_lists(B26_INPUT)["sig-b26"]).decode()
    assert base == (
        '"date": Tue, 20 Apr 2021 02:07:55 GMT\n"@method": POST\n"@path": /foo\n"@authority": example.com\n'
        '"content-type": application/json\n"content-length": 18\n'
        '"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length")'
        ';created=1618884473;keyid="test-key-ed25519"'
    )


def test_the_rsa_signature_of_section_4_3_is_verified():
    headers = REQUEST | {
        "host": "origin.host.internal.example",
        "forwarded": "for=192.0.2.123;host=example.com;proto=https",
    }
    message = SignedMessage("POST", "https", "/foo?param=Value&Pet=dog", headers, BODY)
    assert holds(message, PROXY_INPUT, PROXY, RSA.verifying)
    assert not holds(message, PROXY_INPUT, PROXY, ED25519.verifying)


def test_the_digest_of_the_rfc_fits_its_body():
    check_content_digest(REQUEST, BODY)


@pytest.mark.parametrize(
    ("method", "target", "host", "accept", "fits"),
    [
        ("GET", "/demo?name1=Value1&Name2=value2", "example.org", "application/json, */*", True),
        ("GET", "/demo?name1=Value1&Name2=value2&param=added", "example.org", "application/json, */*", True),
        ("POST", "/demo?name1=Value1&Name2=value2", "example.com", "application/json, */*", False),
        ("GET", "/demo?name1=Value1&Name2=value2", "example.org", "*/*, application/json", False),
    ],
)
def test_the_transformations_of_b_4_are_told_apart(method, target, host, accept, fits):
    message = SignedMessage(method, "https", target, {"host": host, "accept": accept})
    assert holds(message, B4_INPUT, B4, ED25519.verifying) is fits
