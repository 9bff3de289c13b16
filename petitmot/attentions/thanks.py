"""A few words of thanks when somebody said yes: prompted once, written by hand, never sent by itself (rule 36)."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from petitmot.attentions.models import ThanksPrompt
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people.events import ContactAccepted
from petitmot.people.models import Contact, ContactRequest, Person
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.events import WordsPublished
from petitmot.posts.models import Audience, Post, Visibility
from petitmot.posts.publishing import publish


def prompt(fact: ContactAccepted) -> None:
    """A reaction: the asker is prompted, once for each acceptance."""
    request = ContactRequest.objects.select_related("asker__server").filter(pk=fact.request_id).first()
    if request is None or request.state != ContactRequest.State.ACCEPTED or not request.asker.server.is_local:
        return
    ThanksPrompt.objects.get_or_create(
        request=request, defaults={"person": request.asker, "made_at": request.closed_at or clock.now()}
    )


def to_give(person: Person) -> list[ThanksPrompt]:
    """Return the prompts that lie on this person's table, the oldest first: not given, not put off, still contacts."""
    return list(_alive(person).filter(given_at=None, put_off_at=None).order_by("made_at"))


def find(person: Person, request_id: int) -> ThanksPrompt:
    """Return one's own prompt by the request that was accepted, also one put off or given; else the same refusal."""
    found = _alive(person).filter(request=request_id).first()
    if found is None:
        raise NotFound(_("Il n’y a pas de remerciement à écrire ici."))
    return found


def put_off(prompt: ThanksPrompt) -> None:
    """Later: it leaves the table for good, for nobody is asked twice; its page stays."""
    ThanksPrompt.objects.filter(pk=prompt.pk, put_off_at=None).update(put_off_at=clock.now())


def thank(prompt: ThanksPrompt, words: str) -> Post:
    """Send words of thanks, as a private word. Refused: `empty`; given once already (`not_found`)."""
    content = typed(words, place_for="words")
    with transaction.atomic():
        if not ThanksPrompt.objects.filter(pk=prompt.pk, given_at=None).update(given_at=clock.now()):
            raise NotFound(_("Vous avez déjà remercié %(name)s.", name=prompt.request.asked.called))
        return publish(prompt.person, content, To(Visibility.NAMED, people=(prompt.request.asked,)))


def hear_private_word(fact: WordsPublished) -> None:
    """A reaction to private words: whoever wrote to them after the acceptance has thanked in their own way."""
    post = Post.objects.filter(pk=fact.post_id).first()
    if post is None:
        return
    readers = Audience.objects.filter(post=post).values("person_id")
    waiting = ThanksPrompt.objects.filter(person_id=post.author_id, request__asked__in=readers, given_at=None)
    waiting.filter(made_at__lte=post.arrived).update(given_at=post.arrived)


def _alive(person: Person) -> QuerySet[ThanksPrompt]:
    still = Contact.objects.filter(person=person, other=OuterRef("request__asked"))
    rows = ThanksPrompt.objects.filter(Exists(still), person=person)
    return rows.select_related("person", "request__asked__server", "request__asker__server")
