"""Winks and introductions, to people elsewhere (rule 36)."""

from __future__ import annotations

from petitmot.attentions.events import Winked
from petitmot.attentions.models import Wink
from petitmot.federation.delivering.outgoing.tongues import knows_words
from petitmot.federation.delivering.queue import deliver
from petitmot.federation.delivering.recipients import of_one
from petitmot.federation.documents import tie_activities
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people.events import Introduced
from petitmot.people.models import Introduction, Person
from petitmot.posts import liking
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Post, Visibility
from petitmot.posts.publishing import publish


def tell_wink(fact: Winked) -> None:
    """A Like of their latest public words, where some are here; else a few words, as the winker chose.

    A wink with words went as a private word already.
    """
    rows = Wink.objects.select_related("winker__server", "winker__manners", "winked__server")
    wink = rows.filter(pk=fact.wink_id, with_words=False).first()
    if wink is None or wink.winked.server.is_local or not wink.winker.server.is_local:
        return
    posts = Post.objects.filter(author=wink.winked, visibility=Visibility.PUBLIC, shares=None)
    latest = posts.order_by("-id").first()
    try:
        if latest is not None:
            liking.like(wink.winker, latest)
            return
    except Refusal:
        pass  # gone meanwhile
    _say(wink.winker, wink.winked)


def _say(winker: Person, winked: Person) -> None:
    handle = f"@{winked.name}@{winked.server.domain}"
    words = _("%(handle)s Un clin d’œil de ma part : merci de me suivre.", handle=handle)
    aloud = winker.manners.wink_way == "mention"
    to = To(Visibility.QUIET) if aloud else To(Visibility.NAMED, people=(winked,))
    if not Post.objects.filter(author=winker, source=words).exists():
        publish(winker, typed(words), to)


def tell_introduction(fact: Introduced) -> None:
    """Offer of the one to the other, where that is read; where it is not, a message to the three."""
    rows = Introduction.objects.select_related("introducer__server", "first__server", "second__server")
    made = rows.filter(pk=fact.introduction_id, introducer__server__is_local=True).first()
    if made is None:
        return
    pairs = ((made.first, made.second), (made.second, made.first))
    elsewhere = [(other, one) for one, other in pairs if not other.server.is_local]
    for other, one in elsewhere:
        if knows_words(other):
            deliver(tie_activities.introduce(made, one, other), by=made.introducer, to=of_one(other.pk))
    if not all(knows_words(other) for other, _one in elsewhere):
        _write_to_both(made)


def _write_to_both(made: Introduction) -> None:
    names = " ".join(f"@{_handle(person)}" for person in (made.first, made.second))
    words = f"{names} {made.words}"
    if not Post.objects.filter(author=made.introducer, source=words).exists():
        publish(made.introducer, typed(words), To(Visibility.NAMED, people=(made.first, made.second)))


def _handle(person: Person) -> str:
    return person.name if person.server.is_local else f"{person.name}@{person.server.domain}"
