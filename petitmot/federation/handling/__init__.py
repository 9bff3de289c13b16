"""What each kind of activity asks for: one file a noun; each calls the verb that a page would call.

Whoever handles is given who signed: an activity does nothing that its signer may not do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from petitmot.federation.budgets import Budget
from petitmot.federation.handling import (
    accounts,
    answers,
    blocks,
    containers,
    deletions,
    featured,
    flags,
    follows,
    likes,
    offers,
    quotes,
    selections,
    shares,
    standing,
    undoing,
    words,
)
from petitmot.federation.handling.coming import Coming
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, kind

Handler = Callable[[Signer, Document, Coming], None]

HANDLERS: Mapping[str, Handler] = {
    "Follow": follows.handle,
    "Undo": undoing.handle,
    "Accept": answers.handle_accept,
    "Reject": answers.handle_reject,
    "Create": words.handle_create,
    "Update": words.handle_update,
    "Delete": deletions.handle,
    "Like": likes.handle,
    "EmojiReact": likes.handle,
    "Announce": shares.handle,
    "Add": containers.handle_add,
    "Remove": featured.handle_remove,
    "Block": blocks.handle,
    "Flag": flags.handle,
    "Move": accounts.handle_move,
    "Offer": offers.handle,
    "QuoteRequest": quotes.handle,
    "FeatureRequest": selections.handle_request,
    "Receive": standing.handle_receive,
    "Read": standing.handle_read,
    "AskForWords": standing.handle_ask_for_words,
    "Lapse": standing.handle_lapse,
}


def handle(signer: Signer, activity: Document, *, inbox_of: int = 0) -> None:
    """Do what an activity asks for; kinds that are not known are left alone.

    Raises `Refusal` for what cannot be, `TryLater` where something elsewhere is needed that cannot be reached now.
    """
    handler = HANDLERS.get(kind(activity))
    if handler is not None:
        handler(signer, activity, Coming(inbox_of, Budget()))
