"""Petitmot: a social network server on which every contact begins with a few words."""

__version__ = "0.1.0"
