"""The nouns of moderation."""

from petitmot.moderation.models.report import Report, ReportedPost, StaffAct, StaffNote
from petitmot.moderation.models.sanction import Appeal, Sanction

__all__ = ["Appeal", "Report", "ReportedPost", "Sanction", "StaffAct", "StaffNote"]
