"""The nouns of federation: one file each."""

from petitmot.federation.models.key import Key

__all__ = ["Key"]
