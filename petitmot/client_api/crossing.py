"""Applications that run in a browser: which pages of other servers may read an answer (CORS, fetch.spec.whatwg.org).

Everything that machines ask may be asked from anywhere: a token stands in a header, never in a cookie.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from petitmot.client_api.answering import respond
from petitmot.client_api.errors import ApiError

OPEN = ("/api/", "/oauth/", "/.well-known/", "/nodeinfo", "/health")
JSON_ERRORS = ("/api/", "/oauth/", "/.well-known/oauth-authorization-server", "/health")
EXPOSED = "Link, X-RateLimit-Reset, X-RateLimit-Limit, X-RateLimit-Remaining, X-Request-Id, Retry-After"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, Accept, Last-Event-ID",
    "Access-Control-Max-Age": "86400",
}
ERRORS = {400: "Bad Request", 404: "Not Found", 413: "Payload Too Large", 421: "Misdirected Request"}


class CrossOrigin:
    """Says it on every answer of the open paths, answers the question that browsers ask before, and keeps errors JSON."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(OPEN):
            return self.get_response(request)
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            for name, value in PREFLIGHT.items():
                response.headers[name] = value
        else:
            response = self.get_response(request)
            if _is_a_page(request, response):
                status = response.status_code
                response = respond(ApiError(status, ERRORS.get(status, "Internal Server Error")))
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        return response


def _is_a_page(request: HttpRequest, response: HttpResponse) -> bool:
    """An error page, where an application waits for JSON."""
    kind = response.headers.get("Content-Type", "")
    return response.status_code >= 400 and kind.startswith("text/html") and request.path_info.startswith(JSON_ERRORS)
