"""The OpenAPI document (spec.openapis.org/oas/v3.1.0) of the whole client API, made from the table of endpoints."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import petitmot
from petitmot.client_api import scopes
from petitmot.client_api.call import Call
from petitmot.client_api.door import TABLE, endpoint
from petitmot.client_api.endpoints import Endpoint
from petitmot.client_api.parameters import Schema, read_by
from petitmot.kit import addresses

ERROR = {"$ref": "#/components/responses/Error"}


@endpoint("GET", "/api/petitmot/openapi.json", user=None)
def document(call: Call) -> dict[str, Any]:
    """This document."""
    return _document(addresses.origin())


@lru_cache(maxsize=4)
def _document(origin: str) -> dict[str, Any]:
    paths: dict[str, dict[str, Any]] = {}
    for one in sorted(TABLE, key=lambda one: (one.path, one.method)):
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
    read = {name: schema for name, schema in read_by(one.view).items() if name not in names}
    operation["parameters"] = [_parameter(name, "path", {"type": "string"}) for name in names]
    if one.method == "GET":
        operation["parameters"] += [
            _parameter(name, "query", schema) for name, schema in read.items() if _is_flat(schema)
        ]
    else:
        operation["requestBody"] = {"content": _json({"type": "object", "properties": _in_body(read)})}
    if one.user is not None or one.scopes:
        operation["security"] = [{"oauth": [scope]} for scope in one.scopes] or [{"oauth": []}]
        if one.user is None:
            operation["security"].append({})  # also without a token
    return operation


def _parameter(name: str, where: str, schema: Schema) -> dict[str, Any]:
    named = f"{name}[]" if where == "query" and schema["type"] == "array" and not name.endswith("[]") else name
    return {"name": named, "in": where, "required": where == "path", "schema": schema}


def _is_flat(schema: Schema) -> bool:
    return schema["type"] != "object" and schema.get("format") != "binary"


def _in_body(read: dict[str, Schema]) -> dict[str, Schema]:
    """Files go as multipart, which reads the same names."""
    return {name.removesuffix("[]"): schema for name, schema in read.items() if schema.get("format") != "binary"}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _oauth(origin: str) -> dict[str, Any]:
    flow = {
        "authorizationUrl": f"{origin}/oauth/authorize",
        "tokenUrl": f"{origin}/oauth/token",
        "scopes": dict.fromkeys(scopes.ALL, ""),
    }
    return {"type": "oauth2", "flows": {"authorizationCode": flow}}
