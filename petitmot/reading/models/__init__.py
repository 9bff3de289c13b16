"""The nouns of reading."""

from petitmot.reading.models.marks import KeptUnread, LastVisit, Marker, ReadMark, ReadPost
from petitmot.reading.models.search import PersonText, PostText
from petitmot.reading.models.tags import FollowedTag

__all__ = ["FollowedTag", "KeptUnread", "LastVisit", "Marker", "PersonText", "PostText", "ReadMark", "ReadPost"]
