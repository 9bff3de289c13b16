"""From the server (ASGI) to the pages (WSGI): a fixed number of threads, each with its own lasting database connection.

A slow client never holds a thread: what it sends is gathered first (beyond a megabyte on disk), files are sent by the
event loop. `docs/decisions/0010-own-bridge.md` says why this is not a library.
"""

from petitmot.site.bridge.bridge import Bridge

__all__ = ["Bridge"]
