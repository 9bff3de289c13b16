"""To put words into the thread they belong to, when what they answer came after them."""

from __future__ import annotations

from django.db import transaction

from petitmot.posts.models import Post


def join(post: Post, answered: Post) -> None:
    """Note that `post` answers `answered`, with all that answers it: nothing else changes, least of all who may see it."""
    if post.in_reply_to_id is not None or post.pk == answered.pk or answered.thread == post.pk:
        return
    with transaction.atomic():
        if Post.objects.filter(pk=post.pk, in_reply_to=None).update(in_reply_to=answered):
            Post.objects.filter(thread=post.thread, pk__in=_below(post)).update(thread=answered.thread)


def _below(post: Post) -> list[int]:
    """The post, and all that answers it."""
    found, waiting = [post.pk], [post.pk]
    while waiting:
        waiting = list(Post.objects.filter(in_reply_to__in=waiting).exclude(pk__in=found).values_list("pk", flat=True))
        found += waiting
    return found
