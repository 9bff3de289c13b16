"""The nouns of attentions: one file each."""

from petitmot.attentions.models.addressed import Addressed, LeftAlone
from petitmot.attentions.models.notice import FOR_STAFF, ON_NO_PAGE, Notice, NoticesSeen
from petitmot.attentions.models.thanks import ThanksPrompt
from petitmot.attentions.models.wink import Wink

__all__ = ["FOR_STAFF", "ON_NO_PAGE", "Addressed", "LeftAlone", "Notice", "NoticesSeen", "ThanksPrompt", "Wink"]
