"""Who is let in, and what the door does not take: acts of the staff, each with its line in the trail."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.moderation import staff
from petitmot.people import accounts, door_blocks
from petitmot.people.models import Account, EmailBlock, EmailDomainBlock, NetworkBlock

Block = EmailDomainBlock | EmailBlock | NetworkBlock
B = TypeVar("B", EmailDomainBlock, EmailBlock, NetworkBlock)


def waiting(by: Account) -> QuerySet[Account]:
    """Return the accounts that wait to be let in, the oldest first."""
    staff.refuse_members(by)
    return Account.objects.filter(approved_at=None, is_active=True).order_by("made_at")


def let_in(by: Account, account: Account) -> None:
    """Open the door to an account that waits. Refused: `not_waiting`."""
    staff.refuse_members(by)
    with transaction.atomic():
        accounts.approve(account)
        staff.write(by, "let_in", person=account.persons.first())


def turn_away(by: Account, account: Account) -> None:
    """Leave the door shut: the account goes, and a letter says so. Refused: `not_waiting`."""
    staff.refuse_members(by)
    with transaction.atomic():
        person = account.persons.first()
        accounts.turn_away(account)
        staff.write(by, "turned_away", about=person.name if person else "")


def block_email_domain(by: Account, domain: str) -> EmailDomainBlock:
    staff.refuse_all_but_operator(by)
    with transaction.atomic():
        made = door_blocks.block_email_domain(by, domain)
        staff.write(by, "email_domain_blocked", about=made.domain)
    return made


def block_email(by: Account, *, email: str = "", digest: str = "") -> EmailBlock:
    """The trail keeps the digest alone: the address itself is written nowhere."""
    staff.refuse_all_but_operator(by)
    with transaction.atomic():
        made = door_blocks.block_email(by, email=email, digest=digest)
        staff.write(by, "email_blocked", about=made.digest)
    return made


def block_network(
    by: Account, network: str, severity: str, *, comment: str = "", ends_at: datetime | None = None
) -> NetworkBlock:
    staff.refuse_all_but_operator(by)
    with transaction.atomic():
        made = door_blocks.block_network(by, network, severity, comment=comment, ends_at=ends_at)
        staff.write(by, "network_blocked", about=f"{made.network} ({made.severity})")
    return made


def change_network(by: Account, block: NetworkBlock, **said: object) -> NetworkBlock:
    staff.refuse_all_but_operator(by)
    with transaction.atomic():
        changed = door_blocks.change_network(block, **said)
        staff.write(by, "network_changed", about=f"{changed.network} ({changed.severity})")
    return changed


def lift(by: Account, block: Block) -> None:
    staff.refuse_all_but_operator(by)
    with transaction.atomic():
        staff.write(by, "block_lifted", about=str(block))
        door_blocks.lift(block)


def email_domains(by: Account) -> QuerySet[EmailDomainBlock]:
    staff.refuse_all_but_operator(by)
    return EmailDomainBlock.objects.order_by("-pk")


def emails(by: Account) -> QuerySet[EmailBlock]:
    staff.refuse_all_but_operator(by)
    return EmailBlock.objects.order_by("-pk")


def networks(by: Account) -> QuerySet[NetworkBlock]:
    staff.refuse_all_but_operator(by)
    return NetworkBlock.objects.order_by("-pk")


def one_email_domain(by: Account, row: int) -> EmailDomainBlock:
    return _there(email_domains(by).filter(pk=row).first())


def one_email(by: Account, row: int) -> EmailBlock:
    return _there(emails(by).filter(pk=row).first())


def one_network(by: Account, row: int) -> NetworkBlock:
    return _there(networks(by).filter(pk=row).first())


def _there(found: B | None) -> B:
    if found is None:
        raise NotFound(_("Ce n’est plus dans la liste."))
    return found
