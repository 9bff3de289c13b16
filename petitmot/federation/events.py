"""Facts about what came from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ActivityReceived:
    """A delivery that was checked at the door: who signed it, and its text, still to be done.

    `inbox_of` is the person whose own inbox it came to; 0: the shared one. `seen` is the name it is remembered under.
    """

    signer_uri: str
    signer_host: str
    key_id: str
    text: str
    inbox_of: int
    seen: str
    order: str


@dataclass(frozen=True)
class FollowersTold:
    """A delivery said which of its author's followers are thought to live here (FEP-8fcf): a digest, and where to ask."""

    author_uri: str
    url: str
    digest: str


@dataclass(frozen=True)
class SaidWithin:
    """Somebody elsewhere wrote, edited or took back words within words of here for some people: the activity in `text`."""

    root_id: int
    post_id: int
    author_id: int
    text: str


@dataclass(frozen=True)
class ActorOld:
    """What is known of somebody elsewhere was asked long ago, or their inbox was gone. `host` is their server's."""

    person_id: int
    host: str


@dataclass(frozen=True)
class HomeTold:
    """The document of somebody elsewhere whom people here have a tie with says that they live at `uri` now (`movedTo`)."""

    person_id: int
    uri: str


@dataclass(frozen=True)
class PortraitNamed:
    """An actor's document names a portrait or banner that is not fetched yet."""

    person_id: int


@dataclass(frozen=True)
class EmojiNamed:
    """An emoji drawn elsewhere, whose picture is to be fetched: it is new here, or was drawn anew."""

    emoji_id: int


@dataclass(frozen=True)
class PicturesNamed:
    """Words from elsewhere came with pictures that are not fetched yet."""

    post_id: int


@dataclass(frozen=True)
class AnsweredElsewhere:
    """Words came whose server could not be reached for what they answer."""

    post_id: int
    uri: str


@dataclass(frozen=True)
class FollowArrived:
    """Somebody elsewhere follows, or asks to: their server waits for Accept or Reject of the activity in `text`."""

    follower_id: int
    followed_id: int
    text: str


@dataclass(frozen=True)
class QuoteAsked:
    """Somebody elsewhere quotes words written here, and asks for consent (FEP-044f): the activity in `text`."""

    asker_id: int
    post_id: int
    text: str


@dataclass(frozen=True)
class AcceptArrived:
    """The other server took our Accept of a follow: from now on its filters know that somebody here is followed."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class FollowHeld:
    """A follow waits for its owner, who wishes to ask for a few words: a minute has passed."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class OutboxDue:
    """It is time to look whether something that somebody elsewhere said never arrived. `host` is their server's."""

    person_id: int
    host: str
