"""The plain values that are judged: who writes, to whom, what, and what they wrote to others lately."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sender:
    """Who writes, as far as it can be read on their page."""

    name: str = ""
    bio: str = ""


@dataclass(frozen=True)
class Recipient:
    """Who is written to: what anybody can read on their page, newest words first."""

    name: str = ""
    bio: str = ""
    welcome: str = ""
    posts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """One note to judge. `sent_before`: what the same sender wrote to others lately, newest first; `lang` may be ""."""

    sender: Sender
    recipient: Recipient
    note: str
    sent_before: tuple[str, ...] = ()
    lang: str = ""
