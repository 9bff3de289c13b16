"""The nouns of reading."""

from petitmot.reading.models.marks import KeptUnread, LastVisit, Marker, ReadMark, ReadPost
from petitmot.reading.models.search import PersonText, PostText

__all__ = ["KeptUnread", "LastVisit", "Marker", "PersonText", "PostText", "ReadMark", "ReadPost"]
