"""The OpenAPI document (spec.openapis.org/oas/v3.1.0) of Petitmot's own API, made from the table of endpoints."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import petitmot
from petitmot.client_api import scopes
from petitmot.client_api.call import Call
from petitmot.client_api.door import TABLE, Endpoint, endpoint
from petitmot.kit import addresses

OWN = "/api/petitmot/"
ERROR = {"$ref": "#/components/responses/Error"}


@endpoint("GET", "/api/petitmot/openapi.json", user=None)
def document(call: Call) -> dict[str, Any]:
    """This document."""
    return _document(addresses.origin())


@lru_cache(maxsize=4)
def _document(origin: str) -> dict[str, Any]:
    paths: dict[str, dict[str, Any]] = {}
    for one in sorted(TABLE, key=lambda one: (one.path, one.method)):
        if one.path.startswith(OWN):
            paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Petitmot", "version": petitmot.__version__, "license": {"name": "AGPL-3.0-or-later"}},
        "servers": [{"url": origin}],
        "paths": paths,
        "components": {
            "securitySchemes": {"oauth": _oauth(origin)},
            "responses": {"Error": {"description": "What was refused, and why.", "content": _json(_ERROR)}},
        },
    }


_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string"}, "error_description": {"type": "string"}, "code": {"type": "string"}},
}


def _operation(one: Endpoint) -> dict[str, Any]:
    said = " ".join((one.view.__doc__ or "").split())
    kind = {"description": "Done.", "content": _json({})}
    operation: dict[str, Any] = {
        "operationId": re.sub(r"\W+", "_", f"{one.method.lower()}{one.path}").strip("_"),
        "summary": said,
        "responses": {"200": kind, "4XX": ERROR},
    }
    names = re.findall(r"\{(\w+)\}", one.path)
    if names:
        operation["parameters"] = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names
        ]
    if one.method != "GET":
        operation["requestBody"] = {"content": _json({"type": "object"})}
    if one.scopes:
        operation["security"] = [{"oauth": [scope]} for scope in one.scopes]
    return operation


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _oauth(origin: str) -> dict[str, Any]:
    flow = {
        "authorizationUrl": f"{origin}/oauth/authorize",
        "tokenUrl": f"{origin}/oauth/token",
        "scopes": dict.fromkeys(scopes.ALL, ""),
    }
    return {"type": "oauth2", "flows": {"authorizationCode": flow}}
