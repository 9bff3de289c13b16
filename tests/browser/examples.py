"""Finds in a house what the addresses of the walk name. Runs inside the house: see `deeds.py`."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from petitmot.attentions.models import ThanksPrompt
from petitmot.moderation.models import Report, ServerLimit
from petitmot.people.models import Account, Circle, Contact, ContactRequest, Person, Selection, WordFilter
from petitmot.posts.models import Arrival, Conversation, Post, Tag, Visibility


def examples(me: Person) -> dict[str, Any]:
    """Return one example of each noun, without those that the house has none of."""
    found = _people(me) | _words(me) | _requests(me)
    return {name: value for name, value in found.items() if value is not None}


def _people(me: Person) -> dict[str, Any]:
    contacts = Person.objects.present().here().filter(pk__in=Contact.objects.filter(person=me).values("other"))
    friend = contacts.annotate(words=Count("posts")).order_by("-words").first()
    met = set(contacts.values_list("pk", flat=True)) | {me.pk}
    asked = ContactRequest.objects.filter(asker=me).values("asked")
    strangers = Person.objects.present().here().exclude(pk__in=met).exclude(pk__in=asked)
    keeper = Account.objects.filter(role=Account.Role.OPERATOR).first()
    report = Report.objects.order_by("pk").first()
    limit = ServerLimit.objects.exclude(measure=ServerLimit.Measure.ALLOWED).order_by("pk").first()
    return {
        "limit": limit.pk if limit else None,
        "me": me.name,
        "friend": friend.name if friend else None,
        "writer": friend.pk if friend else None,
        "stranger": next((one.name for one in strangers.exclude(welcome_line="").order_by("pk")), None),
        "keeper": keeper.email if keeper else None,
        "filter": WordFilter.objects.filter(owner=me).values_list("pk", flat=True).first(),
        "report": report.pk if report else None,
        "reported": report.person_id if report else None,
    }


def _words(me: Person) -> dict[str, Any]:
    open_ones = Post.objects.filter(visibility=Visibility.PUBLIC, arrival=Arrival.LIVE, shares=None)
    friend = _people(me)["friend"]
    answered = open_ones.filter(author__name=friend).annotate(answers=Count("replies")).order_by("-answers", "-pk")
    mine = open_ones.filter(author=me).order_by("-pk").first()
    edited = Post.objects.filter(versions__isnull=False, visibility=Visibility.PUBLIC).order_by("-pk").first()
    conversation = (
        Conversation.objects.filter(members__person=me, last_post__isnull=False).order_by("-last_post").first()
    )
    circle = Circle.objects.filter(owner=me, ended_at=None, members__isnull=False).order_by("kind", "pk").first()
    tag = Tag.objects.order_by("pk").first()
    post = answered.first()
    poll = open_ones.filter(has_poll=True).select_related("author").order_by("-pk").first()
    picture = open_ones.filter(has_pictures=True).order_by("-pk").first()
    return {
        "poll": f"{poll.author.name}/{poll.pk}" if poll else None,
        "picture": picture.pk if picture else None,
        "post": post.pk if post else None,
        "mine": mine.pk if mine else None,
        "edited": edited.pk if edited else None,
        "conversation": conversation.pk if conversation else None,
        "circle": circle.pk if circle else None,
        "selection": Selection.objects.filter(owner=me).order_by("pk").values_list("pk", flat=True).first(),
        "tag": tag.name if tag else None,
    }


def _requests(me: Person) -> dict[str, Any]:
    on_desk = ContactRequest.objects.on_desk().filter(asked=me).order_by("pk").first()
    wordless = ContactRequest.objects.filter(asked=me, state="accepted", acceptance_words="").order_by("pk").first()
    thanks = ThanksPrompt.objects.filter(person=me, given_at=None).order_by("pk").first()
    return {
        "request": on_desk.pk if on_desk else None,
        "accepted": wordless.pk if wordless else None,
        "thanks": thanks.request_id if thanks else None,
    }
