"""Addresses: how persons and posts are named here, made once and stored (rule 39)."""

from __future__ import annotations

import re

from django.conf import settings

NAME = re.compile(r"[a-z0-9_]{1,30}\Z", re.ASCII)
# Names of elsewhere may hold dots, dashes and letters of other alphabets (Mastodon, WordPress, Friendica); within them.
WRITTEN_NAME = r"[^\W.~\-](?:[\w.~\-]{0,62}[^\W.~\-])?"
_LABEL = r"[^\W_](?:[\w\-]{0,61}[^\W_])?"
HOST = rf"{_LABEL}(?:\.{_LABEL}){{0,8}}(?::[0-9]{{1,5}})?"  # as one types it: in any alphabet, with a port
HANDLE = re.compile(rf"@?({WRITTEN_NAME})(?:@({HOST}|\[[0-9a-fA-F:.]+\](?::[0-9]{{1,5}})?))?\Z")
NAMED_ELSEWHERE = re.compile(rf"(?<![\w@/.])@({WRITTEN_NAME}@{HOST})(?![\w@]|\.\w)")  # a whole handle within a text
# Below it in an address: a name of here, or a whole handle.
IN_A_PATH = r"@(?P<handle>[A-Za-z0-9_]{1,64}(?![^/])|[\w.~\-]{1,64}@[\w.\-\[\]:]{1,255})"

RESERVED = frozenset(
    [
        "about",
        "abonnes",
        "admin",
        "administrateur",
        "administration",
        "administrator",
        "aide",
        "ap",
        "api",
        "apropos",
        "auth",
        "blog",
        "bureau",
        "conditions",
        "confidentialite",
        "contact",
        "demandes",
        "entrer",
        "equipe",
        "feed",
        "fediverse",
        "help",
        "help_desk",
        "home",
        "info",
        "inbox",
        "journal",
        "legal",
        "login",
        "logout",
        "mail",
        "mailer_daemon",
        "media",
        "mentions_legales",
        "moderateur",
        "moderation",
        "moderator",
        "nodeinfo",
        "noreply",
        "null",
        "oauth",
        "operateur",
        "operator",
        "outbox",
        "petitmot",
        "postmaster",
        "premier",
        "privacy",
        "regles",
        "reglages",
        "root",
        "security",
        "settings",
        "sign_up",
        "signaler",
        "sortir",
        "static",
        "support",
        "sysadmin",
        "system",
        "terms",
        "undefined",
        "webfinger",
        "webmaster",
        "well_known",
        "www",
    ]
)


def origin() -> str:
    """Return scheme, host and port of this server, without a slash at the end."""
    return f"{settings.PETITMOT_SCHEME}://{settings.PETITMOT_DOMAIN}"


def person_uri(person_id: int) -> str:
    """Return the lasting address of a person who lives here."""
    return f"{origin()}/ap/people/{person_id}"


def post_uri(post_id: int) -> str:
    """Return the lasting address of a post that was written here."""
    return f"{origin()}/ap/posts/{post_id}"


def selection_uri(selection_id: int) -> str:
    """Return the lasting address of a selection that was made here."""
    return f"{origin()}/ap/selections/{selection_id}"


def emoji_uri(code: str) -> str:
    """Return the lasting address of an emoji that was drawn here."""
    return f"{origin()}/ap/emoji/{code}"


def split_handle(text: str) -> tuple[str, str | None] | None:
    """Read `@ana`, `ana@host` or `@ana@host:port`; return (name in small letters, host or None), or None.

    A host in another alphabet comes as the name servers know it by (`xn--…`): what looks like another name is another one.
    """
    found = HANDLE.match(text.strip())
    if not found:
        return None
    host = found[2]
    name = found[1].lower()
    if not host and not re.fullmatch("[a-z0-9_]{1,64}", name):
        return None  # nobody who lives here is called so
    if not host:
        return name, None
    try:
        return name, host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
