"""The way out of all mails by one link, without signing in (RFC 8058)."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from petitmot.kit import addresses
from petitmot.people import profiles
from petitmot.people.models import Person

SALT = "petitmot.post_office.leaving"


def address_for(person: Person) -> str:
    """Return the address that ends this person's mails; it is good for ever, for old letters are kept."""
    return f"{addresses.origin()}/courrier/arreter/{_signer().sign(str(person.pk))}/"


def headers_for(person: Person) -> dict[str, str]:
    """Return the headers by which a mail program offers to end them in one click (RFC 8058, section 3.1)."""
    return {
        "List-Unsubscribe": f"<{address_for(person)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def person_of(token: str) -> Person | None:
    """Return whose mails a token ends, or None where it is not one of ours."""
    try:
        id_ = int(_signer().unsign(token))
    except (BadSignature, ValueError):
        return None
    return Person.objects.present().select_related("manners").filter(pk=id_, server__is_local=True).first()


def stop(person: Person) -> None:
    """No mail of notices any more; to do it twice is to do it once."""
    person.manners = profiles.mind(person, mails_of=[])


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")
