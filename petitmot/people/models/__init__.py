"""The nouns of people: one file each."""

from petitmot.people.models.account import Account, ActsFor, SecurityEvent
from petitmot.people.models.circle import Circle, InCircle
from petitmot.people.models.completeness import Completeness
from petitmot.people.models.contact import Contact, FirstWords
from petitmot.people.models.distance import Block, Mute, ServerBlock
from petitmot.people.models.door_block import EmailBlock, EmailDomainBlock, NetworkBlock
from petitmot.people.models.emoji import Emoji
from petitmot.people.models.export import Export
from petitmot.people.models.follow import Follow, FollowRequest
from petitmot.people.models.introduction import Introduction
from petitmot.people.models.pace import Pace
from petitmot.people.models.person import Invitation, Manners, Person, UsedName
from petitmot.people.models.remark import NotSuggested, Recommended, Remark
from petitmot.people.models.request import AnswerLink, ContactRequest, Gesture, NeverAsked, Question
from petitmot.people.models.selection import InSelection, Selection
from petitmot.people.models.server import Server
from petitmot.people.models.server_text import ServerText
from petitmot.people.models.word_filter import FilteredPost, FilteredWords, WordFilter

__all__ = [
    "Account",
    "ActsFor",
    "AnswerLink",
    "Block",
    "Circle",
    "Completeness",
    "Contact",
    "ContactRequest",
    "EmailBlock",
    "EmailDomainBlock",
    "Emoji",
    "Export",
    "FilteredPost",
    "FilteredWords",
    "FirstWords",
    "Follow",
    "FollowRequest",
    "Gesture",
    "InCircle",
    "InSelection",
    "Introduction",
    "Invitation",
    "Manners",
    "Mute",
    "NetworkBlock",
    "NeverAsked",
    "NotSuggested",
    "Pace",
    "Person",
    "Question",
    "Recommended",
    "Remark",
    "SecurityEvent",
    "Selection",
    "Server",
    "ServerBlock",
    "ServerText",
    "UsedName",
    "WordFilter",
]
