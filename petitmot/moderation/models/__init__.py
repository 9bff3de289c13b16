"""The nouns of moderation."""

from petitmot.moderation.models.announcement import Announcement, AnnouncementReaction, AnnouncementRead
from petitmot.moderation.models.report import Report, ReportedPost, StaffAct, StaffNote
from petitmot.moderation.models.server_limit import ServerLimit

__all__ = [
    "Announcement",
    "AnnouncementReaction",
    "AnnouncementRead",
    "Report",
    "ReportedPost",
    "ServerLimit",
    "StaffAct",
    "StaffNote",
]
