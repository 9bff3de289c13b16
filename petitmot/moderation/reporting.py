"""To report: somebody shows words or a person to the moderators."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.moderation.events import Reported, ReportForwarded
from petitmot.moderation.models import Report, ReportedPost
from petitmot.people.events import PersonReported
from petitmot.people.models import ContactRequest, Person, Selection
from petitmot.posts.models import Post
from petitmot.posts.seeing import may_see

LONGEST = 2000
MOST_POSTS = 10


def report(
    reporter: Person | None,
    person: Person,
    *,
    reason: str,
    words: str = "",
    posts: Sequence[Post] = (),
    request_words: str = "",
    rules: Sequence[int] = (),
    selections: Sequence[Selection] = (),
    forward: bool = False,
    forward_to: Sequence[str] | None = None,
) -> Report:
    """Show a person, and words of theirs that the reporter can see, to the moderators.

    `rules`: the numbers of the rules that are not kept, beginning with 1. No reporter: another server's moderators, who
    see what is for everybody. `selections` are kept as they are now. `forward` shows it to the moderators of the person's server as well, without the
    reporter's name, where they live elsewhere; `forward_to` says to which servers instead: the person's own, and those
    of whom they answered.

    Refused: `oneself`, `too_long`, `nothing_said` (neither words nor posts nor selections). What is not the person's, or that
    the reporter cannot see, is left out without a word.
    """
    if reporter is not None and reporter.pk == person.pk:
        raise Refusal(_("On ne se signale pas soi-même."), code="oneself")
    words = words.strip()
    if len(words) > LONGEST:
        raise Refusal(_("C’est trop long : deux mille signes au plus."), code="too_long", field="words")
    shown = [post for post in posts[:MOST_POSTS] if post.author_id == person.pk and may_see(reporter, post)]
    said = [_as_it_is(each) for each in selections[:MOST_POSTS] if each.owner_id == person.pk]
    if not (words or shown or request_words or rules or said):
        raise Refusal(_("Dites en quelques mots ce qui ne va pas."), code="nothing_said", field="words")
    with transaction.atomic():
        made = Report.objects.create(
            reporter=reporter,
            person=person,
            reason=reason if reason in Report.Reason.values else Report.Reason.OTHER,
            words=words,
            request_words=request_words,
            rules=list(rules),
            selections=said,
            forwarded_to=_doors(person, shown, forward_to) if forward else [],
            at=clock.now(),
        )
        ReportedPost.objects.bulk_create(
            [ReportedPost(report=made, post_id=p.pk, uri=p.uri, text=p.plain, was_private=p.is_private) for p in shown]
        )
        announce(Reported(made.pk, person.pk, reporter.pk if reporter else None))
        if made.forwarded_to:
            announce(ReportForwarded(made.pk))
    return made


def _as_it_is(selection: Selection) -> dict[str, object]:
    return {"id": selection.pk, "name": selection.name, "words": selection.words}


def _doors(person: Person, shown: Sequence[Post], wanted: Sequence[str] | None) -> list[str]:
    """Return the names of the servers that may be shown it: nobody's else than theirs and those they spoke to."""
    if person.server.is_local:
        return []
    if wanted is None:
        return [person.server.domain]
    answered = [post.in_reply_to_id for post in shown if post.in_reply_to_id]
    near = Person.objects.filter(posts__in=answered, server__is_local=False).values_list("server__domain", flat=True)
    said = {domain.strip().lower() for domain in wanted}
    return sorted({person.server.domain, *near} & said)


def of_request(fact: PersonReported) -> None:
    """A reaction: a request reported at the desk becomes a report, with the words of the request, once."""
    request = ContactRequest.objects.select_related("asker", "asked").filter(pk=fact.request_id).first()
    if request is None:
        return
    known = Report.objects.filter(reporter=request.asked, person=request.asker, request_words=request.note)
    if not known.exists():
        report(
            request.asked,
            request.asker,
            reason=Report.Reason.OTHER,
            words=fact.words[:LONGEST],
            request_words=request.note or _("(sans un mot)"),
        )
