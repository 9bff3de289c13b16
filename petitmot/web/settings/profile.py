"""What one says of oneself: everything `people.profiles.describe` keeps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import profiles
from petitmot.people.models import Person
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, form_or_refusal, member_page, show
from petitmot.web.settings.choices import languages_named, languages_written

TEXTS = ("display_name", "bio", "card_does", "card_seeks", "card_offers")
FIELDS = [(f"field_name_{row}", f"field_value_{row}") for row in range(profiles.MOST_FIELDS)]


@member_page
def profile(request: MemberRequest) -> HttpResponse:
    """`/reglages/profil/`."""
    values = _typed(request) if request.method == "POST" else _kept(request.person)

    def page(refusal: Refusal | None = None) -> HttpResponse:
        shown = lines(values, refusal)
        rows = [(shown[name], shown[value]) for name, value in FIELDS]
        return show(request, "web/settings/profile.html", f=shown, rows=rows, errors=wrong(refusal, values))

    def keep() -> HttpResponse:
        said = {name: values[name] for name in TEXTS} | {
            "places": _parts(values["places"]),
            "tags": [part.lstrip("#") for part in _parts(values["tags"])],
            "languages": languages_written(values["languages"]),
            "fields": [(values[name].strip(), values[value].strip()) for name, value in FIELDS],
        }
        profiles.describe(request.person, **said)
        messages.success(request, _("Votre profil est gardé."))
        return redirect("settings-profile")

    return form_or_refusal(keep, page) if request.method == "POST" else page()


def _kept(person: Person) -> dict[str, str]:
    values = {name: str(getattr(person, name)) for name in TEXTS}
    values |= {"places": ", ".join(person.places), "tags": ", ".join(person.tags)}
    values["languages"] = languages_named(person.languages)
    for row, (name, value) in enumerate(FIELDS):
        field = person.fields[row] if row < len(person.fields) else {}
        values |= {name: field.get("name", ""), value: field.get("value", "")}
    return values


def _typed(request: MemberRequest) -> dict[str, str]:
    return typed(request, *TEXTS, "places", "tags", "languages", *(name for pair in FIELDS for name in pair))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
