"""The Jinja2 environment of every page and mail: escaping, translation with French typography, our globals and filters."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from jinja2 import Environment, pass_environment, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from petitmot.kit.language import _, speaks_french
from petitmot.kit.typography import elided, french
from petitmot.look import moments, statics
from petitmot.look.drawings import markup as drawings
from petitmot.look.faces.markup import face, face_url
from petitmot.look.names import goodwill, names
from petitmot.look.tokens import token

MOST_KEPT = 2000  # parts kept in one process; about 2 kB each
_KEPT: dict[Any, Markup] = {}


def environment(**options: Any) -> Environment:
    """Build the environment for Django's Jinja2 backend (`OPTIONS["environment"]`); `options` are the backend's own.

    Texts: `_("Bonjour %(name)s", name=x)`, `ngettext(one, many, n)` and `{% trans %}`; values are escaped. A literal
    per cent sign in a text is written twice.
    """
    options["autoescape"] = escapes
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    options.setdefault("extensions", ["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"])
    env = Environment(**options)  # noqa: S701 - autoescape is set above
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(_sentence, _sentence_of_number, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(_=_sentence_with, gettext=_sentence_with)
    env.globals.update(
        url=url,
        kept_part=kept_part,
        static=statics.static,
        csrf_field=csrf_field,
        icon=drawings.icon,
        drawing=drawings.drawing,
        stamp=drawings.stamp,
        stamp_for=drawings.stamp_for,
        face=face,
        face_url=face_url,
        moment=moments.moment,
        greeting=moments.greeting,
        part_of_day=moments.part_of_day,
        names=names,
        goodwill=goodwill,
    )
    env.filters.update(
        hour=moments.hour,
        when=moments.when,
        spoken=moments.spoken,
        day=moments.day,
        date=moments.date,
        since=moments.since,
        iso=moments.iso,
        local=timezone.localtime,
        names=names,
        heading=heading,
        spaced=french,
    )
    return env


def escapes(template: str | None) -> bool:
    """Whether what stands in a template is escaped: always, but for the plain text of a mail (`*.txt`)."""
    return not (template or "").endswith(".txt")


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of the view called `name` (Django's `reverse`)."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


@pass_environment
def kept_part(env: Environment, template: str, **values: Any) -> Markup:
    """Return a template filled with these values and nothing else, kept for the next page that gives the same.

    All it can depend on is the key (with the language), so a kept part is never stale and holds nothing of another
    reader. For what says no time of the day. Values: texts, numbers, sets and dicts of them, frozen dataclasses.
    """
    key = (env, template, get_language(), tuple([_frozen(value) for value in values.values()]))
    try:
        found = _KEPT.get(key)
    except TypeError:  # a value that cannot be compared: made each time
        return Markup(env.get_template(template).render(values))  # noqa: S704 - a template escapes
    if found is None:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        found = _KEPT[key] = Markup(env.get_template(template).render(values))  # noqa: S704 - a template escapes
    return found


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple(value.items())
    return frozenset(value) if isinstance(value, set) else value


def csrf_field(request: HttpRequest) -> Markup:
    """Return the hidden field that a form needs; in a page the context's `csrf_input` is the same."""
    return Markup(f'<input type="hidden" name="csrfmiddlewaretoken" value="{token(request)}">')  # noqa: S704 - letters


def heading(text: str) -> str:
    """Return `text` with a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]


def _sentence(message: str) -> str:
    return _(message)


@pass_eval_context
def _sentence_with(how: EvalContext, message: str, /, **values: object) -> str:
    """As Jinja's own gettext; where French runs a name into the word before it (« d’Ana »), it does."""
    text = _(message)
    if values and speaks_french():
        text = elided(text, values)
    return (Markup(text) if how.autoescape else text) % values  # noqa: S704 - our own sentence; values are escaped


def _sentence_of_number(one: str, many: str, number: int) -> str:
    """Choose the form that goes with `number`; Jinja fills in the values afterwards."""
    if not speaks_french():
        return ngettext(one, many, number)
    return french(one if number in (0, 1) else many)
