"""The nouns of federation: one file each."""

from petitmot.federation.models.activity import SeenActivity
from petitmot.federation.models.actor import Actor
from petitmot.federation.models.consent import QuoteConsent
from petitmot.federation.models.container import Container, HandedOn
from petitmot.federation.models.delivery import Delivery, OutgoingActivity, Reached, Route
from petitmot.federation.models.emoji import RemoteEmoji
from petitmot.federation.models.featured import FeatureConsent
from petitmot.federation.models.heartbeat import Heartbeat
from petitmot.federation.models.key import Key
from petitmot.federation.models.peer import Peer
from petitmot.federation.models.picture import RemotePicture
from petitmot.federation.models.tie import FollowLetter

__all__ = [
    "Actor",
    "Container",
    "Delivery",
    "FeatureConsent",
    "FollowLetter",
    "HandedOn",
    "Heartbeat",
    "Key",
    "OutgoingActivity",
    "Peer",
    "QuoteConsent",
    "Reached",
    "RemoteEmoji",
    "RemotePicture",
    "Route",
    "SeenActivity",
]
