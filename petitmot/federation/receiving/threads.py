"""What words answer is asked for again, where its server could not be reached when they came."""

from __future__ import annotations

from petitmot.federation.events import AnsweredElsewhere
from petitmot.federation.knowing.words import words_at
from petitmot.kit.refusals import Refusal
from petitmot.posts.joining import join
from petitmot.posts.models import Post
from petitmot.posts.seeing import may_see


def find_answered(fact: AnsweredElsewhere) -> None:
    """Fetch it, and put the words into its thread. A reaction; raises `TryLater` as long as its server sleeps."""
    post = Post.objects.select_related("author").filter(pk=fact.post_id, in_reply_to=None).first()
    if post is None:
        return
    try:
        answered = words_at(fact.uri)
    except Refusal:
        return
    if may_see(post.author, answered):
        join(post, answered)
