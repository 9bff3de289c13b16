"""What moderators write to somebody: the rules recalled, in the moderators' own words."""

from __future__ import annotations

from django.utils import translation

from petitmot.kit import addresses
from petitmot.kit.language import _
from petitmot.moderation.events import RulesRecalled
from petitmot.people.models import Account
from petitmot.post_office.letter import Letter, mail


def recall_the_rules(fact: RulesRecalled) -> None:
    """A reaction: whoever acts for the person is written to, in their language."""
    for account in Account.objects.filter(persons=fact.person_id, is_active=True):
        with translation.override(account.language):
            reminder = Letter(
                _("Un mot des modérateurs"),
                (
                    _("Bonjour,"),
                    _("Quelqu’un nous a montré de vos mots. Voici ce que nous voulons vous dire :"),
                    fact.words,
                ),
                _("Relire les règles"),
                addresses.origin() + "/regles/",
                (_("Si vous n’êtes pas d’accord, répondez à ce courriel : nous vous lirons."),),
            )
            mail(reminder, account.email).send()
