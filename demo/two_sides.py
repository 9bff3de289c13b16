"""What the people of one of the two servers do: they arrive, follow those of the other, and speak."""

from __future__ import annotations

import os
import sys
import time

from demo import PASSWORD

PEOPLE = (("helene", "muriel", "delphine"), ("marco", "nora", "fabien"))
SAID = (
    {
        "helene": "Ce matin, une phrase courte pour une grande maison. Il a fallu enlever tout ce qui brillait.",
        "muriel": "Le mot du jour : #ravauder. On le dit des filets, des bas, et des amitiés.",
        "delphine": "La Loire était blanche à sept heures. À huit, elle avait changé d’avis.",
    },
    {
        "marco": "J’ai retrouvé le carnet de 1987 : une citation par page, et presque toutes tiennent encore.",
        "nora": "Répétition ce soir. Il nous manque un alto, et quelqu’un pour la clef de la salle.",
        "fabien": "La soupe à l’ail demande trois choses : de l’ail, du temps, et quelqu’un à qui la servir.",
    },
)
ASKED = (
    ("muriel", "marco", "Votre carnet de citations m’a rappelé celui de ma mère. Laquelle ouvre le vôtre ?"),
    (
        "nora",
        "helene",
        "Votre phrase sur ce qui brille, je l’ai lue à toute la chorale. Écrivez-vous aussi pour des voix ?",
    ),
)


def gather(side: int) -> None:
    """Let the people of this side arrive, once."""
    from allauth.account.models import EmailAddress

    from demo import script
    from demo.cast import ROLES
    from petitmot.people import accounts, profiles
    from petitmot.people.models import Account

    people = {who["name"]: who for who in script.table("people")["person"]}
    for name in PEOPLE[side]:
        who, email = people[name], f"{name}@example.com"
        if Account.objects.filter(email=email).exists():
            continue
        role = ROLES.get(name, Account.Role.OPERATOR if name == PEOPLE[side][0] else Account.Role.MEMBER)
        newcomer = accounts.Newcomer(email=email, password=PASSWORD, name=name, called=who["shown"], language="fr")
        account, person = accounts.sign_up(newcomer, role=role)
        EmailAddress.objects.create(user=account, email=email, primary=True, verified=True)
        accounts.confirm_email(account)
        accounts.welcome(account)
        profiles.describe(
            person,
            bio=who["bio"],
            places=[who["place"]],
            welcome_line=who.get("welcome", ""),
            welcome_question=who.get("question", ""),
            tags=who.get("tags", []),
        )


def follow(side: int, domain: str) -> None:
    """Let everybody of this side follow everybody of the other."""
    from petitmot.federation.knowing.handles import person_by_handle
    from petitmot.people import follows
    from petitmot.people.models import Person

    for name in PEOPLE[1 - side]:
        them = person_by_handle(f"{name}@{domain}")
        for person in Person.objects.here().filter(name__in=PEOPLE[side]):
            follows.follow(person, them)


def speak(side: int, domain: str) -> None:
    """Let everybody say something, and one person ask another with a few words."""
    from petitmot.federation.knowing.handles import person_by_handle
    from petitmot.people import contacts
    from petitmot.people.models import ContactRequest, Person
    from petitmot.posts.content import typed
    from petitmot.posts.models import Post
    from petitmot.posts.publishing import publish

    _wait_until_followed()
    here = {person.name: person for person in Person.objects.here().filter(name__in=PEOPLE[side])}
    for name, text in SAID[side].items():
        if not Post.objects.filter(author=here[name]).exists():
            publish(here[name], typed(text))
            time.sleep(0.05)
    asker, asked, words = ASKED[side]
    them = person_by_handle(f"{asked}@{domain}")
    if not ContactRequest.objects.filter(asker=here[asker], asked=them).exists():
        contacts.ask(here[asker], them, words=words)


def _wait_until_followed() -> None:
    """Until the yes of the other side is here: who is not followed is not heard."""
    from petitmot.people.models import FollowRequest

    end = time.monotonic() + 30
    while FollowRequest.objects.filter(follower__server__is_local=True).exists() and time.monotonic() < end:
        time.sleep(0.2)


def main(what: str, *arguments: str) -> None:
    """Do one of the three, in the folder of PETITMOT_DATA."""
    from petitmot.site import cli
    from petitmot.site.preparing import prepare

    os.environ.setdefault("PETITMOT_LOG_LEVEL", "warning")
    config = cli.begin()
    if what == "gather":
        prepare(config)
        gather(int(arguments[0]))
    elif what == "follow":
        follow(int(arguments[0]), arguments[1])
    else:
        speak(int(arguments[0]), arguments[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
