"""The nouns of federation: one file each."""

from petitmot.federation.models.activity import SeenActivity
from petitmot.federation.models.actor import Actor
from petitmot.federation.models.key import Key
from petitmot.federation.models.picture import RemotePicture

__all__ = ["Actor", "Key", "RemotePicture", "SeenActivity"]
