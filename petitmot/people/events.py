"""Facts about people: what happened, said with ids."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AccountMade:
    account_id: int
    person_id: int


@dataclass(frozen=True)
class AccountApproved:
    account_id: int


@dataclass(frozen=True)
class EmailToConfirm:
    """Somebody came in by an application, or asked for the letter again: their address is to be proved theirs."""

    account_id: int


@dataclass(frozen=True)
class CopyAskedFor:
    """Somebody wishes for a copy of all that is theirs."""

    export_id: int


@dataclass(frozen=True)
class ProfileChanged:
    person_id: int


@dataclass(frozen=True)
class Followed:
    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class FollowAskedFor:
    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class FollowApproved:
    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class FollowRefused:
    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class Unfollowed:
    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class FollowerRemoved:
    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class ContactAsked:
    request_id: int


@dataclass(frozen=True)
class ConversationAsked:
    """A stranger's first private word stands on the desk (rule 19)."""

    request_id: int


@dataclass(frozen=True)
class ConversationOpened:
    """The one who was asked answered: the private words may come through (rule 19)."""

    asker_id: int
    asked_id: int


@dataclass(frozen=True)
class RequestRead:
    request_id: int


@dataclass(frozen=True)
class RequestAnswered:
    """Whoever was asked for a few words wrote them."""

    request_id: int
    question_id: int


@dataclass(frozen=True)
class WordsAskedFor:
    question_id: int


@dataclass(frozen=True)
class ContactAccepted:
    request_id: int


@dataclass(frozen=True)
class AcceptanceWordsAdded:
    """Words that came after an acceptance made without any (rule 23)."""

    request_id: int


@dataclass(frozen=True)
class ContactDeclined:
    """Kindly: what leaves, leaves. A silent refusal is not announced to anybody (rule 20)."""

    request_id: int


@dataclass(frozen=True)
class RequestLapsed:
    request_id: int


@dataclass(frozen=True)
class RequestWithdrawn:
    asker_id: int
    asked_id: int
    uri: str
    request_id: int = 0


@dataclass(frozen=True)
class WordsJoined:
    """More words came that belong to a request: written around the same follow."""

    request_id: int


@dataclass(frozen=True)
class PersonReported:
    reporter_id: int
    person_id: int
    request_id: int
    words: str


@dataclass(frozen=True)
class GestureDue:
    gesture_id: int


@dataclass(frozen=True)
class ContactMade:
    """Two became contacts, whatever the way: a request, an introduction, an invitation."""

    person_id: int
    other_id: int


@dataclass(frozen=True)
class ContactEnded:
    person_id: int
    other_id: int


@dataclass(frozen=True)
class Introduced:
    introduction_id: int


@dataclass(frozen=True)
class Blocked:
    blocker_id: int
    blocked_id: int


@dataclass(frozen=True)
class FiltersChanged:
    """Somebody made, changed or took back a filter of words."""

    owner_id: int


@dataclass(frozen=True)
class ServerKeptAway:
    """Somebody keeps a whole server away from themselves."""

    blocker_id: int
    domain: str


@dataclass(frozen=True)
class Unblocked:
    blocker_id: int
    blocked_id: int


@dataclass(frozen=True)
class PersonSuspended:
    person_id: int


@dataclass(frozen=True)
class PersonReinstated:
    person_id: int


@dataclass(frozen=True)
class DoorShut:
    """Moderators closed the door to whoever acts for this person: nobody signs in, nothing stays open."""

    person_id: int


@dataclass(frozen=True)
class Arrived:
    """Somebody came to live here through the door; an account that waits for the moderators, too."""

    account_id: int
    person_id: int


@dataclass(frozen=True)
class TurnedAway:
    """Somebody who waited at the door was not let in. Nothing of the account is left but what the letter needs."""

    email: str
    language: str


@dataclass(frozen=True)
class PersonLeft:
    person_id: int


@dataclass(frozen=True)
class PersonMoved:
    """Somebody lives under another address from now on, and takes their people along."""

    person_id: int
    to_id: int


@dataclass(frozen=True)
class SelectionMade:
    selection_id: int


@dataclass(frozen=True)
class SelectionChanged:
    """Its name or its few words, where `told`; else what only machines read."""

    selection_id: int
    told: bool


@dataclass(frozen=True)
class SelectionEnded:
    owner_id: int
    selection_id: int
    uri: str


@dataclass(frozen=True)
class SelectionAsked:
    """Somebody would like to show somebody in a selection; they are asked first."""

    row_id: int


@dataclass(frozen=True)
class Selected:
    """Somebody stands in a selection: at once, as they let it be, or because they said yes (`asked`)."""

    row_id: int
    asked: bool = False


@dataclass(frozen=True)
class SelectionDeclined:
    row_id: int


@dataclass(frozen=True)
class SelectionLeft:
    """Somebody took themselves out of a selection."""

    row_id: int


@dataclass(frozen=True)
class Unselected:
    """The owner of a selection no longer shows somebody in it."""

    selection_id: int
    row_id: int
    person_id: int
