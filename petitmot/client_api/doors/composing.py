"""What an application sends when somebody writes: read, checked, and made into what the house publishes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.utils.dateparse import parse_datetime

from petitmot.client_api.call import Call
from petitmot.client_api.entities.account import accounts
from petitmot.client_api.errors import ApiError, invalid
from petitmot.client_api.params import Params
from petitmot.federation import finding
from petitmot.kit.compiled import Compiled
from petitmot.people.models import Circle, Manners, Person
from petitmot.posts import picturing, polls, scheduling, seeing
from petitmot.posts.audiences import To
from petitmot.posts.content import Content, typed
from petitmot.posts.models import Picture, Post, Quoting, Visibility

VISIBILITIES = {
    "public": Visibility.PUBLIC,
    "unlisted": Visibility.QUIET,
    "private": Visibility.FOLLOWERS,
    "direct": Visibility.NAMED,
    "contacts": Visibility.CONTACTS,
}
MOST_SECONDS = 10**9  # of a poll, before it is refused as too long
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?\Z")
_LIST = re.compile(r"list:([0-9]{1,19})\Z")
NO_REPLY = "The post you are trying to reply to does not appear to exist."
NO_QUOTE = "The post you are trying to quote does not appear to exist."


@dataclass(frozen=True)
class Written:
    """Everything that `publish` needs."""

    content: Content
    to: To
    answers: Post | None
    quotes: Post | None
    quotable_by: Quoting


class Usual(NamedTuple):
    """How a person's new words are where nothing is said (`source` of CredentialAccount)."""

    visibility: str = Visibility.PUBLIC
    sensitive: bool = False
    language: str = ""
    quotes: str = Quoting.PUBLIC


NOTHING_SAID = Usual()


def usual(person: Person) -> Usual:
    """Return what a person chose for new words. One query."""
    return next((Usual(*row) for row in _USUAL(person=person.pk)), NOTHING_SAID)


_USUAL = Compiled[tuple[str, bool, str, str]](
    lambda person: Manners.objects.filter(person_id=person).values_list(
        "usual_visibility", "usual_warning", "usual_language", "usual_quotes"
    ),
    person=int,
)


def written(call: Call) -> Written:
    """Read what is to be published. Raises what Mastodon answers to each thing that cannot be."""
    params = call.params
    answers = _other(call, "in_reply_to_id", NO_REPLY)
    quotes = _other(call, "quoted_status_id", NO_QUOTE)
    pictures = _pictures(call.person, params, post=None)
    finding.meet(params.text("status"), by=call.person)
    usually = usual(call.person)
    content = content_of(call, pictures, plain=params.text("content_type") != "text/markdown", usually=usually)
    _refuse_unexpected(call, content)
    quoting = quotable(params) or Quoting(usually.quotes)
    return Written(content, audience(call, usually), answers, quotes, quoting)


def content_of(
    call: Call, pictures: Sequence[Picture], *, plain: bool, before: Post | None = None, usually: Usual = NOTHING_SAID
) -> Content:
    """Read text, warning and language. Of an edit (`before`), as in Mastodon: a warning that is not sent goes, text and
    language stay. Of new words what is not sent is as the person usually wishes it."""
    params = call.params
    text = params.text("status", before.source if before and "status" not in params else "")
    warning = params.text("spoiler_text")
    if not text.strip() and warning.strip():
        text, warning = warning, ""
    sensitive = params.flag("sensitive")
    return typed(
        text,
        warning=warning,
        language=_language(call, before, usually),
        pictures=pictures,
        plain=plain,
        poll=poll_of(params),
        sensitive=sensitive if sensitive is not None else usually.sensitive,
    )


def _language(call: Call, before: Post | None, usually: Usual) -> str:
    said = call.params.text("language").strip()
    if _LANGUAGE.match(said) and len(said) <= 12:
        return said
    if before is not None:
        return before.language
    return usually.language or (call.person.languages[0] if call.person.languages else call.account.language)


def audience(call: Call, usually: Usual) -> To:
    """Read for whom: Mastodon's four, `contacts`, or `list:<id>` for a circle; as usual where nothing is said."""
    said = call.params.text("visibility")
    if not said:
        whom = Visibility(usually.visibility)
        return To(whom, alone=whom == Visibility.NAMED)
    if listed := _LIST.match(said):
        return To(Visibility.CIRCLE, circle=Circle(pk=int(listed[1])))
    if said not in VISIBILITIES:
        raise ApiError(422, f"'{said[:40]}' is not a valid visibility")
    return To(VISIBILITIES[said], alone=said == "direct")


def quotable(params: Params) -> Quoting | None:
    """Read who may quote; None where nothing was said."""
    said = params.text("quote_approval_policy")
    if not said:
        return None
    if said not in Quoting.values:
        raise ApiError(422, f"'{said[:40]}' is not a valid quote approval policy")
    return Quoting(said)


def poll_of(params: Params) -> polls.Asked | None:
    """Read `poll[options][]`, `poll[expires_in]` (seconds), `poll[multiple]`, `poll[hide_totals]`."""
    poll = params.record("poll")
    if not poll.values:
        return None
    seconds = min(max(poll.number("expires_in") or 0, 0), MOST_SECONDS)
    return polls.typed(
        poll.texts("options"),
        timedelta(seconds=seconds),
        several=bool(poll.flag("multiple")),
        hides_results=bool(poll.flag("hide_totals")),
    )


def later(params: Params) -> datetime | None:
    """Read `scheduled_at`: None where the words are for now."""
    if not params.said("scheduled_at"):
        return None
    try:
        at = parse_datetime(params.text("scheduled_at"))
    except ValueError:
        at = None
    if at is None:
        raise invalid("Scheduled at The scheduled date must be in the future")
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def plan_of(call: Call, asked: Written) -> scheduling.Plan:
    """Return what was asked for as what can wait in a row."""
    content, poll = asked.content, call.params.record("poll")
    return scheduling.Plan(
        words=content.source,
        visibility=asked.to.visibility,
        circle=asked.to.circle.pk if asked.to.circle else None,
        warning=content.warning,
        language=content.language,
        pictures=[picture.pk for picture in content.pictures],
        answers=asked.answers.pk if asked.answers else None,
        quotes=asked.quotes.pk if asked.quotes else None,
        poll_answers=list(content.poll.answers) if content.poll else [],
        poll_seconds=poll.number("expires_in") or 0,
        poll_several=bool(poll.flag("multiple")),
        poll_hides_results=bool(poll.flag("hide_totals")),
        plain=content.is_plain,
        sensitive=content.is_sensitive,
        alone=asked.to.alone,
        quotable_by=asked.quotable_by,
    )


def edited_pictures(call: Call, post: Post) -> list[Picture]:
    """Read which pictures stay or come, with the words that now tell them (`media_attributes`)."""
    pictures = _pictures(call.person, call.params, post=post)
    said = {each.text("id"): each for each in call.params.records("media_attributes")}
    for picture in pictures:
        if new := said.get(str(picture.pk)):
            alt = new.text("description", picture.alt if "description" not in new else "")
            picturing.described(picture, alt, focus_of(new))
    return pictures


def focus_of(params: Params) -> picturing.Focus | None:
    """Read `focus=0.1,-0.5`; None for what is no pair of numbers."""
    parts = params.text("focus").split(",")
    try:
        x, y = (float(part) for part in parts)
    except ValueError:
        return None
    return (x, y)


def _pictures(owner: Person, params: Params, *, post: Post | None) -> list[Picture]:
    ids = params.ids("media_ids")
    if len(ids) != len(set(params.texts("media_ids"))):
        raise ApiError(422, "Media not found or already attached to another post")
    rows = Picture.objects.filter(pk__in=ids, owner=owner)
    found = {row.pk: row for row in rows if row.post_id is None or (post is not None and row.post_id == post.pk)}
    gone = [str(id_) for id_ in ids if id_ not in found]
    if gone:
        raise ApiError(422, f"Media {', '.join(gone)} not found or already attached to another post")
    return [found[id_] for id_ in ids]


def _other(call: Call, name: str, missing: str) -> Post | None:
    """Return the post a parameter names; a share stands for what it shares."""
    if not call.params.said(name):
        return None
    id_ = call.params.number(name)
    found = _seen(call, id_) if id_ is not None and 0 < id_ < 2**63 else None
    if found is not None and found.shares_id:
        found = _seen(call, found.shares_id)
    if found is None:
        raise ApiError(404, missing)
    return found


def _seen(call: Call, id_: int) -> Post | None:
    rows = seeing.visible_to(call.person, Post.objects.select_related("author__server"))
    return rows.filter(pk=id_).first()


def _refuse_unexpected(call: Call, content: Content) -> None:
    """`allowed_mentions`: an application says whom it showed to the writer; nobody else is to be spoken to."""
    if "allowed_mentions" not in call.params:
        return
    allowed = {*call.params.ids("allowed_mentions"), call.person.pk}
    unexpected = [person for person in content.mentions if person.pk not in allowed]
    if unexpected:
        told = accounts(unexpected, call.person)
        raise ApiError(422, "Post would be sent to unexpected accounts", unexpected_accounts=told)
