"""The one letter of an hour: who did what, the words themselves as far as a mail should carry them, one thing to do.

A mail is a postcard: it passes through machines of others, and stays there. So private words come as their first line
only: enough to know what it is about, the rest is read here. The words of a request, which are for this reader alone
as well, come as an excerpt without their links: a stranger must not get a link into somebody's mailbox.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from petitmot.kit import addresses
from petitmot.kit.language import _
from petitmot.kit.text import excerpt, first_line
from petitmot.look.names import names
from petitmot.people.models import ContactRequest, Person
from petitmot.post_office import leaving
from petitmot.post_office.letter import Letter, Said
from petitmot.post_office.models import PendingMail
from petitmot.post_office.worth import News

Kind = PendingMail.Kind
State = ContactRequest.State
OF_A_REQUEST = 280  # signs
OF_PRIVATE_WORDS = 120
MOST_QUOTED = 8  # of one letter; the others are named
# What mail programs make a link of, also without a scheme.
_LINK = re.compile(r"\S+://\S+|\bwww\.\S+|\S+@\S+\.\w+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}\b(?:/\S*)?", re.IGNORECASE)


def letter(person: Person, news: Sequence[News]) -> Letter:
    """Return the letter that tells all of this, in the language that is active."""
    do, address = _thing_to_do(news)
    sentences: list[str | Said] = [_("Bonjour %(name)s,", name=person.first_name)]
    for kind in (Kind.REQUEST, Kind.ANSWER, Kind.MESSAGE):
        sentences += _told(kind, [each for each in news if each.kind == kind])
    return Letter(
        _subject(news),
        tuple(sentences),
        do,
        addresses.origin() + address,
        (_("Vous avez choisi de le savoir par courriel, au plus une fois par heure."),),
        leave=(_("Ne plus recevoir ces courriels"), leaving.address_for(person)),
    )


def _subject(news: Sequence[News]) -> str:
    kinds = {each.kind for each in news}
    called = _called(news)
    if len(kinds) > 1:
        return _("Du nouveau pour vous : %(names)s", names=names(called))
    return _sentence(next(iter(kinds)), called).rstrip(".")


def _sentence(kind: str, called: Sequence[str]) -> str:
    one, people = len(called) == 1, names(called)
    if kind == Kind.REQUEST:
        if one:
            return _("%(name)s voudrait vous connaître.", name=people)
        return _("%(names)s voudraient vous connaître.", names=people)
    if kind == Kind.ANSWER:
        if one:
            return _("%(name)s a répondu à votre demande.", name=people)
        return _("%(names)s ont répondu à vos demandes.", names=people)
    if one:
        return _("%(name)s vous a écrit.", name=people)
    return _("%(names)s vous ont écrit.", names=people)


def _told(kind: str, news: Sequence[News]) -> list[str | Said]:
    """Return the sentence of one kind, then the words; those that are for another reader's eyes too stay here."""
    if not news:
        return []
    quoted = [Said(each.actor.called, words) for each in news if (words := _words(each))]
    return [_sentence(kind, _called(news)), *quoted[:MOST_QUOTED]]


def _words(news: News) -> str:
    if news.post:
        return news.post.warning or first_line(news.post.plain, OF_PRIVATE_WORDS)
    if news.request is None:
        return ""
    if news.kind == Kind.REQUEST:
        note = news.request.note
        return excerpt(_LINK.sub(_("(un lien)"), note), OF_A_REQUEST)
    if news.request.state == State.ACCEPTED:
        return first_line(news.request.acceptance_words, OF_PRIVATE_WORDS)
    return ""


def _thing_to_do(news: Sequence[News]) -> tuple[str, str]:
    """Return the label and the address of the one link."""
    kinds = {each.kind for each in news}
    first, name = news[0], news[0].actor.first_name
    if len(kinds) > 1:
        return _("Aller voir"), "/avis/" if Kind.MESSAGE not in kinds else "/"
    if first.kind == Kind.MESSAGE:
        where = {each.post.conversation_id for each in news if each.post}
        if len(where) > 1:
            return _("Lire vos conversations"), "/conversations/"
        if len(_called(news)) > 1:
            return _("Lire la conversation"), f"/conversations/{where.pop()}/"
        return _("Lire et répondre à %(name)s", name=name), f"/conversations/{where.pop()}/"
    if first.kind == Kind.REQUEST and first.request and len(news) == 1:
        return _("Lire la demande de %(name)s", name=name), f"/demandes/{first.request.pk}/"
    if first.kind == Kind.REQUEST:
        return _("Lire vos demandes"), "/demandes/"
    return _("Lire la réponse") if len(news) == 1 else _("Lire les réponses"), "/avis/"


def _called(news: Sequence[News]) -> list[str]:
    return list(dict.fromkeys(each.actor.called for each in news))
