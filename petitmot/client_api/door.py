"""The door of the client API: finds the endpoint, reads the token and the parameters, calls the view, writes the answer.

    @endpoint("GET", "/api/v1/accounts/{id}/lists", scopes=("read:lists",))
    def lists(call: Call, id: str) -> object: ...

`user=True`: a person's token; `user=False`: any token, an application's own too; `user=None`: also without a token.
Errors: `errors.ApiError`, or a `Refusal` of the house, which `errors.of` puts into Mastodon's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from petitmot.client_api import errors, params, rates, repeating
from petitmot.client_api.admitting import admit, token_of
from petitmot.client_api.answering import respond, response_of, written
from petitmot.client_api.call import Call
from petitmot.client_api.endpoints import Endpoint, View
from petitmot.client_api.errors import ApiError
from petitmot.client_api.models import Token
from petitmot.kit.refusals import Refusal

F = TypeVar("F", bound=View)


@dataclass
class _Place:
    """A place in the tree of paths: what may follow, and the endpoints that end here, by method."""

    below: dict[str, _Place] = field(default_factory=dict)
    value: _Place | None = None
    here: dict[str, Endpoint] = field(default_factory=dict)


_ROOT = _Place()
TABLE: list[Endpoint] = []


def endpoint(
    methods: str | Iterable[str],
    path: str,
    *,
    scopes: tuple[str, ...] = (),
    user: bool | None = True,
    repeats: bool = False,
    unconfirmed: bool = False,
    copied: bool = False,
) -> Callable[[F], F]:
    """Open a path to a view. Several paths or methods: say it again.

    `copied`: what asks often may be given a copy of the answer (`docs/decisions/0033-copies-of-answers.md`). Only for what
    writes nothing, and depends on nothing but the database, the hour, the token and the address.
    """

    def register(view: F) -> F:
        for method in (methods,) if isinstance(methods, str) else methods:
            parts = tuple(path.strip("/").split("/"))
            made = Endpoint(method, path, view, scopes, user, repeats, unconfirmed, copied, parts)
            _lay(made)
            TABLE.append(made)
        return view

    return register


def _lay(made: Endpoint) -> None:
    place = _ROOT
    for part in made.parts:
        if part.startswith("{"):
            place.value = place.value or _Place()
            place = place.value
        else:
            place = place.below.setdefault(part, _Place())
    assert made.method not in place.here, f"{made.method} {made.path} is there twice"
    place.here[made.method] = made


def find(path: str) -> _Place | None:
    """Return the place of a path; what is written out goes before what is a value."""
    return _walk(_ROOT, path.strip("/").split("/"), 0)


def _walk(place: _Place, parts: list[str], at: int) -> _Place | None:
    if at == len(parts):
        return place if place.here else None
    below = place.below.get(parts[at])
    found = _walk(below, parts, at + 1) if below else None
    if found is None and place.value is not None and parts[at]:
        found = _walk(place.value, parts, at + 1)
    return found


def serve(request: HttpRequest) -> HttpResponse:
    """Answer one request: Django's view for every path of the client API."""
    place = find(request.path_info)
    method = "GET" if request.method == "HEAD" else str(request.method)
    if place is None:
        return respond(ApiError(404, "Not Found"))
    found = place.here.get(method)
    if found is None:
        return respond(ApiError(405, "Method Not Allowed"), {"Allow": ", ".join([*sorted(place.here), "OPTIONS"])})
    if request.resolver_match is not None:
        request.resolver_match.route = found.path[1:]  # for the log: it holds no values
    with override("en"):  # errors are said as Mastodon says them
        return _answer(request, found)


def _answer(request: HttpRequest, found: Endpoint) -> HttpResponse:
    headers: dict[str, str] = {}
    try:
        sent = params.read(request)
        token = token_of(request, sent)
        headers, may = rates.count(_who(request, token))
        if not may:
            raise ApiError(429, "Too many requests")
        call = Call(request, sent, admit(found, token))
        values = {name[1:-1]: value for name, value in zip(found.parts, _parts(request), strict=True) if name[0] == "{"}
        if found.repeats and request.headers.get("Idempotency-Key"):
            return _once(found, call, values, headers)
        answer = written(found.view(call, **values), headers)
        if found.copied and call.token is not None and request.method == "GET":
            request.META[rates.COPIED] = _who(request, call.token)
        return answer
    except ApiError as error:
        return respond(error, headers)
    except Refusal as refusal:
        return respond(errors.of(refusal), headers | errors.headers_of(refusal))
    except RequestDataTooBig:
        return respond(ApiError(413, "Payload Too Large"), headers)


def _parts(request: HttpRequest) -> list[str]:
    return request.path_info.strip("/").split("/")


def _once(found: Endpoint, call: Call, values: dict[str, str], headers: dict[str, str]) -> HttpResponse:
    key = call.request.headers["Idempotency-Key"]
    who = call.token.pk if call.token else ""

    def work() -> tuple[int, bytes]:
        answer = written(found.view(call, **values), {})
        return answer.status_code, answer.content

    status, body = repeating.once(f"{found.method} {call.request.path_info} {who} {key}", work)
    return response_of(status, body, headers)


def _who(request: HttpRequest, token: Token | None) -> str:
    return f"token {token.pk}" if token and token.pk else str(request.META.get("REMOTE_ADDR", ""))
