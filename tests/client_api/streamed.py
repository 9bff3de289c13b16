"""What went by on streams: events out of server-sent events and WebSocket frames, each held against its documentation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from petitmot.client_api.tests.shapes import CONVERSATION, NOTIFICATION, STATUS_FOR_ME, Id, check
from petitmot.client_api.tests.shapes_of_server import ANNOUNCEMENT, STREAMED_REACTION

# docs.joinmastodon.org/methods/streaming, "Events"
PAYLOADS: dict[str, Any] = {
    "update": STATUS_FOR_ME, "status.update": STATUS_FOR_ME, "notification": NOTIFICATION, "conversation": CONVERSATION,
    "delete": Id, "announcement": ANNOUNCEMENT, "announcement.reaction": STREAMED_REACTION, "announcement.delete": Id,
    "filters_changed": None, "notifications_merged": None,
}  # fmt: skip
AS_TEXT = (Id,)  # these are no JSON
TEXT_FRAME = 1


def hold(told: bytes) -> list[str]:
    """Fail where an event of one stream is not what is documented; return the names of its events."""
    names = []
    for name, payload in events(told):
        shape = PAYLOADS[name]
        said = json.loads(payload) if isinstance(payload, str) and shape not in (*AS_TEXT, None) else payload
        check(said, shape, f"event {name} ")
        names.append(name)
    return names


def events(told: bytes) -> Iterator[tuple[str, str | None]]:
    """Yield each event of a stream, as the server sent it, with its payload."""
    head, _, rest = bytes(told).partition(b"\r\n\r\n")
    if b" 101 " in head.splitlines()[0]:
        for said in frames(rest):
            if "event" in said:
                yield said["event"], said.get("payload")
        return
    name = ""
    for line in rest.decode("utf-8", "replace").splitlines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: ") and name:
            payload = line.removeprefix("data: ")
            yield name, None if payload in ("null", "undefined", "") else payload
            name = ""


def frames(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the JSON of each whole text frame that a server sent (RFC 6455: unmasked, each in one piece)."""
    while len(data) >= 2:
        size, begin = data[1] & 127, 2
        if size > 125:
            wide = 2 if size == 126 else 8
            size, begin = int.from_bytes(data[2 : 2 + wide]), 2 + wide
        frame, data, code = data[begin : begin + size], data[begin + size :], data[0] & 15
        if code == TEXT_FRAME and len(frame) == size:
            yield json.loads(frame)
