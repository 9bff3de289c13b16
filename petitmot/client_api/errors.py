"""How a refusal of the house is said to an application: Mastodon's status, its English sentence, its details.

The one place that knows both. `docs.joinmastodon.org/entities/Error`: `{"error", "error_description", "details"}`;
`details` is `{"field": [{"error": "ERR_BLANK", "description": "can't be blank"}]}` (registration and e-mail).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from petitmot.kit.refusals import Gone, NotAllowed, NotFound, Refusal, TooOften
from petitmot.people import profiles


class ApiError(Exception):
    """An answer of the client API that is an error: said in the words of the wire."""

    def __init__(self, status: int, error: str, description: str = "", **more: Any) -> None:
        super().__init__(error)
        self.status = status
        self.body: dict[str, Any] = (
            {"error": error} | ({"error_description": description} if description else {}) | more
        )


class Unreadable(ApiError):
    """A body or a query that cannot be read: 400."""

    def __init__(self, why: str = "") -> None:
        super().__init__(400, "Bad Request", f"The request could not be read: {why}"[:200] if why else "")


def record_not_found() -> ApiError:
    return ApiError(404, "Record not found")


def missing(name: str) -> ApiError:
    """A parameter that has to be there."""
    return ApiError(400, f"param is missing or the value is empty or invalid: {name}")


def invalid(sentence: str, **more: Any) -> ApiError:
    """What Mastodon says where a record cannot be: `Validation failed: Text can't be blank`."""
    return ApiError(422, f"Validation failed: {sentence}", **more)


@dataclass
class Details:
    """Gathers what is wrong with the fields of a form; `raise_any` says it all at once."""

    found: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def add(self, name: str, error: str, description: str) -> None:
        self.found.setdefault(name, []).append({"error": error, "description": description})

    def raise_any(self) -> None:
        if self.found:
            raise self.error()

    def error(self) -> ApiError:
        return invalid(self.sentence(), details=self.found)

    def sentence(self) -> str:
        said = [(name, each["description"]) for name, errors in self.found.items() for each in errors]
        return ", ".join(f"{_human(name)} {description}" for name, description in said)


# A refusal's code -> what Mastodon says for it. What is not here is said with the refusal's own sentence.
SENTENCES: dict[str, tuple[int, str]] = {
    "oneself": (403, "This action is not allowed"),
    "not_known": (404, "Record not found"),
    "close_ones": (403, "This action is not allowed"),
    "name_missing": (422, "Validation failed: Title can't be blank"),
    "name_used": (422, "Validation failed: Title has already been taken"),
    "words_missing": (422, "Validation failed: Keyword can't be blank"),
    "network_blocked": (403, "This action is not allowed"),
    "domain_missing": (422, "Validation failed: Domain can't be blank"),
    "domain_invalid": (422, "Validation failed: Domain is invalid, Domain is not a valid domain name"),
    "domain_taken": (422, "Validation failed: Domain has already been taken"),
    "digest_missing": (422, "Validation failed: Canonical email hash can't be blank"),
    "digest_taken": (422, "Validation failed: Canonical email hash has already been taken"),
    "network_invalid": (422, "Validation failed: Ip is invalid"),
    "network_taken": (422, "Validation failed: Ip has already been taken"),
    "severity_missing": (422, "Validation failed: Severity can't be blank"),
    "severity_invalid": (422, "Validation failed: Severity is not included in the list"),
    "lives_elsewhere": (422, "Record invalid"),
    "not_waiting": (403, "This action is not allowed"),
    "not_suspended": (403, "This action is not allowed"),
    "by_invitation": (403, "Registrations are by invitation only"),
    "not_shareable": (404, "Record not found"),
    "empty": (422, "Validation failed: Text can't be blank"),
    "too_long": (422, "Validation failed: Text character limit of 5000 exceeded"),
    "nobody_named": (422, "Validation failed: Nobody is mentioned"),
    "picture_gone": (422, "Media not found or already attached to another post"),
    "too_many_pictures": (422, "Cannot attach more than 8 files"),
    "picture_unfinished": (422, "Cannot attach files that have not finished processing. Try again in a moment!"),
    "picture_failed": (422, "Validation failed: File is invalid"),
    "no_tools": (422, "Validation failed: File content type is invalid, File is invalid"),
    "lost": (422, "Validation failed: File is invalid"),
    "too_heavy_film": (422, "Validation failed: File file size must be less than 99 MB"),
    "film_too_long": (422, "Validation failed: File is too long"),
    "film_too_large": (422, "Validation failed: File dimensions are too large"),
    "film_too_fast": (422, "Validation failed: File frame rate is too high"),
    "too_many_pins": (422, "Validation failed: You have already pinned the maximum number of posts"),
    "not_pinnable": (422, "Validation failed: Posts that are only visible to mentioned users cannot be pinned"),
    "alt_too_long": (422, "Validation failed: Description is too long (maximum is 1500 characters)"),
    "picture_in_use": (422, "Media attachment is currently used by a post"),
    "too_heavy": (422, "Validation failed: File file size must be less than 16 MB"),
    "wrong_type": (422, "Validation failed: File content type is invalid, File is invalid"),
    "malformed": (422, "Validation failed: File content type is invalid, File is invalid"),
    "truncated": (422, "Validation failed: File content type is invalid, File is invalid"),
    "too_hard": (422, "Validation failed: File is invalid"),
    "too_much_movement": (422, "Validation failed: File is invalid"),
    "too_many_pixels": (422, "Validation failed: File dimensions are too large"),
    "poll_with_pictures": (422, "Cannot attach more than 8 files"),
    "poll_too_few": (422, "Validation failed: Choices must have more than one item"),
    "poll_too_many": (422, "Validation failed: Choices can't contain more than 4 items"),
    "poll_too_long": (422, "Validation failed: Choices cannot be longer than 50 characters each"),
    "poll_same_twice": (422, "Validation failed: Choices contain duplicate items"),
    "poll_too_short": (422, "Validation failed: Deadline is too soon"),
    "poll_lasts_too_long": (422, "Validation failed: Deadline is too far into the future"),
    "poll_own": (422, "Validation failed: You cannot vote in your own polls"),
    "poll_over": (422, "Validation failed: The poll has already ended"),
    "already_voted": (422, "Validation failed: You have already voted on this poll"),
    "no_choice": (422, "Validation failed: The chosen vote option does not exist"),
    "one_only": (422, "Validation failed: You have already voted on this poll"),
    "too_soon": (422, "Validation failed: Scheduled at The scheduled date must be in the future"),
    "too_many_later": (422, "Validation failed: You have exceeded the limit of 300 scheduled posts"),
    "tag_invalid": (404, "Record not found"),
    "no_sign": (422, "Validation failed: Name is not a recognized emoji"),
    "too_many_signs": (422, "Validation failed: Limit of different reactions reached"),
    "selected_already": (422, "Validation failed: Account has already been taken"),
    "too_many_selected": (422, "Validation failed: Collection items are too many (maximum is 25)"),
    "too_many_selections": (422, "Validation failed: You have reached the maximum number of collections (10)"),
    "tag_featured": (422, "Validation failed: Name has already been taken"),
    "too_many_tags": (422, "Validation failed: You have already featured the maximum number of hashtags"),
}
PLAIN = ("network_blocked", "lives_elsewhere", "not_waiting", "not_suspended")  # said as Mastodon says it, no more
# A refusal's code -> field of the wire, ERR code, description (registration, profile).
FIELDS: dict[str, tuple[str, str, str]] = {
    "email_invalid": ("email", "ERR_INVALID", "is invalid"),
    "email_taken": ("email", "ERR_TAKEN", "has already been taken"),
    "email_blocked": ("email", "ERR_BLOCKED", "uses a disallowed e-mail provider"),
    "name_invalid": ("username", "ERR_INVALID", "must contain only letters, numbers and underscores"),
    "name_taken": ("username", "ERR_TAKEN", "has already been taken"),
    "password_weak": ("password", "ERR_TOO_SHORT", "is too short or too easy to guess"),
    "terms": ("agreement", "ERR_ACCEPTED", "must be accepted"),
}


LENGTHS = {  # fields of a profile that have limits of their own
    "display_name": f"Display name is too long (maximum is {profiles.LONGEST['display_name']} characters)",
    "bio": f"Note character limit of {profiles.LONGEST['bio']} exceeded",
    "warning": "Spoiler text is too long",
    "welcome_line": "Welcome line is too long",
}
WIRE_FIELDS = {"bio": "note", "words": "comment", "name": "username"}


def of(refusal: Refusal) -> ApiError:
    """Return what an application is told of a refusal; `code` lets our own applications know which it was."""
    if isinstance(refusal, TooOften):
        return ApiError(429, "Too many requests")
    if refusal.code in FIELDS:
        details = Details()
        details.add(*FIELDS[refusal.code])
        return details.error()
    if refusal.code == "too_long" and refusal.field in LENGTHS:
        return invalid(LENGTHS[refusal.field], code=refusal.code)
    if refusal.code in SENTENCES:
        status, sentence = SENTENCES[refusal.code]
        return ApiError(status, sentence) if refusal.code in PLAIN else ApiError(status, sentence, code=refusal.code)
    if refusal.code == "too_long" and refusal.field:
        return invalid(f"{_human(WIRE_FIELDS.get(refusal.field, refusal.field))} is too long")
    if refusal.field in ("portrait", "banner", "pictures"):
        return _of_picture(refusal)
    if isinstance(refusal, NotFound | Gone):
        return record_not_found()
    if isinstance(refusal, NotAllowed):
        return ApiError(403, "This action is not allowed")
    return ApiError(refusal.status, refusal.sentence, code=refusal.code)


def _of_picture(refusal: Refusal) -> ApiError:
    name = {"portrait": "Avatar", "banner": "Header", "pictures": "File"}[refusal.field or "pictures"]
    said = {
        "too_heavy": "is too large",
        "wrong_type": "has contents that are not what they are reported to be",
        "too_many_pixels": "has dimensions that are too large",
    }
    return invalid(f"{name} {said.get(refusal.code, 'could not be processed')}", code=refusal.code)


def headers_of(refusal: Refusal) -> dict[str, str]:
    return {"Retry-After": str(refusal.wait)} if isinstance(refusal, TooOften) else {}


def _human(name: str) -> str:
    """Return what Mastodon calls a field in a sentence (config/locales/activerecord.en.yml)."""
    named = {"email": "E-mail address", "agreement": "Service agreement"}
    return named.get(name) or name.replace("_", " ").capitalize()
