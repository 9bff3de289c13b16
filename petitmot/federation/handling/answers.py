"""Accept and Reject: what somebody elsewhere answers to a follow, a request, a quote or a selection from here."""

from __future__ import annotations

from petitmot.federation.handling import selections
from petitmot.federation.handling.coming import Coming, inner_of, is_kind, known_actor, person_here, refusal
from petitmot.federation.handling.requests import request_from_here, request_number
from petitmot.federation.knowing import consents
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, text, uri
from petitmot.kit.cleaning import plain_text
from petitmot.kit.refusals import NotFound
from petitmot.people import contacts, follows, gestures
from petitmot.people.models import ContactRequest, Follow, FollowRequest, Person
from petitmot.posts.models import Post


def handle_accept(signer: Signer, activity: Document, _coming: Coming) -> None:
    """Accept{Follow}: a follow that waited holds. Accept{Offer}: two become contacts (the words are in `content`).

    Accept{QuoteRequest}: the consent is kept. Accept{FeatureRequest}: they may be shown in a selection.
    """
    inner, actor = inner_of(signer, activity), known_actor(signer)
    if row := selections.row_asked(actor, inner):
        selections.accepted(signer, row, activity)
        return
    if is_kind(inner, "Offer"):
        _accept_request(actor, inner, _words(activity))
        return
    if is_kind(inner, "QuoteRequest"):
        _keep_consent(actor, inner, activity)
        return
    follower = _follower(actor, inner)
    if FollowRequest.objects.filter(follower=follower, followed=actor).exists():
        follows.approve_follower(actor, follower)


def _keep_consent(actor: Person, asked: Document, activity: Document) -> None:
    """The consent to a quote from here is at `result`; it can be taken back."""
    quotes = Post.objects.select_related("quotes__author").filter(author__server__is_local=True, quotes__author=actor)
    quote = quotes.filter(uri=uri(asked.get("instrument")) or "-").first()
    if quote is not None:
        consents.keep(quote, activity.get("result"))


def _accept_request(actor: Person, offer: Document, words: str) -> None:
    """Two become contacts; said once more, with words, the words are kept with the acceptance (rule 23)."""
    accepted = ContactRequest.objects.filter(asked=actor, state=ContactRequest.State.ACCEPTED, acceptance_words="")
    late = accepted.filter(pk=request_number(offer), asker__server__is_local=True).select_related("asker").first()
    if late is not None and words:
        contacts.add_acceptance_words(late, actor, words)
    elif late is None:
        contacts.accept(request_from_here(actor, offer), actor, words=words, follow_back=False)


def handle_reject(signer: Signer, activity: Document, _coming: Coming) -> None:
    """Reject{Follow}: refused, or ended later. Reject{Offer}: a kind refusal. Reject{FeatureRequest}: not to be shown."""
    inner, actor = inner_of(signer, activity), known_actor(signer)
    if row := selections.row_asked(actor, inner):
        selections.rejected(row)
        return
    if is_kind(inner, "Offer"):
        gestures.decline_from_elsewhere(request_from_here(actor, inner), actor, words=_words(activity))
        return
    follower = _follower(actor, inner)
    follows.refuse_follower(actor, follower)
    follows.remove_follower(actor, follower)


def take_back_accept(actor: Person, accept: Document) -> None:
    """Undo{Accept{Follow}}: a follow from here ends (Smithereen lets a follower go so; Mastodon understands it, too)."""
    follow = accept.get("object")
    inner = follow if isinstance(follow, dict) else {"id": uri(follow)}
    follows.remove_follower(actor, _follower(actor, inner))


def _words(activity: Document) -> str:
    """The words that come with an answer: plain text, however they were dressed."""
    return plain_text(text(activity.get("content"), 20_000)).strip()[:1_000]


def _follower(followed: Person, follow: Document) -> Person:
    """Whoever here follows, or asked to: named in the activity, or in our own id for it (`<uri>#follows/…`)."""
    if follow.get("type") and not is_kind(follow, "Follow"):
        raise refusal("not_a_follow")
    follower = person_here(follow.get("actor") or uri(follow).partition("#")[0])
    ties = ({"follower": follower, "followed": followed},)
    if not any(rows.objects.filter(**tie).exists() for tie in ties for rows in (Follow, FollowRequest)):
        raise NotFound("There is no such follow.")
    return follower
