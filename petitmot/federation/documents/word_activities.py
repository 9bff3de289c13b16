"""What is done with words, as activities: written, edited, deleted, shared, liked, voted, pinned, quoted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from petitmot.federation import addresses
from petitmot.federation.documents.activities import accept, activity, digest, milliseconds, undo
from petitmot.federation.documents.collections import quote_authorization
from petitmot.federation.documents.contexts import QUOTE_REQUEST, WORDS, Document, without_context
from petitmot.federation.documents.persons import moment, tombstone
from petitmot.federation.documents.words import quote_authorization_uri, words_document
from petitmot.people.models import Person
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
    return _about_words("Update", f"{post.uri}#updates/{milliseconds(at)}", note, published=moment(at))


def delete(uri: str, author: Person, at: datetime, *, to: Sequence[str] = (addresses.PUBLIC,)) -> Document:
    """Say that words are gone: `uri` of the tombstone. To whom they had been sent, where not to everybody."""
    stone = without_context(tombstone(uri, at, formerly="Note"))
    return activity("Delete", f"{uri}#delete", author, stone, to=list(to))


def announce(share: Post, sharer: Person, original: Post, author: Person) -> Document:
    """Show somebody's words to one's followers. Its id is the share's own uri."""
    followers = addresses.followers(sharer)
    is_public = original.visibility == Visibility.PUBLIC
    return activity(
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
    return undo(activity("Announce", uri, sharer, original_uri), to=[addresses.PUBLIC, addresses.followers(sharer)])


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
    return activity("Create", f"{id_}/create", person, note, to=[author.uri])


def like(person: Person, post: Post, author: Person, at: datetime) -> Document:
    """Say that one likes words, to their author alone."""
    return activity("Like", f"{person.uri}#likes/{post.pk}/{milliseconds(at)}", person, post.uri, to=[author.uri])


def add(person: Person, post: Post) -> Document:
    """Say that a post was pinned."""
    return _featured("Add", person, post.uri, milliseconds(post.pinned_at or post.published))


def add_to_container(owner: Person, thread: int, said: Document, to: Sequence[str]) -> Document:
    """Hand on what somebody did within one's words for some people (FEP-171b), carried whole, with its own proof."""
    target = {"type": "OrderedCollection", "id": addresses.container(thread), "attributedTo": owner.uri}
    return activity("Add", add_uri(thread, said), owner, said, target=target, to=list(to))


def add_uri(thread: int, said: Document) -> str:
    """Return the id of the Add of something to a container of here: the same whoever it goes to."""
    return f"{addresses.container(thread)}#adds/{digest(str(said['id']))}"


def remove(person: Person, post: Post, at: datetime) -> Document:
    """Say that a post is pinned no more."""
    return _featured("Remove", person, post.uri, milliseconds(at))


def quote_request(post: Post, author: Person, quoted_uri: str, quoted_author_uri: str) -> Document:
    """Ask for the consent to a quote (FEP-044f); the quoting post is carried whole."""
    note = without_context(words_document(post))
    made = activity(
        "QuoteRequest", f"{post.uri}#quote-request", author, quoted_uri, instrument=note, to=[quoted_author_uri]
    )
    return {**made, "@context": QUOTE_REQUEST}


def accept_quote(person: Person, asked: Document, quoted: Post, quoting_id: int) -> Document:
    """Consent to a quote of words written here, with the address of the stamp that proves it."""
    return accept(person, asked, result=quote_authorization_uri(quoted.uri, quoting_id))


def withdraw_quote_consent(person: Person, quoted: Post, quoting: Post) -> Document:
    """Take the consent to a quote back: Delete of the stamp, carried whole (FEP-044f)."""
    stamp = quote_authorization(quote_authorization_uri(quoted.uri, quoting.pk), person.uri, quoted.uri, quoting.uri)
    made = activity("Delete", f"{stamp['id']}#delete", person, without_context(stamp), to=[addresses.PUBLIC])
    return {**made, "@context": stamp["@context"]}


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
    id_ = f"{person.uri}#featured/{kind.lower()}/{digest(uri)}/{stamp}"
    followers = addresses.followers(person)
    return activity(kind, id_, person, uri, target=f"{person.uri}/featured", to=[addresses.PUBLIC], cc=[followers])
