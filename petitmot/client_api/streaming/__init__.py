"""Streaming (docs.joinmastodon.org/methods/streaming): what happens, told to applications over WebSocket or as server-sent events.

`application` is the door, `socket` and `server_sent` are its two ways of talking; `streams` reads what is asked for,
`callers` who asks, `hub` knows every open connection, `telling` says a fact in the words of the wire for one person.
"""

from petitmot.client_api.streaming.application import PATH, app

__all__ = ["PATH", "app"]
