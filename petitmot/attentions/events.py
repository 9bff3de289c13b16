"""Facts about attentions: what happened, said with ids."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Winked:
    """Somebody winked at a new follower; what carries it elsewhere is a reaction."""

    wink_id: int


@dataclass(frozen=True)
class NoticePut:
    """A person has a new notice: open screens are told, nothing more follows."""

    notice_id: int
    person_id: int
    on_page: bool = True  # else it speaks for itself elsewhere on pages; applications are told of it
    kind: str = ""  # one of Notice.Kind
