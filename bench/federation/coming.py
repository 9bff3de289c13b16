"""What comes from elsewhere: letters written and signed before the clock starts, then posted as fast as they are taken."""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
SENDERS = 4
Letter = tuple[bytes, dict[str, str]]


def make_key(folder: Path) -> None:
    """One key for all the people of the stub."""
    key = generate_private_key(65537, 2048)
    (folder / "private.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "public.pem").write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def letters(folder: Path, number: int, peer: int, *, hosts: int, reader: str, port: int) -> list[Letter]:
    """Write and sign Creates by people of `hosts` servers, for all."""
    key = load_pem_private_key((folder / "private.pem").read_bytes(), None)
    made = []
    date = format_datetime(datetime.now(UTC), usegmt=True)
    for index in range(number):
        actor = f"http://127.0.1.{index % hosts + 1}:{peer}/users/voix"
        body = json.dumps(_create(actor, index)).encode()
        digest = "SHA-256=" + base64.b64encode(hashlib.sha256(body).digest()).decode()
        headers = {
            "host": f"localhost:{port}",
            "date": date,
            "digest": digest,
            "content-type": "application/activity+json",
        }
        text = "\n".join(
            ["(request-target): post /ap/shared/inbox", *(f"{name}: {value}" for name, value in headers.items())]
        )
        signature = base64.b64encode(key.sign(text.encode(), PKCS1v15(), SHA256())).decode()  # type: ignore[union-attr,call-arg,arg-type]
        names = " ".join(["(request-target)", *headers])
        headers["signature"] = (
            f'keyId="{actor}#main-key",algorithm="rsa-sha256",headers="{names}",signature="{signature}"'
        )
        made.append((body, headers))
    return made


def _create(actor: str, index: int) -> dict[str, object]:
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    note = {
        "id": f"{actor}/notes/{index}",
        "type": "Note",
        "attributedTo": actor,
        "content": f"<p>Ce matin, la brume sur l’étang, et le mot numéro {index}.</p>",
        "published": at,
        "to": [PUBLIC],
        "cc": [f"{actor}/followers"],
    }
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": f"{actor}/notes/{index}/activity",
        "type": "Create",
        "actor": actor,
        "published": at,
        "to": note["to"],
        "cc": note["cc"],
        "object": note,
    }


def post(letters: list[Letter], port: int) -> dict[str, int]:
    """Post everything over four connections; return how often each status was answered."""
    with ThreadPoolExecutor(SENDERS) as pool:
        counts = pool.map(lambda part: _post_some(part, port), [letters[start::SENDERS] for start in range(SENDERS)])
    return {str(status): number for status, number in sum(counts, Counter[int]()).items()}


def _post_some(letters: list[Letter], port: int) -> Counter[int]:
    statuses: Counter[int] = Counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for body, headers in letters:
        connection.request("POST", "/ap/shared/inbox", body=body, headers=headers)
        response = connection.getresponse()
        response.read()
        statuses[response.status] += 1
    return statuses
