"""A browser without scripts, small enough to write thousands of words in a minute."""

from __future__ import annotations

import http.client
import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode


class Visitor:
    """Cookies, one connection that is made anew when it broke, and forms with their token."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})
        self._connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Send a form. Raises OSError or HTTPException when no answer came: then nothing was acknowledged."""
        return self._ask("POST", path, urlencode(fields | {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}))

    def sign_up(self, name: str) -> None:
        status, page = self.get("/s-inscrire/")
        assert status == 200, page
        terms = re.search(r'name="terms" value="([^"]*)"', page)
        status, page = self.post(
            "/s-inscrire/",
            name=name,
            called=name.capitalize(),
            email=f"{name}@example.com",
            password="une phrase assez longue",
            terms=terms[1] if terms else "",
            time_zone="Europe/Paris",
            language="fr",
        )
        assert status == 302, page

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        connection = self._connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        self._connection = None
        headers = {"Host": f"localhost:{self.port}", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            page = response.read().decode()
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        for value in response.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(value).items()}
        return response.status, page
