"""A house filled straight into the tables: a million posts in a minute or two, equal to published ones (see the test)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Max, Model

from petitmot.kit.compiled import adapted
from petitmot.kit.ids import SEQUENCE_BITS, first_id_at
from petitmot.kit.text import fold
from petitmot.people.accounts import Newcomer, sign_up
from petitmot.people.models import Circle, Contact, Follow, Manners, Person, UsedName
from petitmot.people.servers import local_server
from petitmot.posts.content import typed
from petitmot.posts.models import Clock, Post, Tally
from petitmot.reading.models import PostText, ReadMark

BATCH = 5_000
SAID = (
    "Étang du Puits, sept heures et quart. J’ai attendu que la brume se lève. Elle n’a pas voulu.",
    "Premier jour sans béquilles : le tour du pâté de maisons, et le boulanger salué **deux fois**.",
    "Il nous manque une voix d’homme pour le concert. Qui connaît quelqu’un qui chante sous la douche ?",
    "Le caramel, on le regarde, on ne le remue pas. C’est tout le secret, et il tient en un mot : patience.",
)
_FIELDS = Post._meta.concrete_fields
_OWN = [
    [field.attname for field in _FIELDS].index(name)
    for name in ("id", "uri", "author_id", "published", "arrived", "audience_of_id", "thread")
]
END = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True)
class House:
    """Who reads, who is read, and the newest post of each."""

    reader: Person
    password: str
    authors: list[Person]


def fill(posts: int, follows: int, unread: int = 30) -> House:
    """Make a reader who follows `follows` people, who wrote `posts` posts in all; `unread` of them wait for the reader."""
    random.seed(posts * 31 + follows)
    newcomer = Newcomer(
        email="lectrice@example.com", password="une phrase assez longue", name="lectrice", called="Lise"
    )
    _account, reader = sign_up(newcomer)
    authors = _people(follows)
    with transaction.atomic():
        _posts(posts, authors)
        Clock.objects.update_or_create(pk=1, defaults={"last": first_id_at(END) + 1})
        _tallies()
        _ties(reader, authors)
        _marks(reader, authors, unread)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return House(reader, newcomer.password, authors)


def _people(number: int) -> list[Person]:
    server, now = local_server(), END - timedelta(days=400)
    people = [
        Person(
            id=first_id_at(now) + index,
            server=server,
            name=f"voix{index}",
            uri=f"http://localhost:8000/ap/people/{first_id_at(now) + index}",
            display_name=f"Camille {index}",
            joined_at=now,
        )
        for index in range(number)
    ]
    with transaction.atomic():
        Person.objects.bulk_create(people, batch_size=BATCH)
        UsedName.objects.bulk_create([UsedName(name=person.name) for person in people], batch_size=BATCH)
        Manners.objects.bulk_create([Manners(person=person) for person in people], batch_size=BATCH)
        Circle.objects.bulk_create([Circle(owner=person, kind="close", made_at=now) for person in people])
    return people


@dataclass(frozen=True)
class Rows:
    """One post as the values of its row and of its row of text, as the database takes them."""

    id: int
    post: list[Any]
    text: list[Any]


def rows(number: int, authors: list[Person]) -> Iterator[Rows]:
    """Make posts as `publish` would have written them, one every few seconds up to END, by everybody in turn."""
    said = [_specimen(text, authors[0]) for text in SAID]
    step = timedelta(days=360) / number
    for index in range(number):
        at = END - step * (number - index)
        id_ = first_id_at(at) + (index & ((1 << SEQUENCE_BITS) - 1) if step < timedelta(milliseconds=2) else 0)
        specimen, author, moment = said[index % len(said)], authors[index % len(authors)].pk, adapted(connection, at)
        own = (id_, f"http://localhost:8000/ap/posts/{id_}", author, moment, moment, author, id_)
        post = specimen.post.copy()
        for place, value in zip(_OWN, own, strict=True):
            post[place] = value
        yield Rows(id_, post, [id_, specimen.text[1]])


def _specimen(said: str, author: Person) -> Rows:
    """Have Django prepare a post once; of the others only what is each one's own differs."""
    content = typed(said)
    post = Post(
        id=1,
        uri="",
        author=author,
        published=END,
        arrived=END,
        visibility="public",
        audience_of=author,
        source=content.source,
        html=content.html,
        plain=content.plain,
        language="fr",
        thread=1,
    )
    values = [field.get_db_prep_save(getattr(post, field.attname), connection) for field in _FIELDS]
    return Rows(1, values, [1, fold(f"{content.plain} ")])


def _posts(number: int, authors: list[Person]) -> None:
    made = rows(number, authors)
    while batch := list(islice(made, BATCH)):
        _write(batch)


def _write(batch: list[Rows]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_insert(Post, [str(field.column) for field in _FIELDS]), [row.post for row in batch])
        cursor.executemany(_insert(PostText, ["post_id", "text"]), [row.text for row in batch])


def _insert(model: type[Model], columns: list[str]) -> str:
    quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({quoted}) VALUES ({places})"


def _tallies() -> None:
    rows = Post.objects.order_by().values_list("author_id").annotate(number=Count("pk"), last=Max("published"))
    Tally.objects.bulk_create([Tally(person_id=id_, number=number, last=last) for id_, number, last in rows])


def _ties(reader: Person, authors: list[Person]) -> None:
    since = END - timedelta(days=380)
    Follow.objects.bulk_create([Follow(follower=reader, followed=author, since=since) for author in authors])
    for author in authors[:50]:
        Contact.objects.bulk_create(
            [Contact(person=reader, other=author, since=since), Contact(person=author, other=reader, since=since)]
        )


def _marks(reader: Person, authors: list[Person], unread: int) -> None:
    newest = list(Post.objects.order_by("-pk").values_list("pk", flat=True)[: unread + 1])
    read_up_to = newest[-1]
    ReadMark.objects.bulk_create([ReadMark(reader=reader, author=author, up_to=read_up_to) for author in authors])
