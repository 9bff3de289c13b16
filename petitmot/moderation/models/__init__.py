"""The nouns of moderation."""

from petitmot.moderation.models.announcement import Announcement, AnnouncementReaction, AnnouncementRead
from petitmot.moderation.models.report import Report, ReportedPost, StaffAct, StaffNote

__all__ = [
    "Announcement",
    "AnnouncementReaction",
    "AnnouncementRead",
    "Report",
    "ReportedPost",
    "StaffAct",
    "StaffNote",
]
