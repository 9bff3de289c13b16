"""What a person typed into a composer, exactly as typed, so that nothing is lost when it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, QueryDict

from petitmot.kit.addresses import split_handle
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import circles
from petitmot.people.models import Person
from petitmot.posts import polls
from petitmot.posts.audiences import To
from petitmot.posts.content import Content, typed
from petitmot.posts.models import Draft, Picture, Visibility

LANGUAGES = {"fr": "français", "en": "English", "de": "Deutsch", "es": "español", "it": "italiano", "pt": "português"}

LASTS = ("60", "360", "1440", "4320", "10080")  # minutes that a poll may last


@dataclass
class Written:
    """The fields of a composer."""

    words: str = ""
    whom: str = Visibility.PUBLIC
    circle: str = ""
    people: str = ""
    warning: str = ""
    language: str = "fr"
    pictures: list[str] = field(default_factory=list)  # ids
    alts: dict[str, str] = field(default_factory=dict)  # by the id of the picture that they tell
    focus: dict[str, tuple[float, float]] = field(default_factory=dict)
    poll: list[str] = field(default_factory=list)  # answers, empty lines too
    poll_lasts: str = "1440"  # minutes
    poll_several: str = ""
    later: str = ""  # the moment, as the browser writes it

    @property
    def asks(self) -> bool:
        """Whether it holds a poll."""
        return any(answer.strip() for answer in self.poll)

    @property
    def poll_seconds(self) -> int:
        return int(self.poll_lasts) * 60 if self.poll_lasts in LASTS else 0

    def settings(self) -> dict[str, Any]:
        """Return what a draft keeps beside the words; what is said of pictures is kept with the pictures."""
        return {name: value for name, value in vars(self).items() if name not in ("words", "alts", "focus")}


def from_form(request: HttpRequest) -> Written:
    """Read a posted composer."""
    pictures = request.POST.getlist("picture")[:20]
    return Written(
        words=said(request.POST, "words"),
        whom=said(request.POST, "whom", Visibility.PUBLIC),
        circle=said(request.POST, "circle"),
        people=said(request.POST, "people"),
        warning=said(request.POST, "warning"),
        language=said(request.POST, "language", "fr"),
        pictures=pictures,
        alts={id_: said(request.POST, f"alt-{id_}") for id_ in pictures if f"alt-{id_}" in request.POST},
        focus={id_: _focus(request.POST, id_) for id_ in pictures if f"focus-x-{id_}" in request.POST},
        poll=[answer.replace("\x00", "")[:200] for answer in request.POST.getlist("poll")[:10]],
        poll_lasts=said(request.POST, "poll_lasts", "1440"),
        poll_several=said(request.POST, "poll_several"),
        later=said(request.POST, "later")[:40],
    )


def _focus(form: QueryDict, id_: str) -> tuple[float, float]:
    """Read where two sliders stand; what is no number is the middle."""
    places = []
    for side in ("x", "y"):
        try:
            places.append(float(form.get(f"focus-{side}-{id_}", "0")[:8]))
        except ValueError:
            places.append(0.0)
    return places[0], places[1]


def said(form: QueryDict, name: str, otherwise: str = "") -> str:
    """Return a field as it was typed, without the null characters that no database keeps."""
    return form.get(name, otherwise).replace("\x00", "")


def sheet_of(request: HttpRequest) -> str:
    """Return the name of the sheet that a form was written on; "" where it carries none."""
    return said(request.POST, "feuille")


def from_draft(draft: Draft) -> Written:
    """Take up a draft where it was left."""
    kept = draft.settings if isinstance(draft.settings, dict) else {}
    written = Written(words=draft.words)
    for name in ("whom", "circle", "people", "warning", "language", "poll_lasts", "poll_several", "later"):
        setattr(written, name, str(kept.get(name, getattr(written, name))))
    written.poll = [str(answer) for answer in kept.get("poll", [])]
    written.pictures = [str(id_) for id_ in kept.get("pictures", [])]
    return written


def content_of(written: Written, author: Person, pictures: Sequence[Picture] = ()) -> Content:
    """Make content of what was typed. Refused as `posts.content.typed` says, with `words` as the field."""
    language = written.language if written.language in LANGUAGES or written.language in author.languages else "fr"
    poll = (
        polls.typed(written.poll, timedelta(seconds=written.poll_seconds), several=bool(written.poll_several))
        if written.asks
        else None
    )
    return typed(
        written.words, warning=written.warning, language=language, pictures=pictures, poll=poll, place_for="words"
    )


def audience_of(written: Written, author: Person) -> To:
    """Read whom the words are for. Refused: `whom`, `nobody_here`, and what `people.circles` refuses."""
    if written.whom not in Visibility.values:
        raise Refusal(_("Choisissez qui peut lire ces mots."), code="whom", field="whom")
    circle = None
    if written.whom == Visibility.CIRCLE and written.circle.isascii() and written.circle.isdigit():
        circle = circles.my_circle(author, int(written.circle[:18]))
    return To(Visibility(written.whom), circle, people_named(written.people))


def people_named(text: str) -> tuple[Person, ...]:
    """Read addresses separated by commas or spaces. Refused (`nobody_here`, field `people`) where one is unknown."""
    found: dict[int, Person] = {}
    for handle in text.replace(",", " ").replace(";", " ").split()[:50]:
        split = split_handle(handle)
        rows = Person.objects.present().select_related("server")
        person = rows.named(*split).first() if split else None
        if person is None:
            raise Refusal(
                _("Il n’y a personne à l’adresse « %(handle)s ».", handle=handle), code="nobody_here", field="people"
            )
        found[person.pk] = person
    return tuple(found.values())
