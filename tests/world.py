"""A small world for tests: the fixed cast, their clients, and `settle()`, which lets everything that follows happen."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.test import Client

from petitmot.kit import clock
from petitmot.kit.ids import random_id_at
from petitmot.people import contacts, emoji, follows
from petitmot.people.accounts import Newcomer, sign_up
from petitmot.people.models import Account, Emoji, Person, Server
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Post, Visibility
from petitmot.posts.publishing import publish

PASSWORD = "une phrase assez longue"

WORDS = "Votre billet sur la brume m’a rappelé l’étang de mon grand-père."


class World:
    """Persons are made at first use; `world.ana` is always the same one within a test."""

    def person(self, name: str, called: str, role: str = Account.Role.MEMBER) -> Person:
        newcomer = Newcomer(email=f"{name}@example.com", password=PASSWORD, name=name, called=called)
        return sign_up(newcomer, role=role)[1]

    @cached_property
    def ana(self) -> Person:
        """Local, open to all."""
        return self.person("ana", "Ana")

    @cached_property
    def bruno(self) -> Person:
        """Local, wants a few words: a welcome line and a question."""
        bruno = self.person("bruno", "Bruno Keller")
        Person.objects.filter(pk=bruno.pk).update(
            welcome_line="Dites-moi ce qui vous amène.", welcome_question="Quel livre avez-vous usé ?"
        )
        bruno.refresh_from_db()
        return bruno

    @cached_property
    def chloe(self) -> Person:
        """Elsewhere."""
        server, _new = Server.objects.get_or_create(
            domain="ailleurs.example", defaults={"first_seen": clock.now(), "software": "mastodon"}
        )
        return Person.objects.create(
            id=random_id_at(clock.now()),
            server=server,
            name="chloe",
            uri="https://ailleurs.example/users/chloe",
            display_name="Chloé",
            joined_at=clock.now(),
        )

    @cached_property
    def dov(self) -> Person:
        """Blocked by Ana: sees nothing of hers."""
        from petitmot.people import distance

        dov = self.person("dov", "Dov")
        distance.block(self.ana, dov)
        return dov

    @cached_property
    def esther(self) -> Person:
        """Moderator."""
        return self.person("esther", "Esther", role=Account.Role.MODERATOR)

    @cached_property
    def odile(self) -> Person:
        """Keeps the server."""
        return self.person("odile", "Odile", role=Account.Role.OPERATOR)

    def extra(self, name: str) -> Person:
        """Return one more local person."""
        return self.person(name, name.capitalize())

    def emoji(self, code: str = "chat", *, moves: bool = False, **more: Any) -> Emoji:
        """Keep an emoji of this server whose files are only named; `moderation.emoji.draw_up` makes them."""
        still, moving = (f"{sign * 2}/{sign * 2}/{sign * 40}.webp" for sign in "ab")
        return emoji.keep(code, moving if moves else still, still, (64, 32), **more)

    def client(self, person: Person | None = None) -> Client:
        """Return a browser without scripts, signed in as this person."""
        client = Client(headers={"host": "petitmot.test"})
        if person is not None:
            client.force_login(Account.objects.get(persons=person), backend=BACKEND)
        return client

    def follow(self, follower: Person, followed: Person) -> None:
        follows.follow(follower, followed)
        if not followed.server.is_local:
            follows.approve_follower(followed, follower)  # as their server's Accept does
        self.settle()

    def connect(self, one: Person, other: Person) -> None:
        """Make two people contacts, as a request and its acceptance would."""
        request = contacts.ask(one, other, words=WORDS)
        contacts.accept(request, other)
        self.settle()

    def says(
        self, author: Person, text: str = "Quelques mots.", to: To | str = Visibility.PUBLIC, **more: object
    ) -> Post:
        """Publish words; `to` may be a bare visibility."""
        whom = to if isinstance(to, To) else To(Visibility(to))
        content = typed(text, poll=more.pop("poll", None))
        return publish(author, content, whom, **more)

    def writes(self, author: Person, *readers: Person, text: str = "Un mot pour vous.") -> Post:
        """Say something in private."""
        return self.says(author, text, To(Visibility.NAMED, people=readers))

    def settle(self) -> int:
        """Run every job that is due, until nothing is; return how many ran."""
        from petitmot.jobs.inline import run_due

        return run_due(raising=True)


BACKEND = "petitmot.people.backend.Backend"
