"""Who may see a post: one rule for pages, feeds, search, documents and deliveries alike (rule 27)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from petitmot.kit.compiled import Compiled
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people import ties
from petitmot.people.models import Block, Contact, Follow, Person, ServerBlock
from petitmot.posts.models import Audience, Post, Visibility
from petitmot.posts.models.post import OPEN_TO_ALL


def visible_to(viewer: Person | None, posts: QuerySet[Post] | None = None) -> QuerySet[Post]:
    """Keep of `posts` what this person (None: anybody at all) may see at this moment.

    Followers and contacts are asked now; a circle and people named carry the list of the moment of publishing; a
    block in either direction ends it at once, also for what was shared, and so does a server that either keeps away.
    """
    rows = Post.objects.all() if posts is None else posts
    rows = rows.filter(author__left_at=None, author__suspended_at=None, shares__author__suspended_at=None)
    if viewer is None:
        return rows.filter(visibility__in=OPEN_TO_ALL)
    apart = ties.apart(viewer.pk, "author") | ties.apart(viewer.pk, "shares__author")
    return rows.filter(_is_for(viewer)).exclude(apart)


def _is_for(viewer: Person) -> Q:
    follow = Follow.objects.filter(follower=viewer, followed=OuterRef("audience_of_id"))
    contact = Contact.objects.filter(person=viewer, other=OuterRef("audience_of_id"))
    named = Audience.objects.filter(person=viewer, post=OuterRef("pk"))
    return (
        Q(visibility__in=OPEN_TO_ALL)
        | Q(author=viewer)
        | Q(audience_of=viewer, visibility__in=(Visibility.FOLLOWERS, Visibility.CONTACTS))
        | Q(Exists(follow), visibility=Visibility.FOLLOWERS)
        | Q(Exists(contact), visibility=Visibility.CONTACTS)
        | Q(Exists(named))
    )


def listed_to(viewer: Person | None, posts: QuerySet[Post]) -> QuerySet[Post]:
    """Keep of `posts` what lists for everybody may show: public lists, tags, searches."""
    return posts.filter(is_listed(viewer))


def is_listed(viewer: Person | None) -> Q:
    """Say which posts stand where one did not ask for their author.

    Words of whom moderators limited stand there only for themselves and for those who follow them; at their own
    address, on their page and in a conversation `visible_to` alone decides.
    """
    free = Q(author__limited_at__isnull=True)
    if viewer is None:
        return free
    follow = Follow.objects.filter(follower=viewer, followed=OuterRef("author_id"))
    return free | Q(author=viewer) | Q(Exists(follow))


def may_see(viewer: Person | None, post: Post) -> bool:
    return visible_to(viewer, Post.objects.filter(pk=post.pk)).exists()


def those_who_may_see(post: Post, persons: Iterable[int]) -> set[int]:
    """Return those of these people (ids) who may see a post: `visible_to` asked from the other side, in one query.

    `post` with its author, and with `shares` and its author where it is a share.
    """
    if not post.author.is_present or (post.shares and post.shares.author.suspended_at):
        return set()
    me = OuterRef("pk")
    rows = Person.objects.filter(pk__in=list(persons))
    if post.visibility not in OPEN_TO_ALL:
        may = Q(pk=post.author_id) | Q(Exists(Audience.objects.filter(person=me, post=post)))
        if post.visibility == Visibility.FOLLOWERS:
            follow = Follow.objects.filter(follower=me, followed=post.audience_of_id)
            may |= Q(pk=post.audience_of_id) | Q(Exists(follow))
        if post.visibility == Visibility.CONTACTS:
            contact = Contact.objects.filter(person=me, other=post.audience_of_id)
            may |= Q(pk=post.audience_of_id) | Q(Exists(contact))
        rows = rows.filter(may)
    authors = [post.author_id, post.shares.author_id] if post.shares else [post.author_id]
    apart = Q(blocker=me, blocked__in=authors) | Q(blocker__in=authors, blocked=me)
    theirs = Person.objects.filter(pk__in=authors).values("server__domain")
    rows = rows.exclude(Exists(Block.objects.filter(apart)))
    rows = rows.exclude(pk__in=ServerBlock.objects.filter(domain__in=theirs).values("blocker"))
    rows = rows.exclude(server__domain__in=ServerBlock.objects.filter(blocker__in=authors).values("domain"))
    return set(rows.values_list("pk", flat=True))


def find(viewer: Person | None, post_id: int) -> Post:
    """Return a post this person may see; the same refusal for what is not there and what is not theirs."""
    found = _OPEN(post=post_id) if viewer is None else _SEEN(viewer=viewer.pk, post=post_id)
    if not found:
        raise NotFound(_("Ces mots ne sont pas là, ou pas pour vous."))
    return found[0]


def _one(post: int, viewer: int | None = None) -> QuerySet[Post]:
    rows = visible_to(None if viewer is None else Person(pk=viewer), Post.objects.filter(pk=post))
    return rows.select_related("author", "author__server")


_OPEN = Compiled[Post](_one, post=int)
_SEEN = Compiled[Post](_one, viewer=int, post=int)


def who_may_see(post: Post, among: Sequence[Person]) -> list[Person]:
    """Return those of `among` who may see a post: for the sentence that warns of a name outside the audience."""
    return [person for person in among if may_see(person, post)]
