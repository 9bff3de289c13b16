"""The nouns of moderation."""

from petitmot.moderation.models.report import Report, ReportedPost, StaffAct, StaffNote

__all__ = ["Report", "ReportedPost", "StaffAct", "StaffNote"]
