"""The nouns of posts: one file each."""

from petitmot.posts.models.conversation import Conversation, Member
from petitmot.posts.models.marks import Bookmark, Draft, Favourite, FollowedTag, ShownTag, Tag, Tagged
from petitmot.posts.models.picture import LooseFile, Picture
from petitmot.posts.models.post import Arrival, Audience, Clock, Mention, Post, Tombstone, Version, Visibility
from petitmot.posts.models.preview import LinkPreview

__all__ = [
    "Arrival",
    "Audience",
    "Bookmark",
    "Clock",
    "Conversation",
    "Draft",
    "Favourite",
    "FollowedTag",
    "LinkPreview",
    "LooseFile",
    "Member",
    "Mention",
    "Picture",
    "Post",
    "ShownTag",
    "Tag",
    "Tagged",
    "Tombstone",
    "Version",
    "Visibility",
]
