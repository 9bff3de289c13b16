"""What a request carries, read the Rails way: `id[]=1`, `poll[options][]=a`, `source[privacy]=public`, JSON, files.

Applications send the same thing in a query string, a form, a multipart body or JSON; a view sees one `Params`.
Values are text, lists, records (dicts), files, and for JSON also numbers, booleans and null. The last of two equal
names counts, as in Rails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from petitmot.client_api.errors import Unreadable

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
DEEPEST = 16
MOST_FIELDS = 1000
_KEYS = re.compile(r"\[([^\[\]]*)\]")
_FALSE = frozenset(["0", "f", "false", "off"])  # ActiveModel::Type::Boolean: everything else that is said is true
_decode = msgspec.json.Decoder().decode


class Params:
    """The values of one request, or of one record within them."""

    __slots__ = ("values",)

    def __init__(self, values: dict[str, Any] | None = None) -> None:
        self.values = {} if values is None else values

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def said(self, name: str) -> bool:
        """Whether something that is not empty was sent under this name."""
        return self.values.get(name) not in (None, "", [], {})

    def raw(self, name: str) -> Any:
        return self.values.get(name)

    def text(self, name: str, otherwise: str = "") -> str:
        """Return a text; a number or a boolean of JSON as it is written."""
        return _text(self.values.get(name), otherwise)

    def maybe(self, name: str) -> str | None:
        """Return a text, or None where the name was not sent at all (null counts as an empty text)."""
        return self.text(name) if name in self.values else None

    def flag(self, name: str) -> bool | None:
        """Return what was said, None where nothing was: `0`, `f`, `false`, `off` are false, all else is true."""
        value = self.values.get(name)
        if isinstance(value, bool):
            return value
        text = _text(value)
        return None if not text else text.lower() not in _FALSE

    def number(self, name: str, otherwise: int | None = None) -> int | None:
        """Return a whole number, or `otherwise` for what is none (19 digits at most)."""
        value = self.values.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**19:
            return value
        text = _text(value).strip()
        return int(text) if re.fullmatch(r"-?[0-9]{1,19}", text) else otherwise

    def texts(self, name: str) -> list[str]:
        """Return a list of texts: `name[]=a&name[]=b`, a JSON list, or one single value."""
        return [_text(value) for value in self._many(name) if not isinstance(value, dict | list)]

    def ids(self, name: str) -> list[int]:
        """Return the ids of a list, each once, in their order; what is no id is left out."""
        numbers = (int(text) for text in self.texts(name) if re.fullmatch(r"[0-9]{1,19}", text))
        return [number for number in dict.fromkeys(numbers) if number < 2**63]

    def record(self, name: str) -> Params:
        """Return the values below `name[...]`; empty where there are none."""
        value = self.values.get(name)
        return Params(value if isinstance(value, dict) else {})

    def records(self, name: str) -> list[Params]:
        """Return a list of records: `name[][x]=`, `name[0][x]=` (in the order of the numbers), or a JSON list."""
        value = self.values.get(name)
        if isinstance(value, dict):
            numbered = sorted(value, key=lambda key: int(key) if key.isascii() and key.isdigit() else 0)
            value = [value[key] for key in numbered]
        return [Params(each) for each in value or [] if isinstance(each, dict)] if isinstance(value, list) else []

    def file(self, name: str) -> UploadedFile[Any] | None:
        """Return the file that was sent under this name, if one was."""
        value = self.values.get(name)
        return value if isinstance(value, UploadedFile) else None

    def _many(self, name: str) -> list[Any]:
        value = self.values.get(name)
        if isinstance(value, dict):
            return list(value.values())
        return value if isinstance(value, list) else [] if value in (None, "") else [value]


def read(request: HttpRequest) -> Params:
    """Read the query string, then the body over it. Raises `Unreadable` for what is no form, JSON or multipart."""
    query = request.META.get("QUERY_STRING", "")
    nested: dict[str, Any] = nest(parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS)) if query else {}
    # A question may carry JSON, as in Rails: Mastodon.py asks for lists of ids that way.
    if request.method not in ("GET", "HEAD", "OPTIONS") or request.content_type == "application/json":
        nested.update(_body(request))
    return Params(nested)


def _body(request: HttpRequest) -> dict[str, Any]:
    kind = (request.content_type or "").lower()
    try:
        if kind == MULTIPART:
            return _multipart(request)
        body = request.body
        if not body:
            return {}
        if kind == "application/json" or kind.endswith("+json"):
            read = _decode(body)
            return read if isinstance(read, dict) else {"_json": read}
        if kind in ("", FORM):
            pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
            return nest(pairs)
        return {}
    except RequestDataTooBig:
        raise
    except (ValueError, msgspec.DecodeError, RecursionError, MultiPartParserError, TooManyFieldsSent) as broken:
        raise Unreadable(str(broken)) from broken


def _multipart(request: HttpRequest) -> dict[str, Any]:
    if request.method == "POST":
        form, files = request.POST, request.FILES
    else:  # Django reads multipart bodies of POST alone
        form, files = MultiPartParser(request.META, request, request.upload_handlers).parse()  # type: ignore[assignment]
    pairs: list[tuple[str, Any]] = [(name, value) for name, values in form.lists() for value in values]
    pairs += [(name, file) for name, sent in files.lists() for file in sent]
    return nest(pairs)


def nest(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Make records and lists of names with brackets. A name that contradicts another (`a=1&a[b]=2`) is unreadable."""
    nested: dict[str, Any] = {}
    for name, value in pairs:
        first, bracket, _rest = name.partition("[")
        if not bracket or not first:
            nested[name] = value
            continue
        keys = _KEYS.findall(name[len(first) :].replace("[][]", "[]"))  # `id[][]=1` is a list too: Mastodon.py sends it
        if len(keys) > DEEPEST:
            raise Unreadable("too many brackets")
        _put(nested, [first, *keys], value)
    return nested


def _put(inside: dict[str, Any], keys: list[str], value: Any) -> None:
    """Lay one value where its keys say; an empty key is a place in a list."""
    key, *rest = keys
    if not rest:
        inside[key] = value
        return
    if rest[0] == "":
        into = inside.setdefault(key, [])
        if not isinstance(into, list):
            raise Unreadable(f"{key} is a list and is none")
        _put_into_list(into, rest[1:], value)
        return
    below = inside.setdefault(key, {})
    if not isinstance(below, dict):
        raise Unreadable(f"{key} is a record and is none")
    _put(below, rest, value)


def _put_into_list(into: list[Any], keys: list[str], value: Any) -> None:
    """`a[][x]=1&a[][x]=2` are two records: a new one begins when its name comes again."""
    if not keys:
        into.append(value)
        return
    if not into or not isinstance(into[-1], dict) or (len(keys) == 1 and keys[0] in into[-1]):
        into.append({})
    _put(into[-1], keys, value)


def _text(value: Any, otherwise: str = "") -> str:
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else otherwise
