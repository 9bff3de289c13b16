"""Pages kept as skeletons: all that is the same for the same values is rendered once, and what is new each time is filled in.

A skeleton is a template rendered with holes in it. Its key is the template, the reader's language, zone and day, and every
value it was given, so it is never stale and holds nothing of anybody else; tokens, words and ids are what the holes are for. A page with a
line to say (messages) is rendered whole.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template import engines
from markupsafe import Markup

from petitmot.kit import clock
from petitmot.web.above import has_lines
from petitmot.web.finished import Finished
from petitmot.web.frame import frame
from petitmot.web.pages import show

MOST = 400  # skeletons kept in one process; 10 to 50 kB each
EACH_TIME = ("csrf_input", "live_since")  # of the frame: never in a key
SAME = ("places", "live_url")  # of the frame: the same for whoever has come in
_HOLE = re.compile("\0([a-z_]+)\0")
_PLAIN = frozenset((str, int, bool, type(None)))
_kept: OrderedDict[Any, list[str | bytes]] = OrderedDict()


def filled(request: HttpRequest, template: str, holes: dict[str, Finished], **given: Any) -> HttpResponse:
    """Render a page. `holes`: finished markup, by the name the template calls it; `given`: values that make the key.

    Values are texts, numbers, dates, frozen dataclasses, and lists, sets and dicts of them. A template must print a
    hole as it is, and not look into it. `waits`: where something waits, as far as the page has asked already.
    """
    if has_lines(request):
        return show(request, template, **(given | holes))
    framed = frame(request, given.pop("waits", None))
    framed["messages"] = ()
    each_time = {name: framed.pop(name) for name in EACH_TIME if name in framed}
    same = {name: framed.pop(name) for name in SAME if name in framed}
    key = (template, clock.here(), *_frozen_all(framed), *_frozen_all(given), *holes)
    skeleton = _kept.get(key)
    if skeleton is None:
        skeleton = _kept[key] = _rendered(template, framed | same | given, [*holes, *each_time])
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    values = each_time | holes  # a token is drawn only where the page has a form
    return HttpResponse(b"".join([part if isinstance(part, bytes) else _encoded(values[part]) for part in skeleton]))


def _encoded(value: Any) -> bytes:
    return value.raw if type(value) is Finished else str(value).encode()


def _rendered(template: str, values: dict[str, Any], holes: list[str]) -> list[str | bytes]:
    """Return what stands between the holes, encoded, and the names of these, in turns."""
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    marked = {name: Markup(f"\0{name}\0") for name in holes}  # noqa: S704 - marks of our own
    parts = _HOLE.split(env.get_template(template).render(values | marked))
    return [part if place % 2 else part.encode() for place, part in enumerate(parts)]


def _frozen_all(values: dict[str, Any]) -> list[Any]:
    return [(name, _frozen(value)) for name, value in values.items()]


def _frozen(value: Any) -> Any:
    """Return a value that can be compared; what is markup already is never the same as a text of the same signs."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Markup):
        return (Markup, str(value))
    if isinstance(value, list | tuple):
        return tuple([_frozen(each) for each in value])
    if isinstance(value, dict):
        return tuple(_frozen_all(value))
    if isinstance(value, Model):
        raise TypeError(f"a row is equal to itself whatever it says: give {value!r} as values")
    return frozenset(value) if isinstance(value, set) else value
