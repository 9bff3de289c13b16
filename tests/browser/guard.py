"""What no page may do: an error in the console, a request elsewhere, a refused script, a dialog of the browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, Response

NOT_SENT_FROM_HERE = ("data", "blob", "about")
# A refused form is a page with a status of its own, which Chromium calls an error too: requests are judged below.
SAID_ELSEWHERE = "Failed to load resource: "
# What a page still wanted when one left it; and what it wanted when a test took the network away.
EXPECTED = ("net::ERR_ABORTED", "net::ERR_INTERNET_DISCONNECTED")


class Guard:
    """Watches every page of a context: `seen` holds a line for whatever no page may do."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self._here = urlsplit(address).netloc
        self.seen: list[str] = []
        context.on("console", self._console)
        context.on("weberror", lambda error: self.seen.append(f"an error in a script: {error.error}"))
        context.on("dialog", self._dialog)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(SAID_ELSEWHERE):
            self.seen.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme not in NOT_SENT_FROM_HERE and where.netloc != self._here:
            self.seen.append(f"a request elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure not in EXPECTED:
            self.seen.append(f"a request that failed: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        # What the service worker asks for is the page itself, which it hands on.
        page = response.request.resource_type == "document" or response.request.service_worker is not None
        if response.status == 409:  # a draft that was saved too late is refused, as it should be
            return
        if response.status >= (500 if page else 400):
            self.seen.append(f"{response.status}: {response.request.method} {response.url}")
