"""The nouns of moderation."""

from petitmot.moderation.models.announcement import Announcement, AnnouncementReaction, AnnouncementRead
from petitmot.moderation.models.ready_words import ReadyWords
from petitmot.moderation.models.report import Report, ReportedPost, StaffAct, StaffNote
from petitmot.moderation.models.sanction import Appeal, Sanction
from petitmot.moderation.models.server_limit import ServerLimit

__all__ = [
    "Announcement",
    "AnnouncementReaction",
    "AnnouncementRead",
    "Appeal",
    "ReadyWords",
    "Report",
    "ReportedPost",
    "Sanction",
    "ServerLimit",
    "StaffAct",
    "StaffNote",
]
