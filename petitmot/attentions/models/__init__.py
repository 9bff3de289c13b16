"""The nouns of attentions: one file each."""

from petitmot.attentions.models.addressed import Addressed, LeftAlone
from petitmot.attentions.models.notice import ON_NO_PAGE, Notice, NoticesSeen
from petitmot.attentions.models.thanks import ThanksPrompt
from petitmot.attentions.models.wink import Wink

__all__ = ["ON_NO_PAGE", "Addressed", "LeftAlone", "Notice", "NoticesSeen", "ThanksPrompt", "Wink"]
