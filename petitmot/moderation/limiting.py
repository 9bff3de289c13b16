"""To decide about a server elsewhere, and to lift it. Every act leaves a line in the trail, and is in force at once."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.moderation import limits, staff
from petitmot.moderation.events import ServerLimited
from petitmot.moderation.limits import Measure
from petitmot.moderation.models import ServerLimit
from petitmot.people import servers
from petitmot.people.models import Account, Person, Server

LONGEST_COMMENT = 2000
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+(?P<port>:[0-9]{{1,5}})?")
_LOOPBACK = re.compile(r"localhost:[0-9]{1,5}")


@dataclass(frozen=True)
class Decided:
    """What is decided about a server; `measure` is one of `ServerLimit.Measure` but ALLOWED."""

    measure: str = Measure.SILENCED
    rejects_media: bool = False
    rejects_reports: bool = False
    hides_name: bool = False
    public_comment: str = ""
    private_comment: str = ""


def decide(by: Account, domain: str, decided: Decided) -> ServerLimit:
    """Refuse or silence a server, or its pictures or reports alone; a later decision takes the place of an earlier one.

    Refused: `not_operator`, `measure_invalid`, `comment_too_long`, and what `read_name` refuses.
    """
    staff.refuse_all_but_operator(by)
    name = read_name(domain)
    if decided.measure not in (Measure.NOTHING, Measure.SILENCED, Measure.REFUSED):
        raise Refusal(_("Choisissez ce qui est décidé."), code="measure_invalid", field="measure")
    for field in ("public_comment", "private_comment"):
        if len(getattr(decided, field)) > LONGEST_COMMENT:
            raise Refusal(_("C’est trop long : deux mille signes au plus."), code="comment_too_long", field=field)
    with transaction.atomic():
        before = ServerLimit.objects.exclude(measure=Measure.ALLOWED).select_for_update().filter(domain=name).first()
        limit = before or ServerLimit(domain=name, by=by, at=clock.now())
        for field, value in asdict(decided).items():
            setattr(limit, field, value)
        limit.save()
        staff.write(by, f"server_{limit.measure}", about=name)
        settle(name)
        announce(ServerLimited(limit.pk))
    return limit


def lift(by: Account, limit: ServerLimit) -> None:
    """Receive a server as any other again; follows that were ended do not come back. Refused: `not_operator`."""
    _take_away(by, limit, "server_lifted")


def allow(by: Account, domain: str) -> ServerLimit:
    """Put a server on the list of those that are received where only these are. Twice is once.

    Refused: `not_operator`, and what `read_name` refuses.
    """
    staff.refuse_all_but_operator(by)
    name = read_name(domain)
    with transaction.atomic():
        row, new = ServerLimit.objects.get_or_create(
            domain=name, measure=Measure.ALLOWED, defaults={"by": by, "at": clock.now()}
        )
        if new:
            staff.write(by, "server_allowed", about=name)
            settle(name)
    return row


def allow_no_more(by: Account, row: ServerLimit) -> None:
    """Take a server from that list. Refused: `not_operator`."""
    _take_away(by, row, "server_not_allowed")


def _take_away(by: Account, row: ServerLimit, act: str) -> None:
    staff.refuse_all_but_operator(by)
    with transaction.atomic():
        row.delete()
        staff.write(by, act, about=row.domain)
        settle(row.domain)


def read_name(text: str) -> str:
    """Return a server's name as it is kept: ASCII (other letters as IDNA, RFC 5891), small, without a dot at its end.

    Refused: `domain_missing`; `domain_invalid` for addresses, patterns and names of one label, for whoever decided about
    `fr` would decide about a country; `domain_is_number` for network addresses; `own_server`.
    """
    name = text.strip().lower().removeprefix("@").rstrip(".")
    if not name:
        raise Refusal(_("Écrivez le nom d’un serveur, comme exemple.org."), code="domain_missing", field="domain")
    if _is_number(name):
        raise Refusal(
            _("C’est une adresse de réseau : donnez le nom du serveur."), code="domain_is_number", field="domain"
        )
    if not name.isascii():
        name = _in_ascii(name)
    here = name in (settings.PETITMOT_DOMAIN, settings.PETITMOT_DOMAIN.partition(":")[0])
    if here or settings.PETITMOT_DOMAIN.endswith(f".{name}"):
        raise Refusal(_("C’est le serveur où vous êtes."), code="own_server", field="domain")
    on_loopback = settings.PETITMOT_ALLOW_LOOPBACK_PEERS and _LOOPBACK.fullmatch(name)
    if not on_loopback and (len(name) > 253 or not _DOMAIN.fullmatch(name)):
        raise Refusal(_("Écrivez le nom d’un serveur, comme exemple.org."), code="domain_invalid", field="domain")
    return name


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_network(name.partition("]")[0].lstrip("["), strict=False)
    except ValueError:
        return bool(re.fullmatch(r"[0-9.]+(?::[0-9]+)?", name))
    return True


def _in_ascii(name: str) -> str:
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise Refusal(
            _("Écrivez le nom d’un serveur, comme exemple.org."), code="domain_invalid", field="domain"
        ) from None


def settle(domain: str) -> None:
    """Put what holds now on the rows of the servers of this name, and of all below it."""
    for server in limits.servers_under(domain):
        mark(server)


def mark(server: Server) -> None:
    """Put what holds now on the row of one server elsewhere, and on its people."""
    force = limits.in_force(server.domain)
    servers.mark(server, refused=force.refused, silenced=force.silenced)


def settle_all() -> None:
    """Do it for all of them: after a change of the setting, and for people who came in between. Periodic."""
    for server in Server.objects.filter(is_local=False).iterator():
        force = limits.in_force(server.domain)
        if force.refused or force.silenced or server.refused_at or server.silenced_at:
            mark(server)


def mark_newcomer(person: Person) -> None:
    """Somebody elsewhere was met for the first time: what holds for their server holds for them from the first word on."""
    force = limits.in_force(person.server.domain)
    if force.refused or force.silenced:
        mark(person.server)
        person.refresh_from_db(fields=["suspended_at", "limited_at"])


def end_ties(fact: ServerLimited) -> None:
    """A reaction: follows to and from a refused server end, and requests that wait."""
    limit = ServerLimit.objects.filter(pk=fact.limit_id, measure=Measure.REFUSED).first()
    for server in limits.servers_under(limit.domain) if limit else ():
        if server.refused_at is not None:
            servers.end_ties(server)
