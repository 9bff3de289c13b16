"""Words kept ready for decisions: the operator writes them, moderators choose one in place of writing, or before their own.

Mastodon's warning presets (docs.joinmastodon.org/methods/admin/accounts, `warning_preset_id`).
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.moderation import staff
from petitmot.moderation.models import ReadyWords
from petitmot.people.models import Account

LONGEST_TITLE, LONGEST = 100, 2000
MOST = 100


def all_of_them(by: Account) -> QuerySet[ReadyWords]:
    """Return what is kept ready, by title. Refused: `not_moderator`."""
    staff.refuse_members(by)
    return ReadyWords.objects.order_by("title", "pk")


def keep(by: Account, title: str, text: str, *, row: ReadyWords | None = None) -> ReadyWords:
    """Keep words ready, or say those of a row better.

    Refused: `not_operator`; with the field `title` or `text`: `empty_line`, `too_long`; `too_many`.
    """
    staff.refuse_all_but_operator(by)
    said = {"title": title.strip(), "text": text.strip()}
    for field, most in (("title", LONGEST_TITLE), ("text", LONGEST)):
        if not said[field]:
            raise Refusal(_("Il n’y a rien d’écrit ici."), code="empty_line", field=field)
        if len(said[field]) > most:
            raise Refusal(_("C’est trop long : %(most)s signes au plus.", most=most), code="too_long", field=field)
    with transaction.atomic():
        if row is None:
            if ReadyWords.objects.count() >= MOST:
                raise Refusal(_("Cent mots tout prêts au plus : retirez-en un."), code="too_many", field="title")
            row = ReadyWords()
        row.title, row.text = said["title"], said["text"]
        row.save()
        staff.write(by, "words_kept_ready", about=row.title)
    return row


def drop(by: Account, row: ReadyWords) -> None:
    """Keep them no more; decisions that were told with them stay as they are. Refused: `not_operator`."""
    staff.refuse_all_but_operator(by)
    with transaction.atomic():
        staff.write(by, "ready_words_dropped", about=row.title)
        row.delete()


def one(by: Account, row_id: int) -> ReadyWords:
    """Refused: `not_moderator`, `not_found`."""
    found = all_of_them(by).filter(pk=row_id).first()
    if found is None:
        raise NotFound(_("Ces mots ne sont plus là."))
    return found


def before(by: Account, row_id: int | None, words: str) -> str:
    """Return the words of a decision: those kept ready, where some were chosen, and one's own below them.

    Refused: `not_found` for ready words that are gone.
    """
    if row_id is None:
        return words
    return "\n\n".join(filter(None, [one(by, row_id).text, words.strip()]))
