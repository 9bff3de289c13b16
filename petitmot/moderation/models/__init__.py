"""The nouns of moderation."""

from petitmot.moderation.models.report import Report, ReportedPost, StaffAct, StaffNote
from petitmot.moderation.models.server_limit import ServerLimit

__all__ = ["Report", "ReportedPost", "ServerLimit", "StaffAct", "StaffNote"]
