"""How what somebody did is said: activities (ActivityPub, section 7), and the answers that carry another one whole.

What there is to say stands in `word_activities`, `tie_activities`, `person_activities` and `selection_activities`. Each has an id that
is the same whenever it is built again.

Ids of Create and Announce can be fetched; the others hang on their actor with a `#`, as Mastodon's do. Undo, Accept and
Reject carry whole what they answer, for many servers do not fetch it. Whoever is given is a person with their `uri`;
an `object` or `target` may be a person elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from petitmot.federation.documents.contexts import ACTIVITYSTREAMS, Document, without_context
from petitmot.people.models import Person


def accept(person: Person, answered: Document, *, words: str = "", result: str = "") -> Document:
    """Say yes to an activity that came in (a Follow, an Offer, a QuoteRequest), carried whole."""
    more = {name: said for name, said in (("content", words), ("result", result)) if said}
    return _answer("Accept", person, answered, more)


def reject(person: Person, answered: Document, *, words: str = "") -> Document:
    """Say no to one, or take a yes back."""
    return _answer("Reject", person, answered, {"content": words} if words else {})


def undo(undone: Document, *, to: Sequence[str] = (), at: datetime | None = None) -> Document:
    """Take an activity of one's own back, carried whole; addressed as it was, unless `to` says otherwise.

    `at` tells two undoings apart, where the undone activity has no time of its own in its id (a follow without
    `since`): the other server takes one id once.
    """
    inner = without_context(undone)
    when = f"/{milliseconds(at)}" if at else ""
    return {
        "@context": undone.get("@context", ACTIVITYSTREAMS),
        "id": f"{inner['id']}{'/' if '#' in inner['id'] else '#'}undo{when}",
        "type": "Undo",
        "actor": inner["actor"],
        "object": inner,
        "to": list(to) or inner.get("to", []),
    }


def _answer(kind: str, person: Person, answered: Document, more: Document) -> Document:
    inner = without_context(answered)
    to = inner.get("actor", "")
    id_ = derived_id(person, f"{kind.lower()}s", answered)
    made = activity(kind, id_, person, inner, to=[to if isinstance(to, str) else str(to.get("id", ""))], **more)
    return made if "@context" not in answered else {**made, "@context": answered["@context"]}


def activity(kind: str, id_: str, actor: Person, object_: object, **more: object) -> Document:
    """Return an activity of somebody here; `more` are further properties (`to`, `cc`, `target`, ...)."""
    return {"@context": ACTIVITYSTREAMS, "id": id_, "type": kind, "actor": actor.uri, "object": object_, **more}


def derived_id(person: Person, what: str, of: Document) -> str:
    """Return an id made of what it is about; of the whole of it, where that has none of its own."""
    name = str(of.get("id") or json.dumps(of, sort_keys=True, default=str))
    return f"{person.uri}#{what}/{digest(name)}"


def digest(uri: str) -> str:
    """Return a short name for an address, the same each time (20 hexadecimal digits)."""
    return hashlib.blake2s(uri.encode(), digest_size=10).hexdigest()


def milliseconds(at: datetime) -> int:
    """Return milliseconds since 1970."""
    return int(at.timestamp() * 1000)
