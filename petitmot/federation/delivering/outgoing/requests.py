"""A few words across servers: requests that leave, and what answers those that came.

To servers that know requests as `Offer`; to all others as a Follow with `content`, then a direct message: there a
direct message, or a follow back, is the acceptance (rule 5). What the whole exchange adds (received, read, asked for words, lapsed) goes only where it is understood.
"""

from __future__ import annotations

from petitmot.federation.delivering.outgoing.tongues import knows_requests, knows_words
from petitmot.federation.delivering.queue import deliver
from petitmot.federation.delivering.recipients import of_one
from petitmot.federation.documents import activities, tie_activities
from petitmot.people.events import (
    AcceptanceWordsAdded,
    ContactAccepted,
    ContactAsked,
    ContactDeclined,
    RequestLapsed,
    RequestRead,
    RequestWithdrawn,
)
from petitmot.people.models import ContactRequest, Person
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Post, Visibility
from petitmot.posts.publishing import publish

State = ContactRequest.State


def words_with_follow(follower: Person, followed: Person) -> str:
    """Return the words of a request that waits, to be carried by the Follow that asking makes; else nothing."""
    row = ContactRequest.objects.open().filter(asker=follower, asked=followed, about="contact").first()
    return row.words if row is not None and not knows_requests(followed) else ""


def tell_request(fact: ContactAsked) -> None:
    """Offer, or a direct message; to who asked from elsewhere: that it came."""
    request = _request(fact.request_id)
    if request is None:
        return
    if _goes_out(request):
        if knows_requests(request.asked):
            deliver(tie_activities.offer(request), by=request.asker, to=of_one(request.asked_id))
        else:
            write_once(request.asker, request.asked, request.words, request)
    elif _came_in(request) and request.is_open and knows_words(request.asker):
        deliver(tie_activities.receive(request), by=request.asked, to=of_one(request.asker_id))


def tell_withdrawal(fact: RequestWithdrawn) -> None:
    """Undo{Offer}. Where requests are not known the direct message stays: it was read, or not."""
    people = Person.objects.select_related("server").in_bulk([fact.asker_id, fact.asked_id])
    asker, asked = people.get(fact.asker_id), people.get(fact.asked_id)
    if not asker or not asked or not asker.server.is_local or asked.server.is_local or not knows_requests(asked):
        return
    gone = ContactRequest(pk=fact.request_id, asker=asker, asked=asked, uri=fact.uri)
    deliver(activities.undo(tie_activities.offer(gone)), by=asker, to=of_one(asked.pk))


def tell_reading(fact: RequestRead) -> None:
    """Read of the Offer, where its owner lets that be seen (rule 20)."""
    request = _request(fact.request_id)
    if request is None or not _came_in(request) or not request.uri or not request.asked.manners.lets_read_be_seen:
        return
    if knows_words(request.asker):
        document = tie_activities.read(request.asked, {"id": request.uri}, request.asker.uri)
        deliver(document, by=request.asked, to=of_one(request.asker_id))


def tell_acceptance(fact: ContactAccepted) -> None:
    """Accept{Offer}, with the words. Where requests are not known the words go as a direct message (posts), and the follow back says it."""
    request = _request(fact.request_id)
    if request is None or request.state != State.ACCEPTED:
        return
    if _came_in(request) and _is_answered_by_offer(request):
        document = activities.accept(
            request.asked, tie_activities.offered(request), words=request.acceptance_words or _words_back(request)
        )
        deliver(document, by=request.asked, to=of_one(request.asker_id))
    elif _goes_out(request) and not knows_requests(request.asked):
        write_once(request.asker, request.asked, request.words, request)  # both asked: these are the answer


def tell_later_words(fact: AcceptanceWordsAdded) -> None:
    """Words that came after the acceptance: the Accept once more, with them."""
    request = _request(fact.request_id)
    if request is not None and _came_in(request) and _is_answered_by_offer(request):
        document = activities.accept(request.asked, tie_activities.offered(request), words=request.acceptance_words)
        deliver({**document, "id": f"{document['id']}/words"}, by=request.asked, to=of_one(request.asker_id))


def tell_refusal(fact: ContactDeclined) -> None:
    """Reject{Offer}, for a kind refusal alone; where requests are not known, its words as a direct message."""
    request = _request(fact.request_id)
    if request is None or not _came_in(request) or request.state != State.DECLINED:
        return
    if _is_answered_by_offer(request):
        document = activities.reject(request.asked, tie_activities.offered(request), words=request.acceptance_words)
        deliver(document, by=request.asked, to=of_one(request.asker_id))
    elif request.acceptance_words:
        write_once(request.asked, request.asker, request.acceptance_words, request)


def tell_lapse(fact: RequestLapsed) -> None:
    """Lapse: the same for a silent refusal (rule 20)."""
    request = _request(fact.request_id)
    if request is not None and _came_in(request) and not request.is_open and knows_words(request.asker):
        deliver(tie_activities.lapse(request), by=request.asked, to=of_one(request.asker_id))


def write_once(writer: Person, reader: Person, words: str, request: ContactRequest) -> None:
    """Say words in private that belong to a request; done twice, they are said once."""
    sent = Post.objects.filter(author=writer, source=words, published__gte=request.asked_at)
    if words and not sent.filter(audience__person=reader).exists():
        publish(writer, typed(words), To(Visibility.NAMED, people=(reader,)))


def _request(request_id: int) -> ContactRequest | None:
    rows = ContactRequest.objects.select_related("asker__server", "asked__server", "asked__manners")
    return rows.filter(pk=request_id, about=ContactRequest.About.CONTACT).first()


def _goes_out(request: ContactRequest) -> bool:
    return request.asker.server.is_local and not request.asked.server.is_local


def _came_in(request: ContactRequest) -> bool:
    return request.asked.server.is_local and not request.asker.server.is_local


def _is_answered_by_offer(request: ContactRequest) -> bool:
    """Whether they asked by an Offer, or their server finds the request by who asked whom."""
    return (bool(request.uri) and knows_requests(request.asker)) or knows_words(request.asker)


def _words_back(request: ContactRequest) -> str:
    """Where both asked (rule 6), the other's own words are the answer."""
    mine = ContactRequest.objects.filter(asker=request.asked, asked=request.asker, state=State.ACCEPTED)
    row = mine.filter(closed_at=request.closed_at).first() or mine.order_by("-closed_at").first()
    return row.words if row is not None and row.asked_at >= request.asked_at else ""
