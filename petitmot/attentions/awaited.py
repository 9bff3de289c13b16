"""Words somebody asked to be told of: a notice each time a person they follow writes (`Follow.tells`)."""

from __future__ import annotations

from petitmot.attentions.models import Notice
from petitmot.attentions.notices import tell
from petitmot.kit.compiled import Compiled
from petitmot.people.models import Follow
from petitmot.posts import hushing
from petitmot.posts.events import WordsPublished
from petitmot.posts.models import Mention, Post
from petitmot.posts.seeing import those_who_may_see


def is_awaited(fact: WordsPublished) -> bool:
    """Whether anybody asked to be told of this person's words (`Follow.tells`). One query on a narrow index."""
    return bool(_AWAITED(author=fact.author_id))


def tell_who_waits(fact: WordsPublished) -> None:
    """Who asked to be told of this person's words is told: not of shares, nor of replies to others, as in Mastodon.

    Only of words they may see and read in their languages; once, where the words speak to them anyway.
    """
    post = Post.objects.select_related("author", "in_reply_to").filter(pk=fact.post_id).first()
    if post is None or post.shares_id or (post.in_reply_to and post.in_reply_to.author_id != post.author_id):
        return
    waiting = Follow.objects.filter(followed=post.author, tells=True, follower__server__is_local=True)
    wanted = {row.follower_id: row.follower for row in waiting.select_related("follower__server") if _reads(row, post)}
    spoken_to = set(Mention.objects.filter(post=post).values_list("person_id", flat=True))
    if post.quotes_id:
        spoken_to |= set(Post.objects.filter(pk=post.quotes_id).values_list("author_id", flat=True))
    for pk in sorted(those_who_may_see(post, wanted.keys() - spoken_to)):
        if not hushing.is_hushed(wanted[pk], post):
            tell(wanted[pk], Notice.Kind.WROTE, post.author, post=post)


def _reads(follow: Follow, post: Post) -> bool:
    return not follow.languages or not post.language or post.language in follow.languages


_AWAITED = Compiled[int](
    lambda author: Follow.objects.filter(tells=True, followed_id=author).values_list("pk", flat=True)[:1], author=int
)
