"""The people: they sign up, say who they are, and hang up their pictures."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress

from demo import PASSWORD, script
from demo.story import Story
from petitmot.people import accounts, profiles
from petitmot.people.models import Account

ROLES = {"lea": Account.Role.OPERATOR, "solene": Account.Role.MODERATOR}


def gather(story: Story) -> None:
    """Plan everybody's arrival, a day before their first deed. Call it when all other deeds are planned."""
    for who in script.table("people")["person"] + script.table("requests")["stranger"]:
        first = story.joined[who["name"]]
        story.at(first - timedelta(days=1), partial(_arrive, story, who))
        story.at(story.calendar.now, partial(_hang, story, who))  # at the end, so that nobody waits for the painters


def _arrive(story: Story, who: dict[str, Any]) -> None:
    name = who["name"]
    newcomer = accounts.Newcomer(
        email=who.get("email", f"{name}@example.com"),
        password=PASSWORD,
        name=name,
        called=who["shown"],
        language=who.get("languages", ["fr"])[0],
    )
    account, person = accounts.sign_up(newcomer, role=ROLES.get(name, Account.Role.MEMBER))
    EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=True)
    accounts.confirm_email(account)
    accounts.welcome(account)
    does, seeks, offers = who.get("card", ("", "", ""))
    story.persons[name] = profiles.describe(
        person,
        bio=who["bio"],
        places=[who["place"]],
        welcome_line=who.get("welcome", ""),
        welcome_question=who.get("question", ""),
        tags=who.get("tags", []),
        languages=who.get("languages", ["fr"]),
        fields=who.get("fields", []),
        card_does=does,
        card_seeks=seeks,
        card_offers=offers,
    )


def _hang(story: Story, who: dict[str, Any]) -> None:
    story.studio.hang(story.persons[who["name"]], banner=who.get("banner", ""))
