"""Reactions that keep texts findable."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from petitmot.kit.compiled import Compiled
from petitmot.kit.inserting import Insert
from petitmot.kit.text import fold
from petitmot.people.events import AccountMade, ProfileChanged
from petitmot.people.models import Person
from petitmot.posts.events import WordsEdited, WordsPublished
from petitmot.posts.models import Picture, Post, Tagged, Visibility
from petitmot.reading.models import PersonText, PostText


def index_words(fact: WordsPublished | WordsEdited) -> None:
    """Make a post findable; words from elsewhere that are not for all are never searched, so they are not indexed."""
    index_all([fact])


def index_all(facts: Sequence[WordsPublished | WordsEdited]) -> None:
    """Make many posts findable in one transaction."""
    ids = sorted({fact.post_id for fact in facts})
    said: dict[int, list[str]] = {
        id_: [plain, warning]
        for id_, plain, warning, visibility, is_local in _WORDS(ids=ids)
        if is_local or visibility == Visibility.PUBLIC
    }
    for id_, more in [*_TAGS(ids=ids), *_PICTURES(ids=ids)]:
        if id_ in said:
            said[id_].append(more)
    with transaction.atomic():
        _WRITE(*[PostText(post_id=id_, text=fold(" ".join(texts))) for id_, texts in said.items()])


_WORDS = Compiled[tuple[int, str, str, str, bool]](
    lambda ids: Post.objects.filter(pk__in=ids).values_list(
        "pk", "plain", "warning", "visibility", "author__server__is_local"
    ),
    ids=list,
)
_TAGS = Compiled[tuple[int, str]](
    lambda ids: Tagged.objects.filter(post__in=ids).order_by("pk").values_list("post_id", "tag__shown"), ids=list
)
_PICTURES = Compiled[tuple[int, str]](
    lambda ids: Picture.objects.filter(post__in=ids).order_by("place", "pk").values_list("post_id", "alt"), ids=list
)
_WRITE = Insert(PostText, unique="post", update=("text",))


def index_person(fact: AccountMade | ProfileChanged) -> None:
    """Make a person findable by what they say of themselves."""
    person = Person.objects.select_related("server").filter(pk=fact.person_id).first()
    if person is None:
        return
    said = [person.called, person.name, f"{person.name}@{person.server.domain}", person.card_does, *person.places]
    PersonText.objects.update_or_create(person=person, defaults={"text": fold(" ".join([*said, *person.tags]))})
