"""What somebody did, as activities (ActivityPub, section 7). Each has an id that is the same whenever it is built again.

Ids of Create and Announce can be fetched; the others hang on their actor with a `#`, as Mastodon's do. Undo, Accept and
Reject carry whole what they answer, for many servers do not fetch it. Whoever is given is a person with their `uri`;
an `object` or `target` may be a person elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from datetime import datetime

from petitmot.federation import addresses
from petitmot.federation.documents.collections import quote_authorization
from petitmot.federation.documents.contexts import (
    ACTIVITYSTREAMS,
    CONTACT_WORDS,
    FEATURE_REQUEST,
    QUOTE_REQUEST,
    WORDS,
    Document,
    without_context,
)
from petitmot.federation.documents.persons import moment, person_document, tombstone
from petitmot.federation.documents.selections import all_of, item_uri, request_uri, stamp_document, stamp_uri
from petitmot.federation.documents.words import quote_authorization_uri, words_document
from petitmot.people.models import ContactRequest, InSelection, Introduction, Person, Question, Selection
from petitmot.posts.models import Post, Visibility

Readers = Collection[Person] | None


def create(post: Post, *, readers: Readers = None) -> Document:
    """Say that words were written. `readers`: the people this copy goes to (`audience.addressing`)."""
    return create_of(words_document(post, readers=readers), post.uri)


def create_of(note: Document, uri: str) -> Document:
    """Say the same with a Note that is made already."""
    return _about_words("Create", f"{uri}/create", note, published=note["published"])


def update(post: Post, *, readers: Readers = None, at: datetime | None = None) -> Document:
    """Say that words were said better; `at` where it is something else that changed: the results of a poll."""
    note = words_document(post, readers=readers)
    at = at or post.edited_at or post.published
    return _about_words("Update", f"{post.uri}#updates/{_stamp(at)}", note, published=moment(at))


def delete(uri: str, author: Person, at: datetime, *, to: Sequence[str] = (addresses.PUBLIC,)) -> Document:
    """Say that words are gone: `uri` of the tombstone. To whom they had been sent, where not to everybody."""
    stone = without_context(tombstone(uri, at, formerly="Note"))
    return _activity("Delete", f"{uri}#delete", author, stone, to=list(to))


def announce(share: Post, sharer: Person, original: Post, author: Person) -> Document:
    """Show somebody's words to one's followers. Its id is the share's own uri."""
    followers = addresses.followers(sharer)
    is_public = original.visibility == Visibility.PUBLIC
    return _activity(
        "Announce",
        share.uri,
        sharer,
        original.uri,
        published=moment(share.published),
        to=[addresses.PUBLIC if is_public else followers],
        cc=[followers if is_public else addresses.PUBLIC, author.uri],
    )


def unannounce(uri: str, sharer: Person, original_uri: str) -> Document:
    """Take a share back: `uri` was the share's."""
    return undo(_activity("Announce", uri, sharer, original_uri), to=[addresses.PUBLIC, addresses.followers(sharer)])


def vote(person: Person, post: Post, author: Person, place: int, words: str) -> Document:
    """Choose an answer of a poll elsewhere, told to its author alone: a Note with the answer as its name (Mastodon)."""
    id_ = f"{person.uri}#votes/{post.pk}/{place}"
    note = {
        "id": id_,
        "type": "Note",
        "name": words,
        "attributedTo": person.uri,
        "inReplyTo": post.uri,
        "to": [author.uri],
    }
    return _activity("Create", f"{id_}/create", person, note, to=[author.uri])


def like(person: Person, post: Post, author: Person, at: datetime) -> Document:
    """Say that one likes words, to their author alone."""
    return _activity("Like", f"{person.uri}#likes/{post.pk}/{_stamp(at)}", person, post.uri, to=[author.uri])


def follow(
    follower: Person, followed: Person, since: datetime | None = None, *, words: str = "", to: Sequence[str] = ()
) -> Document:
    """Ask to follow; `words` are a few words for those who know requests only as a follow (issue 3, section 4).

    `since` (of the Follow or FollowRequest row) makes a second follow, after an undo, another one; without it the
    activity can stand inside an Undo: servers match actor and object.
    """
    id_ = f"{follower.uri}#follows/{followed.pk}" + (f"/{_stamp(since)}" if since else "")
    said = {"content": words} if words else {}
    return _activity("Follow", id_, follower, followed.uri, to=list(to) or [followed.uri], **said)


def offer(request: ContactRequest, *, uri: str = "") -> Document:
    """Ask for a contact with a few words: Smithereen's Offer of the reversed Follow. The request with its two persons."""
    asker, asked = request.asker, request.asked
    reversed_follow = {"type": "Follow", "actor": asked.uri, "object": asker.uri}
    id_ = uri or request.uri or f"{asker.uri}#requests/{request.pk}"
    return _activity("Offer", id_, asker, reversed_follow, to=[asked.uri], content=request.words)


def introduce(introduction: Introduction, one: Person, other: Person) -> Document:
    """Make two people known to each other: Offer of `one` to the `other`, with a few words."""
    introducer = introduction.introducer
    id_ = f"{introducer.uri}#introductions/{introduction.pk}/{one.pk}"
    return _activity("Offer", id_, introducer, one.uri, target=other.uri, to=[other.uri], content=introduction.words)


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
    stamp = f"/{_stamp(at)}" if at else ""
    return {
        "@context": undone.get("@context", ACTIVITYSTREAMS),
        "id": f"{inner['id']}{'/' if '#' in inner['id'] else '#'}undo{stamp}",
        "type": "Undo",
        "actor": inner["actor"],
        "object": inner,
        "to": list(to) or inner.get("to", []),
    }


def read(person: Person, offered: Document, asker_uri: str) -> Document:
    """Say that a request was read, where its owner lets that be seen (rule 20)."""
    return _activity("Read", _derived(person, "reads", offered), person, str(offered["id"]), to=[asker_uri])


def receive(request: ContactRequest) -> Document:
    """Tell the asker's server that a request came, and until when it waits (docs/fep-contact-words.md)."""
    return _standing("Receive", "received", request, endTime=moment(request.lapses_at))


def lapse(request: ContactRequest) -> Document:
    """Tell it that the time of a request is over; of a silent refusal it says the same (rule 20)."""
    return _standing("Lapse", "lapsed", request)


def ask_for_words(question: Question, request: ContactRequest, until: datetime) -> Document:
    """Put the question to somebody whose server knows it; the words travel as a direct message, too."""
    id_ = f"{question.owner.uri}#questions/{question.pk}"
    inner = without_context(offered(request))
    made = _activity("AskForWords", id_, question.owner, inner, to=[question.person.uri], content=question.words)
    return {**made, "@context": CONTACT_WORDS, "endTime": moment(until)}


def _standing(kind: str, name: str, request: ContactRequest, **more: object) -> Document:
    id_ = f"{request.asked.uri}#{name}/{request.pk}"
    inner = without_context(offered(request))
    made = _activity(kind, id_, request.asked, inner, to=[request.asker.uri], **more)
    return {**made, "@context": CONTACT_WORDS}


def offered(request: ContactRequest) -> Document:
    """Return the Offer that a request came as, to be carried in what answers it; one that came otherwise has no id."""
    made = {name: said for name, said in offer(request).items() if name not in ("content", "to")}
    return made if request.uri else {name: said for name, said in made.items() if name != "id"}


def block(blocker: Person, blocked: Person, since: datetime) -> Document:
    """Ask the other server to keep somebody away."""
    id_ = f"{blocker.uri}#blocks/{blocked.pk}/{_stamp(since)}"
    return _activity("Block", id_, blocker, blocked.uri, to=[blocked.uri])


def flag(by: str, uris: Sequence[str], words: str, id_: str) -> Document:
    """Tell moderators elsewhere of somebody and their words; `by` is this server's actor, not who reported."""
    return {
        "@context": ACTIVITYSTREAMS,
        "id": id_,
        "type": "Flag",
        "actor": by,
        "object": list(uris),
        "content": words,
        "to": list(uris[:1]),
    }


def move(person: Person, target_uri: str) -> Document:
    """Tell followers that somebody lives elsewhere now (FEP-7628)."""
    id_ = f"{person.uri}#moves/{_digest(target_uri)}"
    return _activity("Move", id_, person, person.uri, target=target_uri, to=[addresses.followers(person)])


def add(person: Person, post: Post) -> Document:
    """Say that a post was pinned."""
    return _featured("Add", person, post.uri, _stamp(post.pinned_at or post.published))


def add_to_container(owner: Person, thread: int, said: Document, to: Sequence[str]) -> Document:
    """Hand on what somebody did within one's words for some people (FEP-171b), carried whole, with its own proof."""
    container = addresses.container(thread)
    target = {"type": "OrderedCollection", "id": container, "attributedTo": owner.uri}
    id_ = f"{container}#adds/{_digest(str(said['id']))}"
    return _activity("Add", id_, owner, said, target=target, to=list(to))


def remove(person: Person, post: Post, at: datetime) -> Document:
    """Say that a post is pinned no more."""
    return _featured("Remove", person, post.uri, _stamp(at))


def update_person(person: Person, at: datetime) -> Document:
    """Say that somebody tells of themselves anew."""
    document = person_document(person)
    made = _activity(
        "Update",
        f"{person.uri}#updates/{_stamp(at)}",
        person,
        without_context(document),
        to=[addresses.PUBLIC],
        cc=[addresses.followers(person)],
    )
    return {**made, "@context": document["@context"]}


def delete_person(person: Person) -> Document:
    """Say that somebody has left for good."""
    return _activity("Delete", f"{person.uri}#delete", person, person.uri, to=[addresses.PUBLIC])


def quote_request(post: Post, author: Person, quoted_uri: str, quoted_author_uri: str) -> Document:
    """Ask for the consent to a quote (FEP-044f); the quoting post is carried whole."""
    note = without_context(words_document(post))
    made = _activity(
        "QuoteRequest", f"{post.uri}#quote-request", author, quoted_uri, instrument=note, to=[quoted_author_uri]
    )
    return {**made, "@context": QUOTE_REQUEST}


def accept_quote(person: Person, asked: Document, quoted: Post, quoting_id: int) -> Document:
    """Consent to a quote of words written here, with the address of the stamp that proves it."""
    return accept(person, asked, result=quote_authorization_uri(quoted.uri, quoting_id))


def withdraw_quote_consent(person: Person, quoted: Post, quoting: Post) -> Document:
    """Take the consent to a quote back: Delete of the stamp, carried whole (FEP-044f)."""
    stamp = quote_authorization(quote_authorization_uri(quoted.uri, quoting.pk), person.uri, quoted.uri, quoting.uri)
    made = _activity("Delete", f"{stamp['id']}#delete", person, without_context(stamp), to=[addresses.PUBLIC])
    return {**made, "@context": stamp["@context"]}


def feature_request(row: InSelection) -> Document:
    """Ask somebody elsewhere whether they may be shown in a selection (FEP-7aa9); `row` with person and selection."""
    selection, owner = row.selection, row.selection.owner
    id_ = request_uri(row)
    made = _activity("FeatureRequest", id_, owner, row.person.uri, instrument=selection.uri, to=[row.person.uri])
    return {**made, "@context": FEATURE_REQUEST}


def answer_feature(kind: str, row: InSelection, asked_uri: str) -> Document:
    """Accept, with the address of the stamp, or Reject: somebody of here answers who asked to show them."""
    owner = row.selection.owner
    inner = {
        "id": asked_uri,
        "type": "FeatureRequest",
        "actor": owner.uri,
        "object": row.person.uri,
        "instrument": row.selection.uri,
    }
    more = {"result": stamp_uri(row)} if kind == "Accept" else {}
    id_ = f"{stamp_uri(row)}#{kind.lower()}/{_digest(asked_uri)}"
    made = _activity(kind, id_, row.person, inner, to=[owner.uri], **more)
    return {**made, "@context": FEATURE_REQUEST}


def withdraw_feature_consent(row: InSelection) -> Document:
    """Take the consent to be shown back: Delete of the stamp, carried whole, as of a quote."""
    stamp = stamp_document(row)
    to = [addresses.PUBLIC, row.selection.owner.uri]
    made = _activity("Delete", f"{stamp['id']}#delete", row.person, without_context(stamp), to=to)
    return {**made, "@context": stamp["@context"]}


def change_selection(kind: str, selection: Selection, document: Document, at: datetime) -> Document:
    """Add a selection to those of its owner, or Update it."""
    target = {"target": all_of(selection.owner.uri)} if kind == "Add" else {}
    id_ = f"{selection.uri}#{kind.lower()}/{_stamp(at)}"
    return _of_selection(kind, id_, selection.owner, document, **target)


def remove_selection(owner: Person, uri: str) -> Document:
    return _of_selection("Remove", f"{uri}#remove", owner, {"@context": ACTIVITYSTREAMS, "id": uri}, target=all_of(owner.uri))  # fmt: skip


def add_to_selection(selection: Selection, item: Document, at: datetime) -> Document:
    """Say that somebody stands in a selection."""
    id_ = f"{item['id']}#add/{_stamp(at)}"
    return _of_selection("Add", id_, selection.owner, item, target=selection.uri)


def remove_from_selection(selection: Selection, row_id: int) -> Document:
    """Say that somebody does not any more."""
    uri = item_uri(selection.uri, row_id)
    item = {"@context": ACTIVITYSTREAMS, "id": uri}
    return _of_selection("Remove", f"{uri}#remove", selection.owner, item, target=selection.uri)


def _of_selection(kind: str, id_: str, owner: Person, said: Document, **more: object) -> Document:
    inner = without_context(said)
    object_ = inner["id"] if kind == "Remove" else inner
    followers = addresses.followers(owner)
    made = _activity(kind, id_, owner, object_, **more, to=[addresses.PUBLIC], cc=[followers])
    return {**made, "@context": said["@context"]}


def _about_words(kind: str, id_: str, note: Document, *, published: str) -> Document:
    return {
        "@context": WORDS,
        "id": id_,
        "type": kind,
        "actor": note["attributedTo"],
        "published": published,
        "to": note["to"],
        "cc": note["cc"],
        **({"context": note["context"]} if "context" in note else {}),
        "object": without_context(note),
    }


def _featured(kind: str, person: Person, uri: str, stamp: int) -> Document:
    id_ = f"{person.uri}#featured/{kind.lower()}/{_digest(uri)}/{stamp}"
    followers = addresses.followers(person)
    return _activity(kind, id_, person, uri, target=f"{person.uri}/featured", to=[addresses.PUBLIC], cc=[followers])


def _answer(kind: str, person: Person, answered: Document, more: Document) -> Document:
    inner = without_context(answered)
    to = inner.get("actor", "")
    id_ = _derived(person, f"{kind.lower()}s", answered)
    made = _activity(kind, id_, person, inner, to=[to if isinstance(to, str) else str(to.get("id", ""))], **more)
    return made if "@context" not in answered else {**made, "@context": answered["@context"]}


def _activity(kind: str, id_: str, actor: Person, object_: object, **more: object) -> Document:
    return {"@context": ACTIVITYSTREAMS, "id": id_, "type": kind, "actor": actor.uri, "object": object_, **more}


def _derived(person: Person, what: str, of: Document) -> str:
    """An id made of what it is about; of the whole of it, where that has none of its own."""
    name = str(of.get("id") or json.dumps(of, sort_keys=True, default=str))
    return f"{person.uri}#{what}/{_digest(name)}"


def _digest(uri: str) -> str:
    return hashlib.blake2s(uri.encode(), digest_size=10).hexdigest()


def _stamp(at: datetime) -> int:
    """Milliseconds since 1970."""
    return int(at.timestamp() * 1000)
