"""What was done on the desk and can still be undone, each with its way back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from petitmot.attentions.desk import Desk
from petitmot.kit.language import _
from petitmot.people.models import Gesture


@dataclass(frozen=True)
class Strip:
    """What was done and can be undone."""

    text: str
    undo: str
    until: datetime | None = None


def strips(desk: Desk) -> list[Strip]:
    """Return what was done and has not left yet, each with its way back."""
    return [_strip(gesture) for gesture in desk.waiting]


def _strip(gesture: Gesture) -> Strip:
    name = gesture.about.called
    said = {
        Gesture.Kind.DECLINE: _("Vous déclinez, gentiment : %(name)s le saura bientôt.", name=name),
        Gesture.Kind.ASK_FOR_WORDS: _("Vous demandez quelques mots à %(name)s.", name=name),
        Gesture.Kind.REPORT: _("Vous signalez %(name)s aux modérateurs.", name=name),
    }[Gesture.Kind(gesture.kind)]
    undo = f"/demandes/{gesture.request_id}/" if gesture.request_id else f"/demandes/suivi/{gesture.about_id}/"
    return Strip(said, f"{undo}defaire/", gesture.leaves_at)
