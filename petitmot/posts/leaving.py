"""When a person leaves: their words become tombstones, their pictures and marks go (rule 41)."""

from __future__ import annotations

from django.db import transaction

from petitmot.kit import clock
from petitmot.people.events import PersonLeft
from petitmot.posts import editing
from petitmot.posts.models import Audience, Bookmark, Draft, Favourite, Member, Mention, Picture, Post

AT_ONCE = 50


def take_words_away(fact: PersonLeft) -> None:
    """Bury everything they wrote, a few words at a time; taken up where it stopped. A reaction."""
    while True:
        posts = list(Post.objects.filter(author_id=fact.person_id).order_by("pk")[:AT_ONCE])
        if not posts:
            break
        for post in posts:
            if Post.objects.filter(pk=post.pk).exists():  # a share of one's own words goes with them
                editing.remove(post)
    with transaction.atomic():
        for marks in (Favourite, Bookmark, Audience, Mention):
            marks._default_manager.filter(person_id=fact.person_id).delete()
        Draft.objects.filter(owner_id=fact.person_id).delete()
        Member.objects.filter(person_id=fact.person_id, left_at=None).update(left_at=clock.now())
        Picture.objects.filter(owner_id=fact.person_id).update(post=None, unused_since=clock.now(), alt="")
