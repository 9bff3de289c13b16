"""Posting one push message to one push service (RFC 8030), never within a request."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db.models import F

from petitmot.attentions.listing import Row
from petitmot.client_api.entities.instance import contact_email
from petitmot.client_api.events import PushDue
from petitmot.client_api.models import PushSubscription
from petitmot.client_api.pushing import message, sealing, vapid
from petitmot.client_api.pushing.choosing import notice
from petitmot.client_api.pushing.encrypting import Recipient, aes128gcm, aesgcm, armoured
from petitmot.federation.delivering.outcomes import Answer
from petitmot.federation.delivering.wire import NoSuchInbox, Unreachable, Wire
from petitmot.kit import clock
from petitmot.kit.refusals import TryLater

log = logging.getLogger("petitmot.pushing")

TTL = timedelta(hours=48)  # how long a push service keeps it for a device that is off, and how long we try
GONE = (404, 410)  # RFC 8030, 7.3: the subscription is no more
LATER = (408, 425, 429)
LONGEST_WAIT = 6 * 3600  # seconds; whatever a push service wishes us to wait


def push(fact: PushDue) -> None:
    """Tell one application of one notice. Raises `TryLater` where the push service cannot take it now."""
    rows = PushSubscription.objects.select_related("token__account", "token__person__server", "token__person__manners")
    row = rows.filter(pk=fact.subscription_id, token__revoked_at=None).first()
    if row is None or row.token.person is None or row.token.account is None:
        return
    if not row.token.person.is_present or not row.token.account.is_active or row.token.account.suspended_at:
        return
    found = notice(row.token.person, fact.notice_id)
    if found is None or found.at < clock.now() - TTL:
        return
    said = message.written(
        row.token.person,
        found,
        access_token=sealing.unseal(bytes(row.sealed_token), row.token_id),
        language=row.token.account.language,
    )
    if said is not None:
        _settle(row, _post(row, said, found))


def _post(row: PushSubscription, said: bytes, found: Row) -> Answer | None:
    """Return the answer; None where the address cannot be asked at all."""
    headers, body = sealed(row, said)
    headers |= {
        "Content-Type": "application/octet-stream",
        "TTL": str(int(TTL.total_seconds())),
        "Urgency": "normal",
        "Topic": f"notice-{found.id}",  # said twice, the second takes the place of the first
    }
    wire = Wire()
    try:
        return wire.post(row.endpoint, headers, body)
    except NoSuchInbox:
        return None
    except Unreachable as error:
        raise TryLater(str(error)) from error
    finally:
        wire.close_idle(everything=True)


def sealed(row: PushSubscription, said: bytes) -> tuple[dict[str, str], bytes]:
    """Return headers and body of a message, in the encryption the application asked for."""
    to = Recipient.read(row.p256dh, row.auth)
    signed = vapid.signed(row.endpoint, contact_email())
    if row.standard:
        authorization = f"vapid t={signed}, k={vapid.bare_key()}"
        return {"Content-Encoding": "aes128gcm", "Authorization": authorization}, aes128gcm(said, to)
    body, salt, key = aesgcm(said, to)
    return {
        "Content-Encoding": "aesgcm",
        "Encryption": f"salt={armoured(salt)}",
        "Crypto-Key": f"dh={armoured(key)};p256ecdsa={vapid.bare_key()}",
        "Authorization": f"WebPush {signed}",
    }, body


def _settle(row: PushSubscription, answer: Answer | None) -> None:
    mine = PushSubscription.objects.filter(pk=row.pk)
    if answer is None or answer.status in GONE:
        mine.delete()
    elif answer.status in LATER or answer.status >= 500:
        wait = None if answer.wait is None else min(int(answer.wait), LONGEST_WAIT)
        raise TryLater(f"the push service answered {answer.status}", wait=wait)
    elif answer.status >= 300:
        log.warning("a push service refused a message: %s %s", answer.status, answer.text)
        mine.update(refused=F("refused") + 1)
