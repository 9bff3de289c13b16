"""The nouns of reading."""

from petitmot.reading.models.marks import KeptUnread, LastVisit, ReadMark, ReadPost
from petitmot.reading.models.search import PersonText, PostText

__all__ = ["KeptUnread", "LastVisit", "PersonText", "PostText", "ReadMark", "ReadPost"]
