"""The nouns of the post office."""

from petitmot.post_office.models.letterbox import Letterbox
from petitmot.post_office.models.mailing import Mailing, MailReader
from petitmot.post_office.models.pending import PendingMail

__all__ = ["Letterbox", "MailReader", "Mailing", "PendingMail"]
