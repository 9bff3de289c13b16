"""Create and Update: words, votes, and what an actor tells of themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from petitmot.federation.events import SaidWithin
from petitmot.federation.fetching import fetch_document
from petitmot.federation.handling import selections
from petitmot.federation.handling.coming import Coming, actor_of, post_known, refusal
from petitmot.federation.knowing.containers import owned_here
from petitmot.federation.knowing.people_named import people_named
from petitmot.federation.knowing.persons import learn
from petitmot.federation.knowing.words import content_of, keep_more, take_in
from petitmot.federation.models import RemotePicture
from petitmot.federation.quirks import mend_words
from petitmot.federation.signatures.material import Signer, host_of
from petitmot.federation.translation.audience import Whom, read_audience
from petitmot.federation.translation.persons import ACTORS
from petitmot.federation.translation.selections import COLLECTION
from petitmot.federation.translation.shapes import Document, kind, uri
from petitmot.federation.translation.words import WORDS, Said, read_words
from petitmot.jobs.announcing import announce
from petitmot.kit.refusals import Refusal
from petitmot.posts import editing, picturing, polls
from petitmot.posts.models import PollAnswer, Post, Visibility

MOST_AT_ONCE = 20  # objects of one activity: a poll has no more answers


def handle_create(signer: Signer, activity: Document, coming: Coming) -> None:
    """Take words in, or count a vote. Several votes of one person may come in one activity (GoToSocial)."""
    if isinstance(several := activity.get("object"), list):
        _take_each(signer, activity, several, coming)
        return
    document = own_object(signer, activity, coming)
    said = read_words(mend_words(document))
    if said.author != signer.actor_uri:
        raise refusal("not_yours")
    if said.vote_for and said.answers:
        _vote(signer, said, coming)
        return
    how = {"inbox_of": coming.inbox_of, "arrival": coming.arrival, "within": coming.within}
    post = take_in(document, budget=coming.budget, said=said, **how)  # type: ignore[arg-type]
    hand_on(signer, post, activity)


def _take_each(signer: Signer, activity: Document, several: list[object], coming: Coming) -> None:
    """Do as if each had come alone: what cannot be does not keep the others away."""
    refused = None
    for each in several[:MOST_AT_ONCE]:
        if isinstance(each, dict):
            try:
                handle_create(signer, {**activity, "object": each}, coming)
            except Refusal as why:
                refused = why
    if refused is not None:
        raise refused


def handle_update(signer: Signer, activity: Document, coming: Coming) -> None:
    """Change words of the signer's, or the signer. What is not held is not taken in by an edit, unless it concerns us."""
    document = own_object(signer, activity, coming)
    if kind(document, ACTORS):
        if uri(document) != signer.actor_uri:
            raise refusal("not_yours")
        learn(document)
        return
    if selections.is_selection(document):
        selections.handle_update(signer, document)
        return
    said = read_words(mend_words(document))
    if not said.kind or said.author != signer.actor_uri:
        raise refusal("not_yours")
    post = Post.objects.select_related("author__server").filter(uri=said.uri).first()
    if post is None:
        post = take_in(document, budget=coming.budget, inbox_of=coming.inbox_of, within=coming.within)
    elif post.author.uri != signer.actor_uri:
        raise refusal("not_yours")
    else:
        _edit(post, said, document, coming)
    hand_on(signer, post, activity)


def hand_on(signer: Signer, post: Post, activity: Document) -> None:
    """What is said within words of here for some people goes on to them; without a proof nobody would believe it."""
    root = owned_here(post)
    if root is not None and post.author.uri == signer.actor_uri and "proof" in activity:
        with transaction.atomic():
            announce(SaidWithin(root.pk, post.pk, post.author_id, json.dumps(activity)))


def own_object(signer: Signer, activity: Document, coming: Coming) -> Document:
    """Return the object of an activity: carried whole and of the signer's host, or fetched where it lives.

    An embedded object of another host is not believed (FEP-fe34): nothing on the signer's word about others.
    """
    object_ = activity.get("object")
    if isinstance(object_, dict) and object_.get("type"):
        if host_of(uri(object_)) != signer.host:
            raise refusal("wrong_id")
        known = kind(object_, WORDS | ACTORS | COLLECTION)
        if not known:
            raise refusal("unknown_kind")
        return {**object_, "type": known}
    said = uri(object_)
    if host_of(said) != signer.host:
        raise refusal("wrong_id")
    return fetch_document(said, budget=coming.budget)


def _edit(post: Post, said: Said, document: Document, coming: Coming) -> None:
    """Edit where the words changed; a poll's counts alone are no edit."""
    if said.updated and post.edited_at and said.updated < post.edited_at:
        return  # an edit that was overtaken by a later one
    everybody = Whom(Visibility.PUBLIC, read_audience(document, "").addressed)  # whom it is for stays as it was
    named = people_named(said, everybody, post.author, budget=coming.budget, inbox_of=0)
    content = content_of(said, named, post.author)
    rows = {row.url: row for row in RemotePicture.objects.select_related("picture").filter(post=post)}
    if _says_the_same(post, said, content.html, rows):
        if post.emoji != list(content.emoji):
            Post.objects.filter(pk=post.pk).update(emoji=list(content.emoji))
        keep_more(post, said)
        return
    held = [
        picturing.described(row.picture, wanted.alt, wanted.focus)
        for wanted in said.pictures
        if (row := rows.get(wanted.url)) and row.picture is not None
    ]
    with transaction.atomic():
        editing.edit(post, post.author, replace(content, pictures=tuple(held)), at=said.updated)
        post.refresh_from_db()
        keep_more(post, said)


def _says_the_same(post: Post, said: Said, html: str, rows: Mapping[str, RemotePicture]) -> bool:
    pictures = [(picture.url, picture.alt) for picture in said.pictures]
    if (post.html, post.warning, post.language) != (html, said.warning, said.language):
        return False
    return pictures == [(row.url, row.alt) for row in sorted(rows.values(), key=lambda row: row.place)]


def _vote(signer: Signer, said: Said, coming: Coming) -> None:
    """A vote in a poll asked here: a Note with the words of the answer as its name, one for each choice."""
    post = post_known(said.answers)
    if not post.author.server.is_local or not post.has_poll:
        raise refusal("no_poll")
    place = PollAnswer.objects.filter(poll_id=post.pk, words=said.vote_for).values_list("place", flat=True).first()
    if place is None:
        raise refusal("no_choice")
    polls.vote(actor_of(signer, coming), post, [place], one_by_one=True)
