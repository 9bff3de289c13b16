"""Posts as finished pieces of HTML, kept while nothing about them differs.

A piece is made of a `Told` and of what the reader's day, zone and language are; all of it is the key, so that a kept
piece can never be stale. A piece holds no token: its buttons belong to the page's one hidden form.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django.template import engines
from django.utils import timezone
from django.utils.translation import get_language
from jinja2 import Template
from markupsafe import Markup

from petitmot.web.telling import Told

MOST = 3000  # pieces kept in one process; about 3 kB each


def piece(it: Told, *, lead: bool = False, gestures: bool = True) -> Markup:
    """Return one post as HTML: `lead` sets its first words larger, `gestures` gives it its foot."""
    return _piece(
        it, lead, gestures, get_language() or "fr", timezone.get_current_timezone_name(), timezone.localdate()
    )


def pieces(posts: Sequence[Told], *, lead: bool = False, gestures: bool = True) -> Markup:
    """Return posts one after the other; `lead` is for the first of them."""
    language, zone, today = get_language() or "fr", timezone.get_current_timezone_name(), timezone.localdate()
    made = (_piece(it, lead and place == 0, gestures, language, zone, today) for place, it in enumerate(posts))
    return Markup("").join(made)


@lru_cache(maxsize=MOST)
def _piece(it: Told, lead: bool, gestures: bool, language: str, zone: str, today: date) -> Markup:
    return Markup(_template().render(it=it, lead=lead, with_gestures=gestures))  # noqa: S704 - the template escapes


@lru_cache(maxsize=1)
def _template() -> Template:
    return engines["jinja2"].env.get_template("web/words/one.html")  # type: ignore[attr-defined,no-any-return]
