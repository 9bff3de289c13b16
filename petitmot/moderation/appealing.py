"""To appeal: the person says once, in a few words, why a decision is wrong; moderators lift it, or it stays."""

from __future__ import annotations

from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.moderation import sanctioning, staff
from petitmot.moderation.events import AppealDecided
from petitmot.moderation.models import Appeal, Sanction
from petitmot.people.models import Account

WITHIN = timedelta(days=20)
LONGEST = 2000
_signer = Signer(salt="petitmot.appeal")


def link_of(sanction: Sanction) -> str:
    """Return the path of the page on which whoever was told of a decision reads it, and may appeal, without signing in."""
    return f"/mesures/{_signer.sign(str(sanction.pk))}/"


def find(token: str) -> Sanction:
    """Return the decision a link is about. Refused: `not_found`."""
    try:
        number = int(_signer.unsign(token))
    except (BadSignature, ValueError):
        raise NotFound(_("Ce lien n’est pas entier. Reprenez-le dans le courriel.")) from None
    found = Sanction.objects.filter(pk=number).select_related("person__server", "appeal", "report").first()
    if found is None or found.person.left_at is not None:
        raise NotFound(_("Cette décision n’est plus là."))
    return found


def appeal_of(sanction: Sanction) -> Appeal | None:
    return getattr(sanction, "appeal", None)


def may_appeal(sanction: Sanction) -> bool:
    """Whether it stands, is not older than twenty days, and nothing was said against it yet."""
    fresh = sanction.at > clock.now() - WITHIN
    return sanction.lifted_at is None and fresh and appeal_of(sanction) is None


def appeal(sanction: Sanction, words: str) -> Appeal:
    """Say why a decision is wrong. Refused: `words_missing`, `too_long`, `too_late`, `already_appealed`."""
    words = words.strip()
    if not words:
        raise Refusal(_("Écrivez en quelques mots pourquoi."), code="words_missing", field="words")
    if len(words) > LONGEST:
        raise Refusal(_("C’est trop long : deux mille signes au plus."), code="too_long", field="words")
    if appeal_of(sanction) is None and not may_appeal(sanction):
        raise Refusal(_("On peut répondre à une décision pendant vingt jours, tant qu’elle tient."), code="too_late")
    try:
        with transaction.atomic():
            return Appeal.objects.create(sanction=sanction, words=words, at=clock.now())
    except IntegrityError:
        raise Refusal(_("Vous avez déjà répondu à cette décision."), code="already_appealed") from None


def waiting(by: Account) -> QuerySet[Appeal]:
    """Return the appeals nobody has decided yet, the oldest first."""
    staff.refuse_members(by)
    rows = Appeal.objects.filter(decided_at=None, sanction__person__left_at=None)
    return rows.select_related("sanction__person__server", "sanction__by").order_by("at")


def open_appeal(by: Account, sanction_id: int) -> Appeal:
    """Return one appeal. Refused: `not_found`."""
    staff.refuse_members(by)
    rows = Appeal.objects.select_related("sanction__person__server")
    found = rows.filter(pk=sanction_id).first()
    if found is None:
        raise NotFound(_("Cette réponse n’est pas là."))
    return found


def grant(by: Account, appealed: Appeal) -> None:
    """Lift the decision: the person was right, or that is enough."""
    with transaction.atomic():
        _decide(by, appealed, granted=True)
        sanctioning.lift(by, appealed.sanction.person, appealed.sanction.kind)


def keep(by: Account, appealed: Appeal) -> None:
    """The decision stays."""
    with transaction.atomic():
        _decide(by, appealed, granted=False)


def _decide(by: Account, appealed: Appeal, *, granted: bool) -> None:
    staff.refuse_members(by)
    person = appealed.sanction.person
    staff.refuse_as_target(by, person)
    fresh = Appeal.objects.filter(pk=appealed.pk, decided_at=None)
    if not fresh.update(decided_at=clock.now(), decided_by=by, was_granted=granted):
        raise Refusal(_("Quelqu’un a déjà décidé de cette réponse."), code="already_decided")
    staff.write(by, "appeal_granted" if granted else "appeal_kept", person=person)
    announce(AppealDecided(appealed.pk))
