"""Words from elsewhere: what is not the signer's first; then words, edits, deletions, likes, shares, polls."""

from __future__ import annotations

from datetime import timedelta

import pytest

from petitmot.federation.documents.persons import moment
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.knowing.words import words_at
from petitmot.federation.tests.peers import PUBLIC, post_of
from petitmot.kit import clock
from petitmot.kit.refusals import Refusal
from petitmot.people import follows
from petitmot.people.models import ContactRequest, Person
from petitmot.posts import poll_results, polls, publishing
from petitmot.posts.content import Content
from petitmot.posts.models import Arrival, Conversation, Favourite, Post, Version, Visibility, Vote
from petitmot.reading import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def muriel(world, peer):
    """Followed by Ana."""
    person = person_at(peer.uri("/users/muriel"))
    world.follow(world.ana, person)
    return person


def now():
    return moment(clock.now())


def mention(person):
    return {"type": "Mention", "href": person.uri, "name": f"@{person.name}@petitmot.test"}


# What is not the signer's


def test_words_of_somebody_else_are_not_taken(world, peer, other_peer, muriel):
    peer.actor("zoe")
    note = peer.note("muriel")
    peer.says(world, peer.does("Create", note, actor="zoe"), by="zoe")
    peer.says(world, peer.does("Create", {**note, "attributedTo": other_peer.uri("/users/pia")}))
    other_peer.says(world, other_peer.does("Create", note, actor="pia"), by="pia")
    assert not Post.objects.exists()


def test_words_with_an_id_of_another_host_are_not_believed(world, peer, other_peer, muriel):
    peer.says(world, peer.does("Create", {**peer.note(), "id": other_peer.uri("/users/pia/1")}))
    peer.says(world, peer.does("Create", {**peer.note(), "id": "http://petitmot.test/ap/posts/1"}))
    assert not Post.objects.exists()


def test_nobody_edits_or_deletes_the_words_of_another(world, peer, other_peer, muriel):
    peer.actor("zoe")
    note = peer.note()
    peer.says(world, peer.does("Create", note))
    changed = {**note, "content": "<p>Faux</p>"}
    peer.says(world, peer.does("Update", changed, actor="zoe"), by="zoe")
    peer.says(world, peer.does("Update", {**changed, "attributedTo": peer.uri("/users/zoe")}, actor="zoe"), by="zoe")
    other_peer.says(world, other_peer.does("Update", changed, actor="pia"), by="pia")
    peer.says(world, peer.does("Delete", note["id"], actor="zoe"), by="zoe")
    other_peer.says(world, other_peer.does("Delete", note["id"], actor="pia"), by="pia")
    assert post_of(note).plain == "Bonjour"


def test_nobody_elsewhere_edits_or_deletes_words_of_here(world, peer, muriel):
    post = world.says(world.ana)
    peer.says(world, peer.does("Delete", post.uri))
    fake = {"id": post.uri, "type": "Note", "attributedTo": world.ana.uri, "content": "Faux", "to": [PUBLIC]}
    peer.says(world, peer.does("Update", fake))
    peer.says(world, peer.does("Create", fake))
    assert Post.objects.get(pk=post.pk).plain == "Quelques mots."


def test_words_that_concern_nobody_here_are_not_kept(world, peer):
    peer.says(world, peer.does("Create", peer.note()))
    peer.says(world, peer.does("Create", peer.note(to=[peer.uri("/users/muriel/followers")], cc=[])))
    assert not Post.objects.exists()


def test_words_of_who_is_suspended_are_not_taken(world, peer, muriel):
    Person.objects.filter(pk=muriel.pk).update(suspended_at=clock.now())
    peer.says(world, peer.does("Create", peer.note()))
    assert not Post.objects.exists()


def test_what_was_deleted_does_not_come_back(world, peer, muriel):
    first, second = peer.note(), peer.note()
    peer.says(world, peer.does("Create", first))
    for note in (first, second):
        peer.says(world, peer.does("Delete", {"id": note["id"], "type": "Tombstone"}))
        peer.says(world, peer.does("Create", note))
        with pytest.raises(Refusal):
            words_at(note["id"])
    assert not Post.objects.exists()


# What is


def test_words_come_into_today(world, peer, muriel):
    note = peer.note(content="<p>Il pleut</p><script>x()</script>", published=now(), contentMap={"fr": "x"})
    peer.says(world, peer.does("Create", note))
    post = post_of(note)
    assert (post.author, post.html, post.plain, post.language) == (muriel, "<p>Il pleut</p>", "Il pleut", "fr")
    assert (post.visibility, post.arrival) == (Visibility.PUBLIC, Arrival.LIVE)
    assert today.page(world.ana).ids == [post.pk]


def test_rule_07_what_is_older_than_two_days_never_enters_today(world, peer, muriel):
    old = peer.note(published=moment(clock.now() - timedelta(days=3)))
    ahead = peer.note(published=moment(clock.now() + timedelta(days=3)))
    for note in (old, ahead):
        peer.says(world, peer.does("Create", note))
    assert post_of(old).arrival == Arrival.BACKFILL
    assert post_of(ahead).arrival == Arrival.LIVE
    assert post_of(ahead).published <= clock.now()
    assert today.page(world.ana).ids == [post_of(ahead).pk]


def test_for_whom_words_are_is_read_from_their_address(world, peer, muriel):
    followers = peer.uri("/users/muriel/followers")
    quiet = peer.note(to=[followers], cc=[PUBLIC])
    narrow = peer.note(to=[followers], cc=[])
    for note in (quiet, narrow):
        peer.says(world, peer.does("Create", note))
    assert post_of(quiet).visibility == Visibility.QUIET
    assert post_of(narrow).visibility == Visibility.FOLLOWERS


def test_words_to_somebody_who_is_mentioned_are_a_private_word(world, peer, muriel):
    note = peer.note(to=[world.ana.uri], cc=[], tag=[mention(world.ana)])
    peer.says(world, peer.does("Create", note))
    assert post_of(note).visibility == Visibility.NAMED
    assert post_of(note).conversation == Conversation.objects.get()


def test_rule_29_words_to_people_without_a_mention_are_for_some_people(world, peer, muriel):
    note = peer.note(to=[world.ana.uri, peer.uri("/users/nobody")], cc=[], published=now())
    peer.says(world, peer.does("Create", note))
    post = post_of(note)
    assert (post.visibility, post.circle, post.conversation) == (Visibility.CIRCLE, None, None)
    assert set(post.audience.values_list("person", flat=True)) == {world.ana.pk}
    assert today.page(world.ana).ids == [post.pk]


def test_rule_19_a_first_private_word_of_a_stranger_stands_on_the_desk(world, peer):
    note = peer.note(to=[world.bruno.uri], cc=[], tag=[mention(world.bruno)])
    peer.says(world, peer.does("Create", note))
    request = ContactRequest.objects.get()
    assert (request.about, request.words, request.stamp) == ("conversation", "Bonjour", None)


def test_names_and_tags_in_the_text_lead_to_pages_here(world, peer, muriel):
    content = (
        f'<p><a href="{world.ana.uri}" class="u-url mention">@ana</a> '
        f'<a href="{peer.uri("/@muriel")}" class="u-url mention">@muriel</a> '
        f'<a href="{peer.uri("/tags/Brume")}" class="mention hashtag">#Brume</a></p>'
    )
    tags = [mention(world.ana), mention(muriel), {"type": "Hashtag", "name": "#Brume", "href": peer.uri("/tags/Brume")}]
    note = peer.note(content=content, tag=tags)
    peer.says(world, peer.does("Create", note))
    post = post_of(note)
    assert 'href="/@ana"' in post.html
    assert f'href="/@muriel@{peer.host}"' in post.html
    assert 'href="/mots/Brume"' in post.html
    assert set(post.mentions.values_list("person", flat=True)) == {world.ana.pk, muriel.pk}
    assert list(post.tagged.values_list("tag__shown", flat=True)) == ["Brume"]


def test_a_reply_brings_what_it_answers_up_to_a_bound(world, peer, other_peer, muriel):
    notes = [other_peer.note("pia")]
    for _number in range(20):
        notes.append(other_peer.note("pia", inReplyTo=notes[-1]["id"]))
    reply = peer.note(inReplyTo=notes[-1]["id"])
    peer.says(world, peer.does("Create", reply))
    assert post_of(reply).in_reply_to == post_of(notes[-1])
    assert Post.objects.filter(author__name="pia").count() == 8
    assert set(Post.objects.filter(author__name="pia").values_list("arrival", flat=True)) == {Arrival.BACKFILL}
    assert post_of(reply).thread == post_of(notes[-8]).pk


def test_a_reply_to_words_that_are_gone_or_not_for_its_author_is_taken_alone(world, peer, other_peer, muriel):
    secret = world.writes(world.ana, world.bruno)
    for uri in (other_peer.uri("/gone"), secret.uri, "http://petitmot.test/ap/posts/1", "nonsense"):
        reply = peer.note(inReplyTo=uri)
        peer.says(world, peer.does("Create", reply))
        assert post_of(reply).in_reply_to is None


def test_a_reply_whose_parent_cannot_be_reached_now_joins_its_thread_later(world, peer, other_peer, muriel):
    from petitmot.federation.events import AnsweredElsewhere
    from petitmot.federation.receiving.threads import find_answered
    from petitmot.jobs.inline import run_due

    parent = other_peer.note("pia")
    path = parent["id"].removeprefix(other_peer.base)
    document = other_peer.documents[path]
    other_peer.put(path, 503)
    reply, again = peer.note(inReplyTo=parent["id"]), peer.note()
    again["inReplyTo"] = reply["id"]
    peer.sends(peer.does("Create", reply))
    run_due()
    peer.sends(peer.does("Create", again))
    run_due()
    assert post_of(reply).in_reply_to is None
    other_peer.put(path, document)
    find_answered(AnsweredElsewhere(post_of(reply).pk, parent["id"]))
    assert post_of(reply).in_reply_to == post_of(parent)
    assert post_of(again).thread == post_of(reply).thread == post_of(parent).pk


@pytest.mark.parametrize("form", ["by its address", "carried whole", "by another", "by another host"])
def test_a_consent_that_is_taken_back_takes_the_words_out_of_the_quote(world, peer, other_peer, muriel, form):
    quoted = other_peer.note("pia")
    stamp = other_peer.uri("/users/pia/stamps/1")
    note = peer.note(quote=quoted["id"], **({} if form == "carried whole" else {"quoteAuthorization": stamp}))
    peer.says(world, peer.does("Create", note))
    whole = {
        "id": stamp,
        "type": "QuoteAuthorization",
        "interactingObject": note["id"],
        "interactionTarget": quoted["id"],
    }
    by = "zoe" if form == "by another" else "pia"
    other_peer.actor(by)
    if form == "by another host":
        peer.says(world, peer.does("Delete", whole | {"id": peer.uri("/stamps/1")}))
        peer.sends(peer.does("Delete", stamp))
        world.settle()
    else:
        said = whole if form == "carried whole" else stamp
        other_peer.says(world, other_peer.does("Delete", said, actor=by), by=by)
    taken_back = post_of(note).quote_state == "revoked"
    assert taken_back == (form in ("by its address", "carried whole"))


@pytest.mark.parametrize("name", ["quote", "quoteUrl", "_misskey_quote", "quoteUri"])
def test_a_quote_is_read_in_four_spellings(world, peer, other_peer, muriel, name):
    quoted = other_peer.note("pia")
    content = f'<p>Voyez</p><p class="quote-inline">RE: <a href="{quoted["id"]}">x</a></p>'
    note = peer.note(content=content, **{name: quoted["id"]})
    peer.says(world, peer.does("Create", note))
    assert (post_of(note).quotes, post_of(note).plain) == (post_of(quoted), "Voyez")


def test_an_edit_keeps_the_words_before(world, peer, muriel):
    note = peer.note(summary="Pluie", sensitive=True)
    peer.says(world, peer.does("Create", note))
    peer.says(world, peer.does("Update", {**note, "content": "<p>Mieux dit</p>", "updated": now()}))
    post = post_of(note)
    assert (post.plain, post.warning, post.edited_at is not None) == ("Mieux dit", "Pluie", True)
    assert [version.html for version in Version.objects.all()] == ["<p>Bonjour</p>"]
    late = {**note, "content": "<p>Trop tard</p>", "updated": "2026-01-01T12:00:00Z"}
    peer.says(world, peer.does("Update", late))
    peer.says(world, peer.does("Update", {**note, "content": "<p>Mieux dit</p>", "updated": now()}))
    assert (post_of(note).plain, Version.objects.count()) == ("Mieux dit", 1)


def test_rule_30_an_edit_does_not_widen_the_audience(world, peer, muriel):
    note = peer.note(to=[peer.uri("/users/muriel/followers")], cc=[])
    peer.says(world, peer.does("Create", note))
    peer.says(world, peer.does("Update", {**note, "to": [PUBLIC], "content": "<p>Autre</p>", "updated": now()}))
    assert (post_of(note).visibility, post_of(note).plain) == (Visibility.FOLLOWERS, "Autre")


def test_a_like_comes_and_goes(world, peer, muriel):
    post = world.says(world.ana)
    for kind in ("Like", "EmojiReact"):
        like = peer.does(kind, post.uri, content="🔥")
        peer.says(world, like)
        assert Favourite.objects.get().person == muriel
        peer.says(world, peer.does("Undo", like))
        assert not Favourite.objects.exists()


def test_a_like_of_what_its_giver_cannot_see_is_nothing(world, peer, muriel):
    peer.says(world, peer.does("Like", world.writes(world.ana, world.bruno).uri))
    assert not Favourite.objects.exists()


def test_a_share_comes_and_goes(world, peer, other_peer, muriel):
    note = other_peer.note("pia")
    share = peer.does("Announce", note["id"], to=[PUBLIC], published=now())
    peer.says(world, share)
    made = Post.objects.get(uri=share["id"])
    assert (made.author, made.shares) == (muriel, post_of(note))
    assert today.page(world.ana).ids == [made.pk]
    peer.says(world, share)
    peer.says(world, peer.does("Undo", share))
    assert not Post.objects.filter(uri=share["id"]).exists()


def test_a_share_of_what_is_carried_whole_is_not_believed(world, peer, other_peer, muriel):
    note = other_peer.note("pia")
    peer.says(world, peer.does("Announce", {**note, "content": "<p>Faux</p>"}, to=[PUBLIC]))
    assert post_of(note).plain == "Bonjour"


def test_a_share_of_a_stranger_makes_us_fetch_nothing(world, peer, other_peer):
    peer.says(world, peer.does("Announce", other_peer.note("pia")["id"], to=[PUBLIC]))
    assert other_peer.asked == []


def test_only_public_and_quiet_words_are_shared(world, peer, muriel):
    private = world.says(world.ana, to=Visibility.FOLLOWERS)
    follows.follow(muriel, world.ana)
    peer.says(world, peer.does("Announce", private.uri, to=[PUBLIC]))
    peer.says(world, peer.does("Announce", world.says(world.ana).uri, to=[peer.uri("/users/muriel/followers")]))
    assert not Post.objects.filter(shares__isnull=False).exists()


def test_words_are_pinned_and_pinned_no_more(world, peer, muriel):
    note, featured = peer.note(), peer.uri("/users/muriel/featured")
    peer.says(world, peer.does("Add", note["id"], target=featured))
    assert post_of(note).pinned_at is not None
    peer.says(world, peer.does("Remove", note["id"], target=featured))
    assert post_of(note).pinned_at is None
    peer.says(world, peer.does("Add", note["id"], target=peer.uri("/users/muriel/tags")))
    peer.actor("zoe")
    peer.says(world, peer.does("Add", note["id"], actor="zoe", target=featured), by="zoe")
    assert post_of(note).pinned_at is None


def question(peer, *counts, **more):
    answers = [
        {"type": "Note", "name": name, "replies": {"type": "Collection", "totalItems": count}}
        for name, count in zip(("Oui", "Non"), counts, strict=True)
    ]
    return peer.note(type="Question", oneOf=answers, endTime=moment(clock.now() + timedelta(days=1)), **more)


def test_a_poll_comes_with_what_was_counted(world, peer, muriel):
    note = question(peer, 3, 1, votersCount=4)
    peer.says(world, peer.does("Create", note))
    poll = poll_results.shown(world.ana, {post_of(note).pk: muriel})[post_of(note).pk]
    assert [(answer.words, answer.votes) for answer in poll.answers] == [("Oui", 3), ("Non", 1)]
    note["oneOf"][0]["replies"]["totalItems"], note["votersCount"] = 5, 6
    peer.says(world, peer.does("Update", note))
    poll = poll_results.shown(world.ana, {post_of(note).pk: muriel})[post_of(note).pk]
    assert ([answer.votes for answer in poll.answers], poll.voters) == ([5, 1], 6)
    assert not Version.objects.exists()


@pytest.mark.parametrize("several", [True, False])
def test_votes_from_elsewhere_come_one_by_one(world, peer, muriel, several):
    asked = polls.Asked(("Oui", "Non", "Peut-être"), several, clock.now() + timedelta(days=1))
    post = publishing.publish(world.ana, Content("?", "<p>?</p>", "?", poll=asked))
    for choice in ("Oui", "Non", "Oui", "Jamais"):
        vote = peer.note(name=choice, inReplyTo=post.uri, to=[world.ana.uri], cc=[])
        vote.pop("content")
        peer.says(world, peer.does("Create", vote))
    chosen = set(Vote.objects.filter(person=muriel).values_list("place", flat=True))
    assert chosen == ({0, 1} if several else {0})
    assert not Post.objects.filter(author=muriel).exists()


@pytest.mark.parametrize("kind", ["Article", "Page", "Video", "Audio", "Image", "Event"])
def test_other_kinds_come_with_their_title_as_a_link(world, peer, muriel, kind):
    url = [{"type": "Link", "mediaType": "text/html", "href": peer.uri("/page")}]
    note = peer.note(type=kind, name="Un <b>titre</b>", url=url, startTime="2027-03-04T18:00:00Z")
    peer.says(world, peer.does("Create", note))
    html = post_of(note).html
    assert f'<a href="{peer.uri("/page")}"' in html
    assert "Un &lt;b&gt;titre&lt;/b&gt;" in html
    assert "Bonjour" in html
