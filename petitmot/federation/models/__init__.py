"""The nouns of federation: one file each."""

from petitmot.federation.models.actor import Actor
from petitmot.federation.models.delivery import Delivery, OutgoingActivity, Reached, Route
from petitmot.federation.models.key import Key
from petitmot.federation.models.peer import Peer

__all__ = ["Actor", "Delivery", "Key", "OutgoingActivity", "Peer", "Reached", "Route"]
