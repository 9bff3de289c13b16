"""Direct messages and follows that mean more than they say: words around a follow, and the answer to words from here.

Servers that know no requests have no other way (rule 5; issue 3, section 4).
"""

from __future__ import annotations

from petitmot.federation.delivering.outgoing.tongues import knows_requests, knows_words
from petitmot.federation.events import FollowArrived
from petitmot.kit import clock
from petitmot.kit.refusals import Refusal
from petitmot.people import contacts, joining
from petitmot.people.models import ContactRequest, Person
from petitmot.posts.events import WordsPublished
from petitmot.posts.models import Post, Visibility
from petitmot.posts.private_words import without_names, written_to


def hear_words(fact: WordsPublished) -> None:
    """A reaction to private words from elsewhere: an answer to a request from here, or words that belong to a follow."""
    post = Post.objects.select_related("author__server").filter(pk=fact.post_id).first()
    reader = written_to(post) if post is not None else None
    if post is None or reader is None or post.author.server.is_local or not reader.server.is_local:
        return
    if _accepted(reader, post.author) or knows_words(post.author):
        return
    if joining.followed_lately(post.author, reader):
        _join(post.author, reader)


def hear_follow(fact: FollowArrived) -> None:
    """A reaction to a follow from elsewhere: what was written just before belongs to it."""
    people = Person.objects.present().select_related("server").in_bulk([fact.follower_id, fact.followed_id])
    follower, followed = people.get(fact.follower_id), people.get(fact.followed_id)
    if follower is None or followed is None or follower.server.is_local or not followed.server.is_local:
        return
    if not knows_words(follower):
        _join(follower, followed)


def _accepted(asker: Person, asked: Person) -> bool:
    """Whether this answers a request from here. Who knows requests says it in another way."""
    rows = ContactRequest.objects.open().filter(asker=asker, asked=asked, about=ContactRequest.About.CONTACT)
    request = rows.exclude(state=ContactRequest.State.DECLINED_SILENTLY).first()
    if request is None or knows_requests(asked):
        return False
    try:
        contacts.accept(request, asked, follow_back=False)
    except Refusal:
        return False  # closed meanwhile
    return True


def _join(writer: Person, reader: Person) -> None:
    """Everything said in private in the last ten minutes is one note."""
    lately = Post.objects.filter(author=writer, visibility=Visibility.NAMED, audience__person=reader)
    posts = list(lately.filter(arrived__gte=clock.now() - joining.AROUND).order_by("published", "id")[:10])
    said = [without_names(post.plain) for post in posts if written_to(post) == reader]
    if any(each for each in said):
        try:
            joining.words_around_a_follow(writer, reader, said)
        except Refusal:
            return  # too soon after another one, or no way between the two: the words stay what they are
