"""Reactions that keep texts findable."""

from __future__ import annotations

from petitmot.kit.text import fold
from petitmot.people.events import AccountMade, ProfileChanged
from petitmot.people.models import Person
from petitmot.posts.events import WordsEdited, WordsPublished
from petitmot.posts.models import Post
from petitmot.reading.models import PersonText, PostText


def index_words(fact: WordsPublished | WordsEdited) -> None:
    """Make a post findable; words from elsewhere that are not for all are never searched, so they are not indexed."""
    rows = Post.objects.select_related("author__server").prefetch_related("pictures", "tagged__tag")
    post = rows.filter(pk=fact.post_id).first()
    if post is None or not (post.author.server.is_local or post.visibility == "public"):
        return
    said = [post.plain, post.warning, *(row.tag.shown for row in post.tagged.all())]
    said += [picture.alt for picture in post.pictures.all()]
    PostText.objects.update_or_create(post=post, defaults={"text": fold(" ".join(said))})


def index_person(fact: AccountMade | ProfileChanged) -> None:
    """Make a person findable by what they say of themselves."""
    person = Person.objects.select_related("server").filter(pk=fact.person_id).first()
    if person is None:
        return
    said = [person.called, person.name, f"{person.name}@{person.server.domain}", person.card_does, *person.places]
    PersonText.objects.update_or_create(person=person, defaults={"text": fold(" ".join([*said, *person.tags]))})
