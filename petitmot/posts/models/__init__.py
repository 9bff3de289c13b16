"""The nouns of posts: one file each."""

from petitmot.posts.models.conversation import Conversation, Member
from petitmot.posts.models.marks import Bookmark, Draft, Favourite, MutedThread, SentSheet, Tag, TagFeatured, Tagged
from petitmot.posts.models.picture import Kind, LooseFile, Making, Picture
from petitmot.posts.models.poll import Poll, PollAnswer, Vote
from petitmot.posts.models.post import (
    Arrival,
    Audience,
    Clock,
    Mention,
    Post,
    QuoteState,
    Quoting,
    Tombstone,
    Version,
    Visibility,
)
from petitmot.posts.models.preview import LinkPreview
from petitmot.posts.models.scheduled import Scheduled
from petitmot.posts.models.tally import Tally

__all__ = [
    "Arrival",
    "Audience",
    "Bookmark",
    "Clock",
    "Conversation",
    "Draft",
    "Favourite",
    "Kind",
    "LinkPreview",
    "LooseFile",
    "Making",
    "Member",
    "Mention",
    "MutedThread",
    "Picture",
    "Poll",
    "PollAnswer",
    "Post",
    "QuoteState",
    "Quoting",
    "Scheduled",
    "SentSheet",
    "Tag",
    "TagFeatured",
    "Tagged",
    "Tally",
    "Tombstone",
    "Version",
    "Visibility",
    "Vote",
]
