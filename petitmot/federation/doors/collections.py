"""What hangs on a person: outbox, followers, following, pinned posts, tags; the outbox of the server's own actor."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path

from petitmot.federation import addresses
from petitmot.federation.documents import collections, word_activities
from petitmot.federation.documents.contexts import Document, without_context
from petitmot.federation.documents.persons import hashtag
from petitmot.federation.documents.words import words_documents
from petitmot.federation.doors.answering import answer, door
from petitmot.federation.doors.persons import keep_apart, present
from petitmot.federation.doors.reader import let_in, reader_of
from petitmot.kit.pages import Window, window
from petitmot.people.models import Follow, Person
from petitmot.posts import gathering, seeing, wall
from petitmot.posts.models import Post, Visibility
from petitmot.posts.models.post import OPEN_TO_ALL

PAGE = 20
PAGED = ("page", "max_id", "min_id", "since_id")


@door
def outbox(request: HttpRequest, person_id: int) -> HttpResponse:
    """Answer with what somebody wrote and shared for all, newest first; a follower who signs gets followers' words too.

    Pages as `kit.pages.Window` reads them: `max_id`, `min_id`, `since_id`. No total: nothing is counted here.
    """
    person = present(person_id)
    let_in(request)
    reader = reader_of(request)
    keep_apart(reader, person)
    here = f"{person.uri}/outbox"
    if not any(name in request.GET for name in PAGED):
        return answer(request, collections.paged(here, first=f"{here}?page=true"))
    part = window(_said(person, reader), Window.read(request.GET, limit=PAGE, most=PAGE))
    document = collections.page(
        f"{here}?{request.META.get('QUERY_STRING', '')}",
        here,
        activities_of(part.items),
        next_page=f"{here}?page=true&max_id={part.older}" if part.older else "",
        newer=f"{here}?page=true&min_id={part.newer}" if part.newer else "",
    )
    return answer(request, document, for_all=reader is None)


@door
def followers(request: HttpRequest, person_id: int) -> HttpResponse:
    """Answer that there are followers; how many where their person shows it; who, never."""
    person = present(person_id)
    let_in(request)
    total = Follow.objects.filter(followed=person).count() if person.shows_people else None
    return answer(request, collections.hidden(addresses.followers(person), total=total))


@door
def following(request: HttpRequest, person_id: int) -> HttpResponse:
    """The same of those somebody follows."""
    person = present(person_id)
    let_in(request)
    total = Follow.objects.filter(follower=person).count() if person.shows_people else None
    return answer(request, collections.hidden(f"{person.uri}/following", total=total))


@door
def featured(request: HttpRequest, person_id: int) -> HttpResponse:
    """Answer with the posts somebody pinned, whole, as Mastodon's `featured`."""
    person = present(person_id)
    keep_apart(let_in(request), person)
    ids = wall.pinned(None, person)
    posts = gathering.visible_posts(None, ids)
    notes = words_documents([posts[id_] for id_ in ids if id_ in posts])
    items = [without_context(note) for note in notes]
    return answer(request, collections.whole(f"{person.uri}/featured", items, attributed_to=person.uri))


@door
def tags(request: HttpRequest, person_id: int) -> HttpResponse:
    """Answer with what somebody likes to talk about, as Mastodon's `featuredTags`."""
    person = present(person_id)
    let_in(request)
    return answer(request, collections.hashtags(f"{person.uri}/tags", [hashtag(tag) for tag in person.tags]))


@door
def actor_outbox(request: HttpRequest) -> HttpResponse:
    """The server's own actor says nothing."""
    return answer(request, collections.whole(f"{addresses.instance_uri()}/outbox", []))


def activities_of(posts: list[Post]) -> list[Document]:
    """Return posts of one person, with what they share on them, as Creates and Announces, without contexts."""
    shown = gathering.visible_posts(None, {post.shares_id for post in posts if post.shares_id})
    people = gathering.people_by_id(
        {post.author_id for post in posts} | {original.author_id for original in shown.values()}
    )
    own = [post for post in posts if not post.shares_id]
    notes = dict(zip((post.pk for post in own), words_documents(own), strict=True))
    made = []
    for post in posts:
        original = shown.get(post.shares_id or 0)
        if original is not None:
            made.append(word_activities.announce(post, people[post.author_id], original, people[original.author_id]))
        elif post.pk in notes:
            made.append(word_activities.create_of(notes[post.pk], post.uri))
    return [without_context(activity) for activity in made]


def _said(person: Person, reader: Person | None) -> QuerySet[Post]:
    open_to = [*OPEN_TO_ALL] if reader is None else [*OPEN_TO_ALL, Visibility.FOLLOWERS]
    rows = Post.objects.filter(author=person, conversation=None, visibility__in=open_to)
    return seeing.visible_to(reader, rows)


urlpatterns = [
    path("ap/people/<int:person_id>/outbox", outbox),
    path("ap/people/<int:person_id>/followers", followers),
    path("ap/people/<int:person_id>/following", following),
    path("ap/people/<int:person_id>/featured", featured),
    path("ap/people/<int:person_id>/tags", tags),
    path("ap/actor/outbox", actor_outbox),
]
