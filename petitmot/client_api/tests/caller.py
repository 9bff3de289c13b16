"""An application for tests: calls the API with a token, and reads JSON. Each answer is held against its documentation."""

from __future__ import annotations

from typing import Any

import msgspec
from django.test import Client

from petitmot.client_api import tokens
from petitmot.client_api.models import Application
from petitmot.client_api.oauth import applications
from petitmot.client_api.tests import answers
from petitmot.people.models import Account, Person

EVERYTHING = "read write follow push profile admin:read admin:write"


def application(scopes: str = EVERYTHING) -> Application:
    return applications.register("Essai", [applications.OUT_OF_BAND], scopes, "")[0]


class Caller:
    """`caller.get("/api/v1/…", limit=2)`; `caller.status`, `caller.headers` are those of the last answer."""

    def __init__(self, person: Person | None = None, scopes: str = EVERYTHING, *, of_application: bool = False) -> None:
        self.client = Client(headers={"host": "petitmot.test"})
        self.client.raise_request_exception = True
        self.secret = ""
        self.status = 0
        self.headers: Any = {}
        if person is not None:
            account = Account.objects.get(persons=person)
            _token, self.secret = tokens.make(application(), scopes.split(), account=account, person=person)
        elif of_application:
            _token, self.secret = tokens.make(application(), scopes.split())

    def call(self, method: str, path: str, body: Any = None, *, json: bool = False, **more: Any) -> Any:
        """Call; a dict goes as a form (multipart where it holds a file), or as JSON."""
        headers = more.pop("headers", {})
        if self.secret:
            headers = {"Authorization": f"Bearer {self.secret}"} | headers
        if json:
            more |= {"data": msgspec.json.encode(body), "content_type": "application/json"}
        elif body is not None:
            more |= {"data": body}
        answer = getattr(self.client, method.lower())(path, headers=headers, **more)
        self.status, self.headers, self.body = answer.status_code, answer.headers, answer.content
        if not answer.streaming:
            kind = answer.headers.get("Content-Type", "")
            answers.hold(method.upper(), path.partition("?")[0], answer.status_code, kind, answer.content)
        is_json = answer.headers.get("Content-Type", "").startswith("application/json")
        return msgspec.json.decode(answer.content) if is_json and answer.content else answer.content

    def get(self, path: str, **query: Any) -> Any:
        return self.call("get", path, query)

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        return self.call("post", path, body if body is not None else {}, **more)

    def put(self, path: str, body: Any) -> Any:
        return self.call("put", path, body, json=True)

    def patch(self, path: str, body: Any) -> Any:
        return self.call("patch", path, body, json=True)

    def delete(self, path: str, body: Any = None) -> Any:
        return self.call("delete", path, body, json=True) if body else self.call("delete", path)
