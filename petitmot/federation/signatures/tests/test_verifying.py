"""What is not signed as it should be is nobody's; then what is."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petitmot.federation.signatures.material import SignedMessage, Unverified, VerifyingKey, host_of, read_public
from petitmot.federation.signatures.signing import sign
from petitmot.federation.signatures.tests.keys import ED25519, MURIEL, RSA
from petitmot.federation.signatures.verifying import verify
from petitmot.kit import clock

URL = "https://ici.example/inbox?a=1"
BODY = b'{"type": "Create"}'
SCHEMES = pytest.mark.parametrize("scheme", ["cavage", "rfc9421"])
KEYS = pytest.mark.parametrize("key", [RSA, ED25519], ids=["rsa", "ed25519"])


class Finder:
    """Knows some keys, and newer ones when asked again."""

    def __init__(self, *known: VerifyingKey, newer: VerifyingKey | None = None) -> None:
        self.known = {key.key_id: key for key in known}
        self.newer = newer
        self.asked: list[bool] = []

    def __call__(self, key_id: str, *, again: bool = False) -> VerifyingKey | None:
        self.asked.append(again)
        return self.newer if again and self.newer else self.known.get(key_id)


def message(scheme: Any = "cavage", key: Any = RSA, *, body: Any = BODY, **changed: Any) -> SignedMessage:
    headers = {"Content-Type": "application/activity+json"}
    headers |= sign("POST", URL, headers, body, key, scheme)
    small = {name.lower(): value for name, value in headers.items()}
    return SignedMessage("POST", "https", "/inbox?a=1", {**small, **changed}, body)


def refused(asked: SignedMessage, finder: Finder) -> str:
    with pytest.raises(Unverified) as caught:
        verify(asked, finder)
    return caught.value.sentence


def test_an_unsigned_request_is_nobodys():
    plain = SignedMessage("POST", "https", "/inbox", {"host": "ici.example"}, BODY)
    assert "not signed" in refused(plain, Finder(RSA.verifying))
    assert "not signed" in refused(
        SignedMessage("POST", "https", "/inbox", {"host": "ici.example", "signature-input": ""}, BODY), Finder()
    )


@SCHEMES
@KEYS
def test_a_changed_body_target_method_host_or_date_is_found_out(scheme, key):
    finder = Finder(key.verifying)
    good = message(scheme, key)
    assert verify(good, finder).actor_uri == MURIEL
    with pytest.raises(Unverified):
        verify(SignedMessage("POST", "https", "/inbox?a=1", good.headers, b"other"), finder)
    with pytest.raises(Unverified):
        verify(SignedMessage("POST", "https", "/inbox?a=2", good.headers, BODY), finder)
    with pytest.raises(Unverified):
        verify(SignedMessage("PUT", "https", "/inbox?a=1", good.headers, BODY), finder)
    with pytest.raises(Unverified):
        verify(SignedMessage("POST", "https", "/inbox?a=1", {**good.headers, "host": "autre.example"}, BODY), finder)


@SCHEMES
def test_a_digest_that_is_missing_or_wrong_is_refused(scheme):
    name = "digest" if scheme == "cavage" else "content-digest"
    for wrong in ("", "SHA-256=AAAA", "sha-256=:AAAA:", "MD5=AAAA", "nonsense"):
        assert "header" in refused(message(scheme, **{name: wrong}), Finder(RSA.verifying))


@SCHEMES
@pytest.mark.parametrize("when", [timedelta(hours=-13), timedelta(hours=2)])
def test_a_signature_outside_the_window_is_refused(scheme, when):
    with clock.living_at(clock.now() + when):
        stale = message(scheme)
    assert "too long ago" in refused(stale, Finder()) or "future" in refused(stale, Finder())


@SCHEMES
@pytest.mark.parametrize("when", [timedelta(hours=-11), timedelta(minutes=50)])
def test_a_clock_that_is_somewhat_off_is_borne(scheme, when):
    with clock.living_at(clock.now() + when):
        late = message(scheme)
    assert verify(late, Finder(RSA.verifying)).actor_uri == MURIEL


@pytest.mark.parametrize(
    "names",
    [
        "date",
        "host date digest",
        "(request-target) date digest",
        "(request-target) host digest",
        "(request-target) host date",
    ],
)
def test_a_signature_that_covers_too_little_is_refused(names):
    thin = message(signature=f'keyId="{RSA.key_id}",headers="{names}",signature="AAAA"')
    assert "must cover" in refused(thin, Finder(RSA.verifying))


@pytest.mark.parametrize(
    "covered",
    [
        '"@method"',
        '"@method" "@target-uri"',
        '"@method" "@authority" "@path" "content-digest"',
        '"@target-uri" "content-digest"',
    ],
)
def test_an_rfc_9421_signature_that_covers_too_little_is_refused(covered):
    now = int(clock.now().timestamp())
    thin = message("rfc9421", **{"signature-input": f'sig1=({covered});created={now};keyid="{RSA.key_id}"'})
    assert "must cover" in refused(thin, Finder(RSA.verifying))


def test_an_expired_signature_is_refused():
    now = int(clock.now().timestamp())
    said = f'sig1=("@method" "@target-uri" "content-digest");created={now - 20};expires={now - 10};keyid="k"'
    assert "expired" in refused(message("rfc9421", **{"signature-input": said}), Finder())


def test_created_cannot_stand_beside_rsa_sha256():
    said = f'keyId="k",algorithm="rsa-sha256",created={int(clock.now().timestamp())},headers="(request-target) host digest (created)",signature="AAAA"'
    assert "(created)" in refused(message(signature=said), Finder())


@SCHEMES
def test_a_key_that_fits_no_more_is_asked_for_again_once(scheme):
    old = VerifyingKey(RSA.key_id, MURIEL, ED25519.public_pem)
    finder = Finder(old, newer=RSA.verifying)
    assert verify(message(scheme), finder).actor_uri == MURIEL
    assert finder.asked == [False, True]
    stubborn = Finder(old, newer=old)
    assert "does not fit" in refused(message(scheme), stubborn)
    assert stubborn.asked == [False, True]


@SCHEMES
def test_a_key_of_another_host_than_its_owner_is_refused(scheme):
    stolen = VerifyingKey(RSA.key_id, "https://victime.example/users/ana", RSA.public_pem)
    assert "does not live" in refused(message(scheme), Finder(stolen))


@SCHEMES
def test_a_key_nobody_knows_is_refused(scheme):
    assert "cannot be found" in refused(message(scheme), Finder())


def test_small_and_strange_keys_are_refused():
    for pem in ("", "nonsense", "x" * 10_000, SMALL, EC):
        with pytest.raises(Unverified):
            read_public(pem)


def test_hs2019_is_whatever_the_key_is():
    for key in (RSA, ED25519):
        asked = message(key=key)
        renamed = {**asked.headers, "signature": asked.headers["signature"].replace("rsa-sha256", "hs2019")}
        assert verify(SignedMessage("POST", "https", "/inbox?a=1", renamed, BODY), Finder(key.verifying))


def test_a_host_is_told_with_its_port_and_without_the_usual_one():
    assert host_of("https://Ici.Example:443/ap") == "ici.example"
    assert host_of("http://localhost:3001/ap") == "localhost:3001"
    assert host_of("https://ici.example.:8443/") == "ici.example:8443"
    assert host_of("https://ici.example@pirate.example/") == "pirate.example"
    assert host_of("ici.example") == host_of("https://[nonsense") == host_of("https://a:b/") == ""


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["signature", "signature-input", "date", "digest", "content-digest", "host", "authorization"]),
        st.text(max_size=200),
    ),
    st.binary(max_size=20),
)
def test_whatever_stands_in_the_headers_is_refused_with_a_sentence(headers, body):
    assert refused(SignedMessage("POST", "https", "/inbox", headers, body), Finder())


@settings(deadline=None)
@given(
    st.sampled_from(["keyId", "signature", "headers", "algorithm", "created", "x"]),
    st.text(max_size=60),
    st.binary(max_size=90),
)
def test_a_signature_made_up_of_plausible_pieces_never_crashes(name, value, made):
    signature = b64encode(made).decode()
    said = f'keyId="{RSA.key_id}",headers="(request-target) host date digest",signature="{signature}",{name}="{value}"'
    assert refused(message(signature=said), Finder(RSA.verifying))


SMALL = """-----BEGIN PUBLIC KEY-----
MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAMJNzvAYkwPPkLjVQGAkQFUeyy4iG0mI
JCHf2hEjI0hLbQo+ZJEjzZpHFt8H3hT3SYPb6qn1mWXQ1u9JGm2GSzUCAwEAAQ==
-----END PUBLIC KEY-----
"""
EC = """-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
-----END PUBLIC KEY-----
"""
