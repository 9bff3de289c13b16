"""Whom the door of this server does not take: by the domain of an e-mail, by one e-mail, by the network they come from.

The networks are asked at every sign-in, so they are kept in memory; a write drops them in every process.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from time import monotonic

from django.db import IntegrityError, transaction

from petitmot.kit import broadcast, clock
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people.models import Account, EmailBlock, EmailDomainBlock, NetworkBlock

Severity = NetworkBlock.Severity
Network = IPv4Network | IPv6Network
CHANGED = "people.door_blocks"  # told to every process: what is kept in memory is dropped
_DOMAIN = re.compile(r"(?=.{1,253}\Z)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}\Z")
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")

FRESH = 60.0  # seconds: another machine's write is heard of then, at the latest

Held = list[tuple[Network, str, datetime | None]]
_kept: tuple[float, Held] | None = None
_changes = 0  # so that what was read before a change is not kept after it


def block_email_domain(by: Account | None, domain: str) -> EmailDomainBlock:
    """Take no e-mail of this domain, nor of those below it. Refused: `domain_missing`, `domain_invalid`, `domain_taken`."""
    domain = domain.strip().lower().rstrip(".").removeprefix("@")
    if not domain:
        raise Refusal(_("Écrivez un nom de domaine, comme exemple.org."), code="domain_missing", field="domain")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        domain = ""
    if not _DOMAIN.match(domain):
        raise Refusal(_("Écrivez un nom de domaine, comme exemple.org."), code="domain_invalid", field="domain")
    made, new = EmailDomainBlock.objects.get_or_create(domain=domain, defaults={"at": clock.now(), "by": by})
    if not new:
        raise Refusal(_("Ce domaine est déjà refusé."), code="domain_taken", field="domain")
    return made


def block_email(by: Account | None, *, email: str = "", digest: str = "") -> EmailBlock:
    """Take this one e-mail no more; only its digest is kept. Refused: `digest_missing`, `digest_taken`."""
    digest = digest_of(email) if email.strip() else digest.strip().lower()
    if not _DIGEST.match(digest):
        raise Refusal(_("Écrivez une adresse e-mail."), code="digest_missing", field="email")
    made, new = EmailBlock.objects.get_or_create(digest=digest, defaults={"at": clock.now(), "by": by})
    if not new:
        raise Refusal(_("Cette adresse est déjà refusée."), code="digest_taken", field="email")
    return made


def block_network(
    by: Account | None, network: str, severity: str, *, comment: str = "", ends_at: datetime | None = None
) -> NetworkBlock:
    """Restrict what comes from a network or one address of it.

    Refused: `network_invalid`, `severity_missing`, `severity_invalid`, `network_taken`, `too_long`.
    """
    values = _checked(network, severity, comment) | {"ends_at": ends_at}
    try:
        with transaction.atomic():
            made = NetworkBlock.objects.create(**values, at=clock.now(), by=by)
            _changed()
    except IntegrityError:
        raise _network_taken() from None
    return made


def change_network(block: NetworkBlock, **said: object) -> NetworkBlock:
    """Change what is named: `network`, `severity`, `comment`, `ends_at`. Refused as `block_network`."""
    now = {name: said.get(name, getattr(block, name)) for name in ("network", "severity", "comment")}
    values = _checked(str(now["network"]), str(now["severity"]), str(now["comment"]))
    if "ends_at" in said:
        values["ends_at"] = said["ends_at"]
    try:
        with transaction.atomic():
            NetworkBlock.objects.filter(pk=block.pk).update(**values)
            _changed()
    except IntegrityError:
        raise _network_taken() from None
    block.refresh_from_db()
    return block


def lift(block: EmailDomainBlock | EmailBlock | NetworkBlock) -> None:
    """Take it back."""
    with transaction.atomic():
        block.delete()
        _changed()


def _checked(network: str, severity: str, comment: str) -> dict[str, object]:
    if not severity:
        raise Refusal(_("Dites ce qui est refusé à ce réseau."), code="severity_missing", field="severity")
    if severity not in Severity.values:
        raise Refusal(_("Choisissez dans la liste."), code="severity_invalid", field="severity")
    if len(comment) > 300:
        raise Refusal(_("C’est trop long : trois cents signes au plus."), code="too_long", field="comment")
    try:
        named = str(ip_network(network.strip(), strict=False))
    except ValueError:
        sentence = _("Écrivez une adresse ou un réseau, comme 192.0.2.0/24.")
        raise Refusal(sentence, code="network_invalid", field="network") from None
    return {"network": named, "severity": severity, "comment": comment.strip()}


def _network_taken() -> Refusal:
    return Refusal(_("Ce réseau est déjà dans la liste."), code="network_taken", field="network")


def refuse_email(email: str) -> None:
    """Refuse an e-mail the door does not take. Refused: `email_blocked`."""
    _name, _at, domain = email.strip().lower().rpartition("@")
    parts = domain.rstrip(".").split(".")
    domains = [".".join(parts[place:]) for place in range(len(parts))]
    if (
        EmailDomainBlock.objects.filter(domain__in=domains).exists()
        or EmailBlock.objects.filter(digest=digest_of(email)).exists()
    ):
        raise Refusal(
            _("Cette adresse e-mail n’est pas acceptée ici. Prenez-en une autre, ou écrivez à qui tient le serveur."),
            code="email_blocked",
            field="email",
        )


def severity_for(address: str) -> str:
    """Return what a network address may not do here, the hardest of all that hold for it; or "". No query, mostly."""
    try:
        asked = ip_address(address)
    except ValueError:
        return ""
    asked = getattr(asked, "ipv4_mapped", None) or asked
    now = clock.now()
    held = {
        severity
        for network, severity, ends_at in _networks()
        if asked.version == network.version and asked in network and (ends_at is None or ends_at > now)
    }
    return next((str(each) for each in (Severity.NO_ACCESS, Severity.NO_SIGN_UP, Severity.WORDS) if each in held), "")


def refuse_sign_up_from(address: str) -> bool:
    """Refuse a network that may not sign up; return whether who comes from there waits for the moderators.

    Refused: `network_blocked`.
    """
    severity = severity_for(address)
    if severity in (Severity.NO_ACCESS, Severity.NO_SIGN_UP):
        raise Refusal(
            _("D’où vous venez, on n’ouvre pas de compte ici. Écrivez à qui tient le serveur."), code="network_blocked"
        )
    return severity == Severity.WORDS


def digest_of(email: str) -> str:
    """Return the digest of an e-mail's canonical form, in hex: small letters, no dots and nothing after `+` in the name.

    As in Mastodon (`EmailHelper`), so that lists can be shared.
    """
    name, _at, domain = email.strip().lower().partition("@")
    canonical = f"{name.replace('.', '').split('+', 1)[0]}@{domain}"
    return hashlib.sha256(canonical.encode()).hexdigest()


def forget_ended() -> None:
    """Delete restrictions of networks whose time is over. Periodic."""
    if NetworkBlock.objects.filter(ends_at__lt=clock.now()).delete()[0]:
        _changed()


def _networks() -> Held:
    global _kept
    kept, changes = _kept, _changes
    if kept is not None and monotonic() - kept[0] < FRESH:
        return kept[1]
    rows = NetworkBlock.objects.values_list("network", "severity", "ends_at")
    held = [(ip_network(network), severity, ends_at) for network, severity, ends_at in rows]
    if changes == _changes:
        _kept = (monotonic(), held)
    return held


def forget_kept(_payload: str = "") -> None:
    """Forget what is kept in memory: it was changed, in this process or another."""
    global _kept, _changes
    _kept, _changes = None, _changes + 1


def _changed() -> None:
    """Drop what is kept: here at once, so that the writer sees its own write, and everywhere when it is committed."""
    forget_kept()
    transaction.on_commit(lambda: broadcast.tell(CHANGED))


broadcast.hear(CHANGED, forget_kept)
