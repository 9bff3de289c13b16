"""The safe fetcher over TLS: the certificate is that of the name, on the address that was checked."""

import ssl
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from petitmot.kit.fetching import Refused, Way, fetch
from petitmot.kit.refusals import TryLater
from petitmot.kit.tests.serving import drip, page, serving

HTML = ("text/html",)


@pytest.fixture(autouse=True)
def loopback(settings):
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = True


def refused(code, call, *arguments, **options):
    with pytest.raises(Refused) as caught:
        call(*arguments, **options)
    assert caught.value.code == code


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """(server's context, a context that trusts it) for the name ok.example."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "ok.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("ok.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    pem = serialization.Encoding.PEM
    file.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cafile=str(file))


def test_the_certificate_is_checked_for_the_name_not_for_the_address(certificates):
    server, trusting = certificates
    way = Way(resolve=lambda *_: ["127.0.0.1"], tls=lambda: trusting)
    options: Any = {"accept": HTML, "max_bytes": 1000}
    names = []
    server.sni_callback = lambda _socket, name, _context: names.append(name)
    with serving(page(b"<p>secret"), tls=server) as (port, _):
        assert fetch(f"https://ok.example:{port}/", way=way, **options).body == b"<p>secret"
        refused("certificate", fetch, f"https://other.example:{port}/", way=way, **options)
        unknown = Way(resolve=lambda *_: ["127.0.0.1"])
        refused("certificate", fetch, f"https://ok.example:{port}/", way=unknown, **options)
    assert names == ["ok.example", "other.example", "ok.example"]


def test_a_server_that_drips_over_tls_is_left_too(certificates):
    server, trusting = certificates
    way = Way(resolve=lambda *_: ["127.0.0.1"], tls=lambda: trusting)
    answer = drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"a" * 1000)
    with serving(answer, tls=server) as (port, _):
        start = time.monotonic()
        with pytest.raises(TryLater):
            fetch(f"https://ok.example:{port}/", way=way, accept=HTML, max_bytes=1000, timeout=0.6)
        assert time.monotonic() - start < 1.5
